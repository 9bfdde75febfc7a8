"""Meetings as they stand on other pages: of a case, of a plan, of a notice, and those of the coming week above a list."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, CaseKind, CaseState, NoticeState, PlanState
from gop.rules import case_actions
from gop.selectors.meetings import coming, meetings_of_case, meetings_of_notice, meetings_of_plan
from gop.web.meeting_page import proposal
from gop.web.meeting_words import NO_CLOCK, line

if TYPE_CHECKING:
    from gop.models import AdvanceNotice, Case, CoordinationMeeting, Plan, PlanVersion, ReceivedNotice

Rows = list["CoordinationMeeting"]


def first_on_case(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """Above the plan when a meeting comes, gave way to another, or is proposed."""
    found = _of_case(actor, case)
    return found if found and found["urgent"] else None


def after_on_case(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """Below the plan else."""
    found = _of_case(actor, case)
    return found if found and not found["urgent"] else None


def _of_case(actor: Actor, case: "Case") -> dict[str, Any] | None:
    rows = meetings_of_case(case)
    may = actor.may(Verb.CALL_MEETING)
    fits = may and CaseAction.MEETING in case_actions(CaseState(case.state), CaseKind(case.kind))
    new = reverse("gop:meeting_new", args=[case.id]) if fits else ""
    return _panel(rows, _gop if may else None, new, "sygehuset", proposal(case.plan_type, rows) if fits else "")


def on_plan(actor: Actor, plan: "Plan") -> dict[str, Any] | None:
    rows, may = meetings_of_plan(plan), actor.may(Verb.CALL_MEETING)
    new = reverse("hospitals:meeting_new", args=[plan.id]) if may and plan.state == PlanState.SENT else ""
    found = _panel(rows, _hospital if may else None, new, "kommunen", proposal(plan.plan_type, rows) if new else "")
    return found if found and (rows or found["proposal"]) else None  # beside the plan stands a link


def on_received(actor: Actor, notice: "ReceivedNotice") -> dict[str, Any] | None:
    may = actor.may(Verb.CALL_MEETING)
    new = reverse("gop:meeting_from_notice", args=[notice.id]) if may and notice.state == NoticeState.NOTIFIED else ""
    return _panel(meetings_of_notice(notice), _gop if may else None, new, "sygehuset")


def on_notice(actor: Actor, notice: "AdvanceNotice") -> dict[str, Any] | None:
    may = actor.may(Verb.CALL_MEETING)
    new = reverse("hospitals:meeting_from_notice", args=[notice.id]) if may and notice.state == NoticeState.NOTIFIED else ""
    return _panel(meetings_of_notice(notice), _hospital if may else None, new, "kommunen")


def above_cases(actor: Actor, today: date) -> dict[str, Any] | None:
    return _coming(actor, today, _gop)


def above_plans(actor: Actor, today: date) -> dict[str, Any] | None:
    return _coming(actor, today, _hospital)


def _coming(actor: Actor, today: date, url: Callable[[UUID], str]) -> dict[str, Any] | None:
    """This week's, and those whose outcome is missing. One query; None where there are none, or the role has no such page."""
    rows = coming(actor, today) if actor.may(Verb.CALL_MEETING) else []
    shown = [line(row, today) | {"url": url(row.id)} for row in rows]
    if not shown:
        return None
    late = sum(row["tone"] == "warning" for row in shown)
    return {
        "rows": shown,
        "open": late > 0,
        "text": f"Møder i dag og de næste syv dage: {len(shown) - late}" + (f", {late} mangler noget" if late else ""),
    }


def _panel(rows: Rows, url: Callable[[UUID], str] | None, new: str, other: str, proposed: str = "") -> dict[str, Any] | None:
    if not rows and not new:
        return None
    today = clock.today()
    shown = [line(row, today) | {"url": url(row.id) if url else ""} for row in rows]
    urgent = bool(proposed) or any(not row["past"] or row["clash"] for row in shown)
    return {"rows": shown, "new": new, "other": other, "proposal": proposed, "no_clock": NO_CLOCK if rows else "", "urgent": urgent}


def _gop(meeting_id: UUID) -> str:
    return reverse("gop:meeting", args=[meeting_id])


def _hospital(meeting_id: UUID) -> str:
    return reverse("hospitals:meeting", args=[meeting_id])
