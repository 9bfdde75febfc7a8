"""What the templates say of days, numbers and CPR, over accounts.danish: values in, words out. What is far from today says so.

The templates reach these through `{% load gop %}`; presenters import them from here.
"""

from datetime import date, datetime
from decimal import Decimal

from accounts import clock, danish


def as_date(value: date | datetime) -> date:
    """The Danish day of a moment; a date is its own day."""
    return danish.copenhagen_date(value) if isinstance(value, datetime) else value


def day_long(value: date | datetime) -> str:
    """fredag 27. november 2026, for running text."""
    return danish.long_date(as_date(value))


def day_plain(value: date | datetime) -> str:
    """fredag 27. november, where the year is plain from the page."""
    return danish.day_date(as_date(value))


def day_short(value: date | datetime) -> str:
    """fre. 27. nov., for tables; a day far from today has its year."""
    return danish.list_date(as_date(value), clock.today())


def time_of_day(value: datetime) -> str:
    """kl. 9.30"""
    return danish.clock_time(value)


def moment_long(value: datetime) -> str:
    """fredag 27. november 2026 kl. 9.30"""
    return danish.long_moment(value)


def moment_short(value: datetime) -> str:
    """fre. 27. nov. kl. 9.30; a day far from today has its year."""
    return f"{danish.list_date(danish.copenhagen_date(value), clock.today())} {danish.clock_time(value)}"


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
