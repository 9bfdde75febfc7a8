from gop.models.agreements import HomeHospital, RegionAgreement
from gop.models.assignment import (
    Assignment,
    AssignmentEvent,
    AssignmentGoal,
    AssignmentMeeting,
    AssignmentReport,
    DocumentationRequest,
)
from gop.models.attachment import Attachment, AttachmentFile
from gop.models.case import Case, CaseEvent, Offer
from gop.models.codes import Code, CodeWord, Responsibility
from gop.models.correspondence import Correspondence, ReceivedCorrespondence
from gop.models.crossing import Delivery, Milestone
from gop.models.experience import Experience, ExperienceInvitation
from gop.models.helping import Approval, AuthorDetails, Phrase
from gop.models.in_hand import AuthorDigest, CaseContact, CaseDocument, CoordinationMeeting, Goal, ReceivedDocument
from gop.models.letters import CaseLetter
from gop.models.notices import AdvanceNotice, NoticeEvent, ReceivedNotice
from gop.models.plan import Consent, Plan, PlanEvent, Recipient
from gop.models.questions import Question
from gop.models.second import Complaint, SecondPlanAnswer
from gop.models.told_ahead import CapacityNotice, CapacityNoticeSeen, NoticePeriod
from gop.models.version import PlanAddress, PlanVersion
from gop.models.without import WithoutPlan

__all__ = [
    "AdvanceNotice",
    "Approval",
    "Assignment",
    "AssignmentEvent",
    "AssignmentGoal",
    "AssignmentMeeting",
    "AssignmentReport",
    "Attachment",
    "AttachmentFile",
    "AuthorDetails",
    "AuthorDigest",
    "CapacityNotice",
    "CapacityNoticeSeen",
    "Case",
    "CaseContact",
    "CaseDocument",
    "CaseEvent",
    "CaseLetter",
    "Code",
    "CodeWord",
    "Complaint",
    "Consent",
    "CoordinationMeeting",
    "Correspondence",
    "Delivery",
    "DocumentationRequest",
    "Experience",
    "ExperienceInvitation",
    "Goal",
    "HomeHospital",
    "Milestone",
    "NoticeEvent",
    "NoticePeriod",
    "Offer",
    "Phrase",
    "Plan",
    "PlanAddress",
    "PlanEvent",
    "PlanVersion",
    "Question",
    "ReceivedCorrespondence",
    "ReceivedDocument",
    "ReceivedNotice",
    "Recipient",
    "RegionAgreement",
    "Responsibility",
    "SecondPlanAnswer",
    "WithoutPlan",
]
