"""Any view of figures on paper keeps PDF/A-2a and PDF/UA-1 and says what the page says; read back from the file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from audits.enums import CellState, PeriodKind, Population
from audits.grid import Cell, Grid, Row
from audits.indicators import INDICATORS, TABLES, VERSION, Unit
from audits.rules.period import Period
from audits.web.drawings import bars_drawing, limits_of, line_drawing, tile_drawing
from audits.web.paper import Said, view_pdf
from tests.audits.drawn import DATA_ON, SMALL, WITHHELD, series, shown
from tests.letters.reading import Paper

STEADY = series(80, 81, 79, 80, 82, SMALL, 80, 81, 79, 80, 60)
NASTY = '#panic("x") $x$ <label> [a](b) & <script>'
SAID = Said(
    sender="Region Nordjylland",
    written_on=date(2026, 11, 22),
    filters="Borgere med bopæl i regionen.",
    sentences=["82,3 % fik besked inden dag 4."],
    comments=[("Bemærkning af 22. november", f"Ferien ses.\n{NASTY}")],
    drawings=[
        line_drawing(
            STEADY, title="Besked inden dag 4", unit=Unit.SHARE, limits=limits_of(INDICATORS["besked_inden_dag_4"], STEADY, DATA_ON)
        ),
        tile_drawing({"0851": shown(82), "0825": SMALL}, title="Kort", unit=Unit.SHARE),
        bars_drawing([(NASTY, shown(5))], title="Søjler", unit=Unit.COUNT),
        line_drawing(series(SMALL), title="Tom", unit=Unit.COUNT),
    ],
)


def grid(key: str = "frister", *, population: Population | None = Population.HOME, rows: tuple[Row, ...] | None = None) -> Grid:
    cells = {"besked_inden_dag_4": Cell(None, CellState.SMALL), "tilbudt_inden_dag_7": WITHHELD, "planer": shown(1204)}
    made = (
        (Row("a", "Aalborg", cells), Row("b", NASTY, {"besked_inden_dag_4": shown("82.3")}), Row("", "I alt", {})) if rows is None else rows
    )
    return Grid(key, Period(date(2026, 7, 1), PeriodKind.QUARTER), DATA_ON, VERSION, TABLES[key].columns, made, population)


@pytest.fixture(scope="module")
def paper() -> Paper:
    return Paper(view_pdf([grid(), grid("planer")], "Tal for Region Nordjylland", SAID))


def nodes(paper: Paper, tag: str) -> Iterator[Any]:
    return (node for node in paper._nodes(paper.root.StructTreeRoot) if str(node.get("/S", "")) == f"/{tag}")


def test_figures_on_paper_keep_both_standards_in_danish_with_their_own_fonts(paper: Paper) -> None:
    assert (paper.part("pdfa"), paper.conformance, paper.part("pdfua")) == ("2", "A", "1")
    assert str(paper.root.Lang) == "da-DK"
    assert all(paper.embedded())


def test_each_drawing_says_in_words_what_it_shows(paper: Paper) -> None:
    said = [str(node.Alt) for node in nodes(paper, "Figure")]
    assert len(said) == 3
    assert "Senest 60 % (oktober 2026)." in said[0]
    assert "Uden for grænserne: 60 % (oktober 2026)." in said[0]
    assert said[1].startswith("Kort. ")


def test_a_drawing_without_numbers_is_its_words(paper: Paper) -> None:
    assert "Tom: Der er ingen tal at vise." in paper.text


def test_every_table_has_a_head_and_the_words_of_the_page(paper: Paper) -> None:
    tags = paper.tags()
    assert tags.count("Table") == 2
    assert tags.count("TH") == 1 + len(TABLES["frister"].columns) + 1 + len(TABLES["planer"].columns)
    assert "82,3 %" in paper.text
    assert "1.204" in paper.text
    assert "<5" in paper.text


def test_each_column_has_the_number_of_its_definition(paper: Paper) -> None:
    for key in ("besked_inden_dag_4", "planer"):
        one = INDICATORS[key]
        number = 1 if key == "planer" else 2
        assert f"({number}) {one.name}" in paper.text
        assert one.definition in paper.text


def test_the_date_of_data_the_version_and_the_choice_stand_in_it(paper: Paper) -> None:
    for said in ("lørdag 21. november 2026", f"version {VERSION}", "Borgere med bopæl i regionen", "3. kvartal 2026", "Region Nordjylland"):
        assert said in paper.text


def test_what_is_typed_is_never_read_as_markup(paper: Paper) -> None:
    assert NASTY in paper.text


def test_own_figures_say_that_they_are_exact() -> None:
    made = Paper(view_pdf([grid(population=None)], "Tal", SAID)).text
    assert "Egne tal, uden skjulte tal." in made
    assert "Egne tal, uden skjulte tal." not in Paper(view_pdf([grid()], "Tal", SAID)).text


def test_no_table_or_an_empty_one_is_said(paper: Paper) -> None:
    bare = Said(sender="Region Nordjylland", written_on=date(2026, 11, 22))
    assert "Der er ingen tal at vise." in Paper(view_pdf([], "Tal", bare)).text
    assert "Der er ingen tal for 3. kvartal 2026." in Paper(view_pdf([grid(rows=())], "Tal", bare)).text


def test_the_same_figures_are_the_same_bytes() -> None:
    assert view_pdf([grid()], "Tal", SAID) == view_pdf([grid()], "Tal", SAID)


def test_every_table_there_is_can_be_set() -> None:
    made = [grid(key, rows=(Row("a", "Aalborg", {one.key: shown(12) for one in table.columns}),)) for key, table in TABLES.items()]
    said = Paper(view_pdf(made, "Tal", Said(sender="Region Nordjylland", written_on=date(2026, 11, 22)))).text
    assert [table.title for table in TABLES.values() if table.title not in said] == []
