from gop.models.agreements import HomeHospital, RegionAgreement
from gop.models.assignment import Assignment
from gop.models.case import Case, CaseEvent, Offer
from gop.models.codes import Diagnosis, Responsibility
from gop.models.crossing import Delivery, Milestone
from gop.models.helping import Approval, AuthorDetails, Phrase
from gop.models.plan import Consent, Plan, PlanEvent, Recipient
from gop.models.version import PlanAddress, PlanVersion

__all__ = [
    "Approval",
    "Assignment",
    "AuthorDetails",
    "Case",
    "CaseEvent",
    "Consent",
    "Delivery",
    "Diagnosis",
    "HomeHospital",
    "Milestone",
    "Offer",
    "Phrase",
    "Plan",
    "PlanAddress",
    "PlanEvent",
    "PlanVersion",
    "Recipient",
    "RegionAgreement",
    "Responsibility",
]
