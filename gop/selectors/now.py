"""How many ask for something now, exact: what stands first on a page of figures. Each number is that of the list it leads to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from accounts.actor import Actor
from accounts.prepared import Prepared
from gop.enums import PlanState
from gop.models import Question
from gop.selectors.cases import OPEN, cases_visible_to
from gop.selectors.notices import late_without_plan, unsent_before
from gop.selectors.plans import plans_visible_to
from gop.selectors.views import WAITS, WEEK, born_after, filters

OF_CASES = ("overskredet", WEEK, WAITS, "alle")


@dataclass(frozen=True, slots=True)
class Waiting:
    """At a hospital: not sent although the discharge has passed, come back, and asked without an answer."""

    unsent: int
    returned: int
    unanswered: int


def cases_now(actor: Actor, day: date) -> dict[str, int]:
    """By view of the inbox: overdue, due within a week, waiting for the first meeting, all open. One query over the open cases."""
    return dict(zip(OF_CASES, _cases.rows(actor, day, born_after(day))[0], strict=True))


def plans_now(actor: Actor, day: date) -> Waiting:
    """Of the departments the membership names, or the whole hospital. Four queries."""
    begun = set(unsent_before(actor, day).values_list("id", flat=True))
    notified = [plan for plan in late_without_plan(actor, day).values_list("plan_id", flat=True) if plan not in begun]
    returned = plans_visible_to(actor).filter(state=PlanState.SENT, returned_at__isnull=False)
    asked = Question.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True)
    if actor.departments:
        asked = asked.filter(department_id__in=actor.departments)
    return Waiting(len(begun) + len(notified), returned.count(), asked.count())


def _cases_now(actor: Actor, day: date, child_after: date) -> QuerySet[Any, Any]:
    named: dict[str, Q] = {name: filters(actor, day, child_after)[name] for name in OF_CASES}
    counted: dict[str, Any] = {name: Count("id", filter=named[name]) for name in OF_CASES}
    return cases_visible_to(actor).filter(OPEN).values(one=Value(1)).annotate(**counted).values_list(*OF_CASES)


_cases = Prepared(_cases_now)
