"""An organisation's own figures: exact, shown to nobody else. From the sums that stand ready; filtered, or as of a day, from facts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, Sum

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from audits.enums import AgeGroup, CellState, Measure, PeriodKind, Split
from audits.folding import Sums, fold
from audits.grid import Cell, Column, Grid, Row
from audits.indicators import INDICATORS, VERSION, Fold, Table
from audits.models import Fact
from audits.protection.block import may_be_shown
from audits.rules.period import Period, back, period_of
from audits.rules.publishable import LEAST, rounded
from audits.selectors.filters import Filters, filters_of
from audits.selectors.naming import TOTAL_NAME, inhabitants, named
from audits.selectors.own_tables import EXPERIENCE, own_tables, sends
from audits.selectors.summed import TOTAL, Summed, added, keys_of, kinds_of, measures_of, monthly, summed
from audits.selectors.tallied import stands_ready, tallied, tallied_months
from gop.errors import NotFound

ANSWERS = (Measure.AS_ONE, Measure.INVOLVED)


Given = Filters | Mapping[str, str] | None
Trend = list[tuple[Period, Cell]]


def own_grid(
    actor: Actor, table_key: str, period: Period, *, department: UUID | None = None, on: date | None = None, filters: Given = None
) -> Grid:
    """One table of the actor's organisation. `on`: as of the end of that day, reproducibly; None: as it is now.

    Raises NotAllowed; NotFound for a table, period or department that the actor has not. At most three queries.
    """
    actor.must(Verb.READ_OWN_FIGURES)
    table = own_tables(actor).get(table_key)
    if table is None or period.kind not in table.periods:
        raise NotFound
    departments = _departments(actor, department)
    given = _given(filters) if table_key != EXPERIENCE else None  # an answer has no kind, age or hospital
    if on is None and given is None and stands_ready(table):
        sums = tallied(actor, table, None if table.now else period.months, departments)
    else:
        facts = _facts(actor, departments, given)
        sums = summed(table, period, on or clock.today(), facts, by=_other_side(actor) if table.rows == Split.SUBJECT else "")
    return Grid(table.key, period, on or clock.today(), VERSION, table.columns, _rows(actor, table, sums))


def own_series(
    actor: Actor,
    column: Column,
    kind: PeriodKind,
    number: int,
    *,
    department: UUID | None = None,
    on: date | None = None,
    filters: Given = None,
) -> list[tuple[Period, Cell]]:
    """As `own_trends`, of one column."""
    (found,) = own_trends(actor, [column], kind, number, department=department, on=on, filters=filters)
    return found


def own_trends(
    actor: Actor,
    columns: Sequence[Column],
    kind: PeriodKind,
    number: int,
    *,
    department: UUID | None = None,
    on: date | None = None,
    filters: Given = None,
) -> list[Trend]:
    """Each column for the whole organisation in `number` periods up to the one that runs on the day, oldest first.

    What citizens answered stands month by month, apart from anything else.
    One query for all of them, and one more for each that counts plans of one kind, what stands now, or inhabitants.
    Of what stands on the day itself (`now`): as it was at the end of each period, of the running one as it is.
    """
    actor.must(Verb.READ_OWN_FIGURES)
    known = {one.indicator for table in own_tables(actor).values() for one in table.columns}
    answers = [column for column in columns if INDICATORS[column.indicator].measure in ANSWERS]
    if not {column.indicator for column in columns} <= known or (answers and (kind != PeriodKind.MONTH or answers != list(columns))):
        raise NotFound
    day, given = on or clock.today(), None if answers else _given(filters)
    departments, periods = _departments(actor, department), back(period_of(day, kind), number)
    running = [column for column in columns if not INDICATORS[column.indicator].now]
    by_month = _by_month(actor, running, periods, departments, on, given)

    def trend(column: Column) -> Trend:
        if INDICATORS[column.indicator].now:
            return _stood(column, periods, day, _facts(actor, departments, given))
        people, sums = _inhabitants(actor, [column]), by_month[column.key]
        return [(period, _cell(column, added(sums.get(month, Sums()) for month in period.months), people)) for period in periods]

    return [trend(column) for column in columns]


def _by_month(
    actor: Actor,
    columns: Sequence[Column],
    periods: Sequence[Period],
    departments: frozenset[UUID],
    on: date | None,
    given: Filters | None,
) -> Mapping[str, Mapping[date, Sums]]:
    if on is None and given is None:
        return tallied_months(actor, columns, periods[0].months[0], periods[-1].months[-1], departments)
    months = [month for period in periods for month in period.months]
    alone = Table("", "", Split.TOTAL, tuple(columns), frozenset(), frozenset())
    counted = monthly(alone, months, on or clock.today(), _facts(actor, departments, given))
    return {column.key: {month: sums[TOTAL][column.key] for month, sums in counted.items()} for column in columns}


def _stood(column: Column, periods: tuple[Period, ...], day: date, facts: QuerySet[Fact]) -> list[tuple[Period, Cell]]:
    """What began less what ended, up to the end of each period."""
    rows = facts.filter(measure__in=measures_of([column]), on__lte=day)
    if kinds := kinds_of(column):
        rows = rows.filter(kind__in=kinds)
    if keys := keys_of(column):
        rows = rows.filter(key__in=keys)
    changes = list(rows.order_by().values_list("on").annotate(p=Sum("part"), w=Sum("whole")))
    ends = {period: added(Sums(part, whole) for on, part, whole in changes if on <= period.last) for period in periods}
    return [(period, fold(INDICATORS[column.indicator], sums)) for period, sums in ends.items()]


def _given(filters: Given) -> Filters | None:
    read = filters if isinstance(filters, Filters) or filters is None else filters_of(filters)
    return None if read == Filters() else read


def _departments(actor: Actor, asked: UUID | None) -> frozenset[UUID]:
    """Those of the membership, or the one asked for. Who handles cases is narrowed by none: a fact knows the department that sent it."""
    if not sends(actor):
        if asked is not None:
            raise NotFound
        return frozenset()
    if asked is None:
        return actor.departments
    if actor.departments and asked not in actor.departments:
        raise NotFound
    return frozenset({asked})


def _facts(actor: Actor, departments: frozenset[UUID], given: Filters | None) -> QuerySet[Fact]:
    rows = Fact.objects.filter(**{"hospital_id" if sends(actor) else "organisation_id": actor.tenant})
    rows = rows.filter(department_id__in=departments) if departments else rows
    return given.narrowed(rows, _other_side(actor)) if given is not None else rows


def _other_side(actor: Actor) -> str:
    return "organisation_id" if sends(actor) else "hospital_id"


def _rows(actor: Actor, table: Table, sums: Summed) -> tuple[Row, ...]:
    people = _inhabitants(actor, table.columns)
    measure = INDICATORS[table.columns[0].indicator].measure
    ages = [age.value for age in AgeGroup if age != AgeGroup.UNKNOWN] if table.rows == Split.AGE else []
    keys = [*ages, *(key for key in sums if key != TOTAL)] if table.rows != Split.TOTAL else []
    listed = [*named(table.rows, keys, measure), (TOTAL, TOTAL_NAME)]
    nothing = {column.key: Sums() for column in table.columns}
    return tuple(
        Row(key, name, {column.key: _cell(column, sums.get(key, nothing)[column.key], people) for column in table.columns})
        for key, name in listed
    )


def _inhabitants(actor: Actor, columns: Sequence[Column]) -> int | None:
    rate = any(INDICATORS[column.indicator].fold == Fold.RATE for column in columns)
    return inhabitants().get(str(actor.tenant)) if rate else None


def _cell(column: Column, sums: Sums, people: int | None) -> Cell:
    indicator = INDICATORS[column.indicator]
    cell = fold(indicator, sums, people)
    return _guarded(cell, sums) if indicator.measure in ANSWERS else cell


def _guarded(cell: Cell, sums: Sums) -> Cell:
    """An organisation must not learn what one citizen answered: as little is shown as of a stranger's figures."""
    if cell.value is None:
        return cell
    if sums.whole < LEAST:
        return Cell(None, CellState.SMALL)
    if not may_be_shown(sums.part, sums.whole - sums.part):
        return Cell(None, CellState.WITHHELD)
    return replace(cell, base=rounded(sums.whole))
