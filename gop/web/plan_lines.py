"""The lines of a plan's lists in words: one sentence a line, or a small table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.danish import MONTHS
from gop.rules.lists import Column, ColumnKind, PlanList


@dataclass(frozen=True)
class Table:
    """Columns that no line answers are left out. The first cell of a row is its heading."""

    title: str
    heads: list[str]
    rows: list[list[str]]


def answer_words(column: Column, text: str) -> str:
    """An answer as its reader sees it; what is no longer a choice stands as it was stored."""
    if column.kind is ColumnKind.CHOICE and column.choices:
        return dict(column.choices.choices()).get(text, text)
    if column.kind is ColumnKind.DAY and text:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return text


def line_words(of: PlanList, line: Mapping[str, str]) -> str:
    """'Timed Up and Go, 12. november 2026, 14 sekunder'. Two choices of one kind say which they are."""
    said = []
    named = sum(one.kind is ColumnKind.CHOICE for one in of.columns) > 1
    for column in of.columns:
        if text := answer_words(column, line.get(column.name, "")):
            said.append(f"{column.label.lower()}: {text.lower()}" if named and column.kind is ColumnKind.CHOICE else text)
    return ", ".join(said)


def table_of(of: PlanList, lines: Iterable[Mapping[str, str]]) -> Table:
    rows = list(lines)
    used = [one for one in of.columns if any(line.get(one.name) for line in rows)]
    return Table(of.title, [one.label for one in used], [[answer_words(one, line.get(one.name, "")) for one in used] for line in rows])
