"""The municipalities nearest to one, by their points: no register says which share a border."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from municipalities.distance import km_between
from municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class Neighbour:
    organisation_id: UUID
    key: str
    name: str
    km: float


def nearest(municipality: UUID, on: date, most: int) -> list[Neighbour]:
    """Others in force on the day, nearest first. One query. Empty for an organisation without a point."""
    columns = ("organisation_id", "organisation__key", "organisation__name", "latitude", "longitude", "organisation__valid_to")
    rows = list(Municipality.objects.filter(organisation__valid_from__lte=on).values_list(*columns))
    here = next(((float(lat), float(lon)) for key, _, _, lat, lon, _ in rows if key == municipality), None)
    if here is None:
        return []
    found = [
        Neighbour(key, word, name, km_between(here, (float(lat), float(lon))))
        for key, word, name, lat, lon, until in rows
        if key != municipality and (until is None or until >= on)
    ]
    return sorted(found, key=lambda one: (one.km, one.name))[:most]
