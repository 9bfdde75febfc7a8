"""What a private provider keeps of itself: how it is reached, and where it trains."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import slugify

from accounts import clock
from accounts.actor import Actor, NotAllowed
from accounts.enums import OrganisationKind, Verb
from accounts.errors import NotAccepted
from accounts.models import Organisation
from municipalities.models import Provider, ProviderPlace
from municipalities.services import COLLEAGUE_WAS_HERE, NotThere, stamp_of

PHONE = re.compile(r"\+?[\d ]{8,20}")
# Denmark with Bornholm, in degrees
NORTH, EAST = (54.4, 57.9), (7.9, 15.3)
PREFIX = "leverandoer-"
LETTERS = {ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"}
Wrong = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DetailsAsked:
    phone: str
    email: str
    web: str
    about: str


@dataclass(frozen=True, slots=True)
class SiteAsked:
    """`latitude` and `longitude` in degrees, both or none: without them no distance is told."""

    name: str
    address: str
    postcode: str
    town: str
    access: str
    latitude: float | None = None
    longitude: float | None = None


def must_be_provider(actor: Actor) -> None:
    """Raises NotAllowed for whoever may keep waiting times, but of no provider."""
    actor.must(Verb.KEEP_WAITING_TIMES)
    if not Organisation.objects.filter(id=actor.tenant, kind=OrganisationKind.PROVIDER).exists():
        raise NotAllowed("Siden er for private leverandører.")


def new_provider(actor: Actor, name: str, code: str = "") -> Organisation:
    """A provider that agreements can name; by the platform's administrator. Raises NotAccepted by field."""
    actor.must(Verb.MANAGE_REGISTRY)
    said, today = " ".join(name.split()), clock.today()
    key = f"{PREFIX}{slugify(said.casefold().translate(LETTERS))}"[:150]
    if not said or key == PREFIX:
        raise NotAccepted([("name", "Skriv leverandørens navn.")])
    if len(said) > 200:
        raise NotAccepted([("name", "Skriv højst 200 tegn.")])
    if Organisation.objects.filter(key=key).exists():
        raise NotAccepted([("name", "Der er allerede en leverandør med det navn. Er det en anden, så føj byen til navnet.")])
    row = Organisation(kind=OrganisationKind.PROVIDER, key=key, name=said, code=code.strip()[:20], valid_from=today)
    row.save(force_insert=True)
    return row


def save_details(actor: Actor, asked: DetailsAsked) -> None:
    """How a citizen reaches the provider. Raises NotAccepted by field."""
    must_be_provider(actor)
    wrong: Wrong = []
    if asked.phone and not PHONE.fullmatch(asked.phone):
        wrong.append(("phone", "Skriv et telefonnummer med mindst 8 cifre."))
    if asked.email and ("@" not in asked.email or " " in asked.email):
        wrong.append(("email", "Skriv en e-mailadresse, fx kontakt@klinik.dk."))
    if asked.web and not asked.web.startswith(("https://", "http://")):
        wrong.append(("web", "Skriv hele adressen, fx https://klinik.dk."))
    if wrong:
        raise NotAccepted(wrong)
    facts = {"phone": asked.phone, "email": asked.email, "web": asked.web, "about": asked.about}
    now = {"changed_at": clock.now(), "changed_by_name": actor.name}
    Provider.objects.update_or_create(organisation_id=actor.tenant, defaults={**facts, **now})


def save_site(actor: Actor, place_id: UUID | None, asked: SiteAsked, stamp: str | None = None) -> ProviderPlace:
    """A place where the provider trains. `stamp`: of the row the page showed. Raises NotAccepted by field, NotThere."""
    must_be_provider(actor)
    row = _locked(actor, place_id) if place_id else ProviderPlace(organisation_id=actor.tenant)
    if place_id and stamp is not None and stamp != stamp_of(row):
        raise NotAccepted([("", COLLEAGUE_WAS_HERE)])
    wrong = _site_wrong(actor, row.id, asked)
    if wrong:
        raise NotAccepted(wrong)
    for name in ("name", "address", "postcode", "town", "access", "latitude", "longitude"):
        setattr(row, name, getattr(asked, name))
    row.save()
    return row


def _site_wrong(actor: Actor, own: UUID, asked: SiteAsked) -> Wrong:
    wrong: Wrong = []
    if not asked.name:
        wrong.append(("name", "Skriv stedets navn."))
    elif ProviderPlace.objects.filter(organisation_id=actor.tenant, name__iexact=asked.name).exclude(id=own).exists():
        wrong.append(("name", "I har allerede et sted med det navn."))
    if not asked.address:
        wrong.append(("address", "Skriv vej og nummer."))
    if not re.fullmatch(r"\d{4}", asked.postcode):
        wrong.append(("postcode", "Skriv postnummeret med fire cifre."))
    if not asked.town:
        wrong.append(("town", "Skriv byen."))
    both = asked.latitude, asked.longitude
    if both != (None, None) and not (_within(asked.latitude, NORTH) and _within(asked.longitude, EAST)):
        wrong.append(("point", "Punktet ligger ikke i Danmark. Skriv bredde og længde i grader, fx 57,0488 og 9,9217."))
    return wrong


def _within(value: float | None, bounds: tuple[float, float]) -> bool:
    return value is not None and bounds[0] <= value <= bounds[1]


def site_in_use(actor: Actor, place_id: UUID, *, in_use: bool) -> None:
    """Put a place away, or take it up again. Repeating it changes nothing."""
    must_be_provider(actor)
    row = _locked(actor, place_id)
    if in_use != (row.ended_at is None):
        row.ended_at = None if in_use else clock.now()
        row.save(update_fields=["ended_at"])


def _locked(actor: Actor, place_id: UUID) -> ProviderPlace:
    row: ProviderPlace | None = ProviderPlace.objects.select_for_update().filter(organisation_id=actor.tenant, id=place_id).first()
    if row is None:
        raise NotThere
    return row
