"""The region's page: what is now, sentences with their trend, the chosen table, and municipality by municipality. All as published."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from audits.enums import PeriodKind, Population, Split
from audits.grid import EMPTY, Cell, Column, Grid
from audits.indicators import INDICATORS, TABLES, Table
from audits.indicators.words import value_words
from audits.rules.period import Period, period_of
from audits.selectors.choices import addressed
from audits.selectors.figures import available, latest_publication, published_grid, published_run, series_in
from audits.selectors.published import Run
from audits.web.asked import Asked, address, usual_period
from audits.web.drawings import row_address, tile_drawing
from audits.web.drawings.places import tiles
from audits.web.grids import table_view
from audits.web.method import definition_url, method_url
from audits.web.sentences import Told, needed, said_of

WHOLE = "Hele regionen"

# (table, column) of each sentence; the first table is the one whose periods the page offers
HOME = (
    ("frister", "besked_inden_dag_4"),
    ("frister", "tilbudt_inden_dag_7"),
    ("frister", "ventetid_median"),
    ("frister", "ventetid_holdt"),
    ("sendt", "sendt_ved_udskrivning"),
    ("planer", "planer"),
)
SENDER = (
    ("sygehuse_sendt", "sendt_ved_udskrivning"),
    ("sygehuse_sendt", "sendt_24_timer"),
    ("sygehuse_sendt", "tilbudt_inden_dag_7"),
    ("sygehuse", "planer"),
    ("retur_sygehuse", "returneret"),
    ("retur_sygehuse", "erstattet"),
)
SENTENCES = {Population.HOME: HOME, Population.SENDER: SENDER}
NOW = {Population.HOME: "nu", Population.SENDER: "nu_sygehuse"}
# What a row is: the word in the address, in a sentence, and over the choice
ROW = {
    Population.HOME: ("kommune", "en kommune i regionens tal", "Kommune"),
    Population.SENDER: ("sygehus", "et sygehus i regionens tal", "Sygehus"),
}


def region_page(actor: Actor, said: Mapping[str, str]) -> dict[str, Any]:
    """Everything the template shows; without a publication only that there is none. As many queries however many plans."""
    publication = latest_publication(actor)
    if publication is None:
        return {"published": None}
    asked = Asked(said)
    population = asked.one("befolkning", {one.value: one for one in Population}, Population.HOME, "en befolkning")
    first = SENTENCES[population][0][0]
    periods = available(actor, first)
    usual = usual_period(periods, publication.data_on) or period_of(publication.data_on, PeriodKind.MONTH).before
    period = asked.one("periode", {one.code: one for one in periods}, usual, "en periode, der er offentliggjort tal for")
    table = asked.one("tabel", _tables(population), TABLES[first], "en tabel her")
    columns = {column: key for key, column in SENTENCES[population]}
    shown = asked.one("vis", {column: column for column in columns}, SENTENCES[population][0][1], "et tal på kortet")
    read = _Reader(actor, population)
    by_place = read.grid(columns[shown], period)
    codes = addressed()
    rows = _rows(by_place, codes)
    name, called, head = ROW[population]
    row = asked.one(name, {code: key for code, (key, _) in rows.items()}, "", called)
    row_name = next((text for key, text in rows.values() if key == row), "")
    choice = {
        "befolkning": population.value if population != Population.HOME else "",
        "periode": period.code if period != usual else "",
        "tabel": table.key if table.key != first else "",
        "vis": shown if shown != SENTENCES[population][0][1] else "",
        name: next((code for code, (key, _) in rows.items() if key == row), ""),
    }
    table_period = _period_for(actor, table, period)
    chosen = read.grid(table.key, table_period) if table_period else None
    now = read.grid(NOW[population], period_of(publication.data_on, PeriodKind.MONTH))
    grids = [grid for grid in (now, chosen, by_place) if grid is not None]
    return {
        "published": publication,
        "population": population,
        "wrong": asked.wrong,
        "period": period,
        "row_name": row_name,
        "now": _now(now, row),
        "now_table": table_view(now) if now else None,
        "sentences": _sentences(read, population, period, periods, row, row_name, publication.data_on),
        "table": table_view(chosen) if chosen else None,
        "table_title": table.title,
        "table_period": table_period,
        "other_period": table_period if table_period != period else None,
        "place": _by_place(by_place, shown, codes, population),
        "populations": _chips(
            choice, "befolkning", {"": "Borgere med bopæl i regionen", Population.SENDER.value: "Planer fra regionens sygehuse"}
        ),
        "kinds": _kinds(choice, periods, period, publication.data_on),
        "columns": _chips(choice, "vis", {column if place else "": INDICATORS[column].short for place, column in enumerate(columns)}),
        "form": {
            "hidden": {key: value for key, value in choice.items() if value and key in ("befolkning", "vis")},
            "fields": [
                ("periode", "Periode", [(one.code, one.name, one == period) for one in sorted(periods, key=_order, reverse=True)]),
                (name, head, [("", WHOLE, not row), *((code, text, key == row) for code, (key, text) in rows.items())]),
                ("tabel", "Tabel", [(key, one.title, one == table) for key, one in _tables(population).items()]),
            ],
        },
        "method": method_url(),
        "pdf": _address(choice | {"format": "pdf"}),
        "grids": grids,
        "said": _in_words(population, period, row_name),
    }


class _Reader:
    """Reads a table once, however often it is shown."""

    def __init__(self, actor: Actor, population: Population) -> None:
        self.actor, self.population = actor, population
        self.read: dict[tuple[str, Period], Grid | None] = {}
        self.runs: dict[tuple[str, PeriodKind, int], Run] = {}

    def grid(self, table: str, period: Period) -> Grid | None:
        if (table, period) not in self.read:
            self.read[table, period] = published_grid(self.actor, table, period, self.population)
        return self.read[table, period]

    def series(self, table: str, column: str, kind: PeriodKind, number: int, row: str = "") -> list[tuple[Period, Cell]]:
        key = (table, kind, number)
        if key not in self.runs:
            self.runs[key] = published_run(self.actor, table, self.population, kind, number)
        return series_in(self.runs[key], column, row)


def _tables(population: Population) -> dict[str, Table]:
    return {key: table for key, table in TABLES.items() if population in table.populations and not table.now}


def _rows(grid: Grid | None, codes: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What a row is called in the address → (its key, its name)."""
    return {codes.get(row.key, row.key): (row.key, row.name) for row in grid.rows if row.key} if grid else {}


def _ids(grid: Grid | None, codes: Mapping[str, str]) -> dict[str, str]:
    """The rows of the table beside the map are where its squares lead."""
    return {row.key: f"kommune-{codes[row.key]}" for row in grid.rows if row.key in codes} if grid else {}


def _period_for(actor: Actor, table: Table, period: Period) -> Period | None:
    """The period itself, or the table's own that it lies in, or the newest of that table."""
    if period.kind in table.periods:
        return period
    known = available(actor, table.key)
    around = [one for one in known if one.first <= period.last and one.last >= period.first]
    return min(around, key=lambda one: (one.last - one.first, one.first)) if around else max(known, key=lambda one: one.last, default=None)


def _now(grid: Grid | None, row: str) -> list[dict[str, str]]:
    found = (grid.row(row) or grid.total) if grid else None
    if grid is None or found is None:
        return []
    return [_figure(column, found.cells.get(column.key, EMPTY)) for column in grid.columns]


def _figure(column: Column, cell: Cell) -> dict[str, str]:
    indicator = INDICATORS[column.indicator]
    return {"value": value_words(indicator, cell), "name": indicator.name, "url": definition_url(indicator.key)}


def _sentences(
    read: _Reader, population: Population, period: Period, periods: list[Period], row: str, row_name: str, data_on: Any
) -> list[dict[str, Any]]:
    newest = max((one for one in periods if one.kind == period.kind), default=period)
    number = needed(period, newest)
    told = []
    for table, column in SENTENCES[population]:
        if period.kind not in TABLES[table].periods:
            continue
        whole = read.series(table, column, period.kind, number)
        own = read.series(table, column, period.kind, number, row) if row else whole
        told.append(Told(Column(column), own, (WHOLE, whole) if row else None))
    return [said_of(one, period, data_on, published=True) for one in told]


def _by_place(grid: Grid | None, shown: str, codes: Mapping[str, str], population: Population) -> dict[str, Any] | None:
    """The map of the municipalities with its table beside it; hospitals have the table alone."""
    if grid is None or TABLES[grid.table].rows not in (Split.MUNICIPALITY, Split.HOSPITAL):
        return None
    indicator = INDICATORS[shown]
    only = Grid(grid.table, grid.period, grid.data_on, grid.definition, (Column(shown),), grid.rows, grid.population)
    on_map = {tile.code for tile in tiles()}
    places = {codes[row.key]: row.cells.get(shown, EMPTY) for row in grid.rows if codes.get(row.key) in on_map}
    title = f"{indicator.name}, {grid.period.name}"
    return {
        "title": title,
        "map": tile_drawing(places, title=title, unit=indicator.unit, address=row_address) if population == Population.HOME else "",
        "table": table_view(only, _ids(grid, codes)),
    }


def _kinds(choice: Mapping[str, str], periods: list[Period], period: Period, data_on: Any) -> list[dict[str, Any]]:
    chips = []
    for kind in PeriodKind:
        latest = usual_period([one for one in periods if one.kind == kind], data_on)
        if latest is not None:
            url = _address({**choice, "periode": latest.code})
            chips.append({"text": kind.label, "count": None, "url": url, "active": kind == period.kind})
    return chips


def _chips(choice: Mapping[str, str], name: str, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Another population has other periods, tables and rows: only the choice itself goes with it."""
    kept = {} if name == "befolkning" else choice
    return [
        {"text": text, "count": None, "url": _address({**kept, name: value}), "active": choice.get(name, "") == value}
        for value, text in texts.items()
    ]


def _address(said: Mapping[str, str]) -> str:
    return address(reverse("audits:region"), **said)


def _order(period: Period) -> tuple[Any, ...]:
    """Months, then quarters, half-years, years: the newest first within each."""
    return -list(PeriodKind).index(period.kind), period.first


def _in_words(population: Population, period: Period, row_name: str) -> list[str]:
    return [f"{population.label}.", f"Periode: {period.name}.", *([f"{row_name} over for hele regionen."] if row_name else [])]
