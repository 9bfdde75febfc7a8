"""One view for each thing a performer does. What is refused comes back on the assignment's page with what was typed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.danish import short_moment
from accounts.enums import Verb
from accounts.web.page import page, performs
from gop.enums import ContactForm, ContactState, DeclineReason, EndCode, GoalReached
from gop.errors import AlreadyDone, NotFound, Refused
from gop.rules import TransitionNotAllowed
from gop.services import performing
from gop.services.performed import answer_documentation, send_status
from gop.services.performed_goals import agree_goal, reach_goal
from gop.services.performed_meetings import MeetingSaid, put_meeting, settle_meeting
from municipalities.web.portal import forms
from municipalities.web.portal.show import assignment_or_404, assignment_page

BAD, CONFLICT = 400, 409
Form = TypeVar("Form", bound=forms.PortalForm)
# The address of a form, opened in the browser's bar, leads to the page
form_page = require_http_methods(["GET", "POST"])


def _run(
    request: Any,
    assignment_id: UUID,
    name: str,
    kind: type[Form],
    said: str,
    do: Callable[[Form, datetime | None], None],
    to: str = "portal:assignment",
) -> HttpResponse:
    """Read the form, do it in a savepoint, and answer each way it may be refused."""
    one = assignment_or_404(request, assignment_id)
    if request.method != "POST":
        return redirect("portal:assignment", assignment_id)
    form = kind(one, name, request.POST)
    if not form.is_valid():
        return assignment_page(request, one, (name, form), status=BAD)
    try:
        with transaction.atomic():
            do(form, _seen(request))
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        form.refuse(error.messages)
        return assignment_page(request, assignment_or_404(request, assignment_id), (name, form), status=BAD)
    except AlreadyDone as error:
        problem = f"{error.by_name} har været her først, {short_moment(error.at)}. Se ændringen, og prøv igen."
        return assignment_page(request, assignment_or_404(request, assignment_id), (name, form), problem, CONFLICT)
    except TransitionNotAllowed as error:
        return assignment_page(request, assignment_or_404(request, assignment_id), (name, form), error.message, CONFLICT)
    messages.success(request, said, extra_tags="gemt")
    return redirect(to, assignment_id) if to == "portal:assignment" else redirect(to)


def _seen(request: Any) -> datetime | None:
    """When the page that sent the form was made; anything unreadable counts as never."""
    try:
        moment = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


@page(Verb.ACCEPT_ASSIGNMENT)
@performs
@form_page
def accept(request: Any, assignment_id: UUID) -> HttpResponse:
    def do(form: forms.YesForm, seen: datetime | None) -> None:
        performing.accept(request.actor, assignment_id, meeting_at=form.at, place=form.cleaned_data["place"], seen=seen)

    return _run(request, assignment_id, "ja", forms.YesForm, "I har sagt ja. Kommunen har fået besked.", do)


@page(Verb.DECLINE_ASSIGNMENT)
@performs
@form_page
def decline(request: Any, assignment_id: UUID) -> HttpResponse:
    def do(form: forms.NoForm, seen: datetime | None) -> None:
        reason = DeclineReason(form.cleaned_data["reason"])
        performing.decline(request.actor, assignment_id, reason=reason, text=form.cleaned_data["text"], seen=seen)

    said = "I har sagt nej. Kommunen har fået besked, og I kan ikke længere se opgaven."
    return _run(request, assignment_id, "nej", forms.NoForm, said, do, to="portal:desk")


@page(Verb.HOLD_MEETING)
@performs
@form_page
def first(request: Any, assignment_id: UUID) -> HttpResponse:
    def do(form: forms.FirstForm, seen: datetime | None) -> None:
        performing.plan_first(request.actor, assignment_id, meeting_at=form.at, place=form.cleaned_data["place"], seen=seen)

    return _run(request, assignment_id, "foerste-moede", forms.FirstForm, "Første møde er aftalt. Kommunen har fået besked.", do)


@page(Verb.HOLD_MEETING)
@performs
@form_page
def held(request: Any, assignment_id: UUID) -> HttpResponse:
    def do(form: forms.HeldForm, seen: datetime | None) -> None:
        performing.hold_first(request.actor, assignment_id, on=form.cleaned_data["on"], seen=seen)

    return _run(request, assignment_id, "holdt", forms.HeldForm, "Første møde er holdt. Kommunen har fået besked.", do)


@page(Verb.HOLD_MEETING)
@performs
@form_page
def missed(request: Any, assignment_id: UUID) -> HttpResponse:
    """A first meeting that came to nothing is a meeting on its own row; the next one is agreed anew."""

    def do(form: forms.MissedForm, seen: datetime | None) -> None:
        state, note = ContactState(form.cleaned_data["state"]), form.cleaned_data["note"]
        said = MeetingSaid(form=ContactForm.INDIVIDUAL, at=form.one.first_meeting_at, state=state, note=note)
        put_meeting(request.actor, assignment_id, form.row_id, said)

    return _run(request, assignment_id, "udeblev", forms.MissedForm, "Det er skrevet. Aftal et nyt første møde med borgeren.", do)


@page(Verb.HOLD_MEETING)
@performs
@form_page
def meeting_new(request: Any, assignment_id: UUID) -> HttpResponse:
    def do(form: forms.MeetingForm, seen: datetime | None) -> None:
        put_meeting(request.actor, assignment_id, form.row_id, form.said)

    return _run(request, assignment_id, "moede", forms.MeetingForm, "Mødet er gemt.", do)


@page(Verb.HOLD_MEETING)
@performs
@form_page
def meeting_settle(request: Any, assignment_id: UUID, meeting_id: UUID) -> HttpResponse:
    def do(form: forms.SettleForm, seen: datetime | None) -> None:
        typed = form.cleaned_data
        state = ContactState(typed["state"])
        settle_meeting(request.actor, assignment_id, meeting_id, state=state, minutes=typed["minutes"], note=typed["note"], seen=seen)

    return _run(request, assignment_id, f"blev-{meeting_id}", forms.SettleForm, "Mødet er gemt.", do)


@page(Verb.SET_GOALS)
@performs
@form_page
def goal_new(request: Any, assignment_id: UUID) -> HttpResponse:
    def do(form: forms.GoalForm, seen: datetime | None) -> None:
        agree_goal(request.actor, assignment_id, form.row_id, form.said)

    return _run(request, assignment_id, "maal", forms.GoalForm, "Målet er aftalt.", do)


@page(Verb.SET_GOALS)
@performs
@form_page
def goal_reach(request: Any, assignment_id: UUID, goal_id: UUID) -> HttpResponse:
    def do(form: forms.ReachedForm, seen: datetime | None) -> None:
        reached = GoalReached(form.cleaned_data["reached"])
        reach_goal(request.actor, assignment_id, goal_id, reached=reached, note=form.cleaned_data["note"], seen=seen)

    return _run(request, assignment_id, f"naaet-{goal_id}", forms.ReachedForm, "Målet er vurderet.", do)


@page(Verb.SET_GOALS)
@performs
@form_page
def status(request: Any, assignment_id: UUID) -> HttpResponse:
    def do(form: forms.StatusForm, seen: datetime | None) -> None:
        send_status(request.actor, assignment_id, form.row_id, text=form.cleaned_data["text"], title=form.cleaned_data["title"])

    return _run(request, assignment_id, "status", forms.StatusForm, "Status er sendt til kommunen.", do)


@page(Verb.HOLD_MEETING)
@performs
@form_page
def documentation(request: Any, assignment_id: UUID, request_id: UUID) -> HttpResponse:
    def do(form: forms.DocumentationForm, seen: datetime | None) -> None:
        answer_documentation(request.actor, assignment_id, request_id, text=form.cleaned_data["text"])

    return _run(request, assignment_id, f"dok-{request_id}", forms.DocumentationForm, "Dokumentationen er sendt til kommunen.", do)


@page(Verb.END_ASSIGNMENT)
@performs
@form_page
def end(request: Any, assignment_id: UUID) -> HttpResponse:
    def do(form: forms.EndForm, seen: datetime | None) -> None:
        typed = form.cleaned_data
        reached = GoalReached(typed["goal_reached"]) if typed.get("goal_reached") else None
        performing.end(
            request.actor,
            assignment_id,
            code=EndCode(typed["code"]),
            goal_reached=reached,
            closing_status=typed["closing_status"],
            seen=seen,
        )

    return _run(request, assignment_id, "afslut", forms.EndForm, "Forløbet er afsluttet. Tag en kopi til jeres egen journal.", do)
