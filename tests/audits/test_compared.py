"""The rows of the chosen table as bars: a few rows, never a sum as the measure of one, nothing drawn of nothing."""

from datetime import date

from audits.enums import PeriodKind, Population
from audits.grid import Cell, Grid, Row
from audits.indicators import TABLES, VERSION
from audits.rules.period import Period
from audits.web.compared import compared
from tests.audits.drawn import DATA_ON, SMALL, drawn_as, shown, texts

QUARTER = Period(date(2026, 7, 1), PeriodKind.QUARTER)


def page(table: str, *cells: Cell) -> dict[str, object]:
    key = TABLES[table].columns[0].key
    rows = (*(Row(str(place), f"Nr. {place}", {key: cell}) for place, cell in enumerate(cells)), Row("", "Hele regionen", {key: shown(60)}))
    grid = Grid(table, QUARTER, DATA_ON, VERSION, TABLES[table].columns, rows, Population.HOME)
    return {"table": {"key": table, "head": "Kommune" if table == "sendt" else "Årsag"}, "grids": [grid]}


def test_a_few_rows_are_drawn_with_the_name_of_the_first_column() -> None:
    made = str(compared(page("aarsager", shown(12), shown(7), SMALL)))
    assert texts(made, "figcaption") == ["Ikke tilbudt i tide, 3. kvartal 2026"]
    assert len(drawn_as(made, "gop-bar")) == 2


def test_the_total_measures_shares_and_never_counts() -> None:
    assert not drawn_as(str(compared(page("aarsager", shown(12), shown(7)))), "gop-total")
    assert len(drawn_as(str(compared(page("sendt", shown(80), shown(90)))), "gop-total")) == 1


def test_one_row_many_rows_or_nothing_shown_is_not_drawn() -> None:
    assert compared(page("aarsager", shown(12))) is None
    assert compared(page("aarsager", *[shown(12)] * 16)) is None
    assert compared(page("aarsager", SMALL, SMALL)) is None
    assert compared({"table": None, "grids": []}) is None


def test_municipalities_that_stand_on_a_map_are_not_drawn_twice() -> None:
    assert compared(page("sendt", shown(80), shown(90)) | {"place": {"map": "x"}}) is None
    assert compared(page("aarsager", shown(12), shown(7)) | {"place": {"map": "x"}}) is not None
