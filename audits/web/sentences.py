"""One sentence a figure, what it is held against, and its drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from audits.enums import PeriodKind
from audits.grid import EMPTY, Cell, Column
from audits.indicators import INDICATORS, Indicator, Unit
from audits.indicators.words import number_text, sentence, value_words
from audits.rules.period import MONTHS_IN, Period, period_of
from audits.web.drawings import limits_of, line_drawing
from audits.web.method import definition_url

Series = Sequence[tuple[Period, Cell]]

# How many periods a drawing shows: a month has the same month a year before, and limits need eight
DRAWN = {PeriodKind.MONTH: 13, PeriodKind.QUARTER: 9, PeriodKind.HALF_YEAR: 5, PeriodKind.YEAR: 3}
BEFORE = {
    PeriodKind.MONTH: ("Måneden før", "Samme måned året før"),
    PeriodKind.QUARTER: ("Kvartalet før", "Samme kvartal året før"),
    PeriodKind.HALF_YEAR: ("Halvåret før", "Samme halvår året før"),
    PeriodKind.YEAR: ("Året før", ""),
}
POINTS = {Unit.SHARE: ("procentpoint", "procentpoint"), Unit.DAYS: ("dag", "dage"), Unit.MEAN: ("", ""), Unit.RATE: ("", "")}


@dataclass(frozen=True, slots=True)
class Told:
    """`series`: oldest first, the chosen period in it; `beside`: a name and the same periods of what it is held against."""

    column: Column
    series: Series
    beside: tuple[str, Series] | None = None


def needed(chosen: Period, newest: Period) -> int:
    """How many periods up to the newest reach far enough back to draw the chosen one."""
    months = (newest.first.year - chosen.first.year) * 12 + newest.first.month - chosen.first.month
    return max(months // MONTHS_IN[chosen.kind], 0) + DRAWN[chosen.kind]


def said_of(told: Told, chosen: Period, on: date, *, published: bool) -> dict[str, Any]:
    """For audits/sentence.html. `on`: the day of data."""
    indicator = INDICATORS[told.column.indicator]
    upto = [(period, cell) for period, cell in told.series if period <= chosen]
    drawn = upto[-DRAWN[chosen.kind] :]
    beside = _beside(told.beside, drawn)
    now = dict(upto).get(chosen, EMPTY)
    return {
        "key": indicator.key,
        "text": sentence(indicator, now),
        "name": indicator.name,
        "url": definition_url(indicator.key),
        "beside": _lines(indicator, now, chosen, dict(upto), told.beside, published=published),
        "running": chosen.last > on,
        "drawing": line_drawing(
            drawn,
            title=f"{indicator.name}{_by(chosen.kind)}",
            unit=indicator.unit,
            limits=limits_of(indicator, drawn, on, rounded=published),
            compare=beside,
        ),
    }


def _by(kind: PeriodKind) -> str:
    return {
        PeriodKind.MONTH: ", måned for måned",
        PeriodKind.QUARTER: ", kvartal for kvartal",
        PeriodKind.HALF_YEAR: ", halvår for halvår",
    }.get(kind, ", år for år")


def _beside(other: tuple[str, Series] | None, drawn: Series) -> tuple[str, Series] | None:
    if other is None:
        return None
    known = dict(other[1])
    return other[0], [(period, known.get(period, EMPTY)) for period, _ in drawn]


def _lines(
    indicator: Indicator, now: Cell, chosen: Period, known: dict[Period, Cell], other: tuple[str, Series] | None, *, published: bool
) -> list[str]:
    """'Måneden før, september 2026: 79,1 %. Nu 3,2 procentpoint højere.'"""
    before, year = BEFORE[chosen.kind]
    said = [_line(indicator, now, f"{before}, {chosen.before.name}", known.get(chosen.before), published)]
    if year:
        last = period_of(date(chosen.first.year - 1, chosen.first.month, 1), chosen.kind)
        said.append(_line(indicator, now, f"{year}, {last.name}", known.get(last), published))
    if other is not None:
        said.append(_line(indicator, now, other[0], dict(other[1]).get(chosen), published))
    return said


def _line(indicator: Indicator, now: Cell, what: str, then: Cell | None, published: bool) -> str:
    if then is None or (published and then == EMPTY):
        return f"{what}: {'ikke offentliggjort' if published else 'ingen tal'}."
    return f"{what}: {_lower(value_words(indicator, then))}.{_change(indicator, now, then, published)}"


def _change(indicator: Indicator, now: Cell, then: Cell, published: bool) -> str:
    """Counts that are published are rounded, so their difference is not told."""
    if now.value is None or then.value is None or (published and indicator.unit == Unit.COUNT):
        return ""
    more = now.value - then.value
    if not more:
        return " Uændret."
    one, many = POINTS.get(indicator.unit, ("", ""))
    words = " ".join(part for part in (number_text(abs(more)), one if abs(more) == 1 else many) if part)
    return f" Nu {words} {'højere' if more > 0 else 'lavere'}."


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
