"""Sager: what waits, sorted by the last day to do something about it."""

from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.enums import Verb
from accounts.prepared import ahead
from accounts.services import log_access
from accounts.web.page import at_most, page
from gop import cpr
from gop.selectors.inbox import Inbox, inbox, search
from gop.web.above import above, asked_above
from gop.web.inbox_page import asked_ahead, etag_of, found_by, list_of


@page(Verb.READ_CASE)
@require_GET
def show(request: Any) -> HttpResponse:
    after = request.GET.get("efter", "")
    beside = [] if after or request.GET.get("vis", "alle") != "alle" else asked_above(request.actor, clock.today())
    with ahead(*asked_ahead(request), *beside, again=True, telling=lambda: log_access(request.actor, "gop:inbox", None)):
        return inbox_page(request, found_by(request), after)


def inbox_page(request: Any, found: Inbox, after: str = "", status: int = 200, **more: Any) -> HttpResponse:
    """The whole page, also for a form that was refused and for what a search found (`words`). Whoever asks for it logs the look."""
    shown = list_of(request.actor, found, after)
    context = shown | {"etag": etag_of(shown), "seen": clock.now().isoformat()} | more
    if found.chosen == "alle" and not after and not more:
        context |= above(request.actor, clock.today())
    return render(request, "gop/inbox.html", context, status=status)


@page(Verb.READ_CASE)
@require_GET
def fresh(request: Any) -> HttpResponse:
    """The list alone, asked for by the page itself. 304, unrendered and unlogged, while it shows nothing new."""
    with ahead(*asked_ahead(request)):
        shown = list_of(request.actor, found_by(request), request.GET.get("efter", ""))
    etag = etag_of(shown)
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    log_access(request.actor, "gop:inbox", None)
    answer = render(request, "gop/inbox_list.html", shown | {"etag": etag, "seen": clock.now().isoformat()})
    answer["ETag"] = etag
    return answer


@page(Verb.READ_CASE)
@at_most("search")
@require_http_methods(["GET", "POST"])
def find(request: Any) -> HttpResponse:
    """The list narrowed to a CPR number or the first letters of a last name; posted, so that neither stands in an address."""
    words, chosen, team = request.POST.get("q", "").strip(), request.POST.get("vis", "alle"), request.POST.get("team", "")
    today, number = clock.today(), ""
    if request.method != "POST" or not words:
        return redirect("gop:inbox")
    log_access(request.actor, "gop:inbox", None, action="soegt")
    if any(character.isdigit() for character in words):
        try:
            number = cpr.parse(words).number
        except cpr.CprError as error:
            problem = f"{error} Søg på hele CPR-nummeret eller på efternavnet."
            return inbox_page(request, inbox(request.actor, today, chosen, team=team), status=422, words=words, problem=problem)
    found = search(request.actor, today, chosen, team, number=number, name=words)
    return inbox_page(request, found, words=words, searched=True)
