"""What the region's page says: sentences with their definitions, the months, the table."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from accounts.danish import MONTHS
from accounts.words import number
from audits.definitions import ANSWERS, COLUMNS, EXPERIENCE, INFORMED, OFFERED, SENTENCES, TOTAL, WAITING, Indicator, Unit

if TYPE_CHECKING:
    from audits.models import Figure
    from audits.selectors.region import Published

TABLE = (*COLUMNS, TOTAL, INFORMED, OFFERED, WAITING)
BELOW_FIVE, WITHHELD = "<5", "–"


def region_page(published: "Published | None") -> dict[str, Any]:
    """Everything the template shows; without a publication only that there is none."""
    if published is None:
        return {"published": None}
    own = [figure for figure in published.regional if figure.month == published.month]
    return {
        "published": published.publication,
        "month": month_name(published.month),
        "months": [_chip(month, month == published.month) for month in published.months],
        "running": (published.month.year, published.month.month)
        == (published.publication.data_on.year, published.publication.data_on.month),
        "sentences": [_sentence(indicator, published) for indicator in SENTENCES],
        "columns": [(indicator.short, indicator.unit != Unit.COUNT) for indicator in TABLE],
        "rows": _rows(published.table),
        "total": _cells(own),
        "definitions": COLUMNS,
        "experience": _experience(published.experience),
        "experience_columns": [indicator.short for indicator in EXPERIENCE],
        "experience_definitions": EXPERIENCE,
    }


def _experience(said: "Iterable[Figure]") -> list[dict[str, Any]]:
    """The region first, then each with at least five answers; who has fewer is not told apart from who has none."""
    by_name: dict[str, list[Figure]] = {}
    for figure in said:
        by_name.setdefault(figure.municipality.name if figure.municipality else "", []).append(figure)
    shown = {name: own for name, own in by_name.items() if any(f.indicator == ANSWERS.key and f.value is not None for f in own)}
    return [{"name": name or "Hele regionen", "cells": _cells(shown[name], EXPERIENCE)} for name in sorted(shown)]


def experience_page(figures: "Iterable[Figure]") -> dict[str, Any]:
    """An organisation's own months, the latest first."""
    months: dict[date, list[Figure]] = {}
    for figure in figures:
        months.setdefault(figure.month, []).append(figure)
    return {
        "rows": [{"name": month_name(month), "cells": _cells(own, EXPERIENCE)} for month, own in months.items()],
        "columns": [indicator.short for indicator in EXPERIENCE],
        "definitions": EXPERIENCE,
    }


def month_name(month: date) -> str:
    """oktober 2026"""
    return f"{MONTHS[month.month - 1]} {month.year}"


def value_text(indicator: Indicator, value: Decimal) -> str:
    """82,3 %, 6 dage, 1.245"""
    text = number(value, 0 if value == value.to_integral_value() else 1)
    if indicator.unit == Unit.SHARE:
        return f"{text} %"
    if indicator.unit == Unit.DAYS:
        return f"{text} {'dag' if value == 1 else 'dage'}"
    return text


def _shown(indicator: Indicator, figure: "Figure | None") -> str:
    if figure is None or figure.value is None:
        return BELOW_FIVE if figure is not None and figure.hidden else WITHHELD
    return value_text(indicator, figure.value)


def _chip(month: date, active: bool) -> dict[str, Any]:
    return {"text": month_name(month), "count": None, "url": f"?maaned={month:%Y-%m}", "active": active}


def _sentence(indicator: Indicator, published: "Published") -> dict[str, Any]:
    line = sorted((f for f in published.regional if f.indicator == indicator.key), key=lambda f: f.month)
    now = next((figure for figure in line if figure.month == published.month), None)
    said = (
        indicator.sentence.format(value=value_text(indicator, now.value))
        if now and now.value is not None
        else f"{indicator.name}: for få til at vise."
    )
    return {
        "text": said,
        "indicator": indicator,
        "trend": [(month_name(figure.month), _shown(indicator, figure), figure.month == published.month) for figure in line],
    }


def _cells(figures: "Iterable[Figure]", columns: Sequence[Indicator] = TABLE) -> list[dict[str, str]]:
    by_key = {figure.indicator: figure for figure in figures}
    return [{"text": _shown(indicator, by_key.get(indicator.key)), "title": indicator.short} for indicator in columns]


def _rows(table: "Iterable[Figure]") -> list[dict[str, Any]]:
    by_home: dict[str, list[Figure]] = {}
    for figure in table:
        if figure.municipality:
            by_home.setdefault(figure.municipality.name, []).append(figure)
    return [{"name": name, "cells": _cells(figures)} for name, figures in by_home.items()]
