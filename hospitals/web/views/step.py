"""One step of the plan form: shown, saved when a button is pressed, and saved by itself while somebody writes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import ConsentAnswer, ConsentKind, PlanState
from gop.selectors.correspondence import letter_instead_of
from gop.selectors.discarded import is_discarded
from gop.selectors.earlier import beside
from gop.selectors.plans import plan_of, version_of
from gop.services.drafts import save_step
from gop.web.code_search import found_diagnoses
from hospitals.web.attempt import BAD, CONFLICT, OK, Answer, attempt, tell
from hospitals.web.forms import StepForm
from hospitals.web.forms.codes import chosen, next_answer, with_chosen
from hospitals.web.forms.lines import key, new_line
from hospitals.web.helping import help_fields, put_away, stay, with_phrase
from hospitals.web.meanwhile import known, merged_text, seen_of, show_theirs, unsaved_text
from hospitals.web.presenters import replacing, saved_text, step_aside, steps_of
from hospitals.web.steps import FORMS, REVIEW, TITLES, contradictions, field_name, lists_for, next_step, step_url
from hospitals.web.views import open_plan
from hospitals.web.views.drafts import review

# The return key presses no button that somebody looks at: it searches when there is something to search for, else it goes on.
BY_ITSELF, SEARCH, RETURN_KEY = "auto", "soeg", "retur"
GONE = "Planen er sendt, så det sidste, du skrev, er ikke gemt."


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def step(request: Any, plan_id: UUID, step: str) -> HttpResponse:
    if step not in TITLES:
        raise Http404
    if request.method == "POST" and request.POST.get("action") == BY_ITSELF and step in FORMS:
        return _autosave(request, plan_id, step)
    plan = open_plan(request, plan_id)
    if plan.state != PlanState.DRAFT:
        if request.method == "POST":
            messages.info(request, GONE)
        return redirect("hospitals:plan", plan_id)
    if plan.put_away_at is not None:
        if is_discarded(plan):
            return redirect("hospitals:discard", plan_id)
        letter = letter_instead_of(plan)
        return redirect("hospitals:correspondence", letter.id) if letter else redirect("hospitals:end_without", plan_id)
    if step == REVIEW:
        if request.method == "GET":
            return review(request, plan)
        put_away(request, plan.id)
        return redirect(f"{step_url(plan.id, REVIEW)}#raad")
    version = version_of(plan)
    if request.method == "GET":
        form = _form(request, plan, version, step)
        form.ask_line(request.GET.get("linje", ""))
        form.ask_field(request.GET.get("felt", ""))
        return _show(request, plan, version, step, form)
    return _save(request, plan, step, _form(request, plan, version, step, with_chosen(with_phrase(request))))


def _form(request: Any, plan: Any, version: Any, step: str, *posted: Any) -> StepForm:
    return FORMS[step](*posted, lists=lists_for(step, request.actor, clock.today()), plan=plan, version=version)


def _keep(request: Any, plan_id: UUID, form: StepForm) -> Answer:
    """Save what can be kept; what cannot has an error on the form."""
    form.is_valid()
    seen = seen_of(request.POST)
    answer = attempt(lambda: save_step(request.actor, plan_id, form.values(), seen))
    if answer.messages:
        tell(form, answer.messages, field_name)
    if answer.status == BAD and "diagnosis_code" in form.cleaned_data:  # the one value that only the service can judge
        kept = {name: value for name, value in form.values().items() if name != "diagnosis_code"}
        answer = attempt(lambda: save_step(request.actor, plan_id, kept, seen))
    return answer


def _save(request: Any, plan: Any, step: str, form: StepForm) -> HttpResponse:
    """What cannot be kept, goes against another answer or was changed by somebody meanwhile is said at its field and stays as typed."""
    saved = _keep(request, plan.id, form).result
    put_away(request, plan.id)
    plan = open_plan(request, plan.id)
    version = version_of(plan)
    if saved and (saved.theirs or saved.collided):
        show_theirs(form, _form(request, plan, version, step), saved, version, request.actor.person)
        if text := merged_text(form, saved.theirs, request.actor.person):
            messages.info(request, text)
    action, search = request.POST.get("action", ""), request.POST.get("diagnosis_query", "").strip()
    searching = action in (SEARCH, RETURN_KEY) and bool(search)
    if search and not request.POST.get("diagnosis_code") and not searching and "diagnosis_query" in form.fields:
        form.add_error("diagnosis_query", "Vælg en diagnose på listen, eller ryd søgefeltet.")
    aside = step_aside(plan, version, step, clock.now(), clock.today())
    if action not in form.stays:  # whoever lets a button fill in an answer has not come to the others yet
        tell(form, contradictions(step, aside["missing"], version), field_name)
    if form.errors or searching:
        form.ask_line(new_line(action))
        status = CONFLICT if saved and saved.collided else BAD if form.errors else OK
        return _show(request, plan, version, step, form, aside, status=status)
    if action == "fortsaet" and form.cleaned_data.get(f"consent_{ConsentKind.PLAN}") == ConsentAnswer.REFUSED:
        return redirect("hospitals:end_without", plan.id)
    if action == "bilag":
        return redirect("hospitals:attachments", plan.id)
    if action == "gem":
        messages.success(request, "Kladden er gemt.", extra_tags="gemt")
        return redirect("hospitals:step", plan.id, step)
    return redirect(_onward(plan, step, form, request.POST))


def _onward(plan: Any, step: str, form: StepForm, posted: Any) -> str:
    """Where the pressed button leads once the page is saved."""
    here, action = step_url(plan.id, step), posted.get("action", "")
    if line := new_line(action):
        return f"{here}?linje={line}"  # a fragment would keep the browser from focusing the new line
    if picked := chosen(posted):
        return f"{here}?felt={next_answer(form, picked, key)}"
    if action in form.stays:
        return f"{here}#{form.stays[action]}"
    if helped := stay(plan, step, action):
        return helped
    return reverse("hospitals:step", args=[plan.id, next_step(step)])


def _autosave(request: Any, plan_id: UUID, step: str) -> HttpResponse:
    """The same saving without a page: no errors, no answers of others, only what a script says quietly. A save is not a look."""
    plan = plan_of(request.actor, plan_id)
    if plan is None:
        raise Http404
    if request.POST.get("writer") != str(request.actor.person):
        return JsonResponse(
            {"stop": "En anden er logget ind, så siden gemmer ikke selv. Log ind igen, eller tryk Gem kladde."}, status=CONFLICT
        )
    if plan.state != PlanState.DRAFT:
        return JsonResponse({"stop": GONE}, status=CONFLICT)
    form = _form(request, plan, version_of(plan), step, request.POST)
    saved = _keep(request, plan_id, form).result
    if saved is None:
        return JsonResponse({"stop": GONE}, status=CONFLICT)
    said = {"saved": saved_text(saved.plan.changed_at, clock.today()), "unsaved": unsaved_text(form, saved, request.actor.person)}
    if not saved.theirs and not saved.collided:  # else the page does not show what it would then claim to know
        said["revision"] = saved.plan.revision
    return JsonResponse(said)


def _show(request: Any, plan: Any, version: Any, step: str, form: StepForm, aside: Any = None, status: int = OK) -> HttpResponse:
    aside = aside or step_aside(plan, version, step, clock.now(), clock.today())
    help_fields(form, request.actor, plan, aside["content"], aside["hints_here"])
    context = {
        "plan": plan,
        "version": version,
        "step": step,
        "heading": TITLES[step],
        "form": form,
        "steps": steps_of(plan, step, aside["missing"]),
        "saved_said": saved_text(plan.changed_at, clock.today()) if plan.changed_at > plan.created_at else "",
        "writer": request.actor.person,
        "replacing": replacing(plan),
        "open_parts": form.open_parts(),
        "lists": form.drawn(),
        "earlier": beside(request.actor, plan),
        **known(plan, version, form, request.POST.get("page", "")[:36]),
        **aside,
    }
    if step == "kontakt":
        context |= found_diagnoses(str(form["diagnosis_query"].value() or ""), str(form["diagnosis_code"].value() or ""))
    return render(request, f"hospitals/steps/{step}.html", context, status=status)
