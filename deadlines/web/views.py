"""Varsler: what the scan has told, unread first."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.danish import day_date
from accounts.enums import Verb
from accounts.web.page import page
from deadlines.enums import AlertKind, DeadlineKind
from deadlines.rules.ladder import LEAD
from deadlines.rules.mailing import AT_ONCE
from deadlines.selectors import alert_of, alerts_of
from deadlines.services import mark_seen
from deadlines.words import in_days
from gop.selectors.cases import cases_by_id
from municipalities.agreement_selectors import reviews_due

if TYPE_CHECKING:
    from deadlines.models import Alert
    from gop.models import Case

RUNGS = ("", "Videre til teamlederen", "Videre til alle teamledere")


@page(Verb.READ_ALERTS)
@require_GET
def show(request: Any) -> HttpResponse:
    alerts = alerts_of(request.actor)
    cases = cases_by_id(request.actor, (alert.subject_id for alert in alerts))
    rows = [_row(alert, cases.get(alert.subject_id)) for alert in alerts]
    context: dict[str, Any] = {"unseen": [row for row in rows if not row["seen_at"]], "seen": [row for row in rows if row["seen_at"]]}
    context["reviews"] = reviews_due(request.actor)
    return render(request, "deadlines/alerts.html", context)


@page(Verb.READ_ALERTS)
@require_http_methods(["GET", "POST"])
def seen(request: Any, alert_id: UUID) -> HttpResponse:
    if alert_of(request.actor, alert_id) is None:
        raise Http404
    if request.method == "POST":
        mark_seen(request.actor, alert_id)
        messages.success(request, "Varslet er set.", extra_tags="gemt")
    return redirect("deadlines:alerts")


def _row(alert: "Alert", case: "Case | None") -> dict[str, Any]:
    return {
        "id": alert.id,
        "case_id": alert.subject_id if case else None,
        "name": case.citizen_name if case else "Sagen er ikke længere jeres",
        "owner": (case.owner_name or "Ingen ejer") if case else "",
        "kind": AlertKind(alert.kind).label,
        "tone": "error" if alert.kind in AT_ONCE else "warning",
        # Of a case without an owner the team's lead is the first to hear
        "rung": RUNGS[alert.rung] if alert.rung and not (alert.kind == AlertKind.UNOWNED and alert.rung == LEAD) else "",
        "clock": DeadlineKind(alert.deadline_kind).label if alert.deadline_kind else "",
        "due": f"{day_date(alert.due_on)}, {in_days(alert.due_on, clock.today())}" if alert.deadline_kind else "",
        "last_working_day": day_date(alert.last_working_day) if alert.deadline_kind else "",
        "created_at": alert.created_at,
        "seen_at": alert.seen_at,
    }
