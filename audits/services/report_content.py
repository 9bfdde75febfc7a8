"""What a report holds: rows of the region's published tables, sentences, and the definitions as they were worded then. Nothing is counted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from audits.enums import PeriodKind, Population, ReportKind
from audits.grid import Cell, Grid, Row, as_plain
from audits.indicators import INDICATORS, TABLES
from audits.indicators.words import column_name, sentence, value_words
from audits.rules.period import Period

OF_WHOM = {
    Population.HOME: "Tallene gælder borgere med bopæl i regionens kommuner, også når sygehuset ligger i en anden region.",
    Population.SENDER: "Tallene gælder planer fra regionens sygehuse, også når borgeren bor i en anden region.",
}
HIDDEN = (
    "»<5« er færre end fem, også nul. »–« er skjult, så et lille tal ikke kan regnes ud, eller der er færre end fem at regne på. "
    "Antal er afrundet til nærmeste 5, og andele er regnet af de afrundede."
)
WHOLE = "Hele regionen"
# What a row is, where the split's own name says too little
HEADS = {"aarsager": "Årsag", "slutkoder": "Afslutning", "udfoerere": "Udfører"}
EXPLAINED = ("key", "name", "short", "unit", "definition", "numerator", "denominator", "exclusions", "source", "weakness")


@dataclass(frozen=True, slots=True)
class Asked:
    """`rows`: whose rows it shows beside the total, by the keys of the tables; None: every row. `own`: the row it is about; "": the total."""

    kind: ReportKind
    population: Population
    period: Period
    subject: str
    region: str
    rows: Collection[str] | None = None
    own: str = ""
    committee: str = ""
    meets_on: date | None = None


def content_of(asked: Asked, grids: Sequence[Grid], before: Mapping[str, Grid]) -> dict[str, Any]:
    """`before`: the same tables of the period before, by key."""
    shown = [narrowed(grid, asked.rows) for grid in grids]
    keys = dict.fromkeys(column.indicator for grid in shown for column in grid.columns)
    return {
        "subject": asked.subject,
        "region": asked.region,
        "of_whom": OF_WHOM[asked.population],
        "hidden": HIDDEN,
        "sentences": sentences(asked, shown, before),
        "tables": [_table(grid) for grid in shown],
        "indicators": [_explained(key) for key in keys],
    }


def narrowed(grid: Grid, rows: Collection[str] | None) -> Grid:
    """The grid with these rows and the total, which is the region's and not theirs."""
    if rows is None:
        return grid
    kept = tuple(row if row.key else replace(row, name=WHOLE) for row in grid.rows if not row.key or row.key in rows)
    return Grid(grid.table, grid.period, grid.data_on, grid.definition, grid.columns, kept, grid.population)


def sentences(asked: Asked, grids: Sequence[Grid], before: Mapping[str, Grid]) -> list[str]:
    """One a figure: what is said of the subject, of the region beside it, and of the period before. Each indicator once."""
    found: dict[str, str] = {}
    for grid in grids:
        for column in grid.columns:
            row = grid.row(asked.own)
            if column.value or column.indicator in found or not INDICATORS[column.indicator].sentence or row is None:
                continue
            if column.key in row.cells:
                found[column.indicator] = _sentence(asked, grid, column.key, row.cells[column.key], before.get(grid.table))
    return list(found.values())


def _sentence(asked: Asked, grid: Grid, key: str, cell: Cell, before: Grid | None) -> str:
    indicator = INDICATORS[key]
    said = [sentence(indicator, cell).rstrip(".") + "."]
    if asked.own and (total := _shown(grid.total, key)):
        said.append(f"{WHOLE}: {value_words(indicator, total)}.")
    if earlier := _shown(before.row(asked.own) if before else None, key):
        said.append(f"{_before(grid.period)}: {value_words(indicator, earlier)}.")
    return " ".join(said)


def _shown(row: Row | None, key: str) -> Cell | None:
    cell = row.cells.get(key) if row else None
    return cell if cell is not None and cell.value is not None else None


def _before(period: Period) -> str:
    names = {PeriodKind.MONTH: "Måneden", PeriodKind.QUARTER: "Kvartalet", PeriodKind.HALF_YEAR: "Halvåret", PeriodKind.YEAR: "Året"}
    return f"{names[period.kind]} før"


def _table(grid: Grid) -> dict[str, Any]:
    """As it is published, with its title and the heads of its columns in words."""
    return {
        "title": TABLES[grid.table].title,
        "now": TABLES[grid.table].now,
        "of": HEADS.get(grid.table, TABLES[grid.table].rows.label),
        "heads": {column.key: column_name(column) for column in grid.columns},
        "grid": as_plain(grid),
    }


def _explained(key: str) -> dict[str, str]:
    said = asdict(INDICATORS[key])
    return {name: str(said[name]) for name in EXPLAINED}
