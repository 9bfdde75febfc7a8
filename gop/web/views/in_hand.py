"""Forløbet: one page, and one view for each verb on goals and contacts. What is refused comes back on it with what was typed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.danish import short_moment
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop.enums import ContactState, GoalReached
from gop.errors import AlreadyDone, NotFound, Refused
from gop.rules import TransitionNotAllowed
from gop.services import calling_back, contacts, goals
from gop.web.forms import VerbForm
from gop.web.in_hand import context_of, new_row_id
from gop.web.in_hand_forms import CHOOSE, SEARCH, CodedForm, GoalForm, OneContactForm, ReachedForm, SettleForm
from gop.web.views.case import case_or_404
from gop.web.views.verbs import run_verb, seen_in, verb_page

Do = Callable[[Any, datetime | None], None]
BAD, CONFLICT, OK = 400, 409, 200


@page(Verb.READ_CASE)
@require_GET
def course(request: Any, case_id: UUID) -> HttpResponse:
    return _page(request, case_or_404(request.actor, case_id), copy=request.GET.get("kopi", ""))


def _page(request: Any, case: Any, bound: Any = None, problem: str = "", status: int = OK, copy: str = "") -> HttpResponse:
    log_access(request.actor, "gop:course", case.id)
    crumbs = [("Sager", reverse("gop:inbox")), (case.citizen_name, reverse("gop:case", args=[case.id])), ("Forløbet", "")]
    context = context_of(request.actor, case, bound, copy) | {
        "crumbs": [{"text": text, "url": url} for text, url in crumbs],
        "bound": bound[1] if bound and status != OK else None,
        "problem": problem,
        "seen": clock.now().isoformat(),
    }
    return render(request, "gop/in_hand.html", context, status=status)


def _run(request: Any, case_id: UUID, name: str, kind: type[VerbForm], said: str, do: Do) -> HttpResponse:
    """Read the form, do the verb in a savepoint, and answer each way it may be refused."""
    if not request.actor.may(Verb.READ_CASE):  # a provider has the verbs for its own assignments, and no case
        raise Http404
    case = case_or_404(request.actor, case_id)
    back = redirect("gop:course", case_id)
    if request.method != "POST":
        return back
    action = request.POST.get("action", "")
    if issubclass(kind, CodedForm) and (action == SEARCH or action.startswith(CHOOSE)):
        form = kind(case, name)
        form.typed_only(request.POST)
        return _page(request, case, (name, form))
    bound = kind(case, name, request.POST)
    if not bound.is_valid():
        return _page(request, case, (name, bound), status=BAD)
    try:
        with transaction.atomic():
            do(bound, seen_in(request))
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        bound.refuse(error.messages)
        return _page(request, case_or_404(request.actor, case_id), (name, bound), status=BAD)
    except AlreadyDone as error:
        problem = f"{error.by_name} har ændret det, {short_moment(error.at)}. Se ændringen og prøv igen."
        return _page(request, case_or_404(request.actor, case_id), (name, bound), problem, CONFLICT)
    except TransitionNotAllowed as error:
        return _page(request, case_or_404(request.actor, case_id), (name, bound), error.message, CONFLICT)
    messages.success(request, said, extra_tags="gemt")
    return back


@page(Verb.SET_GOALS)
@verb_page
def goal_new(request: Any, case_id: UUID) -> HttpResponse:
    def do(form: GoalForm, seen: datetime | None) -> None:
        goals.agree(request.actor, case_id, new_row_id(form), form.said)

    return _run(request, case_id, "maal", GoalForm, "Målet er aftalt.", do)


@page(Verb.SET_GOALS)
@verb_page
def goal_change(request: Any, case_id: UUID, goal_id: UUID) -> HttpResponse:
    def do(form: GoalForm, seen: datetime | None) -> None:
        goals.change(request.actor, case_id, goal_id, new_row_id(form), form.said, seen)

    return _run(request, case_id, f"ret-{goal_id}", GoalForm, "Målet er ændret.", do)


@page(Verb.SET_GOALS)
@verb_page
def goal_close(request: Any, case_id: UUID, goal_id: UUID) -> HttpResponse:
    def do(form: ReachedForm, seen: datetime | None) -> None:
        typed = form.cleaned_data
        reached = GoalReached(typed["reached"])
        goals.close_goal(request.actor, case_id, goal_id, reached=reached, on=typed["on"], note=typed["note"], seen=seen)

    return _run(request, case_id, f"luk-{goal_id}", ReachedForm, "Målet er vurderet.", do)


@page(Verb.HOLD_MEETING)
@verb_page
def contact_new(request: Any, case_id: UUID) -> HttpResponse:
    def do(form: OneContactForm, seen: datetime | None) -> None:
        contacts.put_contact(request.actor, case_id, new_row_id(form), form.said)

    return _run(request, case_id, "kontakt", OneContactForm, "Kontakten er registreret.", do)


@page(Verb.HOLD_MEETING)
@verb_page
def contact_settle(request: Any, case_id: UUID, contact_id: UUID) -> HttpResponse:
    def do(form: SettleForm, seen: datetime | None) -> None:
        typed, state = form.cleaned_data, ContactState(form.cleaned_data["state"])
        contacts.settle(request.actor, case_id, contact_id, state=state, minutes=typed["minutes"], note=typed["note"], seen=seen)

    return _run(request, case_id, f"blev-{contact_id}", SettleForm, "Kontakten er registreret.", do)


@page(Verb.ACKNOWLEDGE)
@verb_page
def called_back(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(
        request,
        case_id,
        "ringet",
        lambda typed, seen: calling_back.called_back(request.actor, case_id, on=typed["on"], note=typed["note"], seen=seen),
    )
