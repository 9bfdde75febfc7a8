"""An organisation's own rows: public holidays as they are, each authority by itself, and what has held is never changed."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor, NotAllowed
from accounts.enums import Kind, OrganisationKind, Role
from accounts.tenancy import acting_as
from deadlines import calendar_services as change
from deadlines.calendar_services import GoalAsked
from deadlines.enums import CalendarKind, GoalFrom, GoalMetBy, GoalUnit
from deadlines.errors import NotAccepted
from deadlines.models import CalendarRow, Holiday, OwnGoal
from deadlines.rules import Calendar
from deadlines.selectors import calendar_of, goal_rules_of, post_of
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
EVE = date(2026, 12, 24)
GOAL = GoalAsked("Kontakt", GoalFrom.RECEIVED, GoalUnit.OPENING_DAYS, 3, GoalMetBy.CONTACT, ("almen",))


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def admin() -> Actor:
    return make.person("alma", Role.ORGANISATION_ADMIN, make.AALBORG)


def easter(year: int) -> date:
    """Sunday, by the anonymous Gregorian algorithm (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(2018, 2037))
def test_public_holidays_are_those_of_the_church_year_and_new_year(year: int) -> None:
    """Store bededag (26 days after Easter) is none from 2024; 5 June, 24 and 31 December never were."""
    after_easter = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year < 2024 else [])
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    with make.reading():
        stored = set(Holiday.objects.filter(day__year=year).values_list("day", flat=True))
    assert stored == fixed | {easter(year) + timedelta(days=days) for days in after_easter}


def open_days(actor: Actor, organisation: uuid.UUID, *days: date) -> list[bool]:
    with acting_as(actor):
        calendar = calendar_of(organisation, TODAY)
    return [calendar.is_open(day) for day in days]


def test_an_authority_that_has_said_nothing_is_open_on_weekdays() -> None:
    days = (TODAY, TODAY + timedelta(days=1), EVE, date(2026, 12, 25))
    assert open_days(make.triage_officer(), make.AALBORG, *days) == [True, False, True, False]


def test_a_closed_day_holds_for_that_authority_alone(admin: Actor) -> None:
    with acting_as(admin):
        change.set_days(admin, kind=CalendarKind.CLOSED, first=EVE, last=None, text="Juleaftensdag")
    assert open_days(make.triage_officer(), make.AALBORG, EVE) == [False]
    assert open_days(make.triage_officer("hans", make.HERNING), make.HERNING, EVE) == [True]


def test_the_hospital_sees_when_the_receiver_is_open_and_another_authority_does_not(admin: Actor) -> None:
    with acting_as(admin):
        change.set_days(admin, kind=CalendarKind.CLOSED, first=EVE, last=None, text="Juleaftensdag")
    assert open_days(make.author(), make.AALBORG, EVE) == [False]
    assert open_days(make.triage_officer("hans", make.HERNING), make.AALBORG, EVE) == [True]


def test_a_calendar_takes_two_queries_with_rows_and_without(admin: Actor) -> None:
    with acting_as(admin):
        for weekdays in ("0123", "01234", "012345"):
            change.set_week(admin, valid_from=TODAY, valid_to=None, weekdays=map(int, weekdays), closed_on_holidays=True)
        for organisation in (make.AALBORG, make.HERNING):
            with CaptureQueriesContext(connection) as asked:
                calendar_of(organisation, TODAY)
            assert len(asked) == 2


def test_a_change_says_who_and_when_and_the_same_again_changes_nothing(admin: Actor) -> None:
    for _ in range(2):
        with acting_as(admin):
            change.set_week(admin, valid_from=TODAY, valid_to=None, weekdays=[0, 1, 2], closed_on_holidays=True)
    with make.reading():
        row = CalendarRow.objects.get()
    assert (row.made_by, row.made_by_name, row.organisation_id) == (admin.user, admin.name, admin.organisation)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"valid_from": TODAY - timedelta(days=1)}, "valid_from"),
        ({"valid_from": None}, "valid_from"),
        ({"valid_from": date(2029, 1, 1)}, "valid_from"),
        ({"valid_to": TODAY - timedelta(days=1)}, "valid_to"),
        ({"weekdays": []}, "weekdays"),
        ({"weekdays": [7]}, "weekdays"),
    ],
)
def test_a_week_that_cannot_stand_is_refused_beside_its_field(admin: Actor, values: dict[str, object], field: str) -> None:
    asked = {"valid_from": TODAY, "valid_to": None, "weekdays": [0], "closed_on_holidays": True, **values}
    with acting_as(admin), pytest.raises(NotAccepted) as refused:
        change.set_week(admin, **asked)  # type: ignore[arg-type]
    assert [name for name, _ in refused.value.wrong] == [field]


def test_days_that_have_passed_cannot_be_changed(admin: Actor) -> None:
    with acting_as(admin), pytest.raises(NotAccepted, match="passeret"):
        change.set_days(admin, kind=CalendarKind.CLOSED, first=TODAY - timedelta(days=1), last=None, text="Lukket")


def test_closings_cannot_be_joined_until_a_deadline_has_no_last_working_day(admin: Actor) -> None:
    with acting_as(admin):
        change.set_days(admin, kind=CalendarKind.CLOSED, first=date(2027, 1, 1), last=date(2027, 2, 20), text="Ombygning")
        with pytest.raises(NotAccepted, match="ti uger i træk"):
            change.set_days(admin, kind=CalendarKind.CLOSED, first=date(2027, 2, 21), last=date(2027, 4, 1), text="Ombygning")
        with pytest.raises(NotAccepted, match="ti uger i træk"):
            change.set_days(admin, kind=CalendarKind.CLOSED, first=date(2026, 12, 1), last=date(2026, 12, 31), text="Ombygning")
        change.set_days(admin, kind=CalendarKind.CLOSED, first=date(2027, 2, 24), last=date(2027, 4, 1), text="Ombygning")


def test_only_the_organisations_administrator_may_change(admin: Actor) -> None:
    lead = make.team_lead()
    with acting_as(lead), pytest.raises(NotAllowed):
        change.set_postal_days(lead, valid_from=TODAY, days=1)


def test_the_database_refuses_a_row_for_another_organisation(admin: Actor) -> None:
    row = {"kind": CalendarKind.CLOSED, "valid_from": EVE, "valid_to": EVE, "made_at": datetime.now(UTC), "made_by": admin.person}
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(admin):
        CalendarRow.objects.create(organisation_id=make.HERNING, made_by_name="x", **row)


def test_the_database_refuses_to_change_what_was_decided(admin: Actor) -> None:
    with acting_as(admin):
        change.set_week(admin, valid_from=TODAY, valid_to=None, weekdays=[0], closed_on_holidays=True)
        change.set_postal_days(admin, valid_from=TODAY, days=1)
    for table in ("deadlines_calendarrow", "deadlines_postaldays"):
        with pytest.raises(DatabaseError, match="permission denied"), acting_as(admin), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET valid_from = '2020-01-01'")


def test_postal_days_are_the_registrys_until_the_authority_has_its_own_from_a_day(admin: Actor) -> None:
    with acting_as(admin):
        change.set_postal_days(admin, valid_from=TODAY + timedelta(days=3), days=4)
        change.set_postal_days(admin, valid_from=TODAY + timedelta(days=3), days=1)
        days = [tuple(post_of(make.AALBORG, TODAY + timedelta(days=number))) for number in (0, 2, 3, 300)]
    assert days == [(2, True), (2, True), (1, False), (1, False)]


def goal_days(actor: Actor, organisation: uuid.UUID = make.AALBORG) -> list[tuple[int, date, date | None]]:
    with acting_as(actor):
        rules = goal_rules_of(organisation, OrganisationKind.MUNICIPALITY)
    return [(rule.number, rule.valid_from, rule.valid_to) for rule in rules if not rule.source]


def test_a_goal_changes_from_a_day_and_ends_from_a_day(admin: Actor) -> None:
    later, end = TODAY + timedelta(days=10), TODAY + timedelta(days=30)
    with acting_as(admin):
        series = change.set_goal(admin, GOAL, valid_from=TODAY)
        two = GoalAsked("Kontakt", GoalFrom.RECEIVED, GoalUnit.OPENING_DAYS, 2, GoalMetBy.CONTACT, ("almen",))
        change.set_goal(admin, two, valid_from=later, series=series)
        change.end_goal(admin, series, valid_from=end)
    one_day = timedelta(days=1)
    assert goal_days(make.triage_officer()) == [(3, TODAY, later - one_day), (2, later, end - one_day)]


def test_a_goal_that_ends_the_day_it_began_never_held(admin: Actor) -> None:
    with acting_as(admin):
        change.end_goal(admin, change.set_goal(admin, GOAL, valid_from=TODAY), valid_from=TODAY)
    assert goal_days(make.triage_officer()) == []


def test_a_goal_is_not_another_organisations(admin: Actor) -> None:
    with acting_as(admin):
        change.set_goal(admin, GOAL, valid_from=TODAY)
    assert goal_days(make.triage_officer("hans", make.HERNING), make.AALBORG) == []
    with make.reading():
        assert OwnGoal.objects.count() == 1


def test_a_hospital_of_region_midtjylland_has_the_agreements_goal_and_a_municipality_only_the_former_one() -> None:
    therapist = make.person("thea", Role.HOSPITAL_THERAPIST, make.GOEDSTRUP)
    assert therapist.kind == Kind.AUTHORITY
    with acting_as(therapist):
        (goal,) = goal_rules_of(make.GOEDSTRUP, OrganisationKind.HOSPITAL)
        (former,) = [one for one in goal_rules_of(make.HERNING, OrganisationKind.MUNICIPALITY) if one.counted_from != GoalFrom.CONTROL]
        assert goal_rules_of(make.AALBORG_HOSPITAL, OrganisationKind.HOSPITAL) == []
    assert (goal.number, goal.valid_to, goal.holds_for, goal.assumption) == (3, None, frozenset({"specialiseret"}), True)
    assert former.valid_to == date(2018, 6, 30)


def test_without_an_authority_the_calendar_is_the_ordinary_one() -> None:
    with acting_as(make.author()):
        assert isinstance(calendar_of(None, TODAY), Calendar)
