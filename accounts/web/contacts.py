"""Kontakter: whom to call, by matter, as an organisation's administrator keeps it. They stand on plans, letters and cases."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock, contact_file
from accounts import contact_services as change
from accounts.actor import Actor
from accounts.contacts import KEEPS, asked_about, coming, holds, lacking, own_contact, own_contacts
from accounts.danish import long_date, short_moment
from accounts.enums import ContactMatter, Verb
from accounts.errors import NotAccepted
from accounts.sheet import sent
from accounts.web.contact_forms import ContactForm, EndForm, FileForm, OwnForm, of_contact
from accounts.web.page import page, takes_file

if TYPE_CHECKING:
    from accounts.models import Contact

BAD = 422


def _actor(request: Any) -> Actor:
    """Only organisations that stand on plans and letters keep contacts."""
    actor: Actor = request.actor
    if actor.organisation_kind not in KEEPS:
        raise Http404
    return actor


@page(Verb.MANAGE_ORGANISATION)
@require_GET
def show(request: Any) -> HttpResponse:
    today, rows = clock.today(), own_contacts(_actor(request))
    shown = [row for row in rows if holds(row, today) or coming(row, today)]
    context = {
        "rows": [_row(row, today) for row in shown],
        "old": [_row(row, today) for row in rows if row not in shown],
        "lacking": [matter.label for matter in lacking(rows, today)],
        "no_general": ContactMatter.GENERAL in lacking(rows, today),
        "asked_about": sum(asked_about(row, today) for row in rows),
    }
    return render(request, "accounts/contacts.html", context)


def _row(row: "Contact", today: Any) -> dict[str, Any]:
    last = f" til og med {long_date(row.valid_to)}" if row.valid_to else ""
    said = [f"Oprettet af {row.made_by_name}, {short_moment(row.made_at)}." if row.made_at else "Indlæst med registret."]
    if row.confirmed_on:
        said.append(f"Bekræftet af {row.confirmed_by_name}, {long_date(row.confirmed_on)}.")
    if row.ended_at:
        said.append(f"Slutdag sat af {row.ended_by_name}, {short_moment(row.ended_at)}.")
    return {
        "id": row.id,
        "matter": ContactMatter(row.matter).label,
        "name": row.name,
        "lines": [part for part in (f"Tlf. {row.phone}" if row.phone else "", row.hours, row.email, row.address) if part],
        "period": f"Fra {long_date(row.valid_from)}{last}",
        "coming": coming(row, today),
        "dropped": row.dropped,
        "asked": asked_about(row, today),
        "said": " ".join(said),
    }


def _tried(form: OwnForm, write: Callable[[], object]) -> bool:
    """Whether the change was made; else the form says why not."""
    valid = form.is_valid()
    try:
        if valid:
            write()
    except NotAccepted as refused:
        form.refuse(refused.wrong)
        return False
    return valid


def _saved(request: Any, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("contacts")


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    actor = _actor(request)
    matter = request.GET.get("emne", "")
    first = {"valid_from": clock.today(), "matter": matter if matter in ContactMatter.values() else ContactMatter.GENERAL}
    form = ContactForm(request.POST or None, initial=first)
    if request.method == "POST" and _tried(form, lambda: change.set_contact(actor, form.asked(), new=True)):
        return _saved(request, "Kontakten er gemt. Den står på planer og breve fra den dag, du valgte.")
    return render(request, "accounts/contact.html", {"form": form, "row": None}, status=BAD if form.errors else 200)


def _contact_or_404(request: Any, contact_id: UUID) -> "Contact":
    row = own_contact(_actor(request), contact_id)
    if row is None:
        raise Http404
    return row


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def contact(request: Any, contact_id: UUID) -> HttpResponse:
    """Change the contact of a matter from a day on."""
    row = _contact_or_404(request, contact_id)
    if request.method == "GET":
        return _contact_page(request, row)
    form = ContactForm(request.POST, fixed=True)
    matter = ContactMatter(row.matter)
    if not _tried(form, lambda: change.set_contact(request.actor, form.asked(matter), instead=row.id)):
        return _contact_page(request, row, form=form)
    return _saved(request, "Kontakten er ændret fra den dag, du valgte. Den tidligere slutter dagen før.")


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def end(request: Any, contact_id: UUID) -> HttpResponse:
    row = _contact_or_404(request, contact_id)
    if request.method == "GET":
        return redirect("contact", contact_id)
    form = EndForm(request.POST)
    if coming(row, clock.today()):
        if not _tried(form, lambda: change.take_back(request.actor, contact_id)):
            return _contact_page(request, row, end=form)
        return _saved(request, "Kontakten er taget tilbage, før den begyndte.")
    if not _tried(form, lambda: change.end_contact(request.actor, contact_id, last=form.cleaned_data["last"])):
        return _contact_page(request, row, end=form)
    return _saved(request, "Kontakten ophører. Derefter står jeres generelle kontakt i stedet.")


@page(Verb.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def confirm(request: Any, contact_id: UUID) -> HttpResponse:
    row = _contact_or_404(request, contact_id)
    if request.method == "POST":
        try:
            change.confirm_contact(request.actor, contact_id)
            messages.success(request, f"{row.name} er bekræftet i dag.")
        except NotAccepted as refused:
            messages.error(request, str(refused))
    return redirect("contacts")


def _contact_page(request: Any, row: "Contact", form: ContactForm | None = None, end: EndForm | None = None) -> HttpResponse:
    today = clock.today()
    bound = form or end
    context = {
        "row": row,
        "matter": ContactMatter(row.matter).label,
        "form": form or ContactForm(initial={**of_contact(row), "valid_from": max(today, row.valid_from)}, fixed=True),
        "end": end or EndForm(initial={"last": row.valid_to or today}),
        "coming": coming(row, today),
        "open": holds(row, today) or coming(row, today),
        "bound": bound,
    }
    return render(request, "accounts/contact.html", context, status=BAD if bound else 200)


@page(Verb.MANAGE_ORGANISATION)
@takes_file("file")
@require_http_methods(["GET", "POST"])
def from_file(request: Any) -> HttpResponse:
    """First what each line would do; then all of it, or nothing."""
    actor = _actor(request)
    if request.method == "GET":
        return _file_page(request, FileForm())
    text, wrong = sent(request)
    found = contact_file.read(text, clock.today()) if not wrong else contact_file.Read([], wrong)
    if found.wrong:
        form = FileForm({"text": text})
        form.is_valid()
        form.refuse([("text" if text and not wrong else "file", found.wrong)])
        return _file_page(request, form, status=BAD)
    fates, kept = contact_file.take_in(actor, found.lines, keep="indlaes" in request.POST)
    if kept:
        return _saved(request, f"{len(fates)} linjer er indlæst.")
    bad = any(fate.wrong for fate in fates)
    return _file_page(request, FileForm({"text": text}), fates, found.notes, status=BAD if bad else 200)


def _file_page(
    request: Any, form: FileForm, fates: Sequence[contact_file.Fate] = (), notes: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "fates": fates,
        "notes": notes,
        "wrong": sum(bool(fate.wrong) for fate in fates),
        "matters": ", ".join(one.label.lower() for one in ContactMatter),
    }
    return render(request, "accounts/contacts_file.html", context, status=status)
