"""What rules would have done with the cases of the last month. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from accounts.actor import Actor
from accounts.clock import local
from accounts.enums import Verb
from gop.enums import CaseKind
from gop.models import Case
from gop.rules.routing import Desk, Existing, Rule, desk_of, first_fitting
from gop.selectors.routing import facts_for, rule_from, who_is_here
from municipalities.models import RoutingRule
from municipalities.selectors import rules_of

DAYS, MOST_CASES, MOST_SHOWN = 30, 5000, 100
COLUMNS = (
    *("id", "kind", "citizen_name", "cpr_hash", "received_at", "plan_type", "postcode", "birth_date", "diagnosis_group", "brain_injury"),
    *("team_id", "team_name", "owner_id", "owner_name", "organisation_id"),
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A case that the rules tried lay on another desk than those in force. `now` and `then` None: no rule takes it."""

    case: Case
    now: Desk | None
    then: Desk | None


@dataclass(frozen=True, slots=True)
class Trial:
    """`takes`: rule's id → how many cases it takes, by the rules tried and by those in force; None → by no rule. `elsewhere`: the first."""

    rules: tuple[Rule, ...]
    cases: int
    takes: dict[UUID | None, int]
    takes_now: dict[UUID | None, int]
    differ: int
    elsewhere: tuple[Elsewhere, ...]
    more_cases: bool


def try_rules(actor: Actor, proposed: Sequence[RoutingRule], now: datetime) -> Trial:
    """The cases received in the last 30 days (the newest 5,000) under both sets of rules. Six queries, whatever the number of cases.

    An open case of the same citizen counts as it was at receipt, its owner as it is today. Who has left is who is not here today.
    """
    actor.must(Verb.MANAGE_TEAM)
    in_force, tried = [[rule_from(row) for row in rows] for rows in (rules_of(actor), proposed)]
    rows = Case.objects.filter(organisation_id=actor.tenant, received_at__gt=now - timedelta(days=DAYS))
    cases = list(rows.only(*COLUMNS).order_by("-received_at", "-id")[: MOST_CASES + 1])
    here, others = who_is_here(actor), _others(actor, cases[:MOST_CASES])
    takes: Counter[UUID | None] = Counter()
    takes_now: Counter[UUID | None] = Counter()
    elsewhere: list[Elsewhere] = []
    for case in cases[:MOST_CASES]:
        existing = _existing(case, others[bytes(case.cpr_hash)])
        facts = facts_for(case, local(case.received_at).date(), existing_case=existing is not None)
        found = [first_fitting(rules, facts) for rules in (in_force, tried)]
        before, after = [desk_of(rule, here, existing) if rule else None for rule in found]
        takes_now[found[0].id if found[0] else None] += 1
        takes[found[1].id if found[1] else None] += 1
        if _place(before) != _place(after):
            elsewhere.append(Elsewhere(case, before, after))
    return Trial(
        rules=tuple(tried),
        cases=min(len(cases), MOST_CASES),
        takes=dict(takes),
        takes_now=dict(takes_now),
        differ=len(elsewhere),
        elsewhere=tuple(elsewhere[:MOST_SHOWN]),
        more_cases=len(cases) > MOST_CASES,
    )


def _place(desk: Desk | None) -> tuple[UUID | None, UUID | None]:
    return (desk.team, desk.owner) if desk else (None, None)


def _others(actor: Actor, cases: Sequence[Case]) -> dict[bytes, list[Case]]:
    """All cases of treatment of the same citizens, ended ones too."""
    rows = Case.objects.filter(organisation_id=actor.tenant, cpr_hash__in={bytes(case.cpr_hash) for case in cases}, kind=CaseKind.TREATMENT)
    found: dict[bytes, list[Case]] = defaultdict(list)
    for row in rows.only("id", "cpr_hash", "received_at", "ended_at", "owner_id", "owner_name", "team_id").order_by("-received_at"):
        found[bytes(row.cpr_hash)].append(row)
    return found


def _existing(case: Case, others: Sequence[Case]) -> Existing | None:
    """As routing at receipt: open then, one with an owner first, the newest first."""
    at = case.received_at
    open_then = [row for row in others if row.id != case.id and row.received_at < at and (row.ended_at is None or row.ended_at > at)]
    chosen = next((row for row in open_then if row.owner_id), open_then[0] if open_then else None)
    return Existing(chosen.owner_id, chosen.owner_name, chosen.team_id) if chosen else None
