"""Deadlines and dates as a Danish reader meets them."""

from datetime import UTC, date, datetime, time

import pytest

from accounts.danish import (
    clock_time,
    copenhagen_date,
    day_date,
    list_date,
    long_date,
    long_moment,
    short_date,
    short_moment,
)
from deadlines.enums import DeadlineKind
from deadlines.words import Tone, in_days, words
from tests.rules.clock_examples import by_kind, facts

INFORM, OFFER = DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY


def test_dates_and_times_are_written_the_danish_way() -> None:
    day = date(2026, 11, 27)
    assert short_date(day) == "fre. 27. nov."
    assert day_date(day) == "fredag 27. november"
    assert long_date(day) == "fredag 27. november 2026"
    assert clock_time(time(9, 30)) == "kl. 9.30"
    assert clock_time(time(10, 5)) == "kl. 10.05"
    assert short_date(date(2027, 5, 1)) == "lør. 1. maj"


def test_a_day_far_from_today_has_its_year() -> None:
    today = date(2026, 11, 22)
    assert [list_date(day, today) for day in (date(2025, 11, 3), date(2026, 5, 23), date(2027, 5, 24))] == [
        "man. 3. nov. 2025",
        "lør. 23. maj 2026",
        "man. 24. maj 2027",
    ]
    assert [list_date(day, today) for day in (date(2026, 5, 24), date(2027, 1, 2))] == ["søn. 24. maj", "lør. 2. jan."]


def test_moments_are_read_in_copenhagen() -> None:
    moment = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
    assert copenhagen_date(moment) == date(2026, 11, 27)
    assert long_moment(moment) == "fredag 27. november 2026 kl. 0.30"
    assert short_moment(moment) == "fre. 27. nov. kl. 0.30"
    assert clock_time(moment) == "kl. 0.30"


@pytest.mark.parametrize(
    ("today", "text", "tone"),
    [
        (date(2026, 11, 20), "7 dage tilbage", Tone.PLENTY),
        (date(2026, 11, 25), "2 dage tilbage", Tone.PLENTY),
        (date(2026, 11, 26), "1 dag tilbage", Tone.SOON),  # the warning leaves Thursday 08:00
        (date(2026, 11, 27), "i dag", Tone.TODAY),
        (date(2026, 11, 28), "overskredet 1 dag", Tone.OVERDUE),
        (date(2026, 12, 1), "overskredet 4 dage", Tone.OVERDUE),
    ],
)
def test_open_deadline_counts_in_words(today: date, text: str, tone: Tone) -> None:
    shown = words(by_kind(facts())[OFFER], today)
    assert (shown.text, shown.tone) == (text, tone)


def test_last_working_day_is_today_in_tone_before_a_weekend() -> None:
    saturday = by_kind(facts(day_zero=date(2026, 11, 24)))[INFORM]  # due Saturday 28
    assert words(saturday, date(2026, 11, 27)).tone == Tone.TODAY


def test_met_says_the_day() -> None:
    told = by_kind(facts(informed_on=date(2026, 11, 24)))[INFORM]
    assert words(told, date(2026, 12, 24)).text == "overholdt tirsdag 24. november"
    assert words(told, date(2026, 12, 24)).tone == Tone.MET
    offered = by_kind(facts(offer_meeting_on=date(2026, 11, 27)))[OFFER]
    assert words(offered, date(2026, 11, 22)).text == "overholdt, første møde fredag 27. november"


def test_told_too_late_is_overdue_in_tone() -> None:
    late = by_kind(facts(informed_on=date(2026, 11, 25)))[INFORM]
    assert words(late, date(2026, 12, 1)).text == "sket onsdag 25. november, 1 dag efter fristen"
    assert words(late, date(2026, 12, 1)).tone == Tone.OVERDUE


def test_overdue_days_stop_growing_when_the_first_meeting_was_held() -> None:
    held = by_kind(facts(first_meeting_on=date(2026, 11, 30)))[OFFER]
    assert words(held, date(2027, 2, 1), held.stopped_on).text == "overskredet 3 dage"


def test_lapsed_says_so() -> None:
    lapsed = by_kind(facts(ended_on=date(2026, 11, 21)))[OFFER]
    assert words(lapsed, date(2027, 1, 1)).text == "bortfaldet"
    assert words(lapsed, date(2027, 1, 1)).tone == Tone.LAPSED


def test_days_between_are_said_both_ways() -> None:
    day = date(2026, 11, 22)
    said = [in_days(date(2026, 11, number), day) for number in (20, 21, 22, 23, 24)]
    assert said == ["for 2 dage siden", "i går", "i dag", "i morgen", "om 2 dage"]
