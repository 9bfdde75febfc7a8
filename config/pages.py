"""The pages that touch every room: the way home, search, help, and the platform's own page."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.enums import Kind, Verb
from accounts.services import log_access
from accounts.web.page import any_role, at_most, page
from config.platform import state_of_the_platform
from gop import cpr
from gop.selectors.cases import find_cases
from gop.selectors.found_notices import find_notices, find_received
from gop.selectors.plans import find_plans
from gop.web.found_notices import notice_rows
from gop.web.presenters import case_rows, plan_rows

HOME = {
    Kind.AUTHOR: "hospitals:outbox",
    Kind.AUTHORITY: "gop:inbox",
    Kind.ANALYST: "audits:region",
    Kind.PLATFORM: "platform",
    Kind.PROVIDER: "portal:desk",
}


@any_role
@require_GET
def home(request: Any) -> HttpResponse:
    actor = request.actor
    # An organisation's administrator shares the platform's database role, not its page.
    if actor.kind == Kind.PLATFORM and not actor.may(Verb.READ_PLATFORM):
        return redirect("calendars:show")
    # A doctor comes to answer, not to write.
    answers = actor.may(Verb.APPROVE_PLAN) and not actor.may(Verb.WRITE_PLAN)
    return redirect("hospitals:approvals" if answers else HOME[actor.kind])


@any_role
@require_GET
def help_page(request: Any) -> HttpResponse:
    return render(request, "help.html")


@page(Verb.SEARCH)
@at_most("search")
@require_http_methods(["GET", "POST"])
def search(request: Any) -> HttpResponse:
    """By whole CPR or by the first letters of the last name, in the own organisation only. The search is logged without its words.

    What is searched for is posted: an address is kept by browsers and proxies, and names no citizen.
    """
    words = request.POST.get("q", "").strip()
    number = problem = ""
    rows: list[Any] = []
    if words:
        if any(character.isdigit() for character in words):
            try:
                number = cpr.parse(words).number
            except cpr.CprError as error:
                problem = f"{error} Søg på hele CPR-nummeret eller på efternavnet."
        if not problem:
            rows = _found(request.actor, number, words)
            log_access(request.actor, "search", None, action="soegt")
    context = {"words": words, "problem": problem, "rows": rows, "searched": bool(words) and not problem}
    return render(request, "search.html", context)


def _found(actor: Any, number: str, words: str) -> list[dict[str, Any]]:
    """Plans or cases, and after them the notices that no plan has followed."""
    today = clock.today()
    if actor.kind == Kind.AUTHOR:
        notices: list[Any] = find_notices(actor, number=number, name=words)
        return plan_rows(find_plans(actor, number=number, name=words)) + notice_rows(notices, "hospitals:notice", today)
    notices = find_received(actor, today, number=number, name=words)
    return case_rows(find_cases(actor, number=number, name=words)) + notice_rows(notices, "gop:notice", today)


@page(Verb.READ_PLATFORM)
@require_GET
def platform(request: Any) -> HttpResponse:
    return render(request, "platform.html", state_of_the_platform(settings.GOP_SCAN_SECONDS))
