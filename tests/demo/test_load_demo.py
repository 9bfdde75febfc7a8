"""What `load_demo` makes agrees with the rules, is the same for the same seed and day, and always shows every colour."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import clock
from accounts.danish import COPENHAGEN
from accounts.enums import Role
from accounts.models import Membership, User
from accounts.secret import decrypt_cpr
from audits.models import Publication
from config.demo.batch import ORDER, TABLES
from config.demo.citizens import test_persons as known_persons
from config.demo.guaranteed import Colour, colour_of
from config.demo.load import load
from config.personas import PASSWORD, PERSONAS
from config.registry_loader import id_of
from deadlines.enums import AlertKind, DeadlineState
from deadlines.models import Alert, Deadline
from deadlines.rules.alerting import due_alert, moments
from gop import cpr
from gop.criteria import missing_to_send
from gop.enums import CaseKind, CaseState, EndCode, PlanState
from gop.models import (
    AdvanceNotice,
    Case,
    CaseContact,
    Delivery,
    Goal,
    Milestone,
    Offer,
    Plan,
    PlanVersion,
    ReceivedDocument,
    ReceivedNotice,
)
from gop.selectors.plans import content_of, version_of
from gop.services.clocks import COLUMNS, clocks_of
from tests import factories as make
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db
RANDOM = {"cpr_encrypted"}  # a nonce of its own each time


@pytest.fixture(autouse=True)
def reading_all(db: None) -> Iterator[None]:
    make.registry()
    with make.reading():
        yield


def contents() -> dict[str, list[Any]]:
    found = {}
    with connection.cursor() as cursor:
        for model in ORDER:
            columns = ", ".join(f.column for f in model._meta.concrete_fields if f.column not in RANDOM)
            cursor.execute(f"SELECT {columns} FROM {TABLES[model]} ORDER BY id")
            found[TABLES[model]] = cursor.fetchall()
    return found


@pytest.mark.parametrize("seed", [1, 5])
def test_recomputing_the_clocks_of_every_case_gives_the_rows_stored(seed: int) -> None:
    assert load(60, seed) == 60
    for case in Case.objects.all():
        rows = {row.kind: row for row in Deadline.objects.filter(subject_id=case.id)}
        wanted = clocks_of(case)
        assert {one.kind.value for one in wanted} == rows.keys()
        for one in wanted:
            row = rows[one.kind.value]
            for name in ("due_on", "last_working_day", "warn_at", "breach_at", "state", "met_on", "preliminary"):
                assert getattr(row, name) == getattr(one, name), (case.id, name)
            assert row.basis == list(one.basis)
            assert row.owner_id == case.owner_id
            by, state = COLUMNS[one.kind]
            assert (getattr(case, by), getattr(case, state)) == (row.due_on, row.state)


def test_columns_and_events_of_every_case_tell_one_course_and_some_did_not_go_straight() -> None:
    load(300, 4)
    for case in Case.objects.all():
        told_alike(case.id)
    ended_by = set(Offer.objects.values_list("ended_by", flat=True))
    assert {"", "myndighed", "borger"} <= ended_by
    assert Case.objects.exclude(held_reason="").exists()
    assert Case.objects.exclude(no_start_at=None).exists()


def test_alerts_are_those_the_scan_would_have_given() -> None:
    load(60, 2)
    given: dict[Any, set[str]] = {}
    for alert in Alert.objects.all():
        given.setdefault(alert.deadline_id, set()).add(alert.kind)
        assert alert.mailed_at is not None
        assert alert.created_at >= alert.was_due_at
    rows = list(Deadline.objects.all())
    for row in rows:
        if row.state == DeadlineState.OPEN:
            said = moments(row.warn_at, row.breach_at, row.urgent_at)
            assert due_alert(said, given.get(row.id, set()), clock.now()) is None
            assert row.next_alert_at is None or row.next_alert_at > clock.now()
    assert {AlertKind.WARNING, AlertKind.BREACH} <= {alert.kind for alert in Alert.objects.all()}


def test_numbers_fail_modulus_11_unless_medcom_made_them_and_nobody_was_born_on_1_january() -> None:
    load(150, 3)
    known = {number for number, _ in known_persons()}
    numbers = [decrypt_cpr(version.cpr_encrypted) for version in PlanVersion.objects.all()]
    assert known <= set(numbers)
    assert len(numbers) - len(set(numbers)) <= 2  # the two citizens with two plans
    for number in numbers:
        facts = cpr.parse(number)
        assert not number.startswith("0101")
        assert not cpr.modulus11_ok(number)
        assert facts.birth_date is not None
        assert facts.birth_date <= clock.today()
    assert any(cpr.parse(number).kind == "ecpr" for number in numbers)


def test_the_same_seed_and_day_give_the_same_content() -> None:
    first = _loaded_and_undone(40, 9)
    assert first == _loaded_and_undone(40, 9)
    assert first["gop_plan"] != _loaded_and_undone(40, 10)["gop_plan"]


def _loaded_and_undone(plans: int, seed: int) -> dict[str, list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        load(plans, seed)
        found = contents()
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    return found


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "day",
    [*(date(2026, 11, 23) + timedelta(days=n) for n in range(7)), date(2026, 12, 25), date(2027, 1, 1), date(2026, 4, 1), date(2026, 4, 5)],
)
def test_every_colour_stands_in_aalborg_on_any_weekday(seed: int, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime.combine(day, time(9, 30), tzinfo=COPENHAGEN)
    monkeypatch.setattr(clock, "now", lambda: moment)
    load(20, seed)
    cases = Case.objects.filter(organisation_id=make.AALBORG, ended_at__isnull=True, kind=CaseKind.TREATMENT)
    colours: dict[Colour, set[object]] = {}
    for case in cases:
        colour = colour_of(clocks_of(case), moment)
        if colour:
            colours.setdefault(colour, set()).add(case.owner_id)
    assert set(colours) == set(Colour)
    visitator = id_of("user", "visitator")
    assert all(visitator in owners for owners in colours.values())
    assert any(None in owners for owners in colours.values())


def test_the_therapist_finds_drafts_sent_returned_and_plans_not_handed_out() -> None:
    load(30, 4)
    mine = Plan.objects.filter(department_id=make.ORTHOPAEDIC)
    assert mine.count() >= 12
    assert mine.filter(state=PlanState.DRAFT).count() >= 2
    assert mine.filter(returned_at__isnull=False).exists()
    assert mine.filter(state=PlanState.SENT, handed_out_on__isnull=True, discharge_date__lt=clock.today()).exists()
    assert Case.objects.filter(department_id=make.PHYSIO).exists()


def test_a_sent_plan_has_what_the_law_asks_for() -> None:
    load(60, 6)
    for plan in Plan.objects.exclude(state=PlanState.DRAFT):
        said = missing_to_send(content_of(plan, version_of(plan)), clock.local(plan.sent_at).date())
        assert said == [], (plan.id, said)


def test_the_whole_life_of_a_case_is_there_and_nothing_waits_or_lies_ahead() -> None:
    load(400, 1)
    states = Counter(Case.objects.values_list("state", flat=True))
    assert set(states) == set(CaseState.values())
    ends = set(Case.objects.filter(ended_at__isnull=False).values_list("end_code", flat=True))
    assert {EndCode.COMPLETED, EndCode.RETURNED, EndCode.WITHDRAWN} <= ends
    assert not Delivery.objects.filter(applied_at__isnull=True).exists()
    now = clock.now()
    assert not Milestone.objects.filter(at__gt=now).exists()
    waits = sorted(
        (clock.local(c.offer_meeting_at).date() - c.day_zero).days
        for c in Case.objects.filter(offer_by__isnull=False, offer_meeting_at__isnull=False, earliest_start__isnull=True)
    )
    assert 4 <= waits[len(waits) // 2] <= 7
    assert waits[-1] > 14
    assert {one.state for one in CaseContact.objects.all()} >= {"holdt", "udeblevet", "planlagt"}
    assert Goal.objects.filter(closed_on__isnull=False).exists()
    for child in ReceivedDocument.objects.filter(kind="boernestatus"):  # not every day's chance has a child under way
        assert child.read_at is None
        assert Case.objects.filter(plan_id=child.plan_id, control_on__isnull=False, status_sent_on__isnull=False).exists()


def test_people_of_the_demo_can_sign_in_and_the_coordinator_can_switch() -> None:
    load(0, 1)
    for persona in PERSONAS:
        user = User.objects.get(username=persona.username)
        assert user.check_password(PASSWORD)
        assert user.email == f"{persona.username}@demo.example"
        assert Membership.objects.filter(user=user, organisation__name=persona.organisation).exists()
    assert set(Membership.objects.filter(user__username="koordinator").values_list("role", flat=True)) == {
        Role.COORDINATOR,
        Role.HOSPITAL_THERAPIST,
    }


def test_a_second_run_changes_nothing() -> None:
    call_command("load_demo", plans=20, seed=1)
    before = contents()
    call_command("load_demo", plans=20, seed=2)
    assert contents() == before
    assert Publication.objects.count() == 1


def test_production_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GOP_ENV", "production")
    with pytest.raises(CommandError, match="Kun i demo"):
        call_command("load_demo")


def test_three_notices_wait_and_one_of_them_for_a_plan_nobody_wrote() -> None:
    load(20, 1)
    today = clock.today()
    rows = list(AdvanceNotice.objects.order_by("discharge_date").values_list("discharge_date", "follows"))
    assert [((day - today).days, follows) for day, follows in rows if day] == [(-1, "ja"), (1, "ja"), (6, "ved_ikke")]
    assert ReceivedNotice.objects.count() == 3
