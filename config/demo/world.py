"""What the demo's plans happen in: the registry, the dated law and the calendar, read once."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from uuid import UUID

from accounts import registry
from accounts.enums import ContactMatter, RelationKind, Role
from accounts.models import Contact, Organisation, OrganisationRelation
from config.demo import names, people
from config.demo.teams import Routing
from config.registry_loader import id_of
from deadlines.models import Holiday
from deadlines.registry import postal_rules
from deadlines.rules import Calendar, ClockRule
from deadlines.selectors import rules_in_force
from gop.registry import CodeRow, diagnoses
from gop.rules import ResponsibilityRow
from gop.selectors.law import responsibility_rows
from hospitals.enums import FunctionLevel
from hospitals.selectors import PRIVATE

HERE = Path(__file__).parent
HIGH = frozenset({FunctionLevel.REGIONAL, FunctionLevel.HIGHLY_SPECIALISED})
SEEN = {"region-nordjylland": 40, "region-midtjylland": 2}  # times their population
Owner = tuple[UUID, str]


@dataclass(frozen=True)
class Town:
    """A municipality with its postal town, its region and who handles cases there."""

    id: UUID
    name: str
    region: str
    population: int
    postcode: str
    town: str
    owners: tuple[Owner, ...]


@dataclass(frozen=True)
class Ward:
    """A department with its hospital and who writes plans there."""

    id: UUID
    name: str
    hospital: UUID
    hospital_name: str
    region: str
    specialty: str
    performs: bool
    level: str
    authors: tuple[Owner, ...]
    therapists: tuple[Owner, ...]


@dataclass
class World:
    today: date
    towns: list[Town]
    wards: list[Ward]
    diagnoses: list[CodeRow]
    rules: list[ClockRule]
    calendar: Calendar
    postal_days: int
    responsibility: list[ResponsibilityRow]
    regions: dict[UUID, list[tuple[date, date | None, UUID, str]]]
    contacts: dict[UUID, str]
    texts: dict[str, dict[str, list[str]]]
    routing: Routing
    _weights: list[int] = field(default_factory=list)
    _next_open: dict[date, date] = field(default_factory=dict)

    def town(self, rng: Random) -> Town:
        """By population, but most of them where the demo's people look: a region's figures need enough citizens to be shown."""
        self._weights = self._weights or list(accumulate(town.population * _seen(town) for town in self.towns))
        return rng.choices(self.towns, cum_weights=self._weights)[0]

    def ward_for(self, rng: Random, region: str, *, child: bool, high: bool = False) -> Ward:
        """A sending department: seven of eight plans come from the home region. `high`: one that may write a plan to rehabilitering."""
        not_theirs = {"terapi", "psykiatri" if child else "pædiatri"}
        able = [ward for ward in self.wards if ward.specialty not in not_theirs and (not high or ward.level in HIGH)]
        near = [ward for ward in able if ward.region == region]
        return rng.choice(near if near and rng.random() < 0.88 else able)

    def performer_for(self, rng: Random, region: str) -> Ward:
        able = [ward for ward in self.wards if ward.performs]
        return rng.choice([ward for ward in able if ward.region == region] or able)

    def region_of(self, town: UUID, day: date) -> tuple[UUID, str]:
        """The home region on the day."""
        return next((parent, name) for start, end, parent, name in self.regions[town] if start <= day and (end is None or day <= end))

    def open_from(self, day: date) -> date:
        """The day itself when open, else the next open day."""
        if day not in self._next_open:
            at = day
            while not self.calendar.is_open(at):
                at += timedelta(days=1)
            self._next_open[day] = at
        return self._next_open[day]

    def theme_of(self, group: str) -> dict[str, list[str]]:
        """Sentences that suit the group of the diagnosis."""
        return next((theme for theme in self.texts.values() if group in theme.get("groups", [])), self.texts["ben"])


def _seen(town: Town) -> int:
    return SEEN.get(town.region, 1) * (5 if town.id == id_of(people.HERNING) else 1)


def read_world(today: date) -> World:
    """Four queries, whatever the number of plans."""
    relations: dict[UUID, list[tuple[date, date | None, UUID, str]]] = {}
    for row in OrganisationRelation.objects.filter(kind=RelationKind.MUNICIPALITY_IN).select_related("parent"):
        relations.setdefault(row.child_id, []).append((row.valid_from, row.valid_to, row.parent_id, row.parent.name))
    general = Contact.objects.filter(matter=ContactMatter.GENERAL).order_by("name")
    return World(
        today=today,
        towns=_towns(),
        wards=_wards(),
        diagnoses=diagnoses(),
        rules=rules_in_force(),
        calendar=Calendar(closed_dates=frozenset(Holiday.objects.values_list("day", flat=True))),
        postal_days=next(row.days for row in postal_rules() if row.valid_from <= today and (row.valid_to is None or today <= row.valid_to)),
        responsibility=responsibility_rows(),
        regions=relations,
        contacts={c.organisation_id: ", ".join(part for part in (c.name, f"tlf. {c.phone}", c.email) if part) for c in general},
        texts=tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8")),
        routing=Routing(today),
    )


def _invented(key: str, number: int) -> tuple[Owner, ...]:
    """Names without a user, for organisations where nobody logs in."""
    rng = Random(key)  # noqa: S311
    return tuple(
        (id_of("demo-person", key, n), f"{rng.choice(names.WOMEN + names.MEN)} {rng.choice(names.FAMILIES)}") for n in range(number)
    )


def _towns() -> list[Town]:
    post = {row["code"]: (row["postcode"], row["town"]) for row in registry.read_rows(HERE / "towns.csv")}
    return [
        Town(
            id=id_of(m.key),
            name=m.official_name,
            region=m.region,
            population=m.population,
            postcode=post[m.code][0],
            town=post[m.code][1],
            owners=tuple(people.people_in(Role.TRIAGE_OFFICER, id_of(m.key))) or _invented(m.key, 2),
        )
        for m in registry.municipalities()
    ]


def _wards() -> list[Ward]:
    hospitals = {h.key: h for h in registry.hospitals()}
    known = set(Organisation.objects.values_list("id", flat=True))
    return [
        Ward(
            id=id_of(d.key),
            name=d.name,
            hospital=id_of(d.hospital),
            hospital_name=hospitals[d.hospital].name,
            region=hospitals[d.hospital].region,
            specialty=d.specialty,
            performs=d.performs_specialised,
            level=d.function_level,
            authors=tuple(people.people_in(Role.AUTHOR, id_of(d.key))) or _invented(d.key, 2),
            therapists=tuple(people.people_in(Role.HOSPITAL_THERAPIST, id_of(d.key))) or _invented(f"{d.key}-terapi", 2),
        )
        for d in registry.demo_departments()
        # A private hospital's plans say who paid: left to whoever logs in there.
        if id_of(d.key) in known and hospitals[d.hospital].kind != PRIVATE
    ]
