"""When a mail about an alert may leave, and to whom it goes."""

import uuid
from datetime import UTC, date, datetime, time

import pytest

from accounts.danish import COPENHAGEN
from deadlines.enums import AlertKind, DeadlineKind
from deadlines.rules.alerting import due_alert, moments, next_moment, urgent_since
from deadlines.rules.calendar import Calendar
from deadlines.rules.ladder import Ladder
from deadlines.rules.mailing import NO_HABITS, Habits, Staff, leaves_at, receivers

WARNING, BREACH, URGENT, UNOWNED = AlertKind.WARNING, AlertKind.BREACH, AlertKind.URGENT, AlertKind.UNOWNED
OWNER, COVER, LEAD, OTHER = (uuid.UUID(int=number) for number in range(1, 5))
DAY = date(2026, 11, 25)


def at(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN, fold=fold).astimezone(UTC)


NIGHT = Habits(quiet_from=time(22), quiet_to=time(6))


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-11-25T21:59", "2026-11-25T21:59"),
        ("2026-11-25T22:00", "2026-11-26T06:00"),
        ("2026-11-26T01:00", "2026-11-26T06:00"),
        ("2026-11-26T05:59", "2026-11-26T06:00"),
        ("2026-11-26T06:00", "2026-11-26T06:00"),
    ],
)
def test_a_warning_waits_for_the_end_of_quiet_hours_over_midnight(now: str, leaves: str) -> None:
    assert leaves_at(WARNING, at(now), NIGHT, at(now)) == at(leaves)


def test_quiet_hours_within_a_day_end_on_that_day() -> None:
    noon = Habits(quiet_from=time(12), quiet_to=time(13))
    assert leaves_at(WARNING, at("2026-11-25T12:30"), noon, at("2026-11-25T12:30")) == at("2026-11-25T13:00")
    assert leaves_at(WARNING, at("2026-11-25T13:00"), noon, at("2026-11-25T13:00")) == at("2026-11-25T13:00")


def test_a_night_of_23_hours_and_one_of_25_end_when_the_wall_clock_says_so() -> None:
    spring, autumn = at("2026-03-28T23:00"), at("2026-10-24T23:00")
    assert (leaves_at(WARNING, spring, NIGHT, spring) - spring).total_seconds() == 6 * 3600
    assert (leaves_at(WARNING, autumn, NIGHT, autumn) - autumn).total_seconds() == 8 * 3600


def test_quiet_hours_that_end_in_the_hour_that_is_not_there_end_after_it() -> None:
    early = Habits(quiet_from=time(22), quiet_to=time(2, 30))
    now = at("2026-03-28T23:00")
    assert leaves_at(WARNING, now, early, now) == at("2026-03-29T03:30")


def test_quiet_hours_that_end_in_the_doubled_hour_end_the_first_time() -> None:
    early = Habits(quiet_from=time(22), quiet_to=time(2, 30))
    first, second = at("2026-10-25T02:15"), at("2026-10-25T02:15", fold=1)
    assert leaves_at(WARNING, first, early, first) == at("2026-10-25T02:30")
    assert leaves_at(WARNING, second, early, second) == second


def test_warnings_of_a_day_wait_for_the_digest_and_later_ones_for_the_next() -> None:
    digest = Habits(digest_at=time(12))
    assert leaves_at(WARNING, at("2026-11-25T08:00"), digest, at("2026-11-25T08:01")) == at("2026-11-25T12:00")
    assert leaves_at(WARNING, at("2026-11-25T12:01"), digest, at("2026-11-25T12:02")) == at("2026-11-26T12:00")
    late = at("2026-11-25T12:07")
    assert leaves_at(WARNING, at("2026-11-25T08:00"), digest, late) == late


def test_a_day_that_has_had_its_digest_gets_no_second() -> None:
    digest = Habits(digest_at=time(12), digested_on=date(2026, 11, 25))
    assert leaves_at(WARNING, at("2026-11-25T11:59"), digest, at("2026-11-25T12:01")) == at("2026-11-26T12:00")


def test_a_digest_inside_quiet_hours_waits_for_their_end() -> None:
    both = Habits(digest_at=time(5), quiet_from=time(22), quiet_to=time(6))
    assert leaves_at(WARNING, at("2026-11-25T20:00"), both, at("2026-11-25T20:00")) == at("2026-11-26T06:00")


@pytest.mark.parametrize("kind", [BREACH, URGENT])
def test_a_breach_and_an_urgent_plan_wait_for_nothing(kind: AlertKind) -> None:
    now = at("2026-11-26T01:00")
    assert leaves_at(kind, now, Habits(digest_at=time(12), quiet_from=time(22), quiet_to=time(6)), now) == now


def test_a_clock_set_back_holds_no_mail_longer_than_a_day() -> None:
    digest = Habits(digest_at=time(12), digested_on=date(2026, 12, 5))
    assert leaves_at(WARNING, at("2026-11-25T08:00"), digest, at("2026-11-25T08:01")) == at("2026-11-25T12:00")


def away(cover: uuid.UUID | None = None) -> Habits:
    return Habits(absent_from=DAY, absent_to=DAY, cover=cover)


def staff(**habits: Habits) -> Staff:
    named = {"owner": OWNER, "cover": COVER, "lead": LEAD, "other": OTHER}
    return Staff({who: habits.get(name, NO_HABITS) for name, who in named.items()}, frozenset({LEAD, OTHER}))


def test_an_owner_who_is_here_is_told_alone() -> None:
    assert receivers(OWNER, WARNING, staff(), DAY) == {OWNER}


def test_absence_sends_a_warning_to_the_cover_and_a_breach_to_both() -> None:
    assert receivers(OWNER, WARNING, staff(owner=away(COVER)), DAY) == {COVER}
    assert receivers(OWNER, BREACH, staff(owner=away(COVER)), DAY) == {OWNER, COVER}
    assert receivers(OWNER, URGENT, staff(owner=away(COVER)), DAY) == {OWNER, COVER}


def test_an_absence_holds_from_its_first_day_to_its_last() -> None:
    one_day = staff(owner=away(COVER))
    assert receivers(OWNER, WARNING, one_day, date(2026, 11, 24)) == receivers(OWNER, WARNING, one_day, date(2026, 11, 26)) == {OWNER}


def test_a_cover_who_is_away_too_falls_through_to_the_leads() -> None:
    assert receivers(OWNER, WARNING, staff(owner=away(COVER), cover=away()), DAY) == {LEAD, OTHER}
    assert receivers(OWNER, BREACH, staff(owner=away(COVER), cover=away()), DAY) == {OWNER, LEAD, OTHER}
    assert receivers(OWNER, WARNING, staff(owner=away()), DAY) == {LEAD, OTHER}


def test_somebody_without_membership_or_address_falls_through_to_the_leads() -> None:
    assert receivers(uuid.UUID(int=9), WARNING, staff(), DAY) == {LEAD, OTHER}
    assert receivers(None, WARNING, staff(), DAY) == {LEAD, OTHER}


def test_an_absent_lead_is_left_out_while_another_is_here_and_never_when_all_are_away() -> None:
    assert receivers(None, WARNING, staff(lead=away()), DAY) == {OTHER}
    assert receivers(None, WARNING, staff(lead=away(COVER)), DAY) == {OTHER, COVER}
    assert receivers(None, WARNING, staff(lead=away(), other=away()), DAY) == {LEAD, OTHER}
    assert receivers(None, BREACH, staff(lead=away()), DAY) == {LEAD, OTHER}


@pytest.mark.parametrize(("due", "urgent"), [("2026-11-24", True), ("2026-11-27", True), ("2026-11-28", False)])
def test_a_plan_that_must_start_within_two_days_of_receipt_is_urgent_from_receipt(due: str, urgent: bool) -> None:
    received = at("2026-11-25T23:30")
    found = urgent_since(DeadlineKind.PLAN_START_BY, date.fromisoformat(due), received)
    assert found == (received if urgent else None)


def test_the_laws_own_clocks_are_never_urgent() -> None:
    assert urgent_since(DeadlineKind.INFORM_BY, DAY, at("2026-11-25T12:00")) is None


def test_a_breach_outranks_an_urgent_alert_and_that_a_warning() -> None:
    said = moments(at("2026-11-25T08:00"), at("2026-11-26T00:00"), at("2026-11-24T20:00"))
    assert [kind for _, kind in said] == [URGENT, WARNING, BREACH]
    assert due_alert(said, (), at("2026-11-24T20:00")) == URGENT
    assert due_alert(said, (), at("2026-11-25T09:00")) == URGENT
    assert due_alert(said, {URGENT}, at("2026-11-25T09:00")) == WARNING
    assert due_alert(said, {URGENT}, at("2026-11-26T00:00")) == BREACH
    assert due_alert(said, {BREACH}, at("2026-11-26T00:00")) is None
    assert next_moment(said, at("2026-11-25T08:00")) == at("2026-11-26T00:00")
    assert next_moment(said, at("2026-11-26T00:00")) is None


def test_a_warning_that_falls_with_the_urgent_alert_says_nothing_more() -> None:
    received = at("2026-11-25T09:00")
    assert [kind for _, kind in moments(received, at("2026-11-27T00:00"), received)] == [URGENT, BREACH]


def test_an_alert_climbs_two_rungs_and_no_further() -> None:
    ladder, made = Ladder(warning_to_lead=24, warning_to_all=12, breach_to_lead=10, breach_to_all=6), at("2026-11-25T08:00")
    assert ladder.climbs_at(WARNING, 0, made) == at("2026-11-26T08:00")
    assert ladder.climbs_at(WARNING, 1, made) == at("2026-11-25T20:00")
    assert ladder.climbs_at(URGENT, 0, made) == ladder.climbs_at(BREACH, 0, made) == at("2026-11-25T18:00")
    assert ladder.climbs_at(BREACH, 2, made) is None
    assert ladder.climbs_at(UNOWNED, 0, made) is None


def test_hours_are_elapsed_hours_over_the_night_the_clock_changes() -> None:
    made = at("2026-10-24T23:00")
    climbed = Ladder().climbs_at(WARNING, 0, made)
    assert climbed is not None
    assert (climbed - made).total_seconds() == 24 * 3600


def test_a_case_nobody_has_is_told_of_at_eight_on_the_first_opening_day_after() -> None:
    calendar = Calendar(closed_dates=frozenset({date(2026, 12, 24), date(2026, 12, 25)}))
    assert Ladder().unowned_due_at(at("2026-11-20T07:00"), calendar) == at("2026-11-23T08:00")  # Friday, Monday
    assert Ladder().unowned_due_at(at("2026-11-21T12:00"), calendar) == at("2026-11-23T08:00")  # Saturday
    assert Ladder().unowned_due_at(at("2026-12-23T15:00"), calendar) == at("2026-12-28T08:00")
    assert Ladder(unowned_open_days=2, unowned_time=time(10)).unowned_due_at(at("2026-11-20T07:00"), calendar) == at("2026-11-24T10:00")
