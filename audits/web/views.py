"""The region's page: figures in sentences, then by municipality."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from audits.selectors.region import latest, own_experience
from audits.web.presenters import experience_page, region_page
from gop.web.ahead_line import ahead_line


@page(Verb.READ_FIGURES)
@require_GET
def region(request: Any) -> HttpResponse:
    """`?maaned=2026-11`; anything else shows the latest whole month."""
    ahead = {"ahead": ahead_line(request.actor, clock.today())}
    return render(request, "audits/region.html", region_page(latest(request.actor, _month(request.GET.get("maaned", "")))) | ahead)


@page(Verb.READ_EXPERIENCE)
@require_GET
def experience(request: Any) -> HttpResponse:
    """What citizens answered about the own organisation, month by month."""
    return render(request, "audits/experience.html", experience_page(own_experience(request.actor)))


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
