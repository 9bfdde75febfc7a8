"""Invented private providers, who train for the municipalities: places, agreements of both kinds, and what they have told of waiting."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import NamedTuple
from uuid import UUID, uuid5

from accounts.danish import copenhagen_moment
from accounts.enums import OrganisationKind
from accounts.models import Organisation
from config.registry_loader import id_of
from municipalities.models import Agreement, Contract, Provider, ProviderPlace, WaitingTime

SINCE = date(2020, 1, 1)
AALBORG, HERNING = "kommune-0851", "kommune-0657"
FJORD, NORTH_WEST, HEATH, RIVER = (
    "leverandoer-fjordbyens-fysioterapi",
    "leverandoer-klinik-nordvest",
    "leverandoer-hedens-genoptraening",
    "leverandoer-aa-og-ager",
)
LEVELS = ("basal", "avanceret")
LIMBS = ("under_kirurgisk", "under_medicinsk", "over_kirurgisk", "over_medicinsk")
BACKS, REST = ("ryg_kirurgisk", "ryg_medicinsk"), ("haand_kirurgisk", "svaekkelse", "hjerte", "lunge", "kraeft", "neurologi", "andet")


class Invented(NamedTuple):
    """`fields`: of KL's agreement, at both levels."""

    key: str
    name: str
    phone: str
    about: str
    fields: tuple[str, ...]


class Site(NamedTuple):
    provider: str
    name: str
    address: str
    postcode: str
    town: str
    latitude: float
    longitude: float
    access: str


class Own(NamedTuple):
    """An authority's own contract; `review_in` days from today, None: never."""

    authority: str
    provider: str
    field: str
    level: str
    review_in: int | None
    reference: str


PROVIDERS = (
    Invented(FJORD, "Fjordbyens Fysioterapi", "99 00 00 61", "Holdtræning og træning en til en.", (*LIMBS, *BACKS, *REST)),
    Invented(NORTH_WEST, "Klinik Nordvest", "99 00 00 62", "Fysioterapi og ergoterapi, varmtvandsbassin.", (*LIMBS, *BACKS)),
    Invented(HEATH, "Hedens Genoptræning", "99 00 00 63", "Genoptræning efter operation.", (*LIMBS, *BACKS, *REST)),
    Invented(RIVER, "Å og Ager Fysioterapi", "99 00 00 64", "En lille klinik med god tid.", LIMBS),
)
SITES = (
    Site(FJORD, "Havnen", "Prøvekajen 4", "9000", "Aalborg", 57.0512, 9.9205, "Elevator og parkering ved døren."),
    Site(FJORD, "Nørresundby", "Prøvebrogade 11", "9400", "Nørresundby", 57.0660, 9.9210, "Ingen trin."),
    Site(NORTH_WEST, "Klinikken", "Prøvevej 27", "9440", "Aabybro", 57.1530, 9.7290, "To trin og rampe."),
    Site(HEATH, "Birk", "Prøvecentret 2", "7400", "Herning", 56.1370, 9.0140, "Elevator."),
    Site(RIVER, "Klinikken", "Prøvestræde 8", "9230", "Svenstrup J", 56.9720, 9.8470, "Stueetage."),
)
# (provider, site) → (days to the earliest first meeting, None: takes nobody; free places; days since it was told); a site not named has told nothing
TOLD: dict[tuple[str, str], tuple[int | None, int | None, int]] = {
    (FJORD, "Havnen"): (3, 4, 2),
    (FJORD, "Nørresundby"): (24, 2, 2),
    (NORTH_WEST, "Klinikken"): (None, None, 5),
    (HEATH, "Birk"): (5, 3, 20),
}
OWN = (
    Own(AALBORG, FJORD, "under_kirurgisk", "basal", -2, "2026-014"),
    Own(AALBORG, FJORD, "over_kirurgisk", "basal", 200, "2026-014"),
    Own(AALBORG, RIVER, "svaekkelse", "basal", None, "2026-021"),
    Own(HERNING, HEATH, "under_kirurgisk", "basal", 90, "HER-7"),
    Own(HERNING, HEATH, "under_medicinsk", "avanceret", 90, "HER-7"),
)
NAMESPACE = UUID("5d0a6c5e-14f5-4a0a-8f2c-5a2f7f6f7a61")


def make_providers() -> None:
    """The organisations that are missing. Run again it changes nothing."""
    Organisation.objects.bulk_create(
        [
            Organisation(id=id_of(one.key), kind=OrganisationKind.PROVIDER, key=one.key, name=one.name, valid_from=SINCE, invented=True)
            for one in PROVIDERS
        ],
        ignore_conflicts=True,
    )


def make_directory(today: date) -> None:
    """What the directory says of them, from the day it is made. Run again it changes nothing."""
    Provider.objects.bulk_create(
        [Provider(organisation_id=id_of(one.key), phone=one.phone, about=one.about) for one in PROVIDERS], ignore_conflicts=True
    )
    ProviderPlace.objects.bulk_create(
        [ProviderPlace(id=_id(one.provider, one.name), organisation_id=id_of(one.provider), **_said(one)) for one in SITES],
        ignore_conflicts=True,
    )
    Agreement.objects.bulk_create(list(_national(today)), ignore_conflicts=True)
    Contract.objects.bulk_create([_own(one, today) for one in OWN], ignore_conflicts=True)
    WaitingTime.objects.bulk_create(list(_waits(today)), ignore_conflicts=True)


def _id(*parts: str) -> UUID:
    return uuid5(NAMESPACE, " ".join(parts))


def _said(one: Site) -> dict[str, object]:
    return {name: getattr(one, name) for name in Site._fields if name != "provider"}


def _national(today: date) -> Iterator[Agreement]:
    for one in PROVIDERS:
        for area in one.fields:
            for level in LEVELS:
                yield Agreement(
                    id=_id("kl", one.key, area, level),
                    provider_id=id_of(one.key),
                    training_field=area,
                    level=level,
                    valid_from=date(today.year - 1, 1, 1),
                    valid_to=date(today.year + 2, 12, 31),
                    review_on=date(today.year + 2, 6, 1),
                )


def _own(one: Own, today: date) -> Contract:
    return Contract(
        id=_id(one.authority, one.provider, one.field, one.level),
        organisation_id=id_of(one.authority),
        provider_id=id_of(one.provider),
        training_field=one.field,
        level=one.level,
        valid_from=date(today.year, 1, 1),
        review_on=None if one.review_in is None else today + timedelta(days=one.review_in),
        reference=one.reference,
    )


def _waits(today: date) -> Iterator[WaitingTime]:
    fields = {one.key: one.fields for one in PROVIDERS}
    for (provider, site), (days, seats, ago) in TOLD.items():
        told = copenhagen_moment(today - timedelta(days=ago), time(9, 30))
        for area in fields[provider]:
            for level in LEVELS:
                yield WaitingTime(
                    id=_id("ventetid", provider, site, area, level),
                    organisation_id=id_of(provider),
                    place_id=_id(provider, site),
                    training_field=area,
                    level=level,
                    earliest_on=None if days is None else today + timedelta(days=days),
                    seats=seats,
                    stated_at=told,
                    stated_by_name="Leverandørens kontor",
                )
