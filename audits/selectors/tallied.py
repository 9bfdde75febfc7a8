"""The sums that stand ready (Tally), read as `summed` reads facts: as many rows however many cases."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from accounts.actor import Actor
from accounts.prepared import Prepared
from audits.enums import Measure, Split
from audits.folding import Sums
from audits.grid import Column
from audits.indicators import INDICATORS, Table
from audits.models import Tally
from audits.selectors.own_tables import sends
from audits.selectors.summed import TOTAL, Summed, added, keys_of, kinds_of, measures_of, row_key, says

# The measures whose sums by the other side stand by kind or by key too (audits/services/fact_rows.py writes them).
BY_KIND, BY_KEY = (Measure.PLANS,), (Measure.CHOICE_ANSWERED,)
CROSSED = {*BY_KIND, *BY_KEY}
Line = tuple[Any, ...]  # month, department, measure, split, value, days, part, whole


def stands_ready(table: Table) -> bool:
    """Whether the sums answer the whole table."""
    if table.psychiatry:
        return False
    if table.age is not None:
        return table.rows == Split.TOTAL and not any(kinds_of(one) or keys_of(one) for one in table.columns)
    if not any(kinds_of(column) or keys_of(column) for column in table.columns):
        return True
    return table.rows == Split.TOTAL or (table.rows == Split.SUBJECT and measures_of(table.columns) <= CROSSED)


def tallied(actor: Actor, table: Table, months: Sequence[date] | None, departments: Iterable[UUID] = ()) -> Summed:
    """As `summed`, of what counts now. `departments`: of these alone; none: the whole organisation. One statement."""
    return _folded(table, _lines(actor, table, months, frozenset(departments)))


def tallied_months(
    actor: Actor, columns: Sequence[Column], first: date, last: date, departments: Iterable[UUID] = ()
) -> dict[str, dict[date, Sums]]:
    """Column.key → month → Sums, of the whole organisation; a month without a number is not there.

    One statement for all columns that have neither kinds nor keys of their own, and one for each that has.
    """
    together: dict[tuple[Split, tuple[str, ...]], list[Column]] = defaultdict(list)
    for column in columns:
        split, wanted = _of_total(column, None)
        together[split, tuple(sorted(wanted))].append(column)
    here, found = replace(actor, departments=frozenset(departments)), {}
    for (split, values), alike in together.items():
        lines: dict[Measure, dict[date, list[Sums]]] = defaultdict(lambda: defaultdict(list))
        for measure, month, days, part, whole in _by_month.rows(here, tuple(sorted(measures_of(alike))), split, values, first, last):
            lines[Measure(measure)][month].append(Sums(part, whole, {} if days is None else {days: whole}))
        for column in alike:
            found[column.key] = {month: added(sums) for month, sums in lines[INDICATORS[column.indicator].measure].items()}
    return found


def _months_of(
    actor: Actor, measures: tuple[Measure, ...], split: Split, values: tuple[str, ...], first: date, last: date
) -> QuerySet[Tally, Any]:
    """The actor's departments are those asked for; none: the whole organisation."""
    rows = Tally.objects.filter(owner_id=actor.tenant, as_hospital=sends(actor), measure__in=measures, split=split)
    rows = rows.filter(department_id__in=actor.departments) if actor.departments else rows.filter(department_id=None)
    rows = rows.filter(value__in=values) if values else rows
    rows = rows.filter(month__gte=first, month__lte=last).order_by()
    return rows.values_list("measure", "month", "days").annotate(p=Sum("part"), w=Sum("whole"))


_by_month = Prepared(_months_of)


def _lines(actor: Actor, table: Table, months: Sequence[date] | None, departments: frozenset[UUID]) -> list[Line]:
    splits = {Split.TOTAL, Split.KIND, Split.KEY} if table.age is None else {Split.AGE}
    rows = Tally.objects.filter(owner_id=actor.tenant, as_hospital=sends(actor), measure__in=measures_of(table.columns))
    here = Q(department_id__in=departments) if departments else Q(department_id=None)
    wanted = here & Q(split__in=splits | ({table.rows} - {Split.DEPARTMENT}))
    if table.rows == Split.DEPARTMENT:
        apart = Q(department_id__in=departments) if departments else Q(department_id__isnull=False)
        wanted |= apart & Q(split=Split.TOTAL)
    rows = rows.filter(wanted)
    if months is not None:
        rows = rows.filter(month__in=list(months))
    grouped = rows.order_by().values_list("department_id", "measure", "split", "value", "days").annotate(p=Sum("part"), w=Sum("whole"))
    whole_organisation = [line for line in grouped if line[0] is None or departments]
    of_departments = [line for line in grouped if line[0] is not None and line[2] == Split.TOTAL]
    if table.rows != Split.DEPARTMENT:
        return whole_organisation
    return whole_organisation + [(None, measure, Split.DEPARTMENT, str(key), *rest) for key, measure, _, _, *rest in of_departments]


def _folded(table: Table, lines: list[Line]) -> Summed:
    found: dict[str, dict[str, list[Sums]]] = defaultdict(lambda: defaultdict(list))
    for column in table.columns:
        measure = INDICATORS[column.indicator].measure
        in_total, in_row = _taken_for_total(column, table), _taken_for_row(column, table)
        for _, of, split, value, days, part, whole in lines:
            if of != measure:
                continue
            sums = Sums(part, whole, {} if days is None else {days: whole})
            if in_total(split, value):
                found[TOTAL][column.key].append(sums)
            row = in_row(split, value)
            if row is not None:
                found[row][column.key].append(sums)
    empty = {column.key: Sums() for column in table.columns}
    rows = {row: empty | {key: added(every) for key, every in columns.items()} for row, columns in found.items()}
    return {row: columns for row, columns in rows.items() if any(map(says, columns.values()))} | {TOTAL: rows.get(TOTAL, empty)}


def _of_total(column: Column, age: str | None) -> tuple[Split, frozenset[str]]:
    """Which split holds the total of a column, and which of its values; no values: all of them."""
    if age is not None:
        return Split.AGE, frozenset({age})
    if kinds := kinds_of(column):
        return Split.KIND, kinds
    keys = keys_of(column)
    return (Split.KEY, keys) if keys else (Split.TOTAL, frozenset())


def _taken_for_total(column: Column, table: Table) -> Callable[[str, str], bool]:
    wanted, values = _of_total(column, table.age)
    return lambda split, value: split == wanted and (not values or value in values)


def _taken_for_row(column: Column, table: Table) -> Callable[[str, str], str | None]:
    """The row a line adds to, or None. By the other side, a value is an id, or an id and a kind or key."""
    crossed = kinds_of(column) or keys_of(column)

    def row(split: str, value: str) -> str | None:
        if table.rows == Split.TOTAL or split != table.rows:
            return None
        if split != Split.SUBJECT:
            return row_key(value)
        subject, colon, rest = value.partition(":")
        return row_key(subject) if (rest in crossed if crossed else not colon) else None

    return row
