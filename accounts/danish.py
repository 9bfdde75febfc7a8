"""Dates, times and days in Danish, and the one time zone they are read in. Pure."""

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
HALF_A_YEAR = 182

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORTMONTHS = ("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")


def copenhagen_date(moment: datetime) -> date:
    """The Danish date of an aware moment."""
    return moment.astimezone(COPENHAGEN).date()


@lru_cache(4096)  # a list asks for the same few days in every row
def copenhagen_moment(day: date, at: time) -> datetime:
    """A typed Danish day and time as UTC; ValueError in the spring gap, the first of the two in the autumn hour."""
    local = datetime.combine(day, at, tzinfo=COPENHAGEN)  # fold=0 is the first
    moment = local.astimezone(UTC)
    if moment.astimezone(COPENHAGEN).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError(f"{clock_time(at)} findes ikke {long_date(day)}, for uret stilles frem den nat.")
    return moment


def weekday(day: date) -> str:
    """'fredag'."""
    return WEEKDAYS[day.weekday()]


def short_date(day: date) -> str:
    """'fre. 27. nov.', for tables."""
    return f"{weekday(day)[:3]}. {day.day}. {_SHORTMONTHS[day.month - 1]}"


def list_date(day: date, today: date) -> str:
    """'fre. 27. nov.', with its year when the day is more than half a year from today: a list may go years back."""
    far = abs((day - today).days) > HALF_A_YEAR
    return f"{short_date(day)} {day.year}" if far else short_date(day)


def day_date(day: date) -> str:
    """'fredag 27. november', for a day near today."""
    return f"{weekday(day)} {day.day}. {MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """'fredag 27. november 2026', for text."""
    return f"{day_date(day)} {day.year}"


def clock_time(at: time | datetime) -> str:
    """'kl. 9.30'. A datetime must be aware and is read in Copenhagen; a time is taken as it stands."""
    if isinstance(at, datetime):
        at = at.astimezone(COPENHAGEN).time()
    return f"kl. {at.hour}.{at.minute:02}"


def long_moment(moment: datetime) -> str:
    """'fredag 27. november 2026 kl. 9.30', of an aware moment, in Copenhagen."""
    return f"{long_date(copenhagen_date(moment))} {clock_time(moment)}"


def short_moment(moment: datetime) -> str:
    """'fre. 27. nov. kl. 9.30', of an aware moment, in Copenhagen."""
    return f"{short_date(copenhagen_date(moment))} {clock_time(moment)}"


def count_days(number: int) -> str:
    """'1 dag', '2 dage'."""
    return "1 dag" if number == 1 else f"{number} dage"
