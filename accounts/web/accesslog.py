"""The access log's page: who looked at what, when, and what came of it. Looking at it is a line in it."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.access_log import Asked, Look, looks, people
from accounts.actor import Actor
from accounts.enums import Role, Verb
from accounts.services import log_access
from accounts.web.page import page

# An address that is not here stands as its own name.
PAGES = {
    "hospitals:outbox": "Mine planer",
    "hospitals:new": "Ny plan",
    "hospitals:plan": "Planens side",
    "hospitals:step": "Planens trin",
    "hospitals:print": "Udskrift af plan",
    "hospitals:earlier": "Patientens tidligere planer",
    "hospitals:department": "Afdelingens planer",
    "hospitals:approvals": "Godkendelser",
    "hospitals:approval": "Godkend plan",
    "hospitals:pass_on": "Giv kladden videre",
    "gop:inbox": "Sager",
    "gop:list": "Liste til nedbrud",
    "gop:case": "Sagens side",
    "gop:meeting": "Møde med sygehuset",
    "gop:meeting_new": "Indkald til møde",
    "hospitals:meeting": "Møde med kommunen",
    "hospitals:meeting_new": "Indkald til møde",
    "gop:letters": "Breve til udskrift",
    "gop:letter_draft": "Udkast til brev",
    "gop:sent_letter": "Brev til borgeren",
    "gop.send_letters": "Afsendelse af breve",
    "gop:assign": "Send opgaven til en udfører",
    "gop:assignment": "Opgaven hos en udfører",
    "gop:assignments": "Opgaver hos udførere",
    "gop:reopen_assignment": "Åbn opgaven igen for udføreren",
    "portal:assignment": "Opgave fra en anden myndighed",
    "portal:plan_pdf": "Opgavens plan (PDF)",
    "portal:copy": "Kopi af opgaven til egen journal",
    "search": "Søgning",
    "deadlines:alerts": "Varsler",
    "audits:region": "Regionens tal",
    "platform": "Platformens side",
    "accesslog": "Adgangsloggen",
}
ACTIONS = {
    "vist": "Vist",
    "udskrevet": "Udskrevet",
    "soegt": "Søgt",
    "kladde": "Kladde vist",
    "sendt": "Sendt",
    "åbnet": "Adgang åbnet igen",
}
REFUSED = {403: "Afvist: rollen giver ikke adgang", 404: "Afvist: findes ikke her", 429: "Afvist: for mange på kort tid"}
OPENS_TASK = ("Opgave", "portal:assignment", Verb.READ_ASSIGNMENT)
# Where the subject of an app's pages is opened, and by whom.
OPENS = {"hospitals": ("Plan", "hospitals:plan", Verb.READ_PLAN), "gop": ("Sag", "gop:case", Verb.READ_CASE), "portal": OPENS_TASK}


NO_DATE = "Skriv en dato, for eksempel 2026-11-24."
BETWEEN = [MinValueValidator(date(2000, 1, 1), NO_DATE), MaxValueValidator(date(2100, 1, 1), NO_DATE)]


class FilterForm(forms.Form):
    dag = forms.DateField(label="Dag", required=False, error_messages={"invalid": NO_DATE}, validators=BETWEEN)
    person = forms.ChoiceField(label="Person", required=False, error_messages={"invalid_choice": "Vælg en person fra listen."})
    emne = forms.UUIDField(
        label="Plan eller sag",
        help_text="Nummeret i adressen på planens eller sagens side.",
        required=False,
        error_messages={"invalid": "Skriv hele nummeret fra adressen på planen eller sagen."},
    )

    def __init__(self, data: Any, names: list[tuple[UUID, str]]) -> None:
        super().__init__(data)
        self.fields["person"].choices = [("", "Alle"), *((str(key), name) for key, name in names)]  # type: ignore[attr-defined]


@page(Verb.READ_ACCESS_LOG)
@require_GET
def accesslog(request: Any) -> HttpResponse:
    actor: Actor = request.actor
    form = FilterForm(request.GET, people(actor))
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        asked, before = form.cleaned_data, _before(request.GET.get("foer", ""))
        person = UUID(asked["person"]) if asked["person"] else None
        shown, after = looks(actor, Asked(asked["dag"], person, asked["emne"], before))
        log_access(actor, "accesslog", asked["emne"])
        kept = {name: str(value) for name, value in asked.items() if value}
        context |= {
            "rows": [_row(actor, look, kept) for look in shown],
            "next_url": f"?{urlencode(kept | {'foer': f'{after[0].isoformat()}_{after[1]}'})}" if after else "",
            "first_url": f"?{urlencode(kept)}" if before else "",
            "filtered": bool(kept),
        }
    return render(request, "accounts/accesslog.html", context, status=200 if form.is_valid() else 400)


def _before(text: str) -> tuple[datetime, UUID] | None:
    """The key of the last line shown; anything else is the first page."""
    try:
        at, _, key = text.partition("_")
        moment = datetime.fromisoformat(at)
        return (moment, UUID(key)) if moment.tzinfo else None
    except ValueError:
        return None


def _row(actor: Actor, look: Look, kept: dict[str, str]) -> dict[str, Any]:
    row = look.row
    noun, route, verb = OPENS.get(row.page.partition(":")[0], ("Nummer", "", None))
    opens = row.subject_id is not None and row.action != "afvist" and verb is not None and actor.may(verb)
    return {
        "at": row.at,
        "person": look.person,
        "role": Role(row.role).label if row.role in Role.values() else "",
        "page": PAGES.get(row.page, row.page),
        "subject": f"{noun} {str(row.subject_id)[:8]}" if row.subject_id else "",
        "url": reverse(route, args=[row.subject_id]) if opens else "",
        "only_url": f"?{urlencode(kept | {'emne': str(row.subject_id)})}" if row.subject_id and "emne" not in kept else "",
        "refused": row.action == "afvist",
        "outcome": REFUSED.get(row.status, "Afvist") if row.action == "afvist" else ACTIONS.get(row.action, row.action),
    }
