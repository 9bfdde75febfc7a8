"""One view for each verb on a case. What is refused comes back on the case's page with what was typed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.clock import local
from accounts.danish import clock_time, day_date
from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import CaseKind, CaseState, DateSource, GeneralLevel, GuidanceHow, InformedHow, TrainingField
from gop.errors import AlreadyDone, NotFound, Refused
from gop.rules import TransitionNotAllowed, next_case_state
from gop.services import cases, offers, reassessing
from gop.services.end_course import end_course
from gop.services.teams import hand_to_team
from gop.web.case_page import form_for
from gop.web.forms import VerbForm
from gop.web.step import Step
from gop.web.steps import STEPS, action_of
from gop.web.views.case import back_to, case_or_404, case_page

Do = Callable[[dict[str, Any], datetime | None], None]
# A verb's address in the browser's bar leads to the case.
verb_page = require_http_methods(["GET", "POST"])


def run_verb(request: Any, case_id: UUID, name: str, do: Do) -> HttpResponse:
    """Read the form, do the verb in a savepoint, and answer each way it may be refused."""
    step, case = STEPS[name], case_or_404(request.actor, case_id)
    if request.method != "POST":
        return redirect("gop:case", case_id)
    form = form_for(step, request.actor, case, request.POST)
    try:
        if not form.is_valid():
            next_case_state(CaseState(case.state), action_of(step, case), CaseKind(case.kind))
            return _again(request, case_id, step, form, "", 400)
        with transaction.atomic():
            do(form.cleaned_data, seen_in(request))
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        form.refuse(error.messages)
        return _again(request, case_id, step, form, "", 400)
    except AlreadyDone as error:
        return _again(
            request, case_id, step, form, f"{error.by_name} har {step.done} {when_text(error.at)}. Se ændringen og prøv igen.", 409
        )
    except TransitionNotAllowed as error:
        return _again(request, case_id, step, form, error.message, 409)
    messages.success(request, step.said, extra_tags="gemt")
    return redirect(back_to(case))


def _again(request: Any, case_id: UUID, step: Step, form: VerbForm, problem: str, status: int) -> HttpResponse:
    """The case as it stands now, since a colleague may have changed it meanwhile."""
    return case_page(request, case_or_404(request.actor, case_id), (step, form), problem, status)


def seen_in(request: Any) -> datetime | None:
    """When the page that sent the form was made; anything unreadable counts as never."""
    try:
        moment = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def when_text(at: datetime) -> str:
    """i dag kl. 9.41"""
    day = local(at).date()
    return f"{'i dag' if day == clock.today() else day_date(day)} {clock_time(at)}"


@page(Verb.ACKNOWLEDGE)
@verb_page
def acknowledge(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(request, case_id, "kvitter", lambda typed, seen: cases.acknowledge(request.actor, case_id, seen))


@page(Verb.TAKE)
@verb_page
def take(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(request, case_id, "tag", lambda typed, seen: cases.take(request.actor, case_id, seen))


@page(Verb.HAND_OVER)
@verb_page
def hand_over(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        kind, _, to = typed["colleague"].rpartition(":")
        (hand_to_team if kind == "team" else cases.hand_over)(request.actor, case_id, UUID(to), seen)

    return run_verb(request, case_id, "overdrag", do)


@page(Verb.TRIAGE)
@verb_page
def triage(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        level = GeneralLevel(typed["level"]) if typed.get("level") else None
        field = TrainingField(typed["training_field"]) if typed.get("training_field") else None
        said = {"criteria": typed.get("criteria", ()), "reason": typed.get("reason", "")}
        cases.triage(request.actor, case_id, level=level, field=field, **said, seen=seen)

    return run_verb(request, case_id, "visiter", do)


@page(Verb.TRIAGE)
@verb_page
def reassess(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        reassessing.reassess(request.actor, case_id, version=typed["version"], note=typed["note"], seen=seen)

    return run_verb(request, case_id, "vurder-igen", do)


@page(Verb.RECORD_GUIDANCE)
@verb_page
def guide(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(
        request, case_id, "vejled", lambda typed, seen: cases.record_guidance(request.actor, case_id, GuidanceHow(typed["how"]), seen)
    )


@page(Verb.INVITE)
@verb_page
def invite(request: Any, case_id: UUID) -> HttpResponse:
    """The performing department's offer."""
    return run_verb(
        request,
        case_id,
        "indkald",
        lambda typed, seen: offers.offer(request.actor, case_id, meeting_at=typed["meeting_at"], place=typed["place"], seen=seen),
    )


@page(Verb.INFORM)
@verb_page
def inform(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        offers.inform(
            request.actor, case_id, on=typed["on"], how=InformedHow(typed["how"]), no_start=typed.get("no_start", False), seen=seen
        )

    return run_verb(request, case_id, "besked", do)


@page(Verb.REGISTER_FIRST_MEETING)
@verb_page
def first_meeting(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(
        request,
        case_id,
        "foerste-moede",
        lambda typed, seen: offers.register_first_meeting(request.actor, case_id, on=typed["on"], seen=seen),
    )


@page(Verb.RECORD_TOLD_DISCHARGE)
@verb_page
def told_discharge(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        day, source = typed["discharge_date"], DateSource(typed["source"])
        cases.record_told_discharge(request.actor, case_id, day, expected=typed["expected"], source=source, seen=seen)

    return run_verb(request, case_id, "udskrivning", do)


@page(Verb.END_CASE)
@verb_page
def end_case(request: Any, case_id: UUID) -> HttpResponse:
    return run_verb(
        request,
        case_id,
        "afslut",
        lambda typed, seen: end_course(request.actor, case_id, typed["ending"], seen),
    )
