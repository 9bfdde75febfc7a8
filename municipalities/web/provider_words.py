"""Providers in words: agreements in force, places, and what was told of waiting."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts.clock import local
from accounts.danish import day_date, short_date
from municipalities.agreement_selectors import field_name, level_name
from municipalities.directory import NOT_TOLD, TAKES_NOBODY
from municipalities.provider_selectors import Agreed, Listed, Wanted
from municipalities.provider_services import PREFIX

if TYPE_CHECKING:
    from municipalities.models import WaitingTime

KINDS = {"kl": "KL's aftale", "egen": "Egen aftale"}


def km_words(km: float | None) -> str:
    """'12 km', as the crow flies; '' where it is not known."""
    return "" if km is None else "under 1 km" if km < 1 else f"{km:.0f} km"


def waiting_words(row: "WaitingTime | None") -> str:
    """'Tidligst torsdag 3. december, 2 ledige pladser'."""
    if row is None:
        return NOT_TOLD
    if row.earliest_on is None:
        return TAKES_NOBODY
    seats = "" if row.seats is None else ", 1 ledig plads" if row.seats == 1 else f", {row.seats} ledige pladser"
    return f"Tidligst {day_date(row.earliest_on)}{seats}"


def told_words(row: "WaitingTime | None") -> str:
    """'oplyst fre. 20. nov.'"""
    return f"oplyst {short_date(local(row.stated_at).date())}" if row else ""


def listed_row(one: Listed, wanted: Wanted) -> dict[str, Any]:
    soonest = min((row for row in one.waits if row.earliest_on), key=lambda row: row.earliest_on or date.max, default=None)
    told = soonest or next(iter(one.waits), None)
    names = {place.id: place.name for place in one.places}
    return {
        "url": reverse("directory:provider", args=[one.key.removeprefix(PREFIX)]),
        "name": one.name,
        "km": km_words(one.km),
        "phone": one.details.phone if one.details else "",
        "places": [f"{place.name}, {place.address}, {place.postcode} {place.town}" for place in one.places],
        "agreed": _agreed(one.agreed, kinds=wanted.contracts_of is not None),
        "waiting": waiting_words(told) + (f" ({names[told.place_id]})" if told and len(names) > 1 else ""),
        "told": told_words(told),
    }


def _agreed(agreed: list[Agreed], *, kinds: bool) -> list[str]:
    """A line a field and kind, with its levels: 'Hjerte og kredsløb: basalt og avanceret'."""
    lines: dict[tuple[str, str], list[str]] = {}
    for area, level, kind in agreed:
        lines.setdefault((area, kind), []).append(level_name(level).lower())
    several = {kind for _, kind in lines}
    return [
        f"{field_name(area)}: {' og '.join(sorted(levels, key=lambda one: one != 'basalt'))}{f' ({KINDS[kind]})' if kinds and several else ''}"
        for (area, kind), levels in lines.items()
    ]


def provider_facts(one: Listed, wanted: Wanted) -> dict[str, Any]:
    """What the provider's own page shows."""
    told = {(row.place_id, row.training_field, row.level): row for row in one.waits}
    cells = list(dict.fromkeys((area, level) for area, level, _ in one.agreed))
    return {
        "name": one.name,
        "details": one.details,
        "agreed": _agreed(one.agreed, kinds=wanted.contracts_of is not None),
        "places": [
            {
                "name": place.name,
                "address": f"{place.address}, {place.postcode} {place.town}",
                "access": place.access,
                "waits": [
                    {
                        "field": field_name(area),
                        "level": level_name(level),
                        "waiting": waiting_words(row := told.get((place.id, area, level))),
                        "told": told_words(row),
                    }
                    for area, level in cells
                ],
            }
            for place in one.places
        ],
    }
