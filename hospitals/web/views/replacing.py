"""A new plan in the place of a sent one."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.enums import Verb
from accounts.web.page import page
from gop.services.replacing import detach as detach_plan
from gop.services.replacing import replace_plan
from hospitals.web.attempt import attempt
from hospitals.web.views import open_plan


@page(Verb.REPLACE_PLAN)
@require_POST
def replace(request: Any, plan_id: UUID) -> HttpResponse:
    """The page brings the id. Pressed twice it is the same draft; a colleague's is said with who and when."""
    open_plan(request, plan_id)
    answer = attempt(lambda: replace_plan(request.actor, plan_id, _uuid(request.POST.get("new_id", ""))))
    if answer.messages:
        for _, sentence in answer.messages:
            messages.warning(request, sentence)
        return redirect("hospitals:plan", plan_id)
    messages.info(request, "Her er en kladde med planens indhold. Samtykkerne er ikke med: spørg patienten igen.")
    return redirect("hospitals:step", answer.result.id, "patient")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid.uuid4()


@page(Verb.WRITE_PLAN)
@require_POST
def detach(request: Any, plan_id: UUID) -> HttpResponse:
    """The plan it should replace is gone: the draft goes on as a plan of its own."""
    open_plan(request, plan_id)
    answer = attempt(lambda: detach_plan(request.actor, plan_id))
    for _, sentence in answer.messages:
        messages.warning(request, sentence)
    if not answer.messages:
        messages.success(request, "Kladden er nu en selvstændig plan.")
    return redirect("hospitals:step", plan_id, "send")
