"""Jeres side med tilbud: an organisation keeps what its public page says."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock, offering_file
from accounts import offering_services as change
from accounts.actor import Actor
from accounts.danish import short_moment
from accounts.enums import Verb
from accounts.errors import NotAccepted
from accounts.offerings import HAVE_A_PAGE, ended_offerings, offerings_of
from accounts.selectors import organisation
from accounts.sheet import Sheet, sent
from accounts.web.contact_forms import FileForm, OwnForm
from accounts.web.offering_forms import OfferForm, WaitingForm, of_offer
from accounts.web.offerings import offer_row
from accounts.web.page import page, takes_file

if TYPE_CHECKING:
    from accounts.models import Offering

BAD = 422


def _actor(request: Any) -> Actor:
    """Only organisations that have a public page."""
    actor: Actor = request.actor
    if actor.organisation_kind not in HAVE_A_PAGE:
        raise Http404
    return actor


@page(Verb.KEEP_OFFERINGS)
@require_GET
def show(request: Any) -> HttpResponse:
    return _page(request)


def _page(request: Any, waiting: WaitingForm | None = None, problem: str = "") -> HttpResponse:
    actor, today = _actor(request), clock.today()
    rows = offerings_of(actor.tenant)
    shown = [offer_row(row, today) for row in rows]
    context = {
        "rows": shown,
        "old": [_old(row) for row in ended_offerings(actor)],
        "key": organisation(actor.tenant).key,
        "asked": sum(row["asked"] for row in shown),
        "form": waiting or WaitingForm(rows),
        "problem": problem,
    }
    return render(request, "accounts/offerings_own.html", context, status=BAD if problem or (waiting and waiting.errors) else 200)


def _old(row: "Offering") -> dict[str, Any]:
    return {
        "title": row.title,
        "waiting": row.waiting,
        "said": f"Skrevet af {row.made_by_name}, {short_moment(row.made_at)}. "
        + (f"Afløst eller lagt væk af {row.ended_by_name}, {short_moment(row.ended_at)}." if row.ended_at else ""),
    }


def _tried(form: OwnForm, write: Callable[[], object]) -> bool:
    """Whether the change was made; else the form says why not, and nothing of it stays."""
    valid = form.is_valid()
    try:
        if valid:
            with transaction.atomic():
                write()
    except NotAccepted as refused:
        form.refuse(refused.wrong)
        return False
    return valid


def _saved(request: Any, text: str) -> HttpResponse:
    messages.success(request, text, extra_tags="gemt")
    return redirect("offerings_own")


@page(Verb.KEEP_OFFERINGS)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    actor = _actor(request)
    form = OfferForm(request.POST or None)
    if request.method == "POST" and _tried(form, lambda: change.add_offering(actor, form.asked)):
        return _saved(request, "Tilbuddet står nu på jeres side.")
    return render(request, "accounts/offering.html", {"form": form, "row": None}, status=BAD if form.errors else 200)


@page(Verb.KEEP_OFFERINGS)
@require_http_methods(["GET", "POST"])
def offering(request: Any, offering_id: UUID) -> HttpResponse:
    """Change one; the old words are kept."""
    actor = _actor(request)
    row = next((one for one in offerings_of(actor.tenant) if one.id == offering_id), None)
    if row is None:
        return _gone(request, offering_id)
    form = OfferForm(request.POST or None, initial=of_offer(row))
    if request.method == "POST" and _tried(form, lambda: change.change_offering(actor, offering_id, form.asked)):
        return _saved(request, "Tilbuddet er ændret.")
    return render(request, "accounts/offering.html", {"form": form, "row": row}, status=BAD if form.errors else 200)


def _gone(request: Any, offering_id: UUID) -> HttpResponse:
    """One that a colleague has changed meanwhile is said so; one of nobody here is 404."""
    if offering_id not in {one.id for one in ended_offerings(_actor(request), most=500)}:
        raise Http404
    return _page(request, problem="En kollega har ændret eller lagt tilbuddet væk imens. Her er siden, som den er nu.")


def _row_verb(request: Any, offering_id: UUID, write: Callable[[Actor], object], text: str) -> HttpResponse:
    actor = _actor(request)
    if request.method == "GET":
        return redirect("offerings_own")
    if not any(one.id == offering_id for one in offerings_of(actor.tenant)):
        return _gone(request, offering_id)
    try:
        with transaction.atomic():
            write(actor)
    except NotAccepted as refused:
        return _page(request, problem=str(refused))
    return _saved(request, text)


@page(Verb.KEEP_OFFERINGS)
@require_http_methods(["GET", "POST"])
def move(request: Any, offering_id: UUID) -> HttpResponse:
    """One place up or down."""
    step = -1 if request.POST.get("vej") == "op" else 1
    return _row_verb(request, offering_id, lambda actor: change.move_offering(actor, offering_id, step), "Rækkefølgen er gemt.")


@page(Verb.KEEP_OFFERINGS)
@require_http_methods(["GET", "POST"])
def put_away(request: Any, offering_id: UUID) -> HttpResponse:
    return _row_verb(
        request, offering_id, lambda actor: change.put_away(actor, offering_id), "Tilbuddet er lagt væk og står ikke mere på siden."
    )


@page(Verb.KEEP_OFFERINGS)
@require_http_methods(["GET", "POST"])
def waiting(request: Any) -> HttpResponse:
    """All waiting times in one form; what it holds is told as of today."""
    actor = _actor(request)
    if request.method == "GET":
        return redirect("offerings_own")
    form = WaitingForm(offerings_of(actor.tenant), request.POST)
    told = form.told()
    if told is None:
        return _page(request, problem="En kollega har ændret tilbuddene imens. Se ventetiderne igennem, som de er nu, og gem igen.")
    if _tried(form, lambda: change.state_waiting(actor, told)):
        return _saved(request, "Ventetiderne er gemt som oplyst i dag.")
    return _page(request, form)


@page(Verb.KEEP_OFFERINGS)
@takes_file("file")
@require_http_methods(["GET", "POST"])
def from_file(request: Any) -> HttpResponse:
    """First what each line would do; then all of it, or nothing."""
    actor = _actor(request)
    if request.method == "GET":
        return _file_page(request, FileForm())
    text, wrong = sent(request)
    found = offering_file.read(text) if not wrong else Sheet([], wrong)
    if found.wrong:
        form = FileForm({"text": text})
        form.is_valid()
        form.refuse([("text" if text and not wrong else "file", found.wrong)])
        return _file_page(request, form, status=BAD)
    fates, kept = offering_file.take_in(actor, found.lines, keep="indlaes" in request.POST)
    if kept:
        return _saved(request, f"Filen er indlæst. Linjer: {len(fates)}.")
    bad = any(fate.wrong for fate in fates)
    return _file_page(request, FileForm({"text": text}), fates, found.notes, status=BAD if bad else 200)


def _file_page(
    request: Any, form: FileForm, fates: Sequence[offering_file.Fate] = (), notes: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    context = {"form": form, "fates": fates, "notes": notes, "wrong": sum(bool(fate.wrong) for fate in fates)}
    return render(request, "accounts/offerings_file.html", context, status=status)
