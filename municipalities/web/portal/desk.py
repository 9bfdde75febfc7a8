"""Opgaver: first what waits for an answer, then what is under way, then what has ended and can still be read."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.enums import OrganisationKind, Verb
from accounts.roles import BELONGS_IN
from accounts.web.addresses import address_by_id
from accounts.web.page import page, performs
from gop.selectors.assignments import OVER, UNDER_WAY, WAITS, asked_of, counts, desk, next_meetings
from municipalities.own_provider import waiting_asked_about
from municipalities.web.portal.words import access_text, answer_clock, documentation_clock, ended_text, next_clock, work_of

if TYPE_CHECKING:
    from gop.models import Assignment

FIRST, PAGE = 20, 100
# As it stands in the address → the states, and the words of the part
PARTS = {
    "venter": (WAITS, "Venter på jeres svar", "Ingen opgaver venter på svar."),
    "i-gang": (UNDER_WAY, "I gang", "Ingen forløb er i gang."),
    "afsluttet": (OVER, "Afsluttet", "Ingen afsluttede opgaver kan læses mere."),
}
Row = dict[str, Any]


@page(Verb.READ_ASSIGNMENT)
@performs
@require_GET
def show(request: Any) -> HttpResponse:
    """All three parts with the first rows of each, or one of them from a row on: `vis`, `fra`."""
    chosen, now, many = request.GET.get("vis", ""), clock.now(), counts(request.actor)
    names = [chosen] if chosen in PARTS else list(PARTS)
    start = int(text) if len(names) == 1 and (text := request.GET.get("fra", "")).isdecimal() and len(text) < 6 else 0
    parts = [_part(request, name, many, now, start, PAGE if len(names) == 1 else FIRST) for name in names]
    _rows_of(parts, now)
    keeps = request.actor.may(Verb.KEEP_WAITING_TIMES)
    officer = request.actor.role is not None and BELONGS_IN[request.actor.role] != OrganisationKind.PROVIDER
    context = {"parts": parts, "officer": officer, "all": len(names) == 1, "keeps": keeps}
    context["to_tell"] = waiting_asked_about(request.actor) if keeps else 0
    return render(request, "municipalities/portal/desk.html", context)


def _part(request: Any, name: str, many: dict[str, int], now: datetime, start: int, length: int) -> dict[str, Any]:
    states, heading, empty = PARTS[name]
    total = sum(many.get(state, 0) for state in states)
    found = list(desk(request.actor, states)[start : start + length]) if total else []
    more = f"?vis={name}&fra={start + length}" if start + length < total else ""
    return {
        "name": name,
        "heading": heading,
        "empty": empty,
        "found": found,
        "total": total,
        "shown": start + len(found),
        "more": more if length == PAGE else more and f"?vis={name}",
    }


def _rows_of(parts: list[dict[str, Any]], now: datetime) -> None:
    """The rows of every part in two more queries."""
    ids = [one.id for part in parts for one in part["found"]]
    meetings, asked = (next_meetings(ids, now), asked_of(ids)) if ids else ({}, {})
    draw: dict[str, Callable[[Assignment], Row]] = {
        "venter": lambda one: {"clock": answer_clock(one, now), "start_by": one.start_by},
        "i-gang": lambda one: {"clock": next_clock(one, meetings.get(one.id, (None, None)), now)},
        "afsluttet": lambda one: {"ended": ended_text(one), "access": access_text(one, clock.today()), "copied": one.copied_at},
    }
    for part in parts:
        part["rows"] = [
            {
                "url": address_by_id("portal:assignment", one.id),
                "name": one.citizen_name,
                "from": one.authority_name,
                "work": work_of(one),
                "asked": [documentation_clock(each, clock.today()) for each in asked.get(one.id, [])[:1]],
                **draw[part["name"]](one),
            }
            for one in part["found"]
        ]
