"""Invented private providers, who train for the municipalities."""

from datetime import date
from typing import NamedTuple

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from config.registry_loader import id_of

SINCE = date(2020, 1, 1)


class Invented(NamedTuple):
    key: str
    name: str


PROVIDERS = (
    Invented("leverandoer-fjordbyens-fysioterapi", "Fjordbyens Fysioterapi"),
    Invented("leverandoer-klinik-nordvest", "Klinik Nordvest"),
    Invented("leverandoer-hedens-genoptraening", "Hedens Genoptræning"),
    Invented("leverandoer-aa-og-ager", "Å og Ager Fysioterapi"),
)


def make_providers() -> None:
    """The organisations that are missing. Run again it changes nothing."""
    Organisation.objects.bulk_create(
        [
            Organisation(id=id_of(one.key), kind=OrganisationKind.PROVIDER, key=one.key, name=one.name, valid_from=SINCE, invented=True)
            for one in PROVIDERS
        ],
        ignore_conflicts=True,
    )
