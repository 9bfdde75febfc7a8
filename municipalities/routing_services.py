"""The rules that lay new cases on a desk. Each change is a new row and the old one is kept, ended, with who and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.errors import NotAccepted
from accounts.selectors import colleagues
from municipalities.models import RoutingRule
from municipalities.selectors import rules_of, team_of
from municipalities.services import MAY_OWN, NotThere

STEP, HIGHEST, OLDEST, MOST_RULES = 10, 32_000, 120, 100
CHANGED = "En kollega har ændret eller lagt reglen væk imens. Se reglerne, som de er nu, og prøv igen."
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('routing ' || %s, 0))"


@dataclass(frozen=True, slots=True)
class RuleAsked:
    """As typed. Exactly one of owner of the existing case, person and team gets the case; a team may stand behind the other two."""

    name: str
    areas: tuple[str, ...] = ()
    in_team_area: bool = False
    age_from: int | None = None
    age_to: int | None = None
    plan_types: tuple[str, ...] = ()
    diagnosis_groups: tuple[str, ...] = ()
    brain_injury: bool | None = None
    existing_case: bool | None = None
    information: bool = False
    to_existing_owner: bool = False
    team: UUID | None = None
    person: UUID | None = None


def unsaved(actor: Actor, asked: RuleAsked) -> RoutingRule:
    """The rule as a row that nobody has saved. Raises NotAccepted by field."""
    actor.must(Verb.MANAGE_TEAM)
    wrong: list[tuple[str, str]] = []
    team = team_of(actor, asked.team) if asked.team else None
    person = next((name for user, name, _ in colleagues(actor, MAY_OWN) if user == asked.person), "")
    if not asked.name.strip():
        wrong.append(("name", "Skriv et navn, så I kan kende reglen på sagerne."))
    if asked.team and team is None:
        wrong.append(("team", "Vælg et team fra listen."))
    if asked.person and not person:
        wrong.append(("person", "Vælg en kollega fra listen."))
    if not (asked.to_existing_owner or asked.person or asked.team):
        wrong.append(("team", "Vælg, hvem der får sagerne."))
    if asked.in_team_area and not asked.team:
        wrong.append(("team", "Vælg det team, hvis område reglen gælder for."))
    if team and asked.in_team_area and not (team.areas or asked.areas):
        wrong.append(("in_team_area", "Teamet har intet område. Skriv dets postnumre på teamets side først."))
    wrong += _ages_wrong(asked)
    if asked.to_existing_owner and asked.existing_case is False:
        wrong.append(("existing_case", "Reglen giver sagen til den, der har borgerens åbne sag. Så skal borgeren have en."))
    if wrong:
        raise NotAccepted(wrong)
    return RoutingRule(
        organisation_id=actor.tenant,
        name=asked.name.strip(),
        areas=sorted(set(asked.areas)),
        in_team_area=asked.in_team_area,
        age_from=asked.age_from,
        age_to=asked.age_to,
        plan_types=list(asked.plan_types),
        diagnosis_groups=list(asked.diagnosis_groups),
        brain_injury=asked.brain_injury,
        existing_case=True if asked.to_existing_owner else asked.existing_case,
        information=asked.information,
        to_existing_owner=asked.to_existing_owner,
        to_team=team,
        to_user=asked.person,
        to_user_name=person,
        made_at=clock.now(),
        made_by_name=actor.name,
    )


def _ages_wrong(asked: RuleAsked) -> list[tuple[str, str]]:
    said = f"Skriv en alder fra 0 til {OLDEST} år."
    wrong = [(name, said) for name in ("age_from", "age_to") if (age := getattr(asked, name)) is not None and not 0 <= age <= OLDEST]
    if not wrong and asked.age_from is not None and asked.age_to is not None and asked.age_to < asked.age_from:
        wrong.append(("age_to", "Den højeste alder er mindre end den laveste."))
    return wrong


def with_rule(rows: Sequence[RoutingRule], new: RoutingRule | None, place: int, instead_of: UUID | None) -> list[RoutingRule]:
    """The rules as they would be: `new` (None: nothing) at the place (from 0) among the others, `instead_of` gone."""
    others = [row for row in rows if row.id != instead_of]
    return others if new is None else [*others[:place], new, *others[place:]]


def save_rule(actor: Actor, asked: RuleAsked, place: int, instead_of: UUID | None = None) -> RoutingRule:
    """A new rule at the place among the others, or another instead of one in force. Raises NotAccepted by field."""
    actor.must(Verb.MANAGE_TEAM)
    rows = _held(actor)
    new = unsaved(actor, asked)
    if instead_of is None and len(rows) >= MOST_RULES:
        raise NotAccepted([("", f"I har {MOST_RULES} regler. Læg en væk først.")])
    same = next((row for row in rows if _alike(row, new)), None)
    if same is not None and instead_of not in {row.id for row in rows}:
        return same  # pressed twice
    if instead_of:
        _end(actor, rows, instead_of)
    return _put(new, [row for row in rows if row.id != instead_of], place)


def move_rule(actor: Actor, rule_id: UUID, place: int) -> RoutingRule:
    """The rule at another place (from 0): a new row, so that what order held when can be seen."""
    actor.must(Verb.MANAGE_TEAM)
    rows = _held(actor)
    row = _in_force(rows, rule_id)
    if rows.index(row) == place:
        return row
    _end(actor, rows, rule_id)
    copy = RoutingRule(**{one.attname: getattr(row, one.attname) for one in RoutingRule._meta.concrete_fields if one.name != "id"})  # noqa: SLF001
    copy.made_at, copy.made_by_name, copy.ended_at = clock.now(), actor.name, None
    return _put(copy, [one for one in rows if one.id != rule_id], place)


def put_away(actor: Actor, rule_id: UUID) -> None:
    """The rule lays no more cases. Repeating it changes nothing. Raises NotThere."""
    actor.must(Verb.MANAGE_TEAM)
    rows = _held(actor)
    if RoutingRule.objects.filter(organisation_id=actor.tenant, id=rule_id, ended_at__isnull=False).exists():
        return
    _end(actor, rows, rule_id)


def _held(actor: Actor) -> list[RoutingRule]:
    """The rules in force, with everybody else's changes kept out until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [str(actor.tenant)])
    return rules_of(actor)


def _in_force(rows: Sequence[RoutingRule], rule_id: UUID) -> RoutingRule:
    row = next((one for one in rows if one.id == rule_id), None)
    if row is not None:
        return row
    if RoutingRule.objects.filter(id=rule_id).exists():
        raise NotAccepted([("", CHANGED)])
    raise NotThere


def _end(actor: Actor, rows: Sequence[RoutingRule], rule_id: UUID) -> None:
    row = _in_force(rows, rule_id)
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])


def _put(new: RoutingRule, others: list[RoutingRule], place: int) -> RoutingRule:
    """Between its neighbours; where there is no room, all are numbered anew, which changes no order."""
    place = max(0, min(place, len(others)))
    before = others[place - 1].position if place else 0
    after = others[place].position if place < len(others) else before + 2 * STEP
    if after - before < 2 or after > HIGHEST:
        for number, row in enumerate(others, 1):
            row.position = number * STEP * 2
            row.save(update_fields=["position"])
        return _put(new, others, place)
    new.position = (before + after) // 2
    new.save(force_insert=True)
    return new


def _alike(row: RoutingRule, new: RoutingRule) -> bool:
    apart = {"id", "position", "made_at", "made_by_name"}
    return all(getattr(row, one.attname) == getattr(new, one.attname) for one in RoutingRule._meta.concrete_fields if one.name not in apart)  # noqa: SLF001
