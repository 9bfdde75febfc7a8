"""Where a complaint belongs, and the last day to complain: rows decide, and what no row says is not known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gop.enums import ComplaintAbout, ComplaintTo
from gop.rules.complaints import last_day, limit_words, row_for
from gop.selectors.complaints import complaint_rows

DAYS = st.dates(date(2018, 7, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("about", "receiver", "words"),
    [
        (ComplaintAbout.TREATMENT, ComplaintTo.PATIENT_COMPLAINTS, "2 år fra den dag, borgeren fik kendskab til det"),
        (ComplaintAbout.RIGHTS, ComplaintTo.PATIENT_COMPLAINTS, "4 uger fra den dag, borgeren fik afgørelsen"),
        (ComplaintAbout.SERVICE, ComplaintTo.AUTHORITY, "Ingen frist er nævnt"),
        (ComplaintAbout.OTHER_LAW, ComplaintTo.AUTHORITY, "4 uger fra den dag, borgeren fik afgørelsen"),
    ],
)
def test_the_row_of_the_day_says_where_it_belongs_and_by_when(about: ComplaintAbout, receiver: ComplaintTo, words: str) -> None:
    row = row_for(complaint_rows(), about, date(2026, 11, 22))
    assert row is not None
    assert (row.receiver, limit_words(row)) == (receiver, words)
    later = row_for(complaint_rows(), about, date(2027, 1, 1))
    assert later is not None
    assert later.assumption  # carried on into 2027 without a source


def test_what_no_row_says_is_not_known() -> None:
    assert row_for(complaint_rows(), ComplaintAbout.OTHER, date(2026, 11, 22)) is None
    assert row_for(complaint_rows(), ComplaintAbout.RIGHTS, date(2018, 6, 30)) is None
    assert (last_day(None, date(2026, 11, 22)), limit_words(None)) == (None, "Ikke fastlagt")


@given(st.sampled_from(list(ComplaintAbout)), DAYS, st.none() | DAYS)
def test_a_day_is_given_only_where_rule_and_first_day_are_known_and_never_lies_before_it(
    about: ComplaintAbout, day: date, counted_from: date | None
) -> None:
    row = row_for(complaint_rows(), about, day)
    due = last_day(row, counted_from)
    known = row is not None and row.number is not None and counted_from is not None
    assert (due is not None) == known
    if due and counted_from and row:
        assert due - counted_from == timedelta(weeks=4) if row.unit == "uger" else timedelta(730) <= due - counted_from <= timedelta(731)


def test_two_years_from_a_leap_day_end_on_the_28th() -> None:
    row = row_for(complaint_rows(), ComplaintAbout.TREATMENT, date(2028, 3, 1))
    assert last_day(row, date(2028, 2, 29)) == date(2030, 2, 28)


@given(st.sampled_from(list(ComplaintAbout)), DAYS)
def test_no_two_rows_hold_on_one_day(about: ComplaintAbout, day: date) -> None:
    held = [
        one for one in complaint_rows() if one.about == about and one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
    ]
    assert len(held) <= 1
