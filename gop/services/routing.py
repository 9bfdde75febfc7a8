"""A case that has come is laid on a desk by the authority's rules. Inside the receipt's own transaction, so once or not at all."""

from accounts.actor import Actor
from accounts.clock import local
from accounts.secret import cpr_hashes, decrypt_cpr
from gop.enums import CaseAction
from gop.models import Case, PlanVersion
from gop.rules.routing import desk_of, first_fitting
from gop.selectors.routing import existing_case, facts_for, rule_from, who_is_here
from gop.services.events import case_event
from municipalities.selectors import rules_of

BY = "Fordelingsreglerne"


def route(actor: Actor, case: Case, version: PlanVersion) -> None:
    """Team, owner and the rule's name onto the case, with an event. One that lies on a desk already, or that no rule fits, stays as it is.

    A rule that names somebody who has left leaves the case unowned, and the event says so. The caller saves, and reclocks after it.
    """
    if case.owner_id or case.team_id or case.routed_by or case.ended_at:
        return
    rules = [rule_from(row) for row in rules_of(actor)]
    if not rules:
        return
    existing = existing_case(case, cpr_hashes(decrypt_cpr(version.cpr_encrypted or b"")))
    rule = first_fitting(rules, facts_for(case, local(case.received_at).date(), existing_case=existing is not None))
    if rule is None:
        return
    desk = desk_of(rule, who_is_here(actor), existing)
    case.team_id, case.team_name = desk.team, desk.team_name
    case.owner_id, case.owner_name = desk.owner, desk.owner_name
    case.routed_by = rule.name
    said = {
        "rule": rule.name,
        "rule_id": str(rule.id or ""),
        "team": desk.team_name,
        "team_id": str(desk.team or ""),
        "owner": desk.owner_name,
    }
    case_event(actor, case, CaseAction.ROUTE, by_name=BY, problem=desk.problem, **said)
