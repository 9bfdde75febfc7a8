"""Fraser: one's own and the departments', and one's own title and phone."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import clock
from accounts.enums import Verb
from accounts.web.page import page
from gop.selectors.phrases import FIELDS, details_of, keeps_departments, kept_by, phrase_of
from gop.selectors.plans import departments_of
from gop.services.phrases import change_phrase, end_phrase, keep_details, keep_phrase
from hospitals.web.attempt import BAD, OK, Answer, attempt, tell
from hospitals.web.phrase_forms import MINE, DetailsForm, PhraseForm


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def phrases(request: Any) -> HttpResponse:
    if request.method == "GET":
        return _show(request)
    form = PhraseForm(request.POST, keepers=_keepers(request.actor))
    phrase_id, answer = _uuid(request.POST.get("phrase_id", "")) or uuid.uuid4(), Answer(BAD)
    if form.is_valid():
        said = form.cleaned_data
        department = _uuid(said.get("keeper", ""))
        answer = attempt(lambda: keep_phrase(request.actor, phrase_id, said["field"], said["title"], said["text"], department))
        tell(form, answer.messages, lambda name: "keeper" if name == "department" else name)
    if form.errors:
        return _show(request, form=form, phrase_id=phrase_id, status=answer.status)
    messages.success(request, "Frasen er gemt.", extra_tags="gemt")
    return redirect("hospitals:phrases")


@page(Verb.WRITE_PLAN)
@require_POST
def details(request: Any) -> HttpResponse:
    form = DetailsForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        answer = attempt(lambda: keep_details(request.actor, said["title"], said["phone"], digest=said["digest"]))
        tell(form, answer.messages)
    if form.errors:
        return _show(request, details=form, status=BAD)
    messages.success(request, "Dine oplysninger er gemt.", extra_tags="gemt")
    return redirect("hospitals:phrases")


@page(Verb.WRITE_PLAN)
@require_http_methods(["GET", "POST"])
def phrase(request: Any, phrase_id: UUID) -> HttpResponse:
    """Change one."""
    row = _found(request.actor, phrase_id)
    form = PhraseForm(request.POST or None, initial={"title": row.title, "text": row.text}, fixed=True)
    status = OK
    if request.method == "POST" and form.is_valid():
        answer = attempt(lambda: change_phrase(request.actor, phrase_id, form.cleaned_data["title"], form.cleaned_data["text"]))
        tell(form, answer.messages)
        if not form.errors:
            messages.success(request, "Frasen er gemt.", extra_tags="gemt")
            return redirect("hospitals:phrases")
    if form.errors:
        status = BAD
    return render(request, "hospitals/phrase.html", {"form": form, "phrase": row, "field": FIELDS[row.field]}, status=status)


@page(Verb.WRITE_PLAN)
@require_POST
def end(request: Any, phrase_id: UUID) -> HttpResponse:
    attempt(lambda: end_phrase(request.actor, phrase_id))
    messages.success(request, "Frasen er slettet. Planer, den er brugt i, er ikke ændret.", extra_tags="gemt")
    return redirect("hospitals:phrases")


def _found(actor: Any, phrase_id: UUID) -> Any:
    row = phrase_of(actor, phrase_id)
    if row is None or (row.department_id is not None and not keeps_departments(actor)):
        raise Http404
    return row


def _show(request: Any, form: Any = None, details: Any = None, phrase_id: UUID | None = None, status: int = OK) -> HttpResponse:
    own, departments = kept_by(request.actor)
    kept = details_of(request.actor)
    context = {
        "form": form or PhraseForm(keepers=_keepers(request.actor)),
        "details": details
        or DetailsForm(initial={"title": kept.title, "phone": kept.phone, "digest": kept.digest} if kept else {"digest": True}),
        "known": ", ".join(one for one in (kept.title, kept.phone) if one) if kept else "",
        "own": [_row(one) for one in own],
        "departments": [_row(one) for one in departments],
        "keeps_departments": keeps_departments(request.actor),
        "phrase_id": phrase_id or uuid.uuid4(),
        "wrong": form or details,
    }
    return render(request, "hospitals/phrases.html", context, status=status)


def _row(one: Any) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "text": one.text,
        "field": FIELDS.get(one.field, one.field),
        "department": one.department.name if one.department else "",
    }


def _keepers(actor: Any) -> list[tuple[str, str]]:
    rows = departments_of(actor, clock.today()) if keeps_departments(actor) else []
    return [(MINE, "Kun mig"), *((str(one.id), f"Alle på {one.name}") for one in rows)]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
