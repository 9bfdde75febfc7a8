"""Facts are counted from events: what happens stands in the figures after one run, and counting everything again changes nothing."""

import contextlib
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.danish import COPENHAGEN
from accounts.enums import Kind
from accounts.tenancy import acting_as, seeding
from audits.enums import Measure, Split
from audits.models import Counted, CountedMark, Fact
from audits.services import counting
from audits.services.counting import count_changes, recount
from config.registry_loader import id_of
from gop.enums import BreachCause, EndCode, GeneralLevel, GuidanceHow, ReturnReason
from gop.models import CaseEvent, Plan
from gop.services import cases, causes, handing_over, offers, reopening, returning, sent, succession
from gop.services.amending import amend
from tests import factories as make
from tests.audits.counted import JOB, as_of, equals_a_rebuild, facts, stands, tallies, wipe
from tests.gop.test_case_verbs_walk import REFUSALS, Moved, Walk

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 10, 0, tzinfo=COPENHAGEN)
HJOERRING = id_of("kommune-0860")


@pytest.fixture
def time(db: None, monkeypatch: pytest.MonkeyPatch) -> Moved:
    moved = Moved(NOW)
    monkeypatch.setattr(clock, "now", moved)
    make.registry()
    return moved


@pytest.fixture
def anna(time: Moved) -> Actor:
    return make.author()


@pytest.fixture
def birgit(time: Moved) -> Actor:
    return make.triage_officer()


def does(actor: Actor, verb: Callable[..., Any], *args: Any, **said: Any) -> None:
    with acting_as(actor):
        verb(actor, *args, **said)
    make.deliver_all()


def started(birgit: Actor, case_id: Any) -> None:
    does(birgit, cases.triage, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
    does(birgit, cases.record_guidance, case_id, GuidanceHow.PHONE)
    does(birgit, offers.offer, case_id, meeting_at=clock.now() + timedelta(hours=2), place="Center Vest")
    does(birgit, offers.register_first_meeting, case_id, on=clock.today())


def now(organisation: Any = make.AALBORG) -> dict[str, tuple[int, int]]:
    return as_of(organisation, clock.today())


def test_an_own_event_stands_in_the_own_figures_after_one_run(anna: Actor, birgit: Actor, time: Moved) -> None:
    _, case_id = make.delivered(anna)
    assert count_changes() > 0
    assert stands(make.AALBORG, Measure.PLANS) == {"": 1}
    assert stands(make.AALBORG, Measure.PLANS, Split.KIND) == {"almen_uden_niveau": 1}
    assert stands(make.AALBORG_HOSPITAL, Measure.PLANS, Split.SUBJECT, as_hospital=True) == {
        str(make.AALBORG): 1,
        f"{make.AALBORG}:almen_uden_niveau": 1,
    }
    started(birgit, case_id)
    count_changes()
    assert stands(make.AALBORG, Measure.PLANS, Split.KIND) == {"almen_basal": 1}
    assert now()[Measure.WAIT_HELD] == (0, 1)
    assert now()[Measure.SENT_AT_DISCHARGE] == (1, 1)
    assert count_changes() == 0


def test_a_broken_deadline_counts_by_itself_on_the_day_after_without_anything_happening(anna: Actor, birgit: Actor, time: Moved) -> None:
    _, case_id = make.delivered(anna)
    count_changes()
    assert Measure.MISSED not in now()
    assert not stands(make.AALBORG, Measure.OVERDUE_NOW)
    time.at = datetime(2026, 11, 24, 0, 1, tzinfo=COPENHAGEN)
    count_changes()
    assert stands(make.AALBORG, Measure.OVERDUE_NOW) == {"": 1}
    assert stands(make.AALBORG, Measure.MISSED, Split.KEY) == {"": 1}
    lena = make.team_lead()
    does(lena, causes.set_cause, case_id, cause=BreachCause.CAPACITY)
    count_changes()
    assert stands(make.AALBORG, Measure.MISSED, Split.KEY) == {"kapacitet": 1}
    equals_a_rebuild()


def test_day_0_corrected_moves_the_plan_to_its_month_and_leaves_the_days_before_as_they_were(
    anna: Actor, birgit: Actor, time: Moved
) -> None:
    plan_id, _ = make.delivered(anna)
    count_changes()
    time.at += timedelta(days=2)
    before = as_of(make.AALBORG, clock.today() - timedelta(days=1))
    does(anna, sent.set_discharge, plan_id, date(2026, 10, 30), expected=False)
    count_changes()
    assert as_of(make.AALBORG, clock.today() - timedelta(days=1)) == before
    assert as_of(make.AALBORG, clock.today(), month=date(2026, 10, 1))[Measure.PLANS] == (0, 1)
    assert Measure.PLANS not in as_of(make.AALBORG, clock.today(), month=date(2026, 11, 1))
    assert as_of(make.AALBORG, clock.today(), month=date(2026, 10, 1))[Measure.SENT_NEXT_DAY] == (0, 1)
    equals_a_rebuild()


def test_a_plan_returned_and_sent_on_counts_once_as_a_plan_and_once_as_returned(anna: Actor, birgit: Actor, time: Moved) -> None:
    plan_id, case_id = make.delivered(anna)
    count_changes()
    time.at += timedelta(days=1)
    does(birgit, returning.return_case, case_id, reason=ReturnReason.LIVES_ELSEWHERE, belongs_to=HJOERRING)
    does(anna, sent.forward_plan, plan_id, HJOERRING)
    count_changes()
    assert now()[Measure.RETURNED] == (0, 1)
    assert Measure.PLANS not in now()
    assert now(HJOERRING)[Measure.PLANS] == (0, 1)
    equals_a_rebuild()


def test_a_moved_case_counts_once(anna: Actor, birgit: Actor, time: Moved) -> None:
    _, case_id = make.delivered(anna)
    count_changes()
    time.at += timedelta(days=9)
    does(birgit, handing_over.forward, case_id, make.HERNING, reason="Ny adresse.")
    count_changes()
    assert not {Measure.PLANS, Measure.MISSED, Measure.OVERDUE_NOW, Measure.OPEN_NOW} & now().keys()
    found = now(make.HERNING)
    assert found[Measure.PLANS] == found[Measure.MISSED] == found[Measure.OPEN_NOW] == (0, 1)
    equals_a_rebuild()


def test_a_case_reopened_is_not_ended_and_the_day_it_was_stays(anna: Actor, birgit: Actor, time: Moved) -> None:
    _, case_id = make.delivered(anna)
    started(birgit, case_id)
    does(birgit, offers.end_case, case_id, code=EndCode.COMPLETED)
    count_changes()
    ended_on = clock.today()
    assert now()[Measure.ENDED] == (0, 1)
    time.at += timedelta(days=1)
    does(birgit, reopening.reopen, case_id, reason="Ved en fejl.")
    count_changes()
    assert Measure.ENDED not in now()
    assert as_of(make.AALBORG, ended_on)[Measure.CONTACTS] == (1, 1)
    equals_a_rebuild()


def test_another_diagnosis_counts_from_the_day_the_plan_was_amended(anna: Actor, time: Moved) -> None:
    plan_id, _ = make.delivered(anna)
    count_changes()
    [first] = stands(make.AALBORG, Measure.PLANS, Split.DIAGNOSIS)
    before = facts(on__lte=clock.today())
    time.at += timedelta(days=1)
    with acting_as(anna):
        version = Plan.objects.get(id=plan_id).current_version
    does(anna, amend, plan_id, version, {"diagnosis_code": "DI639"}, "Anden diagnose.")
    count_changes()
    [then] = stands(make.AALBORG, Measure.PLANS, Split.DIAGNOSIS)
    assert then != first
    assert facts(on__lte=clock.today() - timedelta(days=1)) == before
    equals_a_rebuild()


def test_on_1_january_2027_the_region_has_the_case_and_the_municipality_none(time: Moved) -> None:
    time.at = datetime(2026, 12, 28, 10, tzinfo=COPENHAGEN)
    anna = make.author()
    make.delivered(anna, plan_type="rehabilitering", extended_description="Hjælp til alt efter en hjerneblødning; bor alene.")
    count_changes()
    assert stands(make.AALBORG, Measure.PLANS) == {"": 1}
    time.at = datetime(2027, 1, 1, 0, 1, tzinfo=COPENHAGEN)
    succession.move_all()
    make.deliver_all()
    count_changes()
    assert not stands(make.AALBORG, Measure.PLANS)
    assert stands(make.NORDJYLLAND, Measure.PLANS) == {"": 1}
    assert stands(make.AALBORG, Measure.SENT_AT_DISCHARGE) == {"": 1}
    equals_a_rebuild()


def test_walks_through_the_verbs_counted_along_the_way_equal_a_rebuild_and_no_day_that_was_counted_changes(
    time: Moved, monkeypatch: pytest.MonkeyPatch
) -> None:
    time.at = datetime(2026, 2, 2, 9, tzinfo=COPENHAGEN)  # the walks are over before a region takes over
    people = {"anna": make.author(), "birgit": make.triage_officer(), "lena": make.team_lead()}
    counted: dict[date, Any] = {}
    for seed in range(10):
        rng = random.Random(f"figures {seed}")
        walk = Walk(rng, people)
        for _ in range(14):
            with contextlib.suppress(*REFUSALS):
                walk.step()
            if rng.random() < 0.5:
                before = clock.today()
                time.move(rng)
                if clock.today() > before:
                    count_changes()
                    counted[before] = facts(on__lte=before)
    equals_a_rebuild()
    for day, was in counted.items():
        assert facts(on__lte=day) == was, day


def test_recounting_ends_with_the_same_sums_and_mends_what_was_wrong(anna: Actor, birgit: Actor, time: Moved) -> None:
    _, case_id = make.delivered(anna)
    started(birgit, case_id)
    time.at += timedelta(days=9)
    count_changes()
    before = facts(), tallies()
    said: list[str] = []
    recount(said=said.append)
    assert (facts(), tallies()) == before
    assert all(", 0 tal rettet" in line for line in said)
    with acting_as(JOB):
        Fact.objects.filter(measure=Measure.PLANS).delete()
    recount(make.AALBORG)
    assert (facts(), tallies()) == before


def test_the_command_says_how_far_it_has_come(anna: Actor, time: Moved, capsys: pytest.CaptureFixture[str]) -> None:
    make.delivered(anna)
    call_command("recount_figures")
    said = capsys.readouterr().out
    assert "1/2 Aalborg Kommune: 1 sager og planer, 0 tal rettet" in said
    assert "2 sager og planer er talt." in said
    assert stands(make.AALBORG, Measure.PLANS) == {"": 1}
    call_command("recount_figures", "--fra", "2")
    assert "1/2" not in capsys.readouterr().out


def test_counting_twice_or_late_or_after_the_clock_was_moved_back_changes_nothing(anna: Actor, birgit: Actor, time: Moved) -> None:
    make.delivered(anna)
    count_changes()
    stood = tallies()
    time.at += timedelta(days=30)
    count_changes()
    ahead = tallies()
    assert ahead != stood
    time.at -= timedelta(days=30)
    count_changes()
    assert tallies() == stood
    count_changes()
    assert tallies() == stood
    time.at += timedelta(days=30)
    count_changes()
    assert tallies() == ahead


def test_what_was_read_earlier_never_overwrites_what_was_read_later(
    anna: Actor, birgit: Actor, time: Moved, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, case_id = make.delivered(anna)
    real, other = counting.Run._put, []

    def slow(run: counting.Run, wanted: Any) -> None:
        if not other:  # between reading and writing somebody acts, and another counter counts it
            other.append(True)
            does(birgit, cases.triage, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
            count_changes()
        real(run, wanted)

    monkeypatch.setattr(counting.Run, "_put", slow)
    count_changes()
    assert other
    assert stands(make.AALBORG, Measure.PLANS, Split.KIND) == {"almen_basal": 1}
    equals_a_rebuild()


def test_killed_between_reading_and_writing_the_next_run_counts_it_once(anna: Actor, time: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        """As the process would be."""

    def kill(*_: Any, **__: Any) -> None:
        raise Killed

    make.delivered(anna)
    monkeypatch.setattr(counting, "put", kill)
    with pytest.raises(Killed):
        count_changes()
    assert not facts()
    monkeypatch.undo()
    monkeypatch.setattr(clock, "now", time)
    count_changes()
    assert stands(make.AALBORG, Measure.PLANS) == {"": 1}


def test_a_case_that_cannot_be_read_stops_no_other(anna: Actor, time: Moved, monkeypatch: pytest.MonkeyPatch) -> None:
    _, bad = make.delivered(anna)
    make.delivered(anna, cpr=make.somebody())
    with seeding():
        CaseEvent.objects.create(
            organisation_id=make.AALBORG, case_id=bad, action="udskrivning", at=clock.now(), by_name="x", data={"day_zero": "i går"}
        )
    count_changes()
    assert stands(make.AALBORG, Measure.PLANS) == {"": 1}


def test_a_plan_not_sent_by_its_discharge_counts_until_it_is(anna: Actor, time: Moved) -> None:
    make.draft(anna)
    count_changes()
    assert Measure.UNSENT_NOW not in now(make.AALBORG_HOSPITAL)
    time.at += timedelta(days=1)
    count_changes()
    assert stands(make.AALBORG_HOSPITAL, Measure.UNSENT_NOW, as_hospital=True) == {"": 1}
    equals_a_rebuild()


@pytest.mark.parametrize("kind", [Kind.AUTHORITY, Kind.AUTHOR, Kind.ANALYST])
def test_no_other_role_writes_facts_or_reads_what_is_counted(kind: Kind, time: Moved) -> None:
    for sql in (
        "INSERT INTO audits_tally (owner_id) VALUES (NULL)",
        "UPDATE audits_fact SET part = 1",
        "DELETE FROM audits_fact",
        "SELECT * FROM audits_counted",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), acting_as(job_actor("x", kind, make.AALBORG)):
            connection.cursor().execute(sql)


@pytest.mark.parametrize(
    "column",
    ["gop_caseevent.data", "gop_planevent.data", "gop_case.citizen_name", "gop_plan.citizen_name", "gop_planversion.training_need"],
)
def test_the_job_reads_no_text_of_a_case_or_a_plan(column: str, time: Moved) -> None:
    table, name = column.split(".")
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(JOB):
        connection.cursor().execute(f"SELECT {name} FROM {table}")


def test_another_authority_sees_none_of_the_facts(anna: Actor, time: Moved) -> None:
    make.delivered(anna)
    count_changes()
    for organisation, number in ((make.AALBORG, True), (make.HERNING, False)):
        with acting_as(job_actor("x", Kind.AUTHORITY, organisation)):
            assert Fact.objects.exists() is number
    with acting_as(JOB):
        assert Counted.objects.exists()
        assert CountedMark.objects.count() == 3
    wipe()
