"""What is published of a region: the analyst's only figures. Frozen grids, of the newest publication that has the period."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor
from accounts.enums import Verb
from audits.enums import PeriodKind, Population
from audits.grid import EMPTY, Cell, Grid, from_plain
from audits.models import Publication, PublishedTable
from audits.rules.period import Period, back

Run = list[tuple[Period, Grid | None]]


def published_grid(actor: Actor, table_key: str, period: Period, population: Population) -> Grid | None:
    """The newest that was published; None where none was. Raises NotAllowed. One query."""
    rows = _rows(actor, table_key, population).filter(period_kind=period.kind, period=period.first)
    content = rows.order_by("-publication__data_on").values_list("content", flat=True).first()
    return from_plain(content) if content is not None else None


def published_run(actor: Actor, table_key: str, population: Population, kind: PeriodKind, number: int) -> Run:
    """The table in `number` periods up to the newest published, oldest first; a gap has none. One query."""
    rows = _rows(actor, table_key, population).filter(period_kind=kind)
    newest = rows.order_by("-period", "-publication__data_on").distinct("period").values_list("content", flat=True)[:number]
    grids = {grid.period: grid for grid in map(from_plain, newest)}
    return [(period, grids.get(period)) for period in (back(max(grids), number) if grids else ())]


def series_in(run: Run, column: str, row: str = "") -> list[tuple[Period, Cell]]:
    """One cell (Column.key, row key) in each of its periods; a gap is empty."""
    return [(period, _cell(grid, row, column)) for period, grid in run]


def published_of(actor: Actor, table_key: str, population: Population | None = None) -> list[Period]:
    """The periods there is a table of, newest first."""
    rows = _rows(actor, table_key, population).order_by().values_list("period", "period_kind").distinct()
    return newest_first(Period(first, PeriodKind(kind)) for first, kind in rows)


def newest_first(periods: Iterable[Period]) -> list[Period]:
    """Of those that begin on one day the shorter first."""
    return sorted(periods, key=lambda one: (one.first, -len(one.months)), reverse=True)


def latest_publication(actor: Actor) -> Publication | None:
    """The newest of the actor's region."""
    actor.must(Verb.READ_FIGURES)
    own = PublishedTable.objects.filter(publication=OuterRef("id"), organisation_id=actor.tenant)
    return Publication.objects.filter(Exists(own)).order_by("-data_on").first()


def newest_publication() -> tuple[date, datetime] | None:
    """(date of data, when it was made) of the newest there is, of any region: for the public page. Two dates, no figure."""
    return Publication.objects.order_by("-data_on").values_list("data_on", "made_at").first()


def publication_of(actor: Actor, table_key: str, period: Period, population: Population) -> UUID | None:
    """Which stored table `published_grid` answers from: what never changes under the same id."""
    rows = _rows(actor, table_key, population).filter(period_kind=period.kind, period=period.first)
    return rows.order_by("-publication__data_on").values_list("id", flat=True).first()


def _rows(actor: Actor, table_key: str, population: Population | None) -> QuerySet[PublishedTable]:
    actor.must(Verb.READ_FIGURES)
    rows = PublishedTable.objects.filter(organisation_id=actor.tenant, table=table_key)
    return rows.filter(population=population) if population is not None else rows


def _cell(grid: Grid | None, row: str, column: str) -> Cell:
    found = grid.row(row) if grid is not None else None
    return found.cells.get(column, EMPTY) if found is not None else EMPTY
