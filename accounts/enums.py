"""The kinds, roles and verbs of the house (model.md 8). Stored values are Danish, in ASCII."""

from enum import StrEnum

from accounts.choices import Choice


class OrganisationKind(Choice):
    HOSPITAL = "sygehus", "Sygehus"
    DEPARTMENT = "afdeling", "Afdeling"
    MUNICIPALITY = "kommune", "Kommune"
    REGION = "region", "Region"
    PROVIDER = "leverandoer", "Leverandør"
    PLATFORM = "platform", "Platform"
    GROUPING = "gruppe", "Klynge, sundhedsråd eller forum"


class RelationKind(Choice):
    DEPARTMENT_OF = "afdeling_af", "Afdeling af sygehus"
    HOSPITAL_IN = "sygehus_i", "Sygehus i region"
    MUNICIPALITY_IN = "kommune_i", "Kommune i region"
    MEMBER_OF = "medlem_af", "Medlem af gruppe"


class GroupingKind(Choice):
    """What a group of municipalities and hospitals is. Stands as the code of its organisation."""

    CLUSTER = "klynge", "Sundhedsklynge"
    HEALTH_COUNCIL = "sundhedsraad", "Sundhedsråd"
    FORUM = "forum", "Forum"


class ContactMatter(Choice):
    GENERAL = "generelt", "Genoptræning generelt"
    CHILDREN = "boern", "Børn"
    BRAIN_INJURY = "hjerneskade", "Hjerneskade"
    PSYCHIATRY = "psykiatri", "Psykiatri"


class Kind(StrEnum):
    """The function of an actor, which is the database role its transaction takes."""

    AUTHOR = "gop_author"
    AUTHORITY = "gop_authority"
    PROVIDER = "gop_provider"
    ANALYST = "gop_analyst"
    PLATFORM = "gop_platform"
    JOB = "gop_job"
    PUBLIC = "gop_public"


class Role(Choice):
    AUTHOR = "terapeut", "Terapeut"
    COORDINATOR = "koordinator", "Koordinator"
    DOCTOR = "laege", "Læge"
    HOSPITAL_THERAPIST = "sygehusterapeut", "Sygehusterapeut"
    TRIAGE_OFFICER = "visitator", "Visitator"
    TEAM_LEAD = "teamleder", "Teamleder"
    PROVIDER_THERAPIST = "leverandoerterapeut", "Leverandørterapeut"
    ANALYST = "analytiker", "Regional analytiker"
    REGIONAL_TRIAGE_OFFICER = "regionsvisitator", "Regional visitator"
    ORGANISATION_ADMIN = "administrator", "Administrator"
    PLATFORM_ADMIN = "forvalter", "Forvalter"


class Verb(StrEnum):
    """What a person may ask of a page. Each page and each service names one."""

    # The plan
    READ_PLAN = "read_plan"
    WRITE_PLAN = "write_plan"
    SEND_PLAN = "send_plan"
    AMEND_PLAN = "amend_plan"
    REPLACE_PLAN = "replace_plan"
    WITHDRAW_PLAN = "withdraw_plan"
    SET_DISCHARGE = "set_discharge"
    RECORD_HANDED_OUT = "record_handed_out"
    FORWARD_PLAN = "forward_plan"
    ANSWER_QUESTION = "answer_question"
    CALL_MEETING = "call_meeting"
    REASSIGN_DRAFT = "reassign_draft"
    APPROVE_PLAN = "approve_plan"
    # The case
    READ_CASE = "read_case"
    ACKNOWLEDGE = "acknowledge"
    TAKE = "take"
    HAND_OVER = "hand_over"
    ASK = "ask"
    TRIAGE = "triage"
    RECORD_GUIDANCE = "record_guidance"
    OFFER = "offer"
    INVITE = "invite"
    CANCEL_OFFER = "cancel_offer"
    RECORD_DECLINED = "record_declined"
    RECORD_NO_START = "record_no_start"
    ANSWER_CHOICE = "answer_choice"
    INFORM = "inform"
    REGISTER_FIRST_MEETING = "register_first_meeting"
    RECORD_TOLD_DISCHARGE = "record_told_discharge"
    SET_GOALS = "set_goals"
    RETURN_CASE = "return_case"
    REFUSE_PATIENT = "refuse_patient"
    FORWARD_CASE = "forward_case"
    ASSIGN = "assign"
    HOLD = "hold"
    END_CASE = "end_case"
    CLOSING_STATUS = "closing_status"
    REOPEN = "reopen"
    SET_CAUSE = "set_cause"
    RECORD_COMPLAINT = "record_complaint"
    MANAGE_TEAM = "manage_team"
    SET_ALERT_RULES = "set_alert_rules"
    # The assignment
    READ_ASSIGNMENT = "read_assignment"
    ACCEPT_ASSIGNMENT = "accept_assignment"
    DECLINE_ASSIGNMENT = "decline_assignment"
    HOLD_MEETING = "hold_meeting"
    END_ASSIGNMENT = "end_assignment"
    # The directory
    KEEP_WAITING_TIMES = "keep_waiting_times"
    KEEP_AGREEMENTS = "keep_agreements"
    KEEP_OFFERINGS = "keep_offerings"
    READ_NOTICES_AHEAD = "read_notices_ahead"
    TELL_AHEAD = "tell_ahead"
    # Around them
    READ_ALERTS = "read_alerts"
    SEARCH = "search"
    READ_FIGURES = "read_figures"
    READ_OWN_FIGURES = "read_own_figures"
    READ_REPORTS = "read_reports"
    READ_EXPERIENCE = "read_experience"
    RELEASE_REPORT = "release_report"
    READ_ACCESS_LOG = "read_access_log"
    MANAGE_ORGANISATION = "manage_organisation"
    READ_PLATFORM = "read_platform"
    MANAGE_REGISTRY = "manage_registry"
