"""What the sending department hears of the case: code and date, level, place, end code, and no more."""

from typing import Any

from gop.enums import CaseKind, DeliveryKind, MilestoneCode
from gop.models import Case
from gop.services.courier import from_case


def milestone(case: Case, code: MilestoneCode, **data: Any) -> None:
    """Tell the hospital. An information case tells only that it was acknowledged."""
    if case.kind == CaseKind.INFORMATION and code != MilestoneCode.ACKNOWLEDGED:
        return
    from_case(case, DeliveryKind.MILESTONE, code=code, **data)
