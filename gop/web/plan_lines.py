"""The lines of a plan's lists in words: one sentence a line, or a small table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.danish import MONTHS
from gop.rules.lists import Column, ColumnKind, PlanList


@dataclass(frozen=True)
class Table:
    """Columns that no line answers are left out. The first cell of a row is its heading. `linked`: addresses in it can be followed."""

    title: str
    heads: list[str]
    rows: list[list[str]]
    linked: bool = False

    def titled(self) -> list[list[tuple[str, str]]]:
        """Each cell with its column's heading."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


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
    said = [[answer_words(one, line.get(one.name, "")) for one in used] for line in rows]
    return Table(of.title, [one.label for one in used], said, linked=any(one.kind is ColumnKind.URL for one in used))


def line_changes(of: PlanList, before: Sequence[Mapping[str, str]], now: Sequence[Mapping[str, str]]) -> list[str]:
    """'Tilføjet: …', 'Ændret: … til …', 'Slettet: …'. A line with the same first answer as one that is gone is that line, changed; order says nothing."""
    was, said = [line_words(of, line) for line in before], [line_words(of, line) for line in now]
    gone = _without(list(zip(map(_name(of), before), was, strict=True)), said)
    new = _without(list(zip(map(_name(of), now), said, strict=True)), was)
    found = []
    for name, words in new:
        former = next((one for one in gone if one[0] == name), None)
        if former:
            gone.remove(former)
        found.append(f"Ændret: {former[1]} → {words}" if former else f"Tilføjet: {words}")
    return [*found, *(f"Slettet: {words}" for _, words in gone)]


def _name(of: PlanList) -> Callable[[Mapping[str, str]], str]:
    """What tells a line from the others: its first needed answer."""
    column = next((one for one in of.columns if one.needed), of.columns[0])
    return lambda line: line.get(column.name, "").casefold()


def _without(lines: list[tuple[str, str]], others: list[str]) -> list[tuple[str, str]]:
    """The lines that do not stand among the others; each of the others answers for one."""
    left = list(others)
    kept = []
    for name, words in lines:
        if words in left:
            left.remove(words)
        else:
            kept.append((name, words))
    return kept
