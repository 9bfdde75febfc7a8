"""What others hear of a case: the sending department code and date, level, place, end code; the informed home municipality the dates alone."""

from typing import Any

from accounts.clock import local
from gop.enums import CaseKind, ConsentAnswer, ConsentKind, DeliveryKind, MilestoneCode, PlanType
from gop.models import Case, Consent
from gop.services.courier import from_case, to_next

FOLLOWED = frozenset(
    {MilestoneCode.OFFERED, MilestoneCode.OFFER_CANCELLED, MilestoneCode.STARTED, MilestoneCode.ENDED, MilestoneCode.REOPENED}
)
KEPT = frozenset({"on", "end_code", "to", "reason"})


def milestone(case: Case, code: MilestoneCode, **data: Any) -> None:
    """Tell the hospital, and the home municipality where it follows. An information case tells only that it was acknowledged."""
    if case.kind == CaseKind.INFORMATION and code != MilestoneCode.ACKNOWLEDGED:
        return
    from_case(case, DeliveryKind.MILESTONE, code=code, **data)
    if code in FOLLOWED:
        follow(case, code, **data)


def follow(case: Case, code: MilestoneCode, **data: Any) -> None:
    """To the home municipality's information case, while someone else handles the course. No place, no letter, no reason text.

    Nothing without the patient's consent to the municipality.
    """
    home = case.home_municipality_id
    elsewhere = case.kind == CaseKind.TREATMENT and case.plan_type != PlanType.GENERAL_TRAINING and home not in (None, case.organisation_id)
    if not elsewhere or home is None or not _consented(case):
        return
    said = {key: value for key, value in data.items() if key in KEPT}
    if code == MilestoneCode.OFFERED and case.offer_meeting_at is not None:
        said["on"] = local(case.offer_meeting_at).date().isoformat()
    to_next(case, home, DeliveryKind.FOLLOWED, None, code=code, **said)


def _consented(case: Case) -> bool:
    rows = Consent.objects.filter(plan_id=case.plan_id, kind=ConsentKind.MUNICIPALITY)
    return rows.filter(answer=ConsentAnswer.GIVEN).exists()
