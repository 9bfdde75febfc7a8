"""Who or which team gets a new case: the first rule that fits, and what becomes of one that names somebody who has left. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What rules ask of a case on the day it came. `age` None: not known; `postcode` empty: not known, or a protected address.

    `existing_case`: the citizen has another open case of treatment here. `information`: the case is for information only.
    """

    plan_type: str
    postcode: str = ""
    age: int | None = None
    diagnosis_group: str = ""
    brain_injury: bool = False
    existing_case: bool = False
    information: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions, all of which must hold, and who then gets the case. A condition that is empty or None always holds.

    `information`: for cases for information, which no other rule touches. `areas` is None where any postcode will do: a rule for a
    team's area has the team's, and a team without one takes nothing by it.
    """

    id: UUID | None
    name: str
    areas: frozenset[str] | None = None
    age_from: int | None = None
    age_to: int | None = None
    plan_types: frozenset[str] = frozenset()
    diagnosis_groups: frozenset[str] = frozenset()
    brain_injury: bool | None = None
    existing_case: bool | None = None
    information: bool = False
    to_existing_owner: bool = False
    team: UUID | None = None
    team_name: str = ""
    person: UUID | None = None
    person_name: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """Who may own cases today, and which teams take them: id → name."""

    people: Mapping[UUID, str] = field(default_factory=dict)
    teams: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Existing:
    """Owner and team of the citizen's other open case."""

    owner: UUID | None = None
    owner_name: str = ""
    team: UUID | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a case goes by a rule. `problem`: why not all that the rule names could be done, in Danish; empty when it could."""

    rule: Rule
    team: UUID | None = None
    team_name: str = ""
    owner: UUID | None = None
    owner_name: str = ""
    problem: str = ""


def fits(rule: Rule, case: CaseFacts) -> bool:
    """Whether every condition holds. An age or postcode that is not known meets no condition on it."""
    return (
        rule.information == case.information
        and (rule.areas is None or case.postcode in rule.areas)
        and (rule.age_from is None or (case.age is not None and case.age >= rule.age_from))
        and (rule.age_to is None or (case.age is not None and case.age <= rule.age_to))
        and (not rule.plan_types or case.plan_type in rule.plan_types)
        and (not rule.diagnosis_groups or case.diagnosis_group in rule.diagnosis_groups)
        and rule.brain_injury in (None, case.brain_injury)
        and rule.existing_case in (None, case.existing_case)
    )


def first_fitting(rules: Iterable[Rule], case: CaseFacts) -> Rule | None:
    """Rules in their order; the first that fits decides alone."""
    return next((rule for rule in rules if fits(rule, case)), None)


def desk_of(rule: Rule, here: Here, existing: Existing | None) -> Desk:
    """Team and owner by the rule. Somebody who has left gets nothing: the case is then the team's, if the rule names one, and nobody's."""
    team, problem = rule.team if rule.team in here.teams else None, ""
    owner = None
    if rule.team and team is None:
        problem = f"Teamet {rule.team_name} tager ikke imod sager mere."
    if rule.to_existing_owner:
        owner = existing.owner if existing and existing.owner in here.people else None
        team = existing.team if owner and existing and existing.team in here.teams else team
        if owner is None and existing and existing.owner:
            problem = problem or f"{existing.owner_name}, der har borgerens åbne sag, kan ikke få sager her mere."
        elif owner is None and team is None:
            problem = problem or "Borgerens åbne sag har ingen ejer."
    elif rule.person:
        owner = rule.person if rule.person in here.people else None
        if owner is None:
            problem = problem or f"{rule.person_name} kan ikke få sager her mere."
    return Desk(rule, team, here.teams[team] if team else "", owner, here.people[owner] if owner else "", problem)
