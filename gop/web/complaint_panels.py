"""Complaints on the page of a case and of a plan, and the verb that registers one on a case."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, PlanState
from gop.selectors.complaints import complaints_of_case, complaints_of_plan, given_to
from gop.web.complaint_forms import ComplaintForm
from gop.web.complaint_words import shown
from gop.web.step import Step

if TYPE_CHECKING:
    from gop.models import Case, Plan, PlanVersion


def on_case(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    rows = complaints_of_case(case) if actor.may(Verb.RECORD_COMPLAINT) else []
    if not rows:
        return None
    closed = {key for key, _, may_read in given_to(case) if not may_read} if any(one.assignment_id for one in rows) else set()
    again = any(one.assignment_id in closed and not one.outcome for one in rows)
    return {"rows": [shown(one, clock.today()) for one in rows], "new": "", "reopen": CaseAction.REOPEN_ASSIGNMENT.label if again else ""}


def on_plan(actor: Actor, plan: "Plan") -> dict[str, Any] | None:
    if not actor.may(Verb.RECORD_COMPLAINT) or plan.state == PlanState.DRAFT:
        return None
    return {
        "rows": [shown(one, clock.today()) for one in complaints_of_plan(plan)],
        "new": reverse("hospitals:complaint_new", args=[plan.id]),
        "reopen": "",
    }


def _given(actor: Actor, case: "Case") -> list[tuple[str, str]]:
    return [(str(key), name) for key, name, _ in given_to(case)]


COMPLAINT_STEPS: tuple[Step, ...] = (
    Step(
        "klage",
        "complaint_new",
        CaseAction.COMPLAINT,
        Verb.RECORD_COMPLAINT,
        ComplaintForm,
        "registreret en klage",
        "Klagen er registreret.",
        text=lambda case: "En klage stopper ingen frist. Giv den videre, hvis den hører til et andet sted.",
        known=_given,
    ),
)
