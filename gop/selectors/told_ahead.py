"""Notices ahead of capacity, activity and tasks: who would get one, the agreement's period, and those that were told here. No citizen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from accounts.actor import Actor
from accounts.enums import OrganisationKind, RelationKind, Verb
from accounts.models import Organisation
from accounts.prepared import Asked, Prepared
from accounts.selectors import children_of, parent_of, valid_on
from gop.enums import CapacityNoticeKind
from gop.errors import NotFound
from gop.models import CapacityNotice, CapacityNoticeSeen, NoticePeriod
from municipalities.distance import km_between
from municipalities.models import Municipality

# No register of borders between municipalities is in the project: near is a distance between their points (assumption)
NEAR_KM = 50
MOST_SHOWN = 100
UPWARD = {OrganisationKind.MUNICIPALITY: RelationKind.MUNICIPALITY_IN, OrganisationKind.HOSPITAL: RelationKind.HOSPITAL_IN}


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who a notice goes to. Each organisation once, in the first group it belongs to."""

    region: Organisation | None
    other_side: tuple[Organisation, ...] = ()
    neighbours: tuple[Organisation, ...] = ()

    def everybody(self) -> tuple[Organisation, ...]:
        return (*self.other_side, *self.neighbours, *((self.region,) if self.region else ()))


def kind_of(actor: Actor) -> OrganisationKind:
    """What the actor's organisation is; an actor made without it asks the registry."""
    return actor.organisation_kind or OrganisationKind(Organisation.objects.values_list("kind", flat=True).get(id=actor.tenant))


def receivers_of(actor: Actor, day: date) -> Receivers:
    """The other side, the neighbours and the region of the actor's organisation on the day.

    A municipality: hospitals of its region; municipalities near it, in any region. A hospital: municipalities of its region; its other
    hospitals. A region: both, and no neighbours.
    """
    kind, own = kind_of(actor), actor.tenant
    region = Organisation.objects.get(id=own) if kind == OrganisationKind.REGION else parent_of(own, UPWARD[kind], day)
    if region is None:
        return Receivers(None)
    municipalities = tuple(children_of(region.id, RelationKind.MUNICIPALITY_IN, day).filter(valid_on(day)))
    hospitals = tuple(children_of(region.id, RelationKind.HOSPITAL_IN, day).filter(valid_on(day)))
    if kind == OrganisationKind.REGION:
        return Receivers(None, (*municipalities, *hospitals))
    if kind == OrganisationKind.HOSPITAL:
        return Receivers(region, municipalities, _others(hospitals, own))
    return Receivers(region, hospitals, _near(own, day))


def _others(rows: Iterable[Organisation], own: UUID) -> tuple[Organisation, ...]:
    return tuple(row for row in rows if row.id != own)


def _near(own: UUID, day: date) -> tuple[Organisation, ...]:
    rows = Municipality.objects.filter(valid_on(day, "organisation__")).values_list("organisation_id", "latitude", "longitude")
    points = {one: (float(latitude), float(longitude)) for one, latitude, longitude in rows}
    here = points.get(own)
    near = {one for one, point in points.items() if one != own and here is not None and km_between(here, point) <= NEAR_KM}
    return tuple(Organisation.objects.filter(id__in=near).order_by("name"))


def region_of(actor: Actor, day: date) -> UUID | None:
    """The region whose agreement holds for the actor's organisation."""
    kind = kind_of(actor)
    if kind == OrganisationKind.REGION:
        return actor.tenant
    parent = parent_of(actor.tenant, UPWARD[kind], day)
    return parent.id if parent else None


def periods_of(region: UUID | None, day: date) -> dict[CapacityNoticeKind, NoticePeriod]:
    """The agreement's period by kind on the day; a kind without one is not in it."""
    rows = NoticePeriod.objects.filter(valid_on(day), region_id=region).order_by("valid_from") if region else ()
    return {CapacityNoticeKind(row.kind): row for row in rows}


def told_to(actor: Actor) -> list[CapacityNotice]:
    """Own and received, the latest first; `read`: the own organisation has read it. One query."""
    actor.must(Verb.READ_NOTICES_AHEAD)
    return list(_with_read(actor).order_by("-sent_at", "id")[:MOST_SHOWN])


def notice_ahead(actor: Actor, notice_id: UUID) -> CapacityNotice:
    """One, with `read`. Raises NotFound."""
    actor.must(Verb.READ_NOTICES_AHEAD)
    row = _with_read(actor).filter(id=notice_id).first()
    if row is None:
        raise NotFound
    return row


def unread_ahead(actor: Actor) -> int:
    """How many received ones nobody in the organisation has read. One query."""
    if not actor.may(Verb.READ_NOTICES_AHEAD):
        return 0
    found = _unread.rows(actor)
    return int(found[0][0]) if found else 0


def ask_unread_ahead(actor: Actor) -> Asked:
    return _unread, (actor,)


def _unread_by(actor: Actor) -> QuerySet[CapacityNotice, Any]:
    rows = _addressed(actor).filter(~Exists(_own_marks(actor)), withdrawn_at__isnull=True).exclude(organisation_id=actor.tenant)
    return rows.values(one=Value(1)).annotate(number=Count("id")).values_list("number")


_unread = Prepared(_unread_by)


def marks_of(notice: CapacityNotice) -> list[CapacityNoticeSeen]:
    """Who has read it: all of them for the sender, the own one for an addressee."""
    return list(CapacityNoticeSeen.objects.filter(notice_id=notice.id).order_by("at"))


def names_of(ids: Iterable[UUID]) -> list[Organisation]:
    """Organisations by kind and name: municipalities, regions, hospitals."""
    return list(Organisation.objects.filter(id__in=list(ids)).order_by("kind", "name"))


def _addressed(actor: Actor) -> QuerySet[CapacityNotice]:
    """What the wall shows, said so that the index of addressees is used."""
    return CapacityNotice.objects.filter(addressees__contains=[actor.tenant])


def _own_marks(actor: Actor) -> QuerySet[CapacityNoticeSeen]:
    return CapacityNoticeSeen.objects.filter(notice_id=OuterRef("id"), organisation_id=actor.tenant)


def _with_read(actor: Actor) -> QuerySet[CapacityNotice]:
    return _addressed(actor).annotate(read=Exists(_own_marks(actor)))
