"""Days, times and numbers as a Danish colleague says them. Pure text: values in, words out.

The templates reach these through `{% load gop %}`; presenters import them from here.
"""

from datetime import date, datetime
from decimal import Decimal

from accounts.clock import local

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


def as_date(value: date | datetime) -> date:
    """The Danish day of a moment; a date is its own day."""
    if not isinstance(value, datetime):
        return value
    return (local(value) if value.tzinfo else value).date()


def day_long(value: date | datetime) -> str:
    """fredag 27. november 2026, for running text."""
    return f"{day_plain(value)} {as_date(value).year}"


def day_plain(value: date | datetime) -> str:
    """fredag 27. november, where the year is plain from the page."""
    day = as_date(value)
    return f"{WEEKDAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]}"


def day_short(value: date | datetime) -> str:
    """fre. 27. nov., for tables. Maj is its own abbreviation."""
    day = as_date(value)
    month = MONTHS[day.month - 1]
    return f"{WEEKDAYS[day.weekday()][:3]}. {day.day}. {month if len(month) == 3 else month[:3] + '.'}"


def time_of_day(value: datetime) -> str:
    """kl. 9.30"""
    moment = local(value) if value.tzinfo else value
    return f"kl. {moment.hour}.{moment.minute:02d}"


def moment_long(value: datetime) -> str:
    """fredag 27. november 2026 kl. 9.30"""
    return f"{day_long(value)} {time_of_day(value)}"


def moment_short(value: datetime) -> str:
    """fre. 27. nov. kl. 9.30"""
    return f"{day_short(value)} {time_of_day(value)}"


def cpr_text(value: str) -> str:
    """251248-9996, whatever stood between the digits."""
    digits = value.replace("-", "").replace(" ", "")
    return f"{digits[:6]}-{digits[6:]}" if len(digits) == 10 else value


def cpr_last_four(value: str) -> str:
    """The last four only, for lists where the day of birth is not needed."""
    return f"••••••-{cpr_text(value)[-4:]}"


def number(value: int | float | Decimal | None, decimals: int = 0) -> str:
    """1.234,5 with a decimal comma; a dash for what is not known."""
    if value is None:
        return "–"
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def counted(count: int, one: str, many: str) -> str:
    """1 plan, 3 planer"""
    return f"{number(count)} {one if count == 1 else many}"
