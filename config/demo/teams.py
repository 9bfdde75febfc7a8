"""The demo's teams, places, weekly times and routing rules, for the municipalities where somebody logs in. Run again it changes nothing."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from accounts.danish import copenhagen_date, copenhagen_moment
from config.demo.people import AALBORG, COLLEAGUES, HERNING, LOGINS
from config.registry_loader import id_of
from gop.enums import GeneralLevel, PlaceKind
from gop.models import Case
from gop.rules.routing import Desk, Rule, desk_of, first_fitting
from gop.rules.routing import Here as WhoIsHere
from gop.selectors.routing import facts_for, rule_from
from municipalities.models import FirstTime, Place, RoutingRule, Team

SINCE = timedelta(days=120)
NORTH, SOUTH, CHILDREN, BRAIN = "Genoptræning Nord", "Genoptræning Syd", "Børn", "Hjerneskade"
WEST, MIDDLE, CENTRE = "Træningscenter Vest", "Træningscenter Midt", "Træningscenter Birk"
# Where the demo's citizens of Aalborg live; elsewhere everybody lives in the town of towns.csv
TOWNS = {
    AALBORG: (
        ("9000", "Aalborg"),
        ("9400", "Nørresundby"),
        ("9200", "Aalborg SV"),
        ("9220", "Aalborg Øst"),
        ("9210", "Aalborg SØ"),
        ("9310", "Vodskov"),
        ("9230", "Svenstrup J"),
    )
}
TOWNS_BY_ID = {id_of(key): towns for key, towns in TOWNS.items()}


@dataclass(frozen=True, slots=True)
class OneTeam:
    town: str
    name: str
    lead: str
    members: tuple[str, ...]
    areas: tuple[str, ...] = ()


TEAMS = (
    OneTeam(AALBORG, NORTH, "leder", ("visitator", "kollega-inge"), ("9000", "9310", "9400")),
    OneTeam(AALBORG, SOUTH, "leder", ("visitator", "kollega-morten"), ("9200", "9210", "9220", "9230")),
    OneTeam(AALBORG, CHILDREN, "kollega-sanne", ("kollega-sanne", "visitator")),
    OneTeam(AALBORG, BRAIN, "leder", ("kollega-sanne", "kollega-inge")),
    OneTeam(HERNING, "Genoptræning", "visitator-herning", ("visitator-herning", "kollega-jonna"), ("7400",)),
)
PLACES = (
    (AALBORG, WEST, "Prøvevej 10, 9000 Aalborg", "99 00 00 31", "Indgang fra gården. Bus stopper ved døren."),
    (AALBORG, MIDDLE, "Prøvegade 4, 9400 Nørresundby", "99 00 00 32", "2. sal, elevator ved trappen."),
    (HERNING, CENTRE, "Prøveallé 1, 7400 Herning", "99 00 00 33", "Parkering foran indgangen."),
)
BASIC, ADVANCED = GeneralLevel.BASIC.value, GeneralLevel.ADVANCED.value
# (municipality, place, team, weekday, at, seats, level, professions)
TIMES = (
    (AALBORG, MIDDLE, NORTH, 1, time(9), 2, "", "Fysioterapeut"),
    (AALBORG, MIDDLE, NORTH, 2, time(13), 2, BASIC, "Fysioterapeut"),
    (AALBORG, MIDDLE, NORTH, 4, time(10), 3, "", "Fysioterapeut"),
    (AALBORG, MIDDLE, NORTH, 5, time(8, 30), 1, ADVANCED, "Fysioterapeut og ergoterapeut"),
    (AALBORG, WEST, SOUTH, 1, time(10), 2, "", "Fysioterapeut"),
    (AALBORG, WEST, SOUTH, 3, time(9), 3, BASIC, "Fysioterapeut"),
    (AALBORG, WEST, SOUTH, 4, time(14), 1, ADVANCED, "Ergoterapeut"),
    (AALBORG, WEST, CHILDREN, 3, time(14, 30), 1, "", "Fysioterapeut for børn"),
    (AALBORG, WEST, BRAIN, 2, time(9), 1, "", "Fysioterapeut, ergoterapeut og neuropsykolog"),
    (HERNING, CENTRE, "Genoptræning", 1, time(9), 2, "", "Fysioterapeut"),
    (HERNING, CENTRE, "Genoptræning", 3, time(10), 2, "", "Fysioterapeut"),
    (HERNING, CENTRE, "Genoptræning", 5, time(9), 1, "", "Ergoterapeut"),
)
NAMES = {person.username: (person.id, person.name) for person in (*LOGINS, *COLLEAGUES)}


def team_id(town: str, name: str) -> UUID:
    return id_of("team", town, name)


def teams() -> list[Team]:
    return [
        Team(
            id=team_id(one.town, one.name),
            organisation_id=id_of(one.town),
            name=one.name,
            members=[NAMES[name][0] for name in one.members],
            areas=list(one.areas),
            lead_id=NAMES[one.lead][0],
        )
        for one in TEAMS
    ]


def rules(today: date) -> list[RoutingRule]:
    """In their order; each with its team, saved or not."""
    of = {(one.organisation_id, one.name): one for one in teams()}
    made_at, by = copenhagen_moment(today - SINCE, time(9)), {id_of(AALBORG): "leder", id_of(HERNING): "kollega-jonna"}
    aalborg, herning = id_of(AALBORG), id_of(HERNING)
    asked: tuple[tuple[UUID, str, dict[str, Any]], ...] = (
        (aalborg, "Hjerneskade", {"brain_injury": True, "to_team": of[aalborg, BRAIN]}),
        (aalborg, "Børn under 18 år", {"age_to": 17, "to_team": of[aalborg, CHILDREN]}),
        (aalborg, "Nord for fjorden og midtbyen", {"in_team_area": True, "to_team": of[aalborg, NORTH]}),
        (aalborg, "Syd", {"in_team_area": True, "to_team": of[aalborg, SOUTH]}),
        (herning, "Kendt borger", {"existing_case": True, "to_existing_owner": True, "to_team": of[herning, "Genoptræning"]}),
        (herning, "Alle andre", {"to_team": of[herning, "Genoptræning"]}),
    )
    return [
        RoutingRule(
            id=id_of("routing", str(town), name),
            organisation_id=town,
            position=number * 10,
            name=name,
            made_at=made_at,
            made_by_name=NAMES[by[town]][1],
            **said,
        )
        for number, (town, name, said) in enumerate(asked, 1)
    ]


def make_teams(today: date) -> None:
    places = [
        Place(
            id=id_of("place", town, name),
            organisation_id=id_of(town),
            name=name,
            kind=PlaceKind.CENTRE,
            address=address,
            phone=phone,
            directions=directions,
        )
        for town, name, address, phone, directions in PLACES
    ]
    times = [
        FirstTime(
            id=id_of("time", town, place, str(weekday), at.isoformat(), team),
            organisation_id=id_of(town),
            place_id=id_of("place", town, place),
            team_id=team_id(town, team),
            weekday=weekday,
            at=at,
            seats=seats,
            level=level,
            professions=professions,
            valid_from=today - SINCE,
        )
        for town, place, team, weekday, at, seats, level, professions in TIMES
    ]
    Team.objects.bulk_create(teams(), ignore_conflicts=True)
    Place.objects.bulk_create(places, ignore_conflicts=True)
    FirstTime.objects.bulk_create(times, ignore_conflicts=True)
    RoutingRule.objects.bulk_create(rules(today), ignore_conflicts=True)


def lives_in(municipality: UUID, street: str, otherwise: tuple[str, str]) -> tuple[str, str]:
    """(postcode, town), the same each time for the same street."""
    towns = TOWNS_BY_ID.get(municipality)
    return towns[sum(street.encode()) % len(towns)] if towns else otherwise


class Routing:
    """The demo's rules, read once, as routing at receipt would use them. A citizen with another open case is left out."""

    def __init__(self, today: date) -> None:
        self.rules: dict[UUID, list[Rule]] = {}
        for row in rules(today):
            self.rules.setdefault(row.organisation_id, []).append(rule_from(row))
        self.here = WhoIsHere(dict(NAMES.values()), {row.id: row.name for row in teams()})

    def desk(self, case: Case) -> Desk | None:
        found = first_fitting(
            self.rules.get(case.organisation_id, ()), facts_for(case, copenhagen_date(case.received_at), existing_case=False)
        )
        return desk_of(found, self.here, None) if found else None
