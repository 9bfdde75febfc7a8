"""Meetings called before there was a plan go with it."""

from uuid import UUID

from gop.models import Case, CoordinationMeeting


def follow_notice(organisation_id: UUID, notice_id: UUID, plan_id: UUID, case_id: UUID | None = None) -> None:
    """The notice has become a plan, perhaps under another id; at the authority, with its case. One statement."""
    rows = CoordinationMeeting.objects.filter(organisation_id=organisation_id, notice_id=notice_id)
    rows.update(plan_id=plan_id, case_id=case_id)


def follow_case(case: Case) -> None:
    """The plan of the meetings has come. One statement."""
    rows = CoordinationMeeting.objects.filter(organisation_id=case.organisation_id, plan_id=case.plan_id, case_id__isnull=True)
    rows.update(case_id=case.id)
