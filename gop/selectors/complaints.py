"""Complaints: of a case, of a plan, and the organisation's list. What was said in one is for team lead and owner alone."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from accounts.actor import Actor
from accounts.enums import Kind, Role
from accounts.prepared import Asked, Prepared
from accounts.registry import optional_date, read_rows, yes
from accounts.roles import ANSWERS_FOR_UNOWNED
from gop.enums import ComplaintAbout, ComplaintTo
from gop.models import Case, Complaint, Plan
from gop.rules.complaints import ComplaintRow, row_for
from gop.selectors.assigned import assignments_of
from gop.selectors.cases import cases_visible_to
from gop.selectors.plans import plans_visible_to

FILE = Path(__file__).resolve().parent.parent / "data" / "complaints.csv"
LEADS = frozenset({Role.TEAM_LEAD, Role.COORDINATOR})
PAGE = 50


@lru_cache(1)
def complaint_rows() -> list[ComplaintRow]:
    """The dated rows of where a complaint belongs."""
    return [
        ComplaintRow(
            ComplaintAbout(row["about"]),
            ComplaintTo(row["receiver"]),
            int(row["number"]) if row["number"] else None,
            row["unit"],
            row["counted_from"],
            date.fromisoformat(row["valid_from"]),
            optional_date(row["valid_to"]),
            row["paragraph"],
            row["text"],
            yes(row["assumption"]),
        )
        for row in read_rows(FILE)
    ]


def belongs(about: str, day: date) -> ComplaintRow | None:
    return row_for(complaint_rows(), about, day)


def complaints_of_case(case: Case) -> list[Complaint]:
    """The newest first."""
    found: list[Complaint] = _of_case.objects(case.organisation_id, case.id)
    return found


def ask_complaints_of(case: Case) -> Asked:
    return _of_case, (case.organisation_id, case.id)


def complaints_of_plan(plan: Plan) -> list[Complaint]:
    found: list[Complaint] = _of_plan.objects(plan.organisation_id, plan.id)
    return found


def complaint_of(actor: Actor, complaint_id: UUID) -> tuple[Complaint, Case | None, Plan | None] | None:
    """With the case or the plan it is of; none where that is not the actor's to see."""
    row = Complaint.objects.filter(organisation_id=actor.tenant, id=complaint_id).first()
    if row is None:
        return None
    if actor.kind == Kind.AUTHOR:
        plan = plans_visible_to(actor).filter(id=row.plan_id).first() if row.plan_id else None
        return (row, None, plan) if plan else None
    case = cases_visible_to(actor).filter(id=row.case_id).first() if row.case_id else None
    return (row, case, None) if case else None


def may_read_text(actor: Actor, of: Case | Plan) -> bool:
    """Team lead and owner; of a case that nobody owns, whoever answers for those."""
    if actor.role in LEADS:
        return True
    if isinstance(of, Plan):
        return of.author_id is not None and of.author_id == actor.person
    return of.owner_id == actor.user if of.owner_id else actor.role in ANSWERS_FOR_UNOWNED


def complaints_listed(actor: Actor, page: int) -> tuple[list[Complaint], bool]:
    """(one page, whether there is more): open ones by the last day to complain, then those with an outcome, the newest first."""
    rows = _visible(actor).annotate(closed=ExpressionWrapper(~Q(outcome=""), output_field=BooleanField()))
    ordered = rows.order_by("closed", F("outcome_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "received_on", "id")
    found: list[Any] = list(ordered.defer("text", "outcome_text")[(page - 1) * PAGE : page * PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def _visible(actor: Actor) -> QuerySet[Complaint]:
    rows = Complaint.objects.filter(organisation_id=actor.tenant)
    rows = rows.filter(plan_id__isnull=False) if actor.kind == Kind.AUTHOR else rows.filter(case_id__isnull=False)
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


def given_to(case: Case) -> list[tuple[UUID, str, bool]]:
    """Whom the case is or was given to: (assignment, name, may still read)."""
    return [(one.id, one.provider_name, one.access_open) for one in (assignments_of(case) if case.triaged_at else ())]


_of_case = Prepared(
    lambda organisation, key: Complaint.objects.filter(organisation_id=organisation, case_id=key).order_by("-made_at", "-id")
)
_of_plan = Prepared(
    lambda organisation, key: Complaint.objects.filter(organisation_id=organisation, plan_id=key).order_by("-made_at", "-id")
)
