"""What organisations offer, as their public pages show it. Everybody reads; nothing here names a citizen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from accounts.actor import Actor, job_actor
from accounts.enums import ContactMatter, Kind, OrganisationKind, RelationKind, Verb
from accounts.models import Contact, Offering, Organisation, OrganisationRelation
from accounts.selectors import valid_on

# Whoever reads a public page, signed in or not
NOBODY = job_actor("offerings", Kind.PUBLIC)
HAVE_A_PAGE = (OrganisationKind.MUNICIPALITY, OrganisationKind.HOSPITAL, OrganisationKind.REGION)
LIES_IN = (RelationKind.MUNICIPALITY_IN, RelationKind.HOSPITAL_IN)
# How old a waiting time may be before its organisation is asked about it: no source says so (assumption), a month is what we chose
ASKED_AFTER = timedelta(days=30)
NO_REGION = "Uden region i registret"


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation in the index; `offers`: how many it has told of."""

    key: str
    name: str
    kind: str
    offers: int


def index(day: date, words: str = "") -> list[tuple[str, list[Listed]]]:
    """(region, its organisations): the region itself, then municipalities and hospitals by name. Three queries."""
    found = Organisation.objects.filter(valid_on(day), kind__in=HAVE_A_PAGE).order_by("name")
    rows = [row for row in found.only("id", "key", "name", "kind") if words.casefold() in row.name.casefold()]
    relations = OrganisationRelation.objects.filter(valid_on(day), kind__in=LIES_IN)
    region_of: dict[UUID, str] = dict(relations.values_list("child_id", "parent__name"))
    offers: dict[UUID, int] = {}
    for organisation in Offering.objects.filter(ended_at__isnull=True).values_list("organisation_id", flat=True):
        offers[organisation] = offers.get(organisation, 0) + 1
    grouped: dict[str, list[Organisation]] = {}
    for row in rows:
        grouped.setdefault(row.name if row.kind == OrganisationKind.REGION else region_of.get(row.id, NO_REGION), []).append(row)
    order = [OrganisationKind.REGION, OrganisationKind.MUNICIPALITY, OrganisationKind.HOSPITAL]
    return [
        (
            region,
            [
                Listed(one.key, one.name, one.kind, offers.get(one.id, 0))
                for one in sorted(grouped[region], key=lambda one: order.index(OrganisationKind(one.kind)))
            ],
        )
        for region in sorted(grouped, key=lambda name: (name == NO_REGION, name))
    ]


def organisation_by_key(key: str, day: date) -> Organisation | None:
    """One that has a public page on the day."""
    return Organisation.objects.filter(valid_on(day), key=key, kind__in=HAVE_A_PAGE).first()


def offerings_of(organisation_id: UUID) -> list[Offering]:
    """What stands on the page, in its order."""
    rows = Offering.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
    return list(rows.order_by("position", "made_at", "id"))


def ended_offerings(actor: Actor, most: int = 50) -> list[Offering]:
    """What has stood there, the latest first."""
    actor.must(Verb.KEEP_OFFERINGS)
    return list(Offering.objects.filter(organisation_id=actor.tenant, ended_at__isnull=False).order_by("-ended_at", "id")[:most])


def contacts_on(organisation_id: UUID, day: date) -> list[Contact]:
    """Whom to call, by matter, in the order of the codes."""
    order = {matter: place for place, matter in enumerate(ContactMatter.values())}
    rows = Contact.objects.filter(valid_on(day), organisation_id=organisation_id, dropped=False)
    return sorted(rows, key=lambda row: order.get(row.matter, len(order)))


def asked_about(row: Offering, today: date) -> bool:
    """Its waiting time was never told, or too long ago."""
    return row.waiting_stated_on is None or today - row.waiting_stated_on > ASKED_AFTER


def to_ask_about(actor: Actor, today: date) -> int:
    """How many of the own offers have a waiting time that is asked about. One query."""
    actor.must(Verb.KEEP_OFFERINGS)
    rows: Sequence[Offering] = Offering.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True).only("waiting_stated_on")  # type: ignore[assignment]
    return sum(asked_about(row, today) for row in rows)
