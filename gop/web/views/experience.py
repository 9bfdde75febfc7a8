"""The code of the citizen's two questions, shown to the officer once, and its slip to hand over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from accounts import clock
from accounts.enums import Verb
from accounts.services import log_access
from accounts.web.page import page
from gop import letters
from gop.errors import NotFound
from gop.rules.experience import written
from gop.services import experience
from gop.services.experience import Invited
from gop.web.experience_step import NAME
from gop.web.paper import answer as paper
from gop.web.views.case import back_to, case_or_404
from gop.web.views.verbs import run_verb, verb_page

SLIP_FILE = "to-spoergsmaal.pdf"
GONE = "Koden er brugt eller findes ikke. Lav en ny kode, hvis borgeren skal have en."


@page(Verb.END_CASE)
@verb_page
@sensitive_variables("made", "code")
def invite(request: Any, case_id: UUID) -> HttpResponse:
    """The answer to the button is the only page that shows the code."""
    made: list[Invited] = []

    def do(typed: dict[str, Any], seen: datetime | None) -> None:
        made.append(experience.invite(request.actor, case_id, nonce=typed["nonce"], seen=seen))

    answer = run_verb(request, case_id, NAME, do)
    if not made:
        return answer
    case, code = case_or_404(request.actor, case_id), written(made[0].code)
    log_access(request.actor, "gop:experience", case.id)
    crumbs = [
        {"text": "Sager", "url": reverse("gop:inbox")},
        {"text": case.citizen_name, "url": back_to(case)},
        {"text": "Kode til borgeren", "url": ""},
    ]
    shown = {"code": code, "expires_on": made[0].expires_on, "address": address(), "link": f"{address()}#{code}"}
    return render(request, "gop/experience_code.html", {"case": case, "crumbs": crumbs, "back": back_to(case), **shown})


@page(Verb.END_CASE)
@require_POST
@sensitive_post_parameters("kode")
@sensitive_variables("found")
def slip(request: Any, case_id: UUID) -> HttpResponse:
    """The code is posted back by the page that shows it, for it is kept nowhere."""
    case = case_or_404(request.actor, case_id)
    try:
        found = experience.invited(request.actor, request.POST.get("kode", ""))
    except NotFound:
        messages.info(request, GONE)
        return redirect(back_to(case))
    log_access(request.actor, "gop:experience_slip", case.id, action="udskrevet")
    document = letters.experience(
        sender=request.actor.organisation_name,
        address=address(),
        code=written(found.code),
        expires_on=found.expires_on,
        written_on=clock.today(),
    )
    return paper(request, document, SLIP_FILE, back_to(case))


def address() -> str:
    """Where the citizen answers, without the code."""
    return f"{settings.GOP_BASE_URL.rstrip('/')}{reverse('gop:experience_answer')}"
