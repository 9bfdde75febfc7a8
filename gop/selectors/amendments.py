"""What an amendment may touch, what it changed, and who is told of it (model.md 3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gop.enums import CaseAction, ConsentAnswer, ConsentKind, MilestoneCode, PlanAction, RecipientKind, RecipientState
from gop.models import Case, CaseEvent, Plan, PlanEvent, PlanVersion, Recipient
from gop.models.content import Findings, Needs, Pathways, Team, names_of
from gop.selectors.draft_texts import ADDRESS, texts_in, texts_of

# Type, performer, home municipality and CPR need another plan; the discharge date and the consents have verbs of their own.
TEXTS = frozenset({"functioning_before", "functioning_now", "limitations", "training_need", "potential", "extended_description"})
STARTS = frozenset({"earliest_start", "latest_start", "start_reason_kind", "start_reason"})
ON_THE_VERSION = TEXTS | STARTS | {"citizen_name", "municipality_contact", "region_contact"} | names_of(Needs, Findings, Pathways, Team)
AMENDABLE = ON_THE_VERSION | ADDRESS | {"diagnosis_code"}
CONSENT_FOR = {
    RecipientKind.MUNICIPALITY: ConsentKind.MUNICIPALITY,
    RecipientKind.REGION: ConsentKind.MUNICIPALITY,
    RecipientKind.HOSPITAL: ConsentKind.PERFORMING_HOSPITAL,
}


def changed(plan: Plan, version: PlanVersion, values: Mapping[str, Any]) -> list[str]:
    """The names among `values` that say something else than the version."""
    stored, said = texts_of(plan, version, consents=False), texts_in(values)
    return sorted(name for name, text in said.items() if name in AMENDABLE and text != stored[name])


@dataclass(frozen=True)
class Told:
    """One receiver of a sent plan. `why_not` is empty when the next version goes to it."""

    recipient: Recipient
    why_not: str = ""


def told(plan: Plan) -> list[Told]:
    """Who hears of an amendment, and why the others do not, in the order of sending."""
    given = {one.kind for one in plan.consents.all() if one.answer == ConsentAnswer.GIVEN}
    over = ended_cases(plan)
    return [Told(row, _why_not(row, given, over)) for row in plan.recipients.order_by("at", "kind", "name")]


def _why_not(row: Recipient, given: set[str], over: set[UUID]) -> str:
    if row.state != RecipientState.DELIVERED or row.case_id is None or row.receiver_id is None:
        return RecipientState(row.state).label
    if CONSENT_FOR.get(RecipientKind(row.kind), "") not in given:
        return "Samtykket er trukket tilbage"
    return "Forløbet er afsluttet" if row.case_id in over else ""


def ended_cases(plan: Plan) -> set[UUID]:
    """Cases of the plan that the hospital has heard the end of, and no reopening since."""
    last: dict[UUID, str] = {}
    ends = (MilestoneCode.ENDED, MilestoneCode.REOPENED)
    for case_id, code in plan.milestones.filter(code__in=ends).order_by("at").values_list("case_id", "code"):
        if case_id is not None:
            last[case_id] = code
    return {case_id for case_id, code in last.items() if code == MilestoneCode.ENDED}


def amendments_of(plan: Plan) -> list[PlanEvent]:
    """Oldest first."""
    return list(plan.events.filter(action=PlanAction.AMEND).order_by("at", "id"))


def must_reassess(case: Case) -> bool:
    """Something was decided on an earlier version than the one in force (model.md 3: the owner gets the task)."""
    return case.ended_at is None and case.decided_on_version is not None and case.decided_on_version < case.plan_version


def compared(case: Case, events: Iterable[CaseEvent]) -> tuple[PlanVersion, PlanVersion, list[CaseEvent]] | None:
    """(the version decided on, else first received; the one in force; the amendments between, oldest first). None: never amended."""
    amended = sorted((one for one in events if one.action == CaseAction.AMENDED), key=lambda one: one.data["version"])
    if not amended:
        return None
    since = case.decided_on_version or amended[0].data["former"]
    if since >= case.plan_version:
        since = amended[-1].data["former"]
    rows = {
        row.number: row
        for row in PlanVersion.objects.select_related("address", "home_municipality", "performing_department").filter(
            plan_id=case.plan_id, number__in=(since, case.plan_version)
        )
    }
    if len(rows) < 2:
        return None
    return rows[since], rows[case.plan_version], [one for one in amended if one.data["version"] > since]
