"""What routing reads: the rules in force, who is here to get a case, and the citizen's other open case."""

from collections.abc import Iterable
from datetime import date

from accounts.actor import Actor
from accounts.enums import Verb
from accounts.roles import MAY
from accounts.selectors import colleagues
from gop.cpr import age_on
from gop.enums import CaseKind
from gop.models import Case
from gop.rules.routing import CaseFacts, Existing, Here, Rule
from municipalities.models import RoutingRule
from municipalities.selectors import teams_of

MAY_OWN = tuple(role for role, verbs in MAY.items() if Verb.TAKE in verbs)


def rule_from(row: RoutingRule) -> Rule:
    """Of a row, saved or only tried."""
    areas = list(row.areas)
    if row.in_team_area and row.to_team:
        areas += row.to_team.areas
    return Rule(
        id=row.id,
        name=row.name,
        areas=frozenset(areas) if areas or row.in_team_area else None,
        age_from=row.age_from,
        age_to=row.age_to,
        plan_types=frozenset(row.plan_types),
        diagnosis_groups=frozenset(row.diagnosis_groups),
        brain_injury=row.brain_injury,
        existing_case=row.existing_case,
        information=row.information,
        to_existing_owner=row.to_existing_owner,
        team=row.to_team.id if row.to_team else None,
        team_name=row.to_team.name if row.to_team else "",
        person=row.to_user,
        person_name=row.to_user_name,
    )


def who_is_here(actor: Actor) -> Here:
    """Two queries."""
    people = {user: name for user, name, _ in colleagues(actor, MAY_OWN)}
    return Here(people, {team.id: team.name for team in teams_of(actor)})


def facts_for(case: Case, on: date, *, existing_case: bool) -> CaseFacts:
    """Of the case as it came on the day."""
    return CaseFacts(
        plan_type=case.plan_type,
        postcode=case.postcode,
        age=age_on(case.birth_date, on) if case.birth_date else None,
        diagnosis_group=case.diagnosis_group,
        brain_injury=case.brain_injury,
        existing_case=existing_case,
        information=case.kind == CaseKind.INFORMATION,
    )


def existing_case(case: Case, hashes: Iterable[bytes]) -> Existing | None:
    """Another open case of treatment of the same citizen here: one with an owner before one without, the newest first."""
    rows = Case.objects.filter(organisation_id=case.organisation_id, cpr_hash__in=list(hashes), kind=CaseKind.TREATMENT)
    open_ones = rows.filter(ended_at__isnull=True).exclude(id=case.id).order_by("-received_at", "id")
    found = [Existing(*row) for row in open_ones.values_list("owner_id", "owner_name", "team_id")]
    return next((one for one in found if one.owner), found[0] if found else None)
