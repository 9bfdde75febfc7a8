"""What was published on ten days comes out the same after later corrections and a recount from nothing."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import psycopg
import pytest

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.danish import COPENHAGEN
from accounts.tenancy import acting_as
from audits.enums import PeriodKind, Population
from audits.grid import as_plain
from audits.indicators import VERSION
from audits.models import Publication
from audits.rules.period import period_of
from audits.selectors.figures import own_grid, own_tables
from audits.services.counting import count_changes
from audits.services.publishing import _of_region
from audits.services.region_tables import Region
from tests import conftest
from tests import factories as make
from tests.figures_proof import plans, writing
from tests.figures_proof.world import World, world

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = 100
LAST = datetime(2027, 2, 10, 12, 0, tzinfo=COPENHAGEN)
DAYS = [date(2026, 2, 3), date(2026, 3, 30), date(2026, 4, 1), date(2026, 6, 17), date(2026, 8, 31), date(2026, 10, 25), date(2026, 10, 26)]
DAYS += [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 20)]
PUBLISHED = DAYS[4]
CORRECTIONS = {"udskrivning", "genaabn", "aarsag", "returner"}
FROM_NOTHING = "TRUNCATE audits_fact, audits_tally, audits_counted, audits_countedmark"
Connection = psycopg.Connection[Any]
Tables = dict[tuple[str, str, str, date], Any]


class Moment:
    """The clock of the test."""

    def __init__(self) -> None:
        self.at = LAST

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    found = Moment()
    monkeypatch.setattr(clock, "now", found)
    return found


@pytest.fixture
def connection(moment: Moment) -> Iterator[Connection]:
    make.registry()
    with conftest.SERVERS.postgres.connect(database=conftest.DATABASE) as connection:
        connection.autocommit = True
        yield connection


def seen(made: World, actors: list[Actor], on: date) -> dict[str, Any]:
    """Everything there is to read as of the end of the day: regions before anything is hidden, and own tables."""
    found: dict[str, Any] = {}
    with acting_as(job_actor("audits.publish")):
        for region in made.regions[:1]:
            for population in Population:
                for number, table in enumerate(Region(region.id, population, on).tables()):
                    found[f"{region.id} {population} {number}"] = table
    for actor in actors:
        with acting_as(actor):
            for key, table in own_tables(actor).items():
                kind = PeriodKind.MONTH if table.now else max(table.periods & {PeriodKind.MONTH, PeriodKind.YEAR})
                found[f"{actor.tenant} {key}"] = as_plain(own_grid(actor, key, period_of(on, kind), on=on))
    return found


def hidden(made: World, on: date) -> Tables:
    """The tables of one region as they are published: what is small hidden, and what is hidden beside it."""
    publication = Publication(data_on=on, made_at=clock.now(), definition=VERSION)
    with acting_as(job_actor("audits.publish")):
        tables = list(_of_region(publication, made.regions[0].id))
    return {(one.population, one.table, one.period_kind, one.period): one.content for one in tables}


def test_ten_days_are_reproduced_after_later_corrections_and_a_recount_from_nothing(connection: Connection, moment: Moment) -> None:
    made = world(connection, LAST)
    rows = plans.make(made, NUMBER, seed=7)
    actors = [make.triage_officer("birgit", made.regions[0].towns[0][0]), make.author("anna", made.regions[0].wards[0].hospital)]
    told: dict[date, dict[str, Any]] = {}
    for on in DAYS:
        moment.at = datetime(on.year, on.month, on.day, 6, 30, tzinfo=COPENHAGEN) + timedelta(days=1)
        writing.write(connection, writing.until(rows, moment.at))
        count_changes()
        told[on] = seen(made, actors, on)
        if on == PUBLISHED:
            published = hidden(made, on)
    assert {row["action"] for row in rows.of["gop_caseevent"] if row["at"].date() > PUBLISHED} >= CORRECTIONS
    moment.at = LAST
    writing.write(connection, rows)
    count_changes()
    for again in range(2):  # with what came since, and from nothing
        if again:
            connection.execute(FROM_NOTHING)
            count_changes()
        for on in DAYS if again else DAYS[::4]:
            assert seen(made, actors, on) == told[on], (again, on)
    assert hidden(made, PUBLISHED) == published
