"""How full the coming weeks are, team by team."""

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.danish import short_date
from accounts.enums import Verb
from accounts.web.page import page
from gop.selectors.free_times import weeks_of

WEEKS = 4


@page(Verb.READ_CASE)
@require_GET
def weeks(request: Any) -> HttpResponse:
    rows = weeks_of(request.actor, clock.today(), WEEKS)
    shown = [
        {
            "title": f"Uge {monday.isocalendar().week}",
            "days": f"{short_date(monday)} til {short_date(monday + timedelta(days=6))}",
            "teams": [{"name": one.team or "Uden team", "seats": one.seats, "taken": one.taken, "free": one.free} for one in teams],
        }
        for monday, teams in groupby(rows, lambda one: one.monday)
    ]
    crumbs = [{"text": "Sager", "url": reverse("gop:inbox")}, {"text": "Ledige tider", "url": ""}]
    return render(request, "gop/capacity.html", {"weeks": shown, "crumbs": crumbs})
