"""How long ahead something must be told by an agreement between region and municipalities. Pure; days are Danish dates."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later; where that month is shorter, its last day (31 August + 6 is the last of February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def first_day_allowed(told_on: date, months: int | None) -> date | None:
    """The first day that something told on `told_on` may begin. None: as early as possible, which no day is too late for."""
    return None if months is None else months_after(told_on, months)


def is_late(effective_on: date, first_day: date | None) -> bool:
    """Told later than the period asks for; the first day itself is in time."""
    return first_day is not None and effective_on < first_day
