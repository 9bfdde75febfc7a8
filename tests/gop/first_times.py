"""A municipality's place and weekly times, as the tests of deciding need them."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from accounts import clock
from accounts.danish import copenhagen_moment
from municipalities.models import FirstTime, Place, Team
from tests import factories as make


def place(organisation: UUID = make.AALBORG, name: str = "Træningscenter Vest") -> Place:
    with make.seeding():
        return Place.objects.create(organisation_id=organisation, name=name, kind="eget_center", address="Vestvej 1, 9000 Aalborg")


def team(name: str, organisation: UUID = make.AALBORG) -> Team:
    with make.seeding():
        return Team.objects.create(organisation_id=organisation, name=name)


def weekly(at: Place, day: date, hour: int = 10, **more: Any) -> FirstTime:
    """A time on the weekday of that day."""
    with make.seeding():
        return FirstTime.objects.create(
            organisation_id=at.organisation_id, place=at, weekday=day.isoweekday(), at=time(hour), valid_from=date(2026, 1, 1), **more
        )


def open_day(least: int = 1) -> date:
    """A Tuesday to Thursday at least so many days ahead, so that no weekend stands between."""
    day = clock.today() + timedelta(days=least)
    while day.isoweekday() not in (2, 3, 4):
        day += timedelta(days=1)
    return day


def moment(day: date, hour: int = 10) -> datetime:
    return copenhagen_moment(day, time(hour))


def slot(row: FirstTime, day: date) -> str:
    """As the form names it."""
    return f"{row.id}@{copenhagen_moment(day, row.at).isoformat()}"
