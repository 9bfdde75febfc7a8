"""Published tables, sums and facts made by hand, for tests of what reads them. Made as the seeding role."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from accounts.models import Organisation
from accounts.tenancy import seeding
from audits.enums import CellState, Measure, PeriodKind, Population, Split
from audits.grid import Cell, Grid, Row, as_plain
from audits.indicators import TABLES, VERSION
from audits.models import Fact, Publication, PublishedTable, Tally
from audits.rules.period import Period, period_of

SMALL, WITHHELD = Cell(None, CellState.SMALL), Cell(None, CellState.WITHHELD)

# What a test says of a cell: a number, or a cell that shows none.
Said = Cell | int | str | Decimal
Rows = Mapping[Any, Mapping[str, Said]]


def cell(said: Said, base: int | None = None) -> Cell:
    return said if isinstance(said, Cell) else Cell(Decimal(str(said)), base=base)


def grid(
    table: str,
    rows: Rows,
    period: Period,
    data_on: date,
    population: Population | None = Population.HOME,
    names: Mapping[str, str] | None = None,
) -> Grid:
    """`rows`: key (an organisation's id, a split value; empty: the total) → column → number. What is not said is ingen."""
    columns = TABLES[table].columns
    said = tuple(
        Row(
            str(key),
            (names or {}).get(str(key), str(key)),
            {one.key: cell(cells.get(one.key, Cell(None, CellState.NONE))) for one in columns},
        )
        for key, cells in rows.items()
    )
    return Grid(table, period, data_on, VERSION, columns, said, population)


def published(
    region: uuid.UUID,
    table: str,
    rows: Rows,
    *,
    month: date | None = None,
    period: Period | None = None,
    population: Population = Population.HOME,
    data_on: date = date(2026, 11, 21),
) -> PublishedTable:
    """One table of the publication of `data_on`, which is made when it is not there. Without `month` or `period`: the month of `data_on`."""
    period = period or period_of(month or data_on, PeriodKind.MONTH)
    with seeding():
        made = datetime.combine(data_on, time(5), UTC)
        publication, _ = Publication.objects.get_or_create(data_on=data_on, defaults={"made_at": made, "definition": VERSION})
        names = {str(key): name for key, name in Organisation.objects.filter(id__in=_ids(rows)).values_list("id", "name")}
        content = as_plain(grid(table, rows, period, data_on, population, {"": "I alt", **names}))
        return PublishedTable.objects.create(
            publication=publication,
            organisation_id=region,
            population=population,
            table=table,
            period_kind=period.kind,
            period=period.first,
            content=content,
        )


def _ids(rows: Rows) -> list[uuid.UUID]:
    return [key for key in rows if isinstance(key, uuid.UUID)]


def tally(owner: uuid.UUID, measure: Measure, month: date, whole: int, part: int = 0, **more: Any) -> Tally:
    """A sum of the own figures; of everything unless `split` and `value` say otherwise."""
    said: dict[str, Any] = {"as_hospital": False, "split": Split.TOTAL, "value": "", **more}
    with seeding():
        return Tally.objects.create(owner_id=owner, measure=measure, month=month, whole=whole, part=part, **said)


def fact(organisation: uuid.UUID, measure: Measure, on: date, whole: int = 1, part: int = 0, **more: Any) -> Fact:
    """One change of one number. Without `month`: that of `on`."""
    with seeding():
        month = more.pop("month", on.replace(day=1))
        return Fact.objects.create(organisation_id=organisation, measure=measure, on=on, month=month, whole=whole, part=part, **more)
