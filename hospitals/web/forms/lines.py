"""The lists of a step, line by line, as fields of the form: 'tests-0-name', 'tests-0-slet', 'tests-1-name' …

Each list ends with an empty line while there is room, so a page without script can always take one more.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from gop.rules.code_lines import CODED
from gop.rules.lists import LISTS, Column, Line, PlanList, clean_lines
from gop.web.code_search import Answers
from hospitals.web.fields import of_column, tick
from hospitals.web.forms import codes

DELETE = "slet"
NEW_LINE = "linje:"  # the action of the button that brings one more line: 'linje:tests'


@dataclass(frozen=True)
class Cell:
    """`found`: of a code, what a search for it found."""

    column: Column
    field: BoundField
    found: Answers | None = None


@dataclass(frozen=True)
class DrawnLine:
    """One line for a template; `delete` is None on the empty one."""

    number: int
    cells: list[Cell]
    delete: BoundField | None


@dataclass(frozen=True)
class DrawnList:
    of: PlanList
    lines: list[DrawnLine]
    full: bool


def key(name: str, place: int, column: str) -> str:
    return f"{name}-{place}-{column}"


def first_key(name: str) -> str:
    """Where a sentence about the whole list is said."""
    return key(name, 0, LISTS[name].columns[0].name)


def new_line(action: str) -> str:
    """The list that a pressed button asked one more line of, or ''."""
    name = action.removeprefix(NEW_LINE) if action.startswith(NEW_LINE) else ""
    return name if name in LISTS else ""


class LinesMixin(forms.Form):
    """`line_lists` names the lists of the page. `kept` holds, after validation, the lines that can be saved."""

    line_lists: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kept: dict[str, list[Line]] = {}
        self.line_fields: set[str] = set()
        if self.is_bound and self.line_lists:
            self.data = self.data.copy()  # type: ignore[attr-defined]
        for name in self.line_lists:
            self.draw(name, self._posted(name) if self.is_bound else self.initial.get(name) or [])

    def draw(self, name: str, lines: Iterable[Mapping[str, str]]) -> None:
        """Stand these lines on the page, whatever stood there."""
        of = LISTS[name]
        pattern = _pattern(name)
        for old in [one for one in self.fields if pattern.match(one)]:
            del self.fields[old]
            self._bound_fields_cache.pop(old, None)  # type: ignore[attr-defined]
            if found := vars(self)["_errors"]:  # none before the form is judged
                found.pop(old, None)
        if self.is_bound:
            for old in [one for one in self.data if pattern.match(one)]:
                del self.data[old]  # type: ignore[attr-defined]
        shown: list[Mapping[str, str]] = list(lines)
        for place, line in enumerate([*shown, {}] if len(shown) < of.most else shown):
            for column in of.columns:
                self._put(key(name, place, column.name), of_column(column), line.get(column.name, ""))
            if place < len(shown):
                self._put(key(name, place, DELETE), tick("Slet linjen"), "")

    def _put(self, name: str, field: forms.Field, value: str) -> None:
        self.fields[name] = field
        self.line_fields.add(name)
        if not self.is_bound:
            self.initial[name] = value
        elif value:
            self.data[name] = value  # type: ignore[index]

    def _posted(self, name: str) -> list[dict[str, str]]:
        """What was typed, in order; lines without an answer or marked to be deleted are gone."""
        of, pattern, places = LISTS[name], _pattern(name), set()
        for one in self.data:
            if found := pattern.match(one):
                places.add(int(found[1]))
        lines = []
        for place in sorted(places):
            if self.data.get(key(name, place, DELETE)):
                continue
            line = {column.name: self.data.get(key(name, place, column.name), "") for column in of.columns}
            if any(text.strip() for text in line.values()):
                lines.append(line)
        return lines

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        for name in self.line_lists:
            if name in CODED:
                codes.fill(self, name, self._lines(name), key)
            self._judge(name)

    def _lines(self, name: str) -> list[dict[str, str]]:
        return [{one.name: self._said(key(name, place, one.name)) for one in LISTS[name].columns} for place in self._places(name)]

    def _judge(self, name: str) -> None:
        """Say what is wrong with each line. A line is kept without an answer it could do without, and only left out when it says nothing else."""
        of = LISTS[name]
        lines = self._lines(name)
        _, faults = clean_lines(of, lines)
        mended = [dict(line) for line in lines]
        for fault in faults:
            place = min(fault.place, len(lines) - 1)
            at = key(name, place, fault.column)
            if at not in self.errors:
                self.add_error(at, fault.message)
        for place, line in enumerate(mended):
            for column in of.columns:
                if key(name, place, column.name) in self.errors and len(lines) <= of.most:
                    line[column.name] = ""
        self.kept[name] = clean_lines(of, mended)[0]

    def _places(self, name: str) -> list[int]:
        return sorted({int(found[1]) for one in self.fields if (found := _pattern(name).match(one))})

    def _said(self, name: str) -> str:
        value = self.cleaned_data[name] if name in self.cleaned_data else self.data.get(name, "")
        return value.isoformat() if isinstance(value, date) else str(value or "")

    def follow_lines(self, name: str, lines: Iterable[Mapping[str, str]]) -> None:
        """Take over the lines of somebody else; a line typed here that cannot be kept stays below them."""
        faulty = [line for place, line in enumerate(self._posted(name)) if any(key(name, place, one) in self.errors for one in line)]
        self.draw(name, [*lines, *faulty])
        for one in self.line_fields & self.fields.keys():
            if _pattern(name).match(one):
                self.cleaned_data.pop(one, None)
        self._judge(name)

    def list_of(self, name: str) -> DrawnList:
        of = LISTS[name]
        lines = []
        for place in self._places(name):
            cells = [self._cell(column, self[key(name, place, column.name)]) for column in of.columns]
            last = key(name, place, DELETE)
            lines.append(DrawnLine(place + 1, cells, self[last] if last in self.fields else None))
        return DrawnList(of, lines, len(lines) >= of.most and lines[-1].delete is not None)

    def _cell(self, column: Column, field: BoundField) -> Cell:
        return Cell(column, field, codes.drawn(field, column) if column.codes else None)

    def drawn(self) -> dict[str, DrawnList]:
        """Every list of the page, by name."""
        return {name: self.list_of(name) for name in self.line_lists}

    def focus_new_line(self, name: str) -> None:
        """The empty line that somebody asked for is where the writing goes on."""
        if name in self.line_lists:
            last = key(name, self._places(name)[-1], LISTS[name].columns[0].name)
            self.fields[last].widget.attrs["autofocus"] = True


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"{name}-([0-9]{{1,2}})-[a-z_]+\Z")
