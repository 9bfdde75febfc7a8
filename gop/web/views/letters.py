"""Letters to the citizen: send one, see it, post the pile on paper; and who trains. Each file read stands in the access log."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Verb
from accounts.secret import UNREADABLE
from accounts.services import log_access
from accounts.web.page import page
from gop.enums import LetterChannel, LetterKind, LetterState
from gop.errors import NotFound, Refused
from gop.selectors import case_letters
from gop.selectors.cases import version_for
from gop.services import posting, trainers
from gop.services.case_letters import document_for, send_letter
from gop.web.letter_forms import PostedForm
from gop.web.letter_rows import board_rows
from gop.web.paper import answer
from gop.web.views.case import case_or_404
from gop.web.views.verbs import run_verb, verb_page

FILE = "brev-til-borgeren.pdf"
NOTHING = "Der er ikke noget at skrive om endnu. Tilbyd et første møde først."
UNREAD = "Brevet kan ikke læses. Sig det til dem, der driver systemet."
log = logging.getLogger("gop.paper")
BAD = 400


@page(Verb.INFORM)
@verb_page
def send(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        chosen = LetterChannel(typed["channel"])
        letter = send_letter(request.actor, case_id, kind=LetterKind(typed["kind"]), channel=chosen, seen=seen)
        if letter.state == LetterState.PRINTING:
            why = "Borgeren får ikke Digital Post. " if letter.channel != chosen else ""
            messages.info(request, f"{why}Brevet skal udskrives og sendes. Det ligger under Breve.")

    return run_verb(request, case_id, "brev", do)


@page(Verb.INFORM)
@require_GET
def draft(request: Any, case_id: UUID) -> HttpResponse:
    """As the letter would be sent now; `om` is its kind."""
    case = case_or_404(request.actor, case_id)
    log_access(request.actor, "gop:letter_draft", case.id, action="udskrevet")
    back, kinds, version = reverse("gop:case", args=[case.id]), case_letters.kinds_for(case), version_for(case)
    kind = next((one for one in kinds if one == request.GET.get("om")), next(iter(kinds), None))
    missing = case_letters.missing_for(case, kind) if kind else [NOTHING]
    if kind is None or version is None or missing:
        messages.info(request, " ".join(missing))
        return redirect(back)
    return answer(request, document_for(case, version, kind, request.actor.name), FILE, back)


@page(Verb.READ_CASE)
@require_GET
def sent(request: Any, case_id: UUID, case_letter: UUID) -> HttpResponse:
    """The file as it was made, whatever has been decided since."""
    case = case_or_404(request.actor, case_id)
    letter = case_letters.letter_of(request.actor, case.id, case_letter)
    if letter is None:
        raise Http404
    log_access(request.actor, "gop:sent_letter", case.id, action="udskrevet")
    try:
        made = case_letters.pdf_of(letter)
    except UNREADABLE as error:
        log.error("letter %s cannot be read: %s", letter.id, type(error).__name__)
        messages.error(request, UNREAD)
        return redirect("gop:case", case.id)
    headers = {"Content-Disposition": f'attachment; filename="{FILE}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@page(Verb.INFORM)
@require_GET
def board(request: Any) -> HttpResponse:
    return _board(request, PostedForm())


def _board(request: Any, form: PostedForm, status: int = 200) -> HttpResponse:
    log_access(request.actor, "gop:letters", None)
    context = board_rows(case_letters.board(request.actor)) | {
        "form": form,
        "ticked": [str(one) for one in form.ticked()],
        "crumbs": [{"text": "Sager", "url": reverse("gop:inbox")}, {"text": "Breve", "url": ""}],
    }
    return render(request, "gop/letters.html", context, status=status)


@page(Verb.INFORM)
@require_POST
def posted(request: Any) -> HttpResponse:
    form = PostedForm(request.POST)
    ticked = form.ticked()
    if not ticked:
        form.add_error(None, "Sæt kryds ved de breve, der er sendt.")
    if not form.is_valid():
        return _board(request, form, BAD)
    try:
        done = posting.post_letters(request.actor, ticked, form.cleaned_data["on"])
    except NotFound as error:
        raise Http404 from error
    except Refused as refusal:
        for field, text in refusal.messages:
            form.add_error(field or None, text)
        return _board(request, form, BAD)
    if done:
        messages.success(request, "1 brev er registreret som sendt." if done == 1 else f"{done} breve er registreret som sendt.")
    else:
        messages.info(request, "Brevene var allerede registreret eller fjernet af en kollega.")
    return redirect("gop:letters")


@page(Verb.INFORM)
@require_POST
def stop(request: Any, case_letter: UUID) -> HttpResponse:
    try:
        stopped = posting.stop_letter(request.actor, case_letter)
    except NotFound as error:
        raise Http404 from error
    messages.info(request, "Brevet er fjernet fra listen." if stopped else "Brevet var allerede sendt eller fjernet.")
    return redirect("gop:letters")


@page(Verb.INFORM)
@verb_page
def trainer(request: Any, case_id: UUID) -> HttpResponse:
    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        trainers.name_trainer(request.actor, case_id, name=typed["name"], phone=typed["phone"], address=typed["address"], seen=seen)

    return run_verb(request, case_id, "traener", do)
