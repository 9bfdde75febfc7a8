"""A plan not sent at discharge is told to its author, and a day later to the department's coordinators."""

import uuid
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.core import mail

from accounts.actor import Actor
from accounts.models import Membership
from accounts.tenancy import acting_as
from deadlines import scan as scanning
from deadlines.enums import AlertKind
from deadlines.models import Alert, Unsent
from deadlines.scan import scan
from deadlines.unsent import moments_of
from gop.enums import Told, WithoutOutcome
from gop.services.drafts import create_draft, save_step
from gop.services.notice_plan import write_plan
from gop.services.notices import change_notice, withdraw_notice
from gop.services.sending import send_plan
from gop.services.without import Said, record_without, take_up
from tests import factories as make
from tests.deadlines.monday import at, mailed, said, scanned
from tests.gop.notice_steps import coordinator, notified

pytestmark = pytest.mark.django_db
UNSENT = AlertKind.UNSENT
MONDAY = date(2026, 11, 23)


@pytest.fixture
def clock(db: None) -> Iterator[time_machine.Traveller]:
    """Friday noon; the patients go home on Monday."""
    with time_machine.travel(at("20T12:00"), tick=False) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def anna(clock: time_machine.Traveller) -> Actor:
    return make.author()


def drafted(actor: Actor, day: date | None = MONDAY) -> uuid.UUID:
    plan_id = uuid.uuid4()
    with acting_as(actor):
        create_draft(actor, plan_id, make.ORTHOPAEDIC)
        save_step(actor, plan_id, {"discharge_date": day, "discharge_expected": True})
    return plan_id


def test_the_moments_are_midnight_after_discharge_and_24_elapsed_hours_later() -> None:
    """Also where the night has 25 hours."""
    assert moments_of(MONDAY, at("20T12:00")) == (at("24T00:00"), at("25T00:00"))
    author, coordinators = moments_of(date(2026, 10, 24), at("01T12:00").replace(month=10))
    assert (coordinators - author).total_seconds() == 24 * 3600
    assert coordinators == at("25T23:00").replace(month=10)


def test_a_day_that_has_passed_when_it_is_written_waits_a_day() -> None:
    assert moments_of(MONDAY, at("26T09:00")) == (at("27T09:00"), at("27T09:00"))


def test_a_notice_whose_plan_was_not_begun_is_told_to_its_author_and_then_to_the_coordinators(
    anna: Actor, clock: time_machine.Traveller
) -> None:
    coordinator("karen", make.ORTHOPAEDIC)
    coordinator("kaj")  # of the whole hospital
    coordinator("kim", make.PHYSIO)
    notified(anna, discharge_date=MONDAY)
    clock.move_to(at("23T23:59"))
    assert scanned() == 0
    clock.move_to(at("24T00:00"))
    assert [scanned(), scanned()] == [1, 0]
    assert mailed() == ["anna"]
    clock.move_to(at("25T00:00"))
    assert [scanned(), scanned()] == [2, 0]
    assert mailed() == ["kaj", "karen"]
    assert sorted(said()) == [(UNSENT, 0), (UNSENT, 1), (UNSENT, 1)]


def test_a_begun_draft_is_told_of_once_though_a_notice_stands_behind_it(anna: Actor, clock: time_machine.Traveller) -> None:
    bo = make.author("bo")
    notice_id = notified(anna, discharge_date=MONDAY)
    with acting_as(bo):
        write_plan(bo, notice_id)
    clock.move_to(at("24T00:00"))
    assert scanned() == 1
    assert mailed() == ["bo"]  # who writes it


def test_a_draft_without_a_notice_is_told_of(anna: Actor, clock: time_machine.Traveller) -> None:
    drafted(anna)
    clock.move_to(at("24T00:00"))
    assert scanned() == 1


def test_a_draft_without_a_day_of_discharge_is_not(anna: Actor, clock: time_machine.Traveller) -> None:
    drafted(anna, None)
    clock.move_to(at("30T00:00"))
    assert scanned() == 0


def test_a_sent_plan_is_not_told_of(anna: Actor, clock: time_machine.Traveller) -> None:
    plan_id = make.draft(anna, discharge_date=MONDAY, discharge_expected=True)
    with acting_as(anna):
        send_plan(anna, plan_id)
    clock.move_to(at("24T00:00"))
    assert scan() == (0, 0) or said() == []
    with make.reading():
        assert not Alert.objects.filter(kind=UNSENT).exists()


def test_sent_after_the_author_was_told_the_coordinators_hear_nothing(anna: Actor, clock: time_machine.Traveller) -> None:
    coordinator()
    plan_id = make.draft(anna, discharge_date=MONDAY, discharge_expected=True)
    clock.move_to(at("24T00:00"))
    scanned()
    with acting_as(anna):
        send_plan(anna, plan_id)
    clock.move_to(at("25T00:00"))
    scanned()
    with make.reading():
        assert Alert.objects.filter(kind=UNSENT).count() == 1


@pytest.mark.parametrize("how", ["moved", "called off", "no plan follows", "withdrawn"])
def test_a_notice_moved_called_off_or_withdrawn_is_not_told_of(anna: Actor, clock: time_machine.Traveller, how: str) -> None:
    notice_id = notified(anna, discharge_date=MONDAY)
    with acting_as(anna):
        if how == "withdrawn":
            withdraw_notice(anna, notice_id, "Aflyst")
        else:
            day = {"moved": date(2026, 11, 27), "called off": None}.get(how, MONDAY)
            change_notice(anna, notice_id, day, Told.NO if how == "no plan follows" else Told.YES)
    clock.move_to(at("25T00:00"))
    assert scanned() == 0
    clock.move_to(at("28T00:00"))
    assert scanned() == (1 if how == "moved" else 0)


def test_a_discharge_moved_on_the_notice_moves_the_draft_begun_from_it(anna: Actor, clock: time_machine.Traveller) -> None:
    notice_id = notified(anna, discharge_date=MONDAY)
    with acting_as(anna):
        plan_id = write_plan(anna, notice_id).id
    with acting_as(anna):
        change_notice(anna, notice_id, date(2026, 11, 27), Told.YES)
    clock.move_to(at("25T00:00"))
    assert scanned() == 0
    with make.reading():
        rows = list(
            Unsent.objects.filter(subject_id=plan_id).order_by("created_at", "discharge_on").values_list("discharge_on", "ended_at")
        )
    assert [day for day, ended in rows if ended is None] == [date(2026, 11, 27)]


def test_moved_after_it_was_told_it_is_told_anew_for_the_new_day(anna: Actor, clock: time_machine.Traveller) -> None:
    plan_id = drafted(anna)
    clock.move_to(at("24T00:00"))
    scanned()
    with acting_as(anna):
        save_step(anna, plan_id, {"discharge_date": date(2026, 11, 24), "discharge_expected": True})
    clock.move_to(at("25T00:00"))
    assert scanned() == 1
    assert said() == [(UNSENT, 0), (UNSENT, 0)]


def test_an_author_who_no_longer_writes_here_is_not_asked_the_coordinators_are_at_once(anna: Actor, clock: time_machine.Traveller) -> None:
    coordinator()
    drafted(anna)
    with make.reading():
        Membership.objects.filter(id=anna.membership).update(valid_to=date(2026, 11, 21))
    clock.move_to(at("24T00:00"))
    assert scanned() == 1
    assert mailed() == ["karen"]
    clock.move_to(at("25T00:00"))
    assert scanned() == 0


def test_without_a_coordinator_it_is_recorded_that_it_was_due(anna: Actor, clock: time_machine.Traveller) -> None:
    drafted(anna)
    clock.move_to(at("25T00:00"))  # the worker slept through the first moment
    assert [scanned(), scanned()] == [2, 0]
    assert mailed() == ["anna"]


def test_the_mail_names_no_citizen_and_leads_to_the_list(anna: Actor, clock: time_machine.Traveller) -> None:
    plan_id = make.draft(anna, discharge_date=MONDAY, discharge_expected=True)
    clock.move_to(at("24T00:00"))
    scanned()
    (message,) = [one for one in mail.outbox if one.to == ["anna@test.example"]]
    text = f"{message.subject}\n{message.body}"
    assert "mandag 23. november 2026" in text
    assert "/planer/" in text
    for secret in ("Nancy", "Berggren", make.NANCY, "DS720", str(plan_id)):
        assert secret not in text


def test_a_scan_killed_before_it_commits_is_made_up_by_the_next(
    anna: Actor, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(anna)
    clock.move_to(at("24T00:00"))
    with monkeypatch.context() as dying:
        dying.setattr(scanning, "_set", lambda *_: (_ for _ in ()).throw(RuntimeError("killed")))
        assert scan() == (0, 1)
    assert said() == []
    assert scanned() == 1
    assert said() == [(UNSENT, 0)]


def test_a_row_that_is_read_twice_gives_one_alert(anna: Actor, clock: time_machine.Traveller) -> None:
    drafted(anna)
    clock.move_to(at("24T00:00"))
    scanned()
    with make.reading():
        Unsent.objects.update(next_alert_at=at("24T00:00"))
    assert scanned() == 0
    assert said() == [(UNSENT, 0)]


def test_a_draft_put_away_is_not_told_of_and_taken_up_again_it_is(anna: Actor, clock: time_machine.Traveller) -> None:
    plan_id = make.draft(anna, discharge_date=MONDAY, discharge_expected=True)
    record = uuid.uuid4()
    today = date(2026, 11, 20)
    said = Said(WithoutOutcome.NO_NEED, today, "Anna", today, told_note="Fortalt ved sengen.")
    with acting_as(anna):
        record_without(anna, record, said, plan_id)
    clock.move_to(at("21T12:00"))
    with make.reading():
        assert not Unsent.objects.filter(subject_id=plan_id, ended_at__isnull=True).exists()
    with acting_as(anna):
        take_up(anna, record)
    clock.move_to(at("24T00:00"))
    assert scanned() == 1
