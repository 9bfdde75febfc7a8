"""The one place that gives a number to page, report and API."""

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Kind, Verb
from audits.enums import PeriodKind
from audits.models import Tally
from audits.rules.period import Period, back, period_of
from audits.selectors.filters import Filters, departments_of, diagnosis_groups, filters_of, other_sides
from audits.selectors.own import own_grid, own_series
from audits.selectors.own_tables import own_tables, sends
from audits.selectors.published import latest_publication, published_grid, published_of, published_series

__all__ = [
    "Filters",
    "available",
    "departments_of",
    "diagnosis_groups",
    "filters_of",
    "latest_publication",
    "other_sides",
    "own_grid",
    "own_series",
    "own_tables",
    "published_grid",
    "published_of",
    "published_series",
]
MOST = {PeriodKind.MONTH: 37, PeriodKind.QUARTER: 13, PeriodKind.HALF_YEAR: 7, PeriodKind.YEAR: 4}


def available(actor: Actor, table_key: str) -> list[Period]:
    """The periods the actor can ask for, newest first: those published, or of own figures those begun since the first number.

    Of own figures that stand on the day itself: the running month alone. One query.
    """
    if actor.kind == Kind.ANALYST:
        return published_of(actor, table_key)
    actor.must(Verb.READ_OWN_FIGURES)
    table = own_tables(actor).get(table_key)
    if table is None:
        return []
    today = clock.today()
    if table.now:
        return [period_of(today, PeriodKind.MONTH)]
    own = Tally.objects.filter(owner_id=actor.tenant, as_hospital=sends(actor), month__lte=today)
    first = own.order_by("month").values_list("month", flat=True).first()
    if first is None:
        return []
    begun = [period for kind in table.periods for period in back(period_of(today, kind), MOST[kind]) if period.last >= first]
    return sorted(begun, key=lambda one: (one.first, -len(one.months)), reverse=True)
