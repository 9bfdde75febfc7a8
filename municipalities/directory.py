"""Which providers a citizen may choose among: agreements in force for field and level, with the earliest start each has told.

Two kinds of agreement: KL's, which are national, and an authority's own contracts. Time divides, distance only sorts.
"""

from datetime import UTC, date, datetime
from math import inf
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.db import connection

from accounts.danish import short_date
from municipalities.distance import km_between

KindOfAgreement = Literal["kl", "egen"]
NOT_TOLD = "Har ikke oplyst ventetid"
TAKES_NOBODY = "Tager ingen lige nu"
IN_FORCE = "training_field = %(field)s AND level = %(level)s AND valid_from <= %(on)s AND (valid_to IS NULL OR valid_to >= %(on)s)"
NATIONAL = f"SELECT DISTINCT provider_id, 'kl' AS kind FROM municipalities_agreement WHERE {IN_FORCE}"  # noqa: S608 (constants)
OWN = f"SELECT DISTINCT provider_id, 'egen' FROM municipalities_contract WHERE organisation_id = %(own)s AND {IN_FORCE}"  # noqa: S608
# Point and waiting time come with the row, so that a list of 700 providers is one query; a moment as a number is read ten times as fast
LISTED = """
SELECT a.kind, o.id, o.name, d.phone, p.id, p.name, p.address, p.postcode, p.town, p.latitude::float8, p.longitude::float8,
  w.id IS NOT NULL, w.earliest_on, w.seats, extract(epoch FROM w.stated_at)::float8, m.latitude::float8, m.longitude::float8
FROM ({agreed}) a
JOIN accounts_organisation o ON o.id = a.provider_id AND o.valid_from <= %(on)s AND (o.valid_to IS NULL OR o.valid_to >= %(on)s)
LEFT JOIN municipalities_provider d ON d.organisation_id = o.id
LEFT JOIN municipalities_providerplace p ON p.organisation_id = o.id AND p.ended_at IS NULL
LEFT JOIN municipalities_waitingtime w
  ON w.organisation_id = o.id AND w.place_id = p.id AND w.training_field = %(field)s AND w.level = %(level)s
LEFT JOIN municipalities_municipality m ON m.organisation_id = %(here)s
"""


class Choosable(NamedTuple):
    """A provider at one of its places, under one kind of agreement. `km`: as the crow flies from the municipality's point; None: not known.

    `in_time`: has told a first meeting no later than the offer in force. `why_not`: the Danish reason when it has not.
    `excluded`: cannot begin in time, or takes nobody; a provider that has told nothing is neither in time nor excluded.
    `earliest_on` None: not told (`stated_at` None) or takes nobody.
    """

    provider_id: UUID
    name: str
    place_id: UUID | None
    place: str
    address: str
    phone: str
    km: float | None
    earliest_on: date | None
    seats: int | None
    stated_at: datetime | None
    kind: KindOfAgreement
    in_time: bool
    why_not: str
    excluded: bool


def choosable(
    training_field: str, level: str, on: date, latest: date | None, municipality: UUID, *, contracts_of: UUID | None = None
) -> list[Choosable]:
    """Those with an agreement in force on `on` for field and level, one row a provider, place and kind of agreement. One query.

    `latest`: the first meeting of the offer in force (equal is in time; None: no offer, nobody is excluded on time). `municipality`:
    from whose point distance is measured. `contracts_of`: that authority's own contracts too. In time first, then those that have told
    nothing, then those excluded; nearest first.
    """
    given: dict[str, Any] = {"field": training_field, "level": level, "on": on, "here": municipality, "own": contracts_of}
    agreed = f"{NATIONAL} UNION ALL {OWN}" if contracts_of else NATIONAL
    with connection.cursor() as cursor:
        cursor.execute(LISTED.format(agreed=agreed), given)
        rows = [_row(row, latest) for row in cursor.fetchall()]
    return sorted(rows, key=lambda one: (not one.in_time, one.excluded, inf if one.km is None else one.km, one.name, one.place, one.kind))


def kinds_in_force(provider: UUID, training_field: str, level: str, on: date, *, contracts_of: UUID | None = None) -> set[KindOfAgreement]:
    """Which kinds of agreement the provider has in force on the day for field and level; empty: none."""
    given: dict[str, Any] = {"field": training_field, "level": level, "on": on, "own": contracts_of, "provider": provider}
    agreed = f"{NATIONAL} UNION ALL {OWN}" if contracts_of else NATIONAL
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT kind FROM ({agreed}) a WHERE provider_id = %(provider)s", given)  # noqa: S608 (constants)
        return {kind for (kind,) in cursor.fetchall()}


def _row(row: tuple[Any, ...], latest: date | None) -> Choosable:
    kind, provider_id, name, phone, place_id, place, address, postcode, town, *there, told, earliest_on, seats, stated, lat, lon = row
    why_not = _why_not(told, earliest_on, latest)
    return Choosable(
        provider_id=provider_id,
        name=name,
        place_id=place_id,
        place=place or "",
        address=f"{address}, {postcode} {town}" if place else "",
        phone=phone or "",
        km=None if None in (lat, lon, *there) else km_between((lat, lon), (there[0], there[1])),
        earliest_on=earliest_on,
        seats=seats,
        stated_at=None if stated is None else datetime.fromtimestamp(stated, UTC),
        kind=kind,
        in_time=not why_not,
        why_not=why_not,
        excluded=told and bool(why_not),
    )


def _why_not(told: bool, earliest_on: date | None, latest: date | None) -> str:
    if not told:
        return NOT_TOLD
    if earliest_on is None:
        return TAKES_NOBODY
    if latest is not None and earliest_on > latest:
        return f"Kan først begynde {short_date(earliest_on).split(' ', 1)[1]}, efter kommunens tilbud"
    return ""
