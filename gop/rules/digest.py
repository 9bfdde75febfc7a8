"""When the author's daily mail is due. Pure; moments in UTC, the hour as a clock on a Danish wall shows it."""

from datetime import date, datetime, time, timedelta

from accounts.danish import copenhagen_date, copenhagen_moment

EARLIEST, NIGHT = 7, 20
# What is being noted at the very hour is committed by then
AFTER = timedelta(minutes=1)


def counted_until(day: date, hour: int) -> datetime:
    """The hour of the day; neither the spring gap nor the doubled hour of autumn lies in the daytime. ValueError for a night hour."""
    if not EARLIEST <= hour < NIGHT:
        raise ValueError(f"The digest's hour must lie from {EARLIEST} to {NIGHT - 1}, not at {hour}.")
    return copenhagen_moment(day, time(hour))


def digest_due(now: datetime, hour: int) -> date | None:
    """The day whose mail may leave now: from a minute past the hour until evening, so that a late start sends nothing at night."""
    day = copenhagen_date(now)
    begins, ends = counted_until(day, hour) + AFTER, copenhagen_moment(day, time(NIGHT))
    return day if begins <= now < ends else None
