"""A desk: the open cases that wait for one person, in the inbox's order."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.prepared import Prepared
from gop.models import Case
from gop.selectors.cases import OPEN, TREATMENT, cases_visible_to

if TYPE_CHECKING:
    from uuid import UUID

NONE_OPEN = date(9999, 12, 31)  # as the inbox sorts a case without an open clock


def next_case(actor: Actor, case: Case, after: date | None = None) -> Case | None:
    """The next in the inbox's order that is the actor's own or nobody's, and has an open clock or has not been seen.

    `after`: the last working day that the case stood under before a verb moved it; else the one it has. At the end it begins anew.
    None: nothing else waits. Two queries, wherever in the list the case stands.
    """
    following, first = _after.first(actor, after or case.last_working_day, case.id), _first.first(actor, case.id)
    found: Case | None = following or first
    return found


def _waiting(actor: Actor, this: "UUID") -> QuerySet[Case]:
    mine = Q(owner_id=actor.user) | Q(owner_id__isnull=True)
    asks = Q(last_working_day__lt=NONE_OPEN) | Q(acknowledged_at__isnull=True)
    rows = cases_visible_to(actor).filter(OPEN, TREATMENT, mine, asks, other_accepted_on__isnull=True).exclude(id=this)
    return rows.order_by("last_working_day", "id")


def _following(actor: Actor, day: date, this: "UUID") -> QuerySet[Case]:
    rows = _waiting(actor, this).filter(last_working_day__gte=day)
    return rows.filter(Q(last_working_day__gt=day) | Q(id__gt=this))[:1]


_after = Prepared(_following)
_first = Prepared(lambda actor, this: _waiting(actor, this)[:1])
