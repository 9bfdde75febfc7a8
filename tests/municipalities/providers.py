"""What the tests of the directory share: a provider with a place, an agreement, a waiting time."""

import uuid
from datetime import date, timedelta
from typing import Any

from accounts import clock
from municipalities.models import Agreement, Contract, Municipality, ProviderPlace, WaitingTime
from tests import factories as make

FIELD, LEVEL = "under_kirurgisk", "basal"
SINCE = date(2020, 1, 1)


def agreement(provider: uuid.UUID, **more: Any) -> Agreement:
    """KL's, in force for FIELD and LEVEL."""
    with make.reading():
        return Agreement.objects.create(provider_id=provider, **{"training_field": FIELD, "level": LEVEL, "valid_from": SINCE, **more})


def contract(provider: uuid.UUID, of: uuid.UUID = make.AALBORG, **more: Any) -> Contract:
    """The authority's own."""
    facts = {"training_field": FIELD, "level": LEVEL, "valid_from": SINCE, **more}
    with make.reading():
        return Contract.objects.create(provider_id=provider, organisation_id=of, **facts)


def place(provider: uuid.UUID, name: str = "Klinikken", north: float | None = None, **more: Any) -> ProviderPlace:
    """`north`: degrees of latitude from Aalborg's point, 111 km each; None: the point is not known."""
    with make.reading():
        here = Municipality.objects.get(organisation_id=make.AALBORG)
        point = {} if north is None else {"latitude": float(here.latitude) + north, "longitude": float(here.longitude)}
        facts = {"address": "Prøvegade 1", "postcode": "9000", "town": "Aalborg", **point, **more}
        return ProviderPlace.objects.create(organisation_id=provider, name=name, **facts)


def waits(at: ProviderPlace, days: int | None, **more: Any) -> WaitingTime:
    """`days` until the first meeting; None: takes nobody."""
    earliest = None if days is None else clock.today() + timedelta(days=days)
    facts = {"training_field": FIELD, "level": LEVEL, "stated_at": clock.now(), "stated_by_name": "Petra", **more}
    with make.reading():
        return WaitingTime.objects.create(organisation_id=at.organisation_id, place=at, earliest_on=earliest, **facts)
