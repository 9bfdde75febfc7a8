"""The directory as anybody reads it: providers with an agreement in force, their places and what they have told. No citizen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import inf
from uuid import UUID

from django.db.models import Q

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from accounts.selectors import organisations, valid_on
from municipalities.directory import KindOfAgreement
from municipalities.distance import Point, km_between
from municipalities.models import Agreement, Contract, Municipality, Provider, ProviderPlace, WaitingTime

A_PAGE = 50
Agreed = tuple[str, str, KindOfAgreement]  # field, level, kind


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the directory is narrowed to. `contracts_of`: whose own contracts are shown too; `near`: whose point distance is measured from."""

    on: date
    training_field: str = ""
    level: str = ""
    kind: str = ""
    contracts_of: UUID | None = None
    near: UUID | None = None


@dataclass(slots=True)
class Listed:
    """One provider with what is known of it. `km` to its nearest place, as the crow flies; None: not known."""

    id: UUID
    key: str
    name: str
    km: float | None = None
    details: Provider | None = None
    agreed: list[Agreed] = field(default_factory=list)
    places: list[ProviderPlace] = field(default_factory=list)
    waits: list[WaitingTime] = field(default_factory=list)


def listed(wanted: Wanted, page: int = 1) -> tuple[list[Listed], int]:
    """(one page of them, how many there are): nearest first where a point is given, else by name. Seven queries at most, however many."""
    rows = organisations(OrganisationKind.PROVIDER, wanted.on).filter(_agreeing(wanted))
    found = [Listed(*row) for row in rows.values_list("id", "key", "name")]
    here = _point(wanted.near)
    if here is not None:
        nearest = _nearest(here)
        for one in found:
            one.km = nearest.get(one.id)
        found.sort(key=lambda one: (inf if one.km is None else one.km, one.name))
    shown = found[A_PAGE * (page - 1) : A_PAGE * page]
    _fill(shown, wanted)
    return shown, len(found)


def provider(key: str, wanted: Wanted) -> Listed | None:
    """One provider, also without an agreement. Six queries at most."""
    row = organisations(OrganisationKind.PROVIDER, wanted.on).filter(key=key).values_list("id", "key", "name").first()
    if row is None:
        return None
    one = Listed(*row)
    _fill([one], wanted)
    return one


def _in_force(wanted: Wanted) -> Q:
    narrowed = {name: value for name in ("training_field", "level") if (value := getattr(wanted, name))}
    return valid_on(wanted.on) & Q(**narrowed)


def _agreeing(wanted: Wanted) -> Q:
    national = Q(id__in=Agreement.objects.filter(_in_force(wanted)).values("provider_id"))
    if wanted.contracts_of is None:
        return national
    own = Q(id__in=Contract.objects.filter(_in_force(wanted), organisation_id=wanted.contracts_of).values("provider_id"))
    return {"kl": national, "egen": own}.get(wanted.kind, national | own)


def _point(municipality: UUID | None) -> Point | None:
    rows = Municipality.objects.filter(organisation_id=municipality).values_list("latitude", "longitude") if municipality else []
    return next(((float(latitude), float(longitude)) for latitude, longitude in rows), None)


def _nearest(here: Point) -> dict[UUID, float]:
    rows = ProviderPlace.objects.filter(ended_at__isnull=True, latitude__isnull=False, longitude__isnull=False)
    found: dict[UUID, float] = {}
    for provider_id, latitude, longitude in rows.values_list("organisation_id", "latitude", "longitude"):
        km = km_between(here, (float(latitude or 0), float(longitude or 0)))
        found[provider_id] = min(km, found.get(provider_id, inf))
    return found


def _fill(rows: Iterable[Listed], wanted: Wanted) -> None:
    by_id = {one.id: one for one in rows}
    for provider_id, agreed in _agreements(by_id, wanted):
        by_id[provider_id].agreed.append(agreed)
    for details in Provider.objects.filter(organisation_id__in=by_id):
        by_id[details.organisation_id].details = details
    for place in ProviderPlace.objects.filter(organisation_id__in=by_id, ended_at__isnull=True).order_by("name"):
        by_id[place.organisation_id].places.append(place)
    narrowed = {name: value for name in ("training_field", "level") if (value := getattr(wanted, name))}
    told = WaitingTime.objects.filter(organisation_id__in=by_id, place__ended_at__isnull=True, **narrowed)
    for row in told.order_by("training_field", "level", "place__name"):
        by_id[row.organisation_id].waits.append(row)


def _agreements(ids: Iterable[UUID], wanted: Wanted) -> Iterable[tuple[UUID, Agreed]]:
    """In the order of the fields; each once, though two agreements may say it."""
    names = ("provider_id", "training_field", "level")
    rows: dict[UUID, set[Agreed]] = defaultdict(set)
    for provider_id, training_field, level in Agreement.objects.filter(_in_force(wanted), provider_id__in=ids).values_list(*names):
        rows[provider_id].add((training_field, level, "kl"))
    if wanted.contracts_of:
        own = Contract.objects.filter(_in_force(wanted), provider_id__in=ids, organisation_id=wanted.contracts_of)
        for provider_id, training_field, level in own.values_list(*names):
            rows[provider_id].add((training_field, level, "egen"))
    return [(provider_id, one) for provider_id, several in rows.items() for one in sorted(several)]


def municipalities_on(day: date) -> list[tuple[str, str, UUID]]:
    """(code, name, id), by name."""
    return list(organisations(OrganisationKind.MUNICIPALITY, day).values_list("code", "name", "id"))


def key_of(organisation: UUID) -> str:
    return Organisation.objects.values_list("key", flat=True).get(id=organisation)


def is_provider(organisation: UUID) -> bool:
    return Organisation.objects.filter(id=organisation, kind=OrganisationKind.PROVIDER).exists()
