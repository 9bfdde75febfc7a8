"""The indicators as data: explained in Danish, told in sentences, and changed only with a new version."""

from dataclasses import replace
from decimal import Decimal

import pytest

from audits.enums import CellState, Measure, PlanKind
from audits.grid import Cell, Column
from audits.indicators import INDICATORS, TABLES, VERSION, Fold, Unit, history
from audits.indicators.words import column_name, key_name, sentence, value_text, value_words

SMALL, WITHHELD, NONE = (Cell(None, state) for state in (CellState.SMALL, CellState.WITHHELD, CellState.NONE))


def shown(value: str) -> Cell:
    return Cell(Decimal(value))


def test_the_version_in_force_has_the_last_line_of_the_history_and_each_version_one_line() -> None:
    assert history.HISTORY[-1].version == VERSION
    versions = [change.version for change in history.HISTORY]
    assert versions == sorted(set(versions), key=versions.index)
    assert [change.on for change in history.HISTORY] == sorted(change.on for change in history.HISTORY)
    assert all(change.changes for change in history.HISTORY)


def test_a_changed_formula_takes_a_new_version_and_a_line_of_what_changed() -> None:
    said = (
        f"A formula changed: give audits/indicators/known.py a new VERSION and history.py a line with fingerprint {history.fingerprint()}"
    )
    assert history.HISTORY[-1].fingerprint == history.fingerprint(), said


@pytest.mark.parametrize("change", [{"fold": Fold.COUNT}, {"only": frozenset({"x"})}, {"exclusions": "Ingen."}, {"now": True}])
def test_the_fingerprint_sees_a_change_of_what_is_counted(change: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    before = history.fingerprint()
    changed = INDICATORS | {"maal_naaet": replace(INDICATORS["maal_naaet"], **change)}  # type: ignore[arg-type]
    monkeypatch.setattr(history, "INDICATORS", changed)
    assert history.fingerprint() != before


def test_the_fingerprint_does_not_see_a_sentence_or_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = history.fingerprint()
    monkeypatch.setattr(history, "INDICATORS", INDICATORS | {"maal_naaet": replace(INDICATORS["maal_naaet"], sentence="", short="Mål")})
    assert history.fingerprint() == before


@pytest.mark.parametrize("key", list(INDICATORS))
def test_each_indicator_is_explained_in_whole_sentences(key: str) -> None:
    one = INDICATORS[key]
    for text in (one.definition, one.numerator, one.source, *filter(None, (one.denominator, one.exclusions, one.weakness))):
        assert text[0].isupper() or text[0] == "»", text
        assert text.endswith("."), text
    assert bool(one.denominator) == (one.fold != Fold.COUNT), "a share, a mean, a median and a rate say of what"
    assert {"aa", "oe", "ae"}.isdisjoint(one.name.split())


@pytest.mark.parametrize("key", list(INDICATORS))
def test_each_indicator_is_told_in_a_danish_sentence_whatever_the_cell_shows(key: str) -> None:
    one = INDICATORS[key]
    for cell in (shown("1"), shown("82.3"), shown("1204"), SMALL, WITHHELD, NONE):
        said = sentence(one, cell)
        assert said[0].isupper() or said[0].isdigit(), said
        assert said.endswith("."), said
        assert "|" not in said, said
        assert "{" not in said, said
        assert "Under 5" not in said[1:], said


def test_sentences_bend_with_the_number() -> None:
    assert sentence(INDICATORS["planer"], shown("1")) == "1 plan er modtaget."
    assert sentence(INDICATORS["planer"], shown("1204")) == "1.204 planer er modtaget."
    assert sentence(INDICATORS["planer"], SMALL) == "Under 5 planer er modtaget."
    assert sentence(INDICATORS["ventetid_median"], SMALL) == "Ventetid til tilbudt første møde, median: færre end 5 at regne på."
    assert sentence(INDICATORS["tilbudt_inden_dag_7"], shown("82.3")) == "82,3 % fik tilbudt første møde inden dag 7."
    assert sentence(INDICATORS["tilbudt_inden_dag_7"], SMALL) == "Første møde tilbudt inden dag 7: færre end 5 at regne på."
    assert sentence(INDICATORS["tilbudt_inden_dag_7"], WITHHELD) == "Første møde tilbudt inden dag 7: skjult for at beskytte et lille tal."


def test_values_are_written_the_danish_way() -> None:
    by_unit = {one.unit: one for one in INDICATORS.values()}
    texts = [
        (Unit.COUNT, "12040", "12.040"),
        (Unit.SHARE, "82.3", "82,3 %"),
        (Unit.SHARE, "100", "100 %"),
        (Unit.SHARE, "100.0", "100,0 %"),
        (Unit.DAYS, "1", "1 dag"),
    ]
    texts += [(Unit.DAYS, "6", "6 dage"), (Unit.DAYS, "6.5", "6,5 dage"), (Unit.MEAN, "4.2", "4,2"), (Unit.RATE, "31.0", "31,0")]
    for unit, value, text in texts:
        assert value_text(by_unit[unit], shown(value)) == text
    assert [value_text(by_unit[Unit.COUNT], cell) for cell in (SMALL, WITHHELD, NONE)] == ["<5", "–", "–"]
    assert value_words(by_unit[Unit.COUNT], SMALL) == "Under 5"
    # Of a share it is those behind it that are fewer than five
    assert (value_text(by_unit[Unit.SHARE], SMALL), value_words(by_unit[Unit.SHARE], SMALL)) == ("–", "Færre end 5 at regne på")


def test_columns_and_keys_have_names() -> None:
    assert [column_name(column) for column in TABLES["planer"].columns][-2:] == ["Rehabilitering", "Planer"]
    assert column_name(Column("planer", PlanKind.GENERAL_BASIC)) == "Almen, basalt niveau"
    assert key_name(Measure.MISSED, "kapacitet") == "Manglende kapacitet"
    assert [key_name(Measure.CONTACTS, key) for key in ("privat", "ingen", "ukendt_kode")] == [
        "Privat leverandør",
        "Ikke angivet",
        "ukendt_kode",
    ]
    for column in {column for table in TABLES.values() for column in table.columns}:
        assert column_name(column) != column.value
