"""Sager: what waits, sorted by the last day to do something about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.danish import day_date
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.selectors.cases import inbox, next_due
from gop.services.clocks import NONE_OPEN
from gop.web.above import above
from gop.web.presenters import case_rows, grouped

LABELS = {
    "alle": "Alle",
    "mine": "Mine",
    "uden_ejer": "Uden ejer",
    "overskredet": "Overskredet",
    "i_dag": "I dag",
    "nye": "Nye",
    "specialiseret": "Specialiseret",
    "orientering": "Til orientering",
    "afsluttet": "Afsluttet",
}


@page(Verb.READ_CASE)
@require_GET
def show(request: Any) -> HttpResponse:
    after = request.GET.get("efter", "")
    found = inbox(request.actor, clock.today(), request.GET.get("vis", "alle"), after)
    rows = case_rows(found.cases)
    log_access(request.actor, "gop:inbox", None)
    ended = found.chosen == "afsluttet"
    context = {
        "chips": [
            {"text": text, "count": found.counts.get(name), "url": _address(name), "active": name == found.chosen}
            for name, text in LABELS.items()
        ],
        "chosen": LABELS[found.chosen],
        "groups": [("", rows)] if ended and rows else grouped(rows),
        "ended": ended,
        "shown": len(rows),
        "noun": "sag" if len(rows) == 1 else "sager",
        "total": found.counts.get(found.chosen) if not after and len(rows) > 1 else None,
        "continued": bool(after),
        "first_url": _address(found.chosen),
        "next_url": _address(found.chosen, found.next_after) if found.next_after else "",
        "empty": _empty(request, ended) if not rows else "",
    }
    if found.chosen == "alle" and not after:
        context |= above(request.actor, clock.today())
    return render(request, "gop/inbox.html", context)


def _address(name: str, after: str = "") -> str:
    """Everything about the list is in the address, so that it can be kept and sent."""
    asked = {key: value for key, value in (("vis", name if name != "alle" else ""), ("efter", after)) if value}
    return f"{reverse('gop:inbox')}?{urlencode(asked)}" if asked else reverse("gop:inbox")


def _empty(request: Any, ended: bool) -> str:
    if ended:
        return "Ingen sager er afsluttet."
    due = next_due(request.actor)
    return "Ingen sager venter." if due is None or due == NONE_OPEN else f"Ingen sager venter. Næste frist er {day_date(due)}."
