"""Facts added up: as of any day, for any table, in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from audits.enums import Measure, PlanKind, Split
from audits.folding import Sums
from audits.grid import Column
from audits.indicators import INDICATORS, Fold, Table
from audits.indicators.words import NONE
from audits.models import Fact
from audits.rules.period import Period

TOTAL = ""
ALL = object()  # not asked for: the table is not split by it
# Which column of a fact says which row it belongs to; a table by grouping is added up from its municipalities by the caller.
ROW_OF = {
    Split.MUNICIPALITY: "home_id",
    Split.GROUPING: "home_id",
    Split.HOSPITAL: "hospital_id",
    Split.DEPARTMENT: "department_id",
    Split.KIND: "kind",
    Split.AGE: "age_group",
    Split.DIAGNOSIS: "diagnosis_group",
    Split.KEY: "key",
    Split.MONTH: "month",
}
Summed = dict[str, dict[str, Sums]]
Line = tuple[Any, ...]  # row, month, measure, kind, key, days, part, whole


def summed(table: Table, period: Period, on: date, facts: QuerySet[Fact], *, by: str = "") -> Summed:
    """Row key → Column.key → Sums, as of the end of the day `on`; row "" is all of them. One statement.

    `facts`: already narrowed to whom it is about. `by`: the fact's column that makes the rows instead of the table's own.
    A row is there if it has a number in some column; in it every column stands.
    """
    months = None if table.now else period.months
    return _folded(table, _lines(table, months, on, facts, by, each_month=False))


def monthly(table: Table, months: Sequence[date], on: date, facts: QuerySet[Fact], *, by: str = "") -> dict[date, Summed]:
    """The same for each of several months, in one statement: for whoever needs many periods, with `together`."""
    apart: dict[date, list[Line]] = {month: [] for month in months}
    for line in _lines(table, months, on, facts, by, each_month=True):
        apart[line[1]].append(line)
    return {month: _folded(table, lines) for month, lines in apart.items()}


def together(parts: Iterable[Summed]) -> Summed:
    """Months to quarters, quarters to years."""
    found: dict[str, dict[str, list[Sums]]] = defaultdict(lambda: defaultdict(list))
    for part in parts:
        for row, columns in part.items():
            for column, sums in columns.items():
                found[row][column].append(sums)
    return {row: {column: added(every) for column, every in columns.items()} for row, columns in found.items()}


def added(every: Iterable[Sums]) -> Sums:
    """One sum of several; lengths that come to nought are gone."""
    part = whole = 0
    days: dict[int, int] = defaultdict(int)
    for sums in every:
        part, whole = part + sums.part, whole + sums.whole
        for length, number in sums.days.items():
            days[length] += number
    return Sums(part, whole, {length: number for length, number in days.items() if number})


def measures_of(columns: Iterable[Column]) -> set[Measure]:
    return {INDICATORS[column.indicator].measure for column in columns}


def kinds_of(column: Column) -> frozenset[str]:
    """The kinds of plan the column counts; empty: every one."""
    indicator = INDICATORS[column.indicator]
    return frozenset({column.value}) if column.value in set(PlanKind) else frozenset(kind.value for kind in indicator.kinds)


def keys_of(column: Column) -> frozenset[str]:
    """The keys the column counts; empty: every one."""
    of_value = column.value and column.value not in set(PlanKind)
    return frozenset({column.value}) if of_value else INDICATORS[column.indicator].only


def _lines(table: Table, months: Sequence[date] | None, on: date, facts: QuerySet[Fact], by: str, *, each_month: bool) -> list[Line]:
    """Grouped by no more than the table needs, so that the answer is as short as the table."""
    rows = facts.filter(on__lte=on, measure__in=measures_of(table.columns))
    if months is not None:
        rows = rows.filter(month__in=list(months))
    if table.psychiatry:
        rows = rows.filter(psychiatry=True)
    if table.age is not None:
        rows = rows.filter(age_group=table.age)
    names = [
        by or ROW_OF.get(table.rows, ""),
        "month" if each_month else "",
        "measure",
        "kind" if any(kinds_of(column) for column in table.columns) else "",
        "key" if any(keys_of(column) for column in table.columns) else "",
        "days" if any(INDICATORS[column.indicator].fold == Fold.MEDIAN for column in table.columns) else "",
    ]
    asked = sorted({name for name in names if name})
    place = {name: at for at, name in enumerate(asked)}
    taken = [place.get(name) for name in names]
    grouped = rows.order_by().values_list(*asked).annotate(p=Sum("part"), w=Sum("whole"))
    return [(*(ALL if at is None else row[at] for at in taken), *row[-2:]) for row in grouped]


def _folded(table: Table, lines: Iterable[Line]) -> Summed:
    takers: dict[str, list[tuple[str, frozenset[str], frozenset[str]]]] = defaultdict(list)
    for column in table.columns:
        takers[INDICATORS[column.indicator].measure].append((column.key, kinds_of(column), keys_of(column)))
    found: dict[str, dict[str, list[Sums]]] = defaultdict(lambda: defaultdict(list))
    for row, _, measure, kind, key, days, part, whole in lines:
        sums = Sums(part, whole, {} if days in (ALL, None) else {days: whole})
        for taker, kinds, keys in takers[measure]:
            if (not kinds or kind in kinds) and (not keys or key in keys):
                for at in {TOTAL, TOTAL if row is ALL else row_key(row)}:
                    found[at][taker].append(sums)
    empty = {column.key: Sums() for column in table.columns}
    rows = {row: empty | {column: added(every) for column, every in columns.items()} for row, columns in found.items()}
    return {row: columns for row, columns in rows.items() if any(map(says, columns.values()))} | {TOTAL: rows.get(TOTAL, empty)}


def row_key(value: object) -> str:
    """As text; a month as its first day; nothing as the row of those without."""
    if value is None or value == "":
        return NONE
    return value.isoformat() if isinstance(value, date) else str(value)


def says(sums: Sums) -> bool:
    """Whether there is anything in it."""
    return bool(sums.part or sums.whole or sums.days)
