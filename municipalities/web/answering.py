"""What the pages of the team share: try a change, and say why it was refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.actor import Actor
from accounts.errors import NotAccepted
from accounts.selectors import colleagues
from gop.web.forms import typed
from municipalities.services import MAY_OWN, NotThere, stamp_of
from municipalities.web.forms import OwnForm

REFUSED = 422


def tried(form: OwnForm, write: Callable[[], object]) -> bool:
    """Whether the change was made; else the form says why not. A row of somebody else's is 404."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            write()
    except NotAccepted as refused:
        form.refuse(refused.wrong)
        return False
    except NotThere as error:
        raise Http404 from error
    return True


def saved(request: Any, text: str, to: str) -> HttpResponse:
    messages.success(request, text, extra_tags="gemt")
    return redirect(to)


def form_page(request: Any, template: str, form: OwnForm, **context: Any) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=REFUSED if form.errors else 200)


def people_of(actor: Actor) -> list[tuple[str, str]]:
    """Who may own cases: (id, name with role)."""
    return [(str(user), f"{name}, {role.label.lower()}") for user, name, role in colleagues(actor, MAY_OWN)]


def change_page(request: Any, template: str, form: OwnForm, row: Any, fresh: OwnForm) -> HttpResponse:
    """The page that changes a row. Where a colleague was there first, what stands now is shown (`fresh`), and saving again is on top of it."""
    first_there = bool(form.non_field_errors())
    stamp = request.POST.get("stamp", "") if form.is_bound and not first_there else stamp_of(row)
    return form_page(request, template, form, row=row, stamp=stamp, now=typed(fresh) if first_there else [])
