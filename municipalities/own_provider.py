"""What a provider has said of itself, and what it is asked about."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.selectors import valid_on
from gop.enums import TrainingField
from municipalities.models import Agreement, Contract, Provider, ProviderPlace, WaitingTime
from municipalities.waiting_services import Cell

# No source says how old a waiting time may be: an assumption, two weeks being about as long as the law gives a case
STALE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Asked:
    """One cell of the table of waiting times; `row` None: never told."""

    cell: Cell
    place: str
    row: WaitingTime | None
    stale: bool


def details_of(actor: Actor) -> Provider | None:
    return Provider.objects.filter(organisation_id=actor.tenant).first()


def sites_of(actor: Actor) -> list[ProviderPlace]:
    """Those put away too, after the others."""
    return list(ProviderPlace.objects.filter(organisation_id=actor.tenant).order_by(F("ended_at").asc(nulls_first=True), "name"))


def site_of(actor: Actor, place_id: UUID) -> ProviderPlace | None:
    return ProviderPlace.objects.filter(organisation_id=actor.tenant, id=place_id).first()


def cells_of(actor: Actor) -> list[Asked]:
    """A cell for each place in use and each field and level that an agreement in force names, or that was told of. Four queries."""
    today, now = clock.today(), clock.now()
    names = ("training_field", "level")
    agreed = set(Agreement.objects.filter(valid_on(today), provider_id=actor.tenant).values_list(*names))
    agreed |= set(Contract.objects.filter(valid_on(today), provider_id=actor.tenant).values_list(*names))
    places = ProviderPlace.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True).order_by("name")
    rows = {(row.place_id, row.training_field, row.level): row for row in WaitingTime.objects.filter(organisation_id=actor.tenant)}
    order = TrainingField.values()
    found = []
    for place in places:
        wanted = agreed | {(area, level) for where, area, level in rows if where == place.id}
        for area, level in sorted(wanted, key=lambda one: (order.index(one[0]) if one[0] in order else len(order), one[1] != "basal")):
            row = rows.get((place.id, area, level))
            found.append(Asked((place.id, area, level), place.name, row, (area, level) in agreed and _stale(row, now)))
    return found


def _stale(row: WaitingTime | None, now: datetime) -> bool:
    return row is None or now - row.stated_at > STALE


def waiting_asked_about(actor: Actor) -> int:
    """How many waiting times the provider is asked for: never told, or told more than STALE ago. 0 for whoever does not keep them."""
    return sum(one.stale for one in cells_of(actor)) if actor.may(Verb.KEEP_WAITING_TIMES) else 0
