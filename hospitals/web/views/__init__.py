"""Each view: ask a selector, log the look, show; or ask a service and show its answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404

from accounts.services import log_access
from gop.selectors.plans import plan_of


def open_plan(request: Any, plan_id: UUID, action: Callable[[Any], str] = lambda _: "vist") -> Any:
    """The plan, with the look at it logged. Raises Http404, which the middleware logs."""
    plan = plan_of(request.actor, plan_id)
    if plan is None:
        raise Http404
    log_access(request.actor, request.resolver_match.view_name, plan.id, action=action(plan))
    return plan
