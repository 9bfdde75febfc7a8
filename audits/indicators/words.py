"""A number in Danish words: in a cell of a table, in a sentence, at the head of a column. Pure."""

from decimal import Decimal

from audits.enums import CellState, Measure, PlanKind
from audits.grid import Cell, Column
from audits.indicators.indicator import Indicator, Unit
from audits.indicators.known import INDICATORS
from gop.enums import BreachCause, ChoiceAnswer, ComplaintAbout, EndCode

NONE = "ingen"  # the row or column of those that have no value
SMALL, NOTHING = "<5", "–"
LONG = {
    CellState.SMALL: "Under 5",
    CellState.WITHHELD: "Skjult for at beskytte et lille tal",
    CellState.NONE: "Ingen at regne på",
}
FEW = "Færre end 5 at regne på"
PERFORMERS = {
    "kommune": "Kommunen selv",
    "privat": "Privat leverandør",
    "anden_kommune": "En anden kommune",
    "sygehus": "Sygehuset",
    "region": "Regionen",
}
KEYS: dict[Measure, dict[str, str]] = {
    Measure.MISSED: dict(BreachCause.choices()),
    Measure.ENDED: dict(EndCode.choices()),
    Measure.CHOICE_ANSWERED: dict(ChoiceAnswer.choices()),
    Measure.COMPLAINTS: dict(ComplaintAbout.choices()),
    Measure.CONTACTS: PERFORMERS,
}


def value_text(indicator: Indicator, cell: Cell) -> str:
    """'1.204', '82,3 %', '6 dage', '4,2'; '<5' for a small count, '–' for what is hidden or cannot be counted."""
    return hidden_text(indicator.unit, cell.state) if cell.value is None else unit_text(indicator.unit, cell.value)


def hidden_text(unit: Unit, state: CellState) -> str:
    """In a cell. Only a count is below five; of a share it is those behind it."""
    return SMALL if state == CellState.SMALL and unit == Unit.COUNT else NOTHING


def hidden_words(unit: Unit, state: CellState) -> str:
    """Why no number is shown, for a sentence or a screen reader."""
    return FEW if state == CellState.SMALL and unit != Unit.COUNT else LONG.get(state, NOTHING)


def unit_text(unit: Unit, value: Decimal) -> str:
    """A number that is shown: '1.204', '82,3 %', '82 %' where no tenth is told, '6 dage', '4,2'."""
    if unit == Unit.DAYS:
        return "1 dag" if value == 1 else f"{number_text(value)} dage"
    if unit == Unit.COUNT:
        return number_text(value)
    if unit == Unit.SHARE and value.as_tuple().exponent == 0:
        return f"{number_text(value)} %"  # published: of rounded counts
    return f"{_with_tenth(value)} %" if unit == Unit.SHARE else _with_tenth(value)


def value_words(indicator: Indicator, cell: Cell) -> str:
    """For a sentence or a screen reader: as `value_text`, but 'Under 5' and why nothing is shown."""
    return hidden_words(indicator.unit, cell.state) if cell.value is None else unit_text(indicator.unit, cell.value)


def sentence(indicator: Indicator, cell: Cell) -> str:
    """The indicator's sentence with the number in it; without a number, or a sentence, 'Name: words.'"""
    one, _, many = indicator.sentence.partition("|")
    template = one if cell.value == 1 or not many else many
    below_five = cell.state == CellState.SMALL and indicator.unit == Unit.COUNT
    if template and (cell.value is not None or below_five):
        return template.format(value=value_words(indicator, cell))
    return f"{indicator.name}: {_lower(value_words(indicator, cell))}."


def column_name(column: Column) -> str:
    """What stands over the column: the short name; of one split value, that value."""
    indicator = INDICATORS[column.indicator]
    return key_name(indicator.measure, column.value) if column.value else indicator.short


def key_name(measure: Measure, key: str) -> str:
    """The label of a kind of plan, a cause, an answer, an end code, a kind of performer; an unknown one as it stands."""
    if key == NONE:
        return "Ikke angivet"
    return dict(PlanKind.choices()).get(key) or KEYS.get(measure, {}).get(key, key)


def number_text(value: Decimal) -> str:
    """'1.204', '6', '6,5': no decimals where there are none."""
    whole = value == value.to_integral_value()
    return _danish(f"{value:,.0f}" if whole else f"{value:,.1f}")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _with_tenth(value: Decimal) -> str:
    return _danish(f"{value:,.1f}")


def _danish(english: str) -> str:
    return english.replace(",", "\N{NULL}").replace(".", ",").replace("\N{NULL}", ".")
