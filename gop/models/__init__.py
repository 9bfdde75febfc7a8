from gop.models.assignment import Assignment
from gop.models.case import Case, CaseEvent, Offer
from gop.models.codes import Diagnosis, Responsibility
from gop.models.crossing import Delivery, Milestone
from gop.models.plan import Consent, Plan, PlanEvent, Recipient
from gop.models.version import PlanAddress, PlanVersion

__all__ = [
    "Assignment",
    "Case",
    "CaseEvent",
    "Consent",
    "Delivery",
    "Diagnosis",
    "Milestone",
    "Offer",
    "Plan",
    "PlanAddress",
    "PlanEvent",
    "PlanVersion",
    "Recipient",
    "Responsibility",
]
