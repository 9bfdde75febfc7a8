"""Where a complaint belongs, and the last day to complain, from dated rows. What no row says is not known (domain.md 1.9). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gop.enums import ComplaintAbout, ComplaintTo

WEEKS, YEARS = "uger", "aar"
DECISION, KNEW = "afgoerelse", "kendskab"  # what a limit is counted from
FROM_WORDS = {DECISION: "den dag, borgeren fik afgørelsen", KNEW: "den dag, borgeren fik kendskab til det"}


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """`number` None: no limit is stated."""

    about: ComplaintAbout
    receiver: ComplaintTo
    number: int | None
    unit: str
    counted_from: str
    valid_from: date
    valid_to: date | None
    paragraph: str
    text: str
    assumption: bool


def row_for(rows: Iterable[ComplaintRow], about: str, day: date) -> ComplaintRow | None:
    """The row in force on the day the complaint came; None: nobody has said where such a complaint belongs."""
    return next(
        (one for one in rows if one.about == about and one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)), None
    )


def last_day(row: ComplaintRow | None, counted_from: date | None) -> date | None:
    """The last day to complain; None where the day it is counted from, or the limit itself, is not known."""
    if row is None or row.number is None or counted_from is None:
        return None
    if row.unit == WEEKS:
        return counted_from + timedelta(weeks=row.number)
    try:
        return counted_from.replace(year=counted_from.year + row.number)
    except ValueError:  # 29 February
        return counted_from.replace(year=counted_from.year + row.number, day=28)


def limit_words(row: ComplaintRow | None) -> str:
    """'4 uger fra den dag, borgeren fik afgørelsen'"""
    if row is None or row.number is None:
        return "Ingen frist er nævnt" if row else "Ikke fastlagt"
    unit = ("uge" if row.number == 1 else "uger") if row.unit == WEEKS else "år"
    return f"{row.number} {unit} fra {FROM_WORDS[row.counted_from]}"
