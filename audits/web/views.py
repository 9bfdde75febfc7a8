"""The region's published figures, an organisation's own, and what its citizens answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from audits.web.compared import compared
from audits.web.experience_page import experience_page
from audits.web.own_page import own_page
from audits.web.paper_answer import figures_pdf, footnotes, wants_pdf
from audits.web.region_page import region_page
from gop.web.ahead_line import ahead_line


@page(Verb.READ_FIGURES)
@require_GET
def region(request: Any) -> HttpResponse:
    """`?befolkning=hjem&periode=2026-K3&kommune=0851&tabel=frister&vis=besked_inden_dag_4`; what cannot be given is the usual, and the page says so."""
    shown = region_page(request.actor, request.GET)
    shown |= {"bars": compared(shown), "footnotes": footnotes(shown), "ahead": ahead_line(request.actor, clock.today())}
    if wants_pdf(request) and shown.get("grids"):
        return figures_pdf(request, shown)
    return render(request, "audits/region.html", shown)


@page(Verb.READ_OWN_FIGURES)
@require_GET
def own(request: Any) -> HttpResponse:
    """`?periode=2026-10&tabel=frister&pr=2026-09-30&type=…&alder=…&diagnose=…&modpart=…&psykiatri=1&afdeling=…`, likewise."""
    shown = own_page(request.actor, request.GET)
    shown |= {"bars": compared(shown)}
    if wants_pdf(request):
        return figures_pdf(request, shown)
    return render(request, "audits/own.html", shown | {"footnotes": footnotes(shown)})


@page(Verb.READ_EXPERIENCE)
@require_GET
def experience(request: Any) -> HttpResponse:
    """What citizens answered about the own organisation, month by month."""
    return render(request, "audits/experience.html", experience_page(request.actor))
