"""Every number of the application equals the independent calculation, today and as of ten past days.

`make figures CASES=100000` asks for more than the everyday number of plans, and prints one line an indicator.
"""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.danish import COPENHAGEN
from accounts.enums import Kind, Role
from accounts.tenancy import acting_as, seeding
from audits.enums import Measure, Population
from audits.indicators import INDICATORS, TABLES
from audits.rules.period import period_of
from audits.selectors.figures import own_grid, own_tables
from audits.services.counting import count_changes
from tests import conftest
from tests import factories as make
from tests.figures_proof import comparing, plans, writing
from tests.figures_proof.grids import differences, regional
from tests.figures_proof.world import World, world

pytestmark = pytest.mark.django_db(transaction=True)
EVERYDAY, AT_ONCE = 1500, 5000
CASES = int(os.environ.get("FIGURES_CASES", EVERYDAY))
MANY = "FIGURES_CASES" in os.environ
NOW = datetime(2027, 2, 10, 12, 0, tzinfo=COPENHAGEN)
TODAY = NOW.date()
PAST = [TODAY - timedelta(days=back) for back in (1, 5, 12, 40, 41, 75, 120, 190, 260, 390)]
Connection = psycopg.Connection[Any]
Wrong = dict[str, list[str]]


@pytest.fixture
def connection(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """As a role that no policy binds; the clock stands at the world's now."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    make.registry()
    with conftest.SERVERS.postgres.connect(database=conftest.DATABASE) as connection:
        connection.autocommit = True
        yield connection


def took(what: str, do: Callable[..., Any], *given: Any) -> Any:
    """What it gives; says how long it took when there are many."""
    began = time.monotonic()
    found = do(*given)
    if MANY:
        sys.stdout.write(f"  {what}: {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()
    return found


def fill(connection: Connection, made: World) -> None:
    for first in range(0, CASES, AT_ONCE):
        writing.more(connection, plans.some(made, range(first, min(first + AT_ONCE, CASES))))
    writing.more(connection, plans.answers(made, CASES // 12))


def count() -> int:
    """As the job does; many, as a database is first filled (load_demo)."""
    if not MANY:
        return count_changes()
    with seeding():
        return count_changes(inside=True)


def readers(made: World) -> list[Actor]:
    """Of each region a municipality and a hospital, psychiatry among them; a region and a department that treat patients themselves."""
    found = []
    for number, region in enumerate(made.regions):
        found.append(make.triage_officer(f"birgit{number}", region.towns[0][0]))
        ward = region.wards[0 if number else -1]
        found.append(make.author(f"anna{number}", ward.hospital))
    ward = made.regions[0].wards[-1]
    found.append(make.person("regi", Role.REGIONAL_TRIAGE_OFFICER, made.regions[0].id))
    found.append(make.person("theo", Role.HOSPITAL_THERAPIST, ward.hospital, ward.department))
    return found


def tables(connection: Connection, actor: Actor, on: date | None, wrong: Wrong, seen: set[str]) -> int:
    """Each own table of several periods; how many were read. `on` None: as it is, from the sums."""
    read = 0
    for key, table in own_tables(actor).items():
        for kind in table.periods:
            for period in {period_of((on or TODAY) - timedelta(days=back), kind) for back in ((0, 70) if MANY else (70,))}:
                with acting_as(actor):
                    grid = own_grid(actor, key, period, on=on)
                months = None if table.now else period.months
                for indicator, said in differences(connection, actor.tenant, table, grid, months, sends=actor.kind == Kind.AUTHOR):
                    wrong[indicator].append(f"{actor.organisation_name}: {said}")
                seen |= {key, *(column.indicator for column in table.columns)}
                read += 1
    return read


def published(connection: Connection, region: UUID, wrong: Wrong, seen: set[str]) -> int:
    """A region's tables before anything is hidden; how many columns of them were read."""
    read = 0
    for population in Population:
        with acting_as(job_actor("audits.publish")):
            for indicator, table, said in regional(connection, region, population, TODAY):
                wrong[indicator] += [f"{population}: {said}"] if said else []
                seen |= {table, indicator}
                read += 1
    return read


def spoil(connection: Connection, on: date) -> None:
    """One fact too many, so that it is known that the comparison sees one."""
    first = """SELECT min(id) FROM audits_fact WHERE measure = 'planer' AND "on" <= %s"""
    connection.execute(f"UPDATE audits_fact SET whole = whole + 1 WHERE id = ({first})".encode(), [on])


def measures(compared: list[comparing.Compared], wrong: Wrong) -> None:
    for one in compared:
        for indicator in INDICATORS.values():
            if indicator.measure == one.measure and one.apart:
                wrong[indicator.key].append(one.line())
        if one.apart:
            wrong[one.measure.value].append(one.line())


def test_every_number_equals_the_independent_one_today_and_on_ten_past_days(connection: Connection) -> None:
    made = world(connection, NOW)
    took("plans made", fill, connection, made)
    counted = took("counted", count)
    took("events taken apart", comparing.prepare, connection)
    actors, wrong, seen, read = readers(made), defaultdict[str, list[str]](list), set[str](), 0
    for on in (TODAY, *(PAST if MANY else PAST[2:9:3])):
        took(f"independent numbers of {on}", comparing.at_day, connection, on)
        measures(comparing.facts(connection, on), wrong)
        for actor in actors if on == PAST[3] else actors[:2] if MANY else ():
            read += tables(connection, actor, on, wrong, seen)
        if on == TODAY:  # the sums that pages read are of today
            measures(comparing.sums(connection, on), wrong)
            for actor in actors:
                read += tables(connection, actor, None, wrong, seen)
            read += published(connection, made.regions[0].id, wrong, seen)
    for key in INDICATORS:
        sys.stdout.write(f"{key:24} {'differs: ' + wrong[key][0] if wrong[key] else 'equal'}\n")
    sys.stdout.write(f"{counted} cases and plans, {1 + len(PAST) if MANY else 4} days of data, {read} tables read\n")
    assert {key: said[:5] for key, said in wrong.items() if said} == {}
    assert set(INDICATORS) <= seen
    assert set(TABLES) <= seen
    spoil(connection, on)
    assert {one.measure for one in comparing.facts(connection, on) if one.apart} == {Measure.PLANS}
