"""String codes of plans, consents and cases. Stored in ASCII, read in Danish."""

from gop.enums.case import (
    CaseAction,
    CaseKind,
    CaseState,
    EndCode,
    GuidanceHow,
    HoldReason,
    InformedHow,
    MilestoneCode,
)
from gop.enums.consent import ConsentAnswer, ConsentBy, ConsentHow, ConsentKind
from gop.enums.course import ChoiceAnswer, ChoiceReason, Happening
from gop.enums.plan import (
    ContactKind,
    DateSource,
    DeliveryKind,
    GeneralLevel,
    HandedOutHow,
    PlanAction,
    PlanState,
    PlanType,
    RecipientKind,
    RecipientState,
    SpecialisedReason,
)

__all__ = [
    "CaseAction",
    "CaseKind",
    "CaseState",
    "ChoiceAnswer",
    "ChoiceReason",
    "ConsentAnswer",
    "ConsentBy",
    "ConsentHow",
    "ConsentKind",
    "ContactKind",
    "DateSource",
    "DeliveryKind",
    "EndCode",
    "GeneralLevel",
    "GuidanceHow",
    "HandedOutHow",
    "Happening",
    "HoldReason",
    "InformedHow",
    "MilestoneCode",
    "PlanAction",
    "PlanState",
    "PlanType",
    "RecipientKind",
    "RecipientState",
    "SpecialisedReason",
]
