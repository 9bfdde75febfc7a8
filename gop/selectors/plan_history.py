"""A sent plan as it stood at a past moment: its discharge date, and the version in force."""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime

from gop.enums import PlanAction
from gop.models import Plan, PlanEvent, PlanVersion
from gop.selectors.plans import version_of


def plan_at(plan: Plan, events: Iterable[PlanEvent], moment: datetime) -> tuple[Plan, PlanVersion] | None:
    """A copy of the plan with the dates of the aware moment, and the version of then; None: not sent yet."""
    sent_version = plan.versions.filter(frozen_at__lte=moment).order_by("-number").values_list("number", flat=True).first()
    if sent_version is None or plan.sent_at is None or plan.sent_at > moment:
        return None
    then = copy(plan)
    for event in sorted(events, key=lambda one: (one.at, one.id), reverse=True):
        if event.at > moment:
            _undo(then, event)
    return then, version_of(plan, sent_version)


def _undo(plan: Plan, event: PlanEvent) -> None:
    """What stood before the event. An event from before the date's nature was kept says nothing of it."""
    if event.action not in (PlanAction.CORRECT_DISCHARGE, PlanAction.CALL_OFF_DISCHARGE):
        return
    before = event.data["before"]
    plan.discharge_date = date.fromisoformat(before) if before else None
    plan.discharge_expected = event.data.get("before_expected", True)
