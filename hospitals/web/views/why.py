"""Why the receiver's deadlines of a sent plan are what they are, now or as of a past moment. A look at it stands in the access log."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.clock import local
from accounts.danish import long_date
from accounts.enums import Verb
from accounts.web.page import page
from gop.selectors.plan_clocks import clocks_started_by
from gop.selectors.plan_history import plan_at
from gop.selectors.plans import plan_events
from gop.web.explanation import explained_clock, looked_from
from gop.web.views.why import asked_moment
from hospitals.web.presenters import timeline
from hospitals.web.views import open_plan


@page(Verb.READ_PLAN)
@require_GET
def show(request: Any, plan_id: UUID) -> HttpResponse:
    plan = open_plan(request, plan_id)
    at, problem = asked_moment(request)
    moment, events = at or clock.now(), plan_events(plan)
    found = plan_at(plan, events, moment)
    url = reverse("hospitals:plan", args=[plan.id])
    context = {
        "crumbs": [
            {"text": "Mine planer", "url": reverse("hospitals:outbox")},
            {"text": plan.citizen_name, "url": url},
            {"text": "Hvorfor disse datoer?", "url": ""},
        ],
        **looked_from(reverse("hospitals:why", args=[plan.id]), at, (event.at for event in events)),
        "unknown": "Planen var ikke sendt endnu.",
        "problem": problem,
        "events": timeline(plan, [event for event in events if event.at <= moment], []),
    }
    if found is not None:
        then, version = found
        day_zero = long_date(then.discharge_date) if then.discharge_date else "Afventer udskrivning"
        context |= {
            "known": True,
            "facts": [
                {"label": "Dag 0", "value": f"{day_zero}{' (forventet)' if then.discharge_date and then.discharge_expected else ''}"},
                {"label": "Planens version", "value": str(version.number)},
            ],
            "clocks": [explained_clock(one, local(moment).date()) for one in clocks_started_by(then, version, moment)],
        }
    return render(request, "gop/why.html", context, status=400 if problem else 200)
