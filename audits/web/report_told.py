"""A report as plain words and numbers, from what it holds: the one shape that its page, PDF, workbook and CSV are made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from accounts.danish import long_date, long_moment
from audits.corrections import Difference
from audits.enums import CellState, Population, ReportKind, ReportState
from audits.grid import Cell, from_plain
from audits.indicators.indicator import Unit
from audits.indicators.words import hidden_text, unit_text
from audits.rules.period import Period
from audits.selectors.report_sources import period_for

if TYPE_CHECKING:
    from audits.models import Report

TOTAL = "I alt"
TITLES = {
    ReportKind.QUARTER: "Kvartalsrapport, {period}",
    ReportKind.YEAR: "Årsrapport {period}",
    ReportKind.GROUPING: "Nøgletal, {period}",
    ReportKind.PSYCHIATRY: "Psykiatriens kvartal, {period}",
    ReportKind.COMMITTEE: "Status til {committee}",
}


@dataclass(frozen=True, slots=True)
class ToldCell:
    """`value`: None where none is shown; `text` then says why."""

    value: Decimal | None
    text: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class ToldTable:
    key: str
    title: str
    when: str
    heads: tuple[str, ...]
    units: tuple[Unit, ...]
    rows: tuple[tuple[str, tuple[ToldCell, ...]], ...]

    @property
    def shown(self) -> list[tuple[str, list[tuple[str, ToldCell]]]]:
        """Each row with the head that belongs to each of its cells, for a narrow screen."""
        return [(name, list(zip(self.heads[1:], cells, strict=True))) for name, cells in self.rows]


@dataclass(frozen=True, slots=True)
class Definition:
    name: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Correction:
    table: str
    row: str
    column: str
    then: str
    now: str
    since: date


@dataclass(frozen=True, slots=True)
class Told:
    """`data_on`: None before it is made. `released`: empty for a draft."""

    title: str
    subject: str
    region: str
    population: str
    of_senders: bool
    draft: bool
    period: Period
    data_on: date | None
    definition: str
    made_at: datetime | None
    released: str
    of_whom: str
    hidden: str
    comment: str
    comment_by: str
    sentences: tuple[str, ...]
    tables: tuple[ToldTable, ...]
    definitions: tuple[Definition, ...]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What it is, of whom, of when: the same on page, paper and in the files."""
        return [
            ("Rapport", self.title),
            ("Handler om", self.subject),
            ("Region", self.region if self.region != self.subject else ""),
            ("Tal for", self.population),
            ("Periode", self.period.name),
            ("Data til og med", long_date(self.data_on) if self.data_on else ""),
            ("Definitioner", f"version {self.definition}" if self.definition else ""),
            ("Lavet", long_moment(self.made_at) if self.made_at else ""),
            ("Frigivet", self.released or "Nej, det er et udkast"),
        ]


def title_of(row: "Report", period: Period) -> str:
    """Kvartalsrapport, 3. kvartal 2026"""
    return TITLES[ReportKind(row.kind)].format(period=period.name, committee=row.committee)


def told(row: "Report") -> Told:
    """From the row alone: what it holds does not change with the registry, the indicators or the figures."""
    held, period = row.content, period_for(row)
    units = {one["key"]: Unit(one["unit"]) for one in held.get("indicators", [])}
    released = f"{long_moment(row.released_at)} af {row.released_by_name}" if row.released_at else ""
    return Told(
        title=title_of(row, period),
        subject=held.get("subject") or row.subject.name,
        region=held.get("region") or row.organisation.name,
        population=Population(row.population).label,
        of_senders=row.population == Population.SENDER,
        draft=row.state != ReportState.RELEASED,
        period=period,
        data_on=row.data_on,
        definition=row.definition,
        made_at=row.made_at,
        released=released,
        of_whom=held.get("of_whom", ""),
        hidden=held.get("hidden", ""),
        comment=row.comment,
        comment_by=f"{row.comment_by_name}, {long_moment(row.comment_at)}" if row.comment and row.comment_at else "",
        sentences=tuple(held.get("sentences", ())),
        tables=tuple(_table(one, units) for one in held.get("tables", ())),
        definitions=tuple(_definition(one) for one in held.get("indicators", ())),
    )


def _table(said: dict[str, Any], units: dict[str, Unit]) -> ToldTable:
    grid, heads = from_plain(said["grid"]), said["heads"]
    shown = tuple(units[column.indicator] for column in grid.columns)
    return ToldTable(
        key=grid.table,
        title=str(said["title"]),
        when=f"på datadagen, {long_date(grid.data_on)}" if said["now"] else grid.period.name,
        heads=(str(said["of"]), *(heads[column.key] for column in grid.columns)),
        units=shown,
        rows=tuple(
            (
                row.name or TOTAL,
                tuple(
                    _cell(row.cells.get(column.key, Cell(None, CellState.NONE)), unit)
                    for column, unit in zip(grid.columns, shown, strict=True)
                ),
            )
            for row in grid.rows
        ),
    )


def _cell(cell: Cell, unit: Unit) -> ToldCell:
    return ToldCell(cell.value, cell_text(cell, unit), unit)


def cell_text(cell: Cell, unit: Unit) -> str:
    return hidden_text(unit, cell.state) if cell.value is None else unit_text(unit, cell.value)


def _definition(one: dict[str, str]) -> Definition:
    parts = (
        ("", one["definition"]),
        ("Tæller", one["numerator"]),
        ("Nævner", one["denominator"]),
        ("Ikke med", one["exclusions"]),
        ("Svaghed", one["weakness"]),
        ("Kilde", one["source"]),
    )
    return Definition(one["name"], tuple((label, said) for label, said in parts if said))


def corrections(row: "Report", found: Sequence[Difference]) -> Iterator[Correction]:
    """In the report's own words and order."""
    by_cell = {(one.table, one.row, one.column): one for one in found}
    units = {one["key"]: Unit(one["unit"]) for one in row.content.get("indicators", [])}
    for table in row.content.get("tables", []):
        grid = from_plain(table["grid"])
        for line in grid.rows:
            for column in grid.columns:
                one = by_cell.get((grid.table, line.key, column.key))
                if one is not None:
                    unit, head = units[column.indicator], table["heads"][column.key]
                    said = cell_text(one.then, unit), cell_text(one.now, unit)
                    yield Correction(table["title"], line.name or TOTAL, head, *said, one.since)
