"""Tilbud: what each municipality, hospital and region offers, for anybody. Read as the public database role."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts import clock
from accounts.danish import long_date
from accounts.enums import ContactMatter, OrganisationKind, RelationKind
from accounts.offerings import NOBODY, asked_about, contacts_on, index, offerings_of, organisation_by_key
from accounts.selectors import parent_of
from accounts.tenancy import acting_as
from accounts.web.page import public_page

if TYPE_CHECKING:
    from accounts.models import Contact, Offering, Organisation

NOT_TOLD = "Ikke oplyst"
LONGEST_SEARCH = 100


@public_page
@require_GET
def all_of(request: Any) -> HttpResponse:
    """By region and name; `?q=` narrows to names that hold the words."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    with acting_as(NOBODY):
        regions = index(clock.today(), words)
    context = {"regions": regions, "words": words, "found": sum(len(rows) for _, rows in regions)}
    return render(request, "accounts/offerings.html", context)


@public_page
@require_GET
def page_of(request: Any, key: str) -> HttpResponse:
    today = clock.today()
    with acting_as(NOBODY):
        row = organisation_by_key(key, today)
        if row is None:
            raise Http404
        context = {
            "name": row.name,
            "region": _region(row, today),
            "municipality": row.kind == OrganisationKind.MUNICIPALITY,
            "hospital": row.kind == OrganisationKind.HOSPITAL,
            "offers": [offer_row(one, today) for one in offerings_of(row.id)],
            "contacts": [contact_row(one) for one in contacts_on(row.id, today)],
            "today": today,
        }
    return render(request, "accounts/offering_page.html", context)


def _region(row: "Organisation", today: Any) -> str:
    """The region it lies in; of a region itself, nothing."""
    kinds = {OrganisationKind.MUNICIPALITY: RelationKind.MUNICIPALITY_IN, OrganisationKind.HOSPITAL: RelationKind.HOSPITAL_IN}
    kind = kinds.get(OrganisationKind(row.kind))
    parent = parent_of(row.id, kind, today) if kind else None
    return parent.name if parent else ""


def offer_row(row: "Offering", today: Any) -> dict[str, Any]:
    told = f" (oplyst {long_date(row.waiting_stated_on)})" if row.waiting_stated_on else ""
    return {
        "id": row.id,
        "title": row.title,
        "facts": [
            {"label": "Målgruppe", "value": row.target_group},
            {"label": "Indhold", "value": row.content},
            {"label": "Sådan bliver man henvist", "value": row.referral},
            *([{"label": "Sted", "value": row.place}] if row.place else []),
            {"label": "Ventetid", "value": f"{row.waiting}{told}" if row.waiting else NOT_TOLD},
        ],
        "waiting": row.waiting,
        "told": f"Oplyst {long_date(row.waiting_stated_on)}" if row.waiting_stated_on else NOT_TOLD,
        "asked": asked_about(row, today),
    }


def contact_row(row: "Contact") -> dict[str, Any]:
    return {
        "matter": ContactMatter(row.matter).label,
        "name": row.name,
        "lines": [part for part in (f"Tlf. {row.phone}" if row.phone else "", row.hours, row.email, row.address) if part],
    }
