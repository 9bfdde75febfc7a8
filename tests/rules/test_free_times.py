"""Free first meetings: open days, seats, the hours of October and March."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from accounts.danish import copenhagen_date
from gop.rules.free_times import FreeTime, WeeklyTime, free_times, proposed

FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)
NORTH, SOUTH = UUID(int=101), UUID(int=102)


def weekly(number: int = 1, weekday: int = 5, at: time = time(9, 30), seats: int = 1, **more: object) -> WeeklyTime:
    return WeeklyTime(UUID(int=number), weekday, at, seats, date(2026, 1, 1), **more)  # type: ignore[arg-type]


def every_day(_: date) -> bool:
    return True


def moments(found: list[FreeTime]) -> list[datetime]:
    return [one.at for one in found]


def test_a_weekly_time_is_free_on_its_weekday_while_it_holds() -> None:
    found = free_times([weekly(valid_to=date(2026, 12, 4))], every_day, {}, FRIDAY, date(2026, 12, 31))
    assert moments(found) == [datetime(2026, 11, 27, 8, 30, tzinfo=UTC), datetime(2026, 12, 4, 8, 30, tzinfo=UTC)]


def test_both_ends_are_included_and_a_closed_day_has_none() -> None:
    assert len(free_times([weekly()], every_day, {}, FRIDAY, FRIDAY)) == 1
    assert free_times([weekly()], lambda day: day != FRIDAY, {}, FRIDAY, FRIDAY) == []


def test_a_taken_seat_is_no_longer_free_and_the_last_one_ends_it() -> None:
    at = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
    two = weekly(seats=2)
    assert [one.left for one in free_times([two], every_day, {(two.id, at): 1}, FRIDAY, FRIDAY)] == [1]
    assert free_times([two], every_day, {(two.id, at): 2}, FRIDAY, FRIDAY) == []


def test_half_past_two_is_not_held_when_the_clock_jumps_and_is_the_first_when_it_is_set_back() -> None:
    sunday = weekly(weekday=7, at=time(2, 30))
    assert free_times([sunday], every_day, {}, date(2026, 3, 29), date(2026, 3, 29)) == []
    assert moments(free_times([sunday], every_day, {}, date(2026, 10, 25), date(2026, 10, 25))) == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    ]


def test_the_hour_on_the_wall_stays_over_the_change_of_clock() -> None:
    found = free_times([weekly(weekday=1, at=time(9))], every_day, {}, date(2026, 10, 19), date(2026, 10, 26))
    assert moments(found) == [datetime(2026, 10, 19, 7, tzinfo=UTC), datetime(2026, 10, 26, 8, tzinfo=UTC)]


def test_the_teams_own_and_those_of_no_team_come_before_other_teams() -> None:
    found = free_times(
        [weekly(1, team_id=SOUTH), weekly(2, weekday=1, team_id=NORTH), weekly(3, weekday=1, at=time(13))], every_day, {}, FRIDAY, MONDAY
    )
    assert [one.time.id.int for one in proposed(found, NORTH, "", 6)] == [2, 3, 1]
    assert [one.time.id.int for one in proposed(found, None, "", 2)] == [1, 2]


def test_a_team_with_three_of_its_own_is_shown_no_other_teams() -> None:
    found = free_times(
        [weekly(1, team_id=SOUTH), *(weekly(number, at=time(10 + number), team_id=NORTH) for number in (2, 3, 4))],
        every_day,
        {},
        FRIDAY,
        FRIDAY,
    )
    assert [one.time.id.int for one in proposed(found, NORTH, "", 6)] == [2, 3, 4]


def test_a_time_of_another_level_is_not_proposed() -> None:
    found = free_times([weekly(1, level="avanceret"), weekly(2, level="basal"), weekly(3)], every_day, {}, FRIDAY, FRIDAY)
    assert [one.time.id.int for one in proposed(found, None, "basal", 6)] == [2, 3]


@given(
    st.lists(st.tuples(st.integers(1, 7), st.integers(0, 23), st.integers(1, 4)), max_size=6),
    st.sets(st.integers(0, 40)),
    st.dates(date(2026, 1, 1), date(2027, 12, 1)),
    st.integers(0, 30),
    st.lists(st.integers(0, 200), max_size=40),
)
def test_no_free_time_lies_outside_the_days_on_a_closed_one_or_without_a_seat(
    lines: list[tuple[int, int, int]], closed: set[int], first: date, days: int, bookings: list[int]
) -> None:
    times = [weekly(number, weekday, time(hour, 30), seats) for number, (weekday, hour, seats) in enumerate(lines)]
    last, shut = first + timedelta(days=days), {first + timedelta(days=one) for one in closed}
    everything = free_times(times, every_day, {}, first, last)
    taken: dict[tuple[UUID, datetime], int] = {}
    for number in bookings:
        if everything:
            one = everything[number % len(everything)]
            taken[one.time.id, one.at] = taken.get((one.time.id, one.at), 0) + 1
    found = free_times(times, lambda day: day not in shut, taken, first, last)
    assert moments(found) == sorted(moments(found))
    for one in found:
        day = copenhagen_date(one.at)
        assert first <= day <= last
        assert day.isoweekday() == one.time.weekday
        assert day not in shut
        assert 1 <= one.left == one.time.seats - taken.get((one.time.id, one.at), 0)
    assert {(one.time.id, one.at) for one in found} <= {(one.time.id, one.at) for one in everything}
