from gop.models.agreements import HomeHospital, RegionAgreement
from gop.models.assignment import Assignment
from gop.models.attachment import Attachment, AttachmentFile
from gop.models.case import Case, CaseEvent, Offer
from gop.models.codes import Code, CodeWord, Responsibility
from gop.models.correspondence import Correspondence, ReceivedCorrespondence
from gop.models.crossing import Delivery, Milestone
from gop.models.helping import Approval, AuthorDetails, Phrase
from gop.models.notices import AdvanceNotice, NoticeEvent, ReceivedNotice
from gop.models.plan import Consent, Plan, PlanEvent, Recipient
from gop.models.version import PlanAddress, PlanVersion
from gop.models.without import WithoutPlan

__all__ = [
    "AdvanceNotice",
    "Approval",
    "Assignment",
    "Attachment",
    "AttachmentFile",
    "AuthorDetails",
    "Case",
    "CaseEvent",
    "Code",
    "CodeWord",
    "Consent",
    "Correspondence",
    "Delivery",
    "HomeHospital",
    "Milestone",
    "NoticeEvent",
    "Offer",
    "Phrase",
    "Plan",
    "PlanAddress",
    "PlanEvent",
    "PlanVersion",
    "ReceivedCorrespondence",
    "ReceivedNotice",
    "Recipient",
    "RegionAgreement",
    "Responsibility",
    "WithoutPlan",
]
