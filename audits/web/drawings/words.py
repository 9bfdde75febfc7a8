"""What a drawing says in words: a value, a period in short, and the course of a series."""

from collections.abc import Sequence
from decimal import Decimal

from audits.enums import PeriodKind
from audits.grid import Cell
from audits.indicators import Unit
from audits.indicators.words import hidden_text, hidden_words, unit_text
from audits.rules.control import Limits, NoLimits
from audits.rules.period import Period

Series = Sequence[tuple[Period, Cell]]
MONTHS = ("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")


def cell_said(cell: Cell, unit: Unit) -> str:
    """As a table shows it: 82,3 %, <5, –"""
    return hidden_text(unit, cell.state) if cell.value is None else unit_text(unit, cell.value)


def cell_told(cell: Cell, unit: Unit) -> str:
    """As a sentence says it: 82,3 %, under 5, skjult for at beskytte et lille tal, ingen at regne på"""
    if cell.value is not None:
        return unit_text(unit, cell.value)
    said = hidden_words(unit, cell.state)
    return said[:1].lower() + said[1:]


def period_short(period: Period) -> str:
    """okt. 26, K4 26, H2 26, 2026: the axis has little room."""
    if period.kind == PeriodKind.YEAR:
        return str(period.first.year)
    if period.kind == PeriodKind.MONTH:
        return f"{MONTHS[period.first.month - 1]} {period.first.year % 100:02}"
    return f"{period.code[5:]} {period.first.year % 100:02}"


def course_said(series: Series, unit: Unit, limits: Limits | NoLimits | None) -> str:
    """Latest, highest, lowest, trend, what is hidden, and what lies outside the limits: what a reader of the line would see."""
    shown = [(period, cell.value) for period, cell in series if cell.value is not None]
    if not shown:
        return "Der er ingen tal at vise."
    latest, highest, lowest = shown[-1], max(shown, key=lambda one: one[1]), min(shown, key=lambda one: one[1])
    said = [f"Senest {_at(latest, unit)}."]
    if highest[1] == lowest[1]:
        said += ["Alle viste tal er ens."] if len(shown) > 1 else []
    else:
        said += [f"Højest {_at(highest, unit)}, lavest {_at(lowest, unit)}.", _trend([value for _, value in shown])]
    hidden = [period.name for period, cell in series if cell.value is None]
    said += [f"Uden tal: {', '.join(hidden)}."] if hidden else []
    return " ".join([*said, *limits_said(series, unit, limits)])


def limits_said(series: Series, unit: Unit, limits: Limits | NoLimits | None) -> list[str]:
    if limits is None:
        return []
    if isinstance(limits, NoLimits):
        return [limits.label]
    band = next(band for band in reversed(limits.bands) if band)
    about = " (omtrentlige, da antallene er afrundet)" if limits.approximate else ""
    low, high, centre = (unit_text(unit, value.quantize(Decimal("0.1"))) for value in (band.low, band.high, band.centre))
    said = [f"Kontrolgrænser{about} senest {low} til {high}, midte {centre}."]
    outside = [_at((series[place][0], series[place][1].value or Decimal(0)), unit) for place in sorted(limits.outside)]
    said.append(f"Uden for grænserne: {', '.join(outside)}." if outside else "Ingen tal ligger uden for grænserne.")
    if limits.runs:
        first, last = min(limits.runs), max(limits.runs)
        said.append(f"Otte eller flere i træk på samme side af midten mellem {series[first][0].name} og {series[last][0].name}.")
    return said


def _at(point: tuple[Period, Decimal], unit: Unit) -> str:
    return f"{unit_text(unit, point[1])} ({point[0].name})"


def _trend(values: Sequence[Decimal]) -> str:
    """The mean of the later half against that of the earlier: said as a movement only from a tenth of the spread."""
    half = len(values) // 2
    move = sum(values[-half:], Decimal(0)) / half - sum(values[:half], Decimal(0)) / half
    if abs(move) * 10 < max(values) - min(values):
        return "Den seneste halvdel ligger som den første."
    return f"Den seneste halvdel ligger {'højere' if move > 0 else 'lavere'} end den første."
