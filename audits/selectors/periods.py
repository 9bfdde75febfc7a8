"""Which periods there are figures of."""

from datetime import date

from django.db.models import QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Kind, Verb
from accounts.prepared import Prepared
from audits.enums import Measure, PeriodKind, Split
from audits.indicators import Table
from audits.models import PublishedTable, Tally
from audits.rules.period import Period, back, period_of
from audits.selectors.own_tables import own_tables, sends
from audits.selectors.published import newest_first, published_of

MOST = {PeriodKind.MONTH: 37, PeriodKind.QUARTER: 13, PeriodKind.HALF_YEAR: 7, PeriodKind.YEAR: 4}


def available(actor: Actor, table_key: str) -> list[Period]:
    """The periods the actor can ask for, newest first: those published, or of own figures those begun since the first number.

    Of own figures that stand on the day itself: the running month alone. One query.
    """
    if actor.kind == Kind.ANALYST:
        return published_of(actor, table_key)
    table = own_tables(actor).get(table_key)
    return _begun(table, _first(actor)) if table is not None else []


def available_everywhere(actor: Actor) -> dict[str, list[Period]]:
    """The same of every table, by key; tables without any are there too. One query."""
    if actor.kind == Kind.ANALYST:
        actor.must(Verb.READ_FIGURES)
        rows = PublishedTable.objects.filter(organisation_id=actor.tenant).order_by()
        found: dict[str, list[Period]] = {}
        for table, first, kind in rows.values_list("table", "period", "period_kind").distinct():
            found.setdefault(table, []).append(Period(first, PeriodKind(kind)))
        return {table: newest_first(periods) for table, periods in found.items()}
    earliest = _first(actor)
    return {key: _begun(table, earliest) for key, table in own_tables(actor).items()}


def _first(actor: Actor) -> date | None:
    actor.must(Verb.READ_OWN_FIGURES)
    found = _earliest.rows(actor, clock.today())
    return found[0][0] if found else None


def _earliest_of(actor: Actor, today: date) -> QuerySet[Tally, tuple[date]]:
    """The month of the first plan, which everything else follows."""
    own = Tally.objects.filter(owner_id=actor.tenant, as_hospital=sends(actor), month__lte=today)
    own = own.filter(department_id=None, measure=Measure.PLANS, split=Split.TOTAL)
    return own.order_by("month").values_list("month")[:1]


_earliest = Prepared(_earliest_of)


def _begun(table: Table, first: date | None) -> list[Period]:
    today = clock.today()
    if table.now:
        return [period_of(today, PeriodKind.MONTH)]
    if first is None:
        return []
    return newest_first(period for kind in table.periods for period in back(period_of(today, kind), MOST[kind]) if period.last >= first)
