"""Every address × anonymous, each role of the right tenant, each role of a wrong one. An address without a row here fails."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role, Verb
from accounts.models import AccessLog, Contact, Offering, User
from accounts.roles import BELONGS_IN, MAY
from accounts.secret import encrypt_file
from accounts.tenancy import acting_as
from config.registry_loader import id_of
from gop.enums import MeetingKind
from gop.models import CapacityNotice, CaseDocument, CaseLetter, Complaint, CoordinationMeeting, Plan, Question, ReceivedDocument
from gop.services import questions
from gop.services.attachments import add_attachment
from gop.services.meetings import MeetingAsked, call_from_case
from gop.services.receiving_letter import received_letter_id
from gop.services.receiving_notice import received_id
from gop.services.sending import send_plan
from municipalities.models import FirstTime
from tests import factories as make
from tests.audits.report_rows import committee_meeting, released_report
from tests.gop import performers
from tests.gop.files import picture
from tests.gop.notice_steps import in_days, notified, written
from tests.municipalities import providers
from tests.municipalities.desks import place, rule, team

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Row:
    """`verb` None: for anybody with a membership; `open`: without one. `subject`: whose id stands in the address, as `names`.

    `also`: the other verb that opens it. `api`: refused in JSON, without a way to the log-in page.
    """

    verb: Verb | None = None
    method: str = "get"
    subject: str = ""
    open: bool = False
    data: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    names: str = ""
    also: Verb | None = None
    api: bool = False


TABLE: dict[str, Row] = {
    "home": Row(),
    "login": Row(open=True),
    "logout": Row(open=True, method="post"),
    "membership": Row(open=True),
    "keep": Row(open=True, method="post"),
    "live": Row(open=True),
    "ready": Row(open=True),
    "metrics": Row(open=True),
    "help": Row(),
    "api:calculate": Row(open=True, data={"type": "almen", "discharged": "2026-11-22"}),
    "figures_api:list": Row(Verb.READ_OWN_FIGURES, also=Verb.READ_FIGURES, api=True),
    "figures_api:table": Row(
        Verb.READ_OWN_FIGURES, also=Verb.READ_FIGURES, api=True, more={"table": "planer", "period": "2026-K3"}, data={"pr": "2026-09-30"}
    ),
    "method": Row(open=True),
    "gop:calculator": Row(open=True),
    "search": Row(Verb.SEARCH),
    "accesslog": Row(Verb.READ_ACCESS_LOG),
    "platform": Row(Verb.READ_PLATFORM),
    "hospitals:outbox": Row(Verb.READ_PLAN),
    "hospitals:new": Row(Verb.WRITE_PLAN),
    "hospitals:plan": Row(Verb.READ_PLAN, subject="plan_id"),
    "hospitals:step": Row(Verb.WRITE_PLAN, subject="plan_id", more={"step": "patient"}),
    "hospitals:without": Row(Verb.READ_PLAN),
    "hospitals:new_without": Row(Verb.WRITE_PLAN),
    "hospitals:without_record": Row(Verb.READ_PLAN, subject="record_id"),
    "hospitals:letter_without": Row(Verb.READ_PLAN, subject="record_id"),
    "hospitals:end_without": Row(Verb.WRITE_PLAN, subject="plan_id"),
    "hospitals:take_up": Row(Verb.WRITE_PLAN, "post", "record_id"),
    "hospitals:payment": Row(Verb.WRITE_PLAN, subject="plan_id"),
    "hospitals:send": Row(Verb.SEND_PLAN, "post", "plan_id"),
    "hospitals:print": Row(Verb.READ_PLAN, subject="plan_id"),
    "hospitals:plan_pdf": Row(Verb.READ_PLAN, subject="plan_id"),
    "hospitals:letter": Row(Verb.READ_PLAN, subject="plan_id"),
    "hospitals:letter_self_training": Row(Verb.READ_PLAN, subject="plan_id"),
    "hospitals:why": Row(Verb.READ_PLAN, subject="plan_id"),
    "hospitals:discharge": Row(Verb.SET_DISCHARGE, "post", "plan_id"),
    "hospitals:handed_out": Row(Verb.RECORD_HANDED_OUT, "post", "plan_id"),
    "hospitals:withdraw": Row(Verb.WITHDRAW_PLAN, "post", "plan_id"),
    "hospitals:forward": Row(Verb.FORWARD_PLAN, "post", "plan_id"),
    "hospitals:to_department": Row(Verb.FORWARD_PLAN, "post", "plan_id"),
    "hospitals:attachments": Row(Verb.WRITE_PLAN, subject="plan_id"),
    "hospitals:attachment": Row(Verb.READ_PLAN, subject="plan_id", more={"attachment_id": ""}),
    "hospitals:notice_new": Row(Verb.WRITE_PLAN),
    "hospitals:notice": Row(Verb.READ_PLAN, subject="notice_id"),
    "hospitals:notice_change": Row(Verb.WRITE_PLAN, "post", "notice_id"),
    "hospitals:notice_withdraw": Row(Verb.WRITE_PLAN, "post", "notice_id"),
    "hospitals:notice_write": Row(Verb.WRITE_PLAN, "post", "notice_id"),
    "hospitals:correspondence_new": Row(Verb.SEND_PLAN),
    "hospitals:correspondence": Row(Verb.READ_PLAN, subject="letter_id"),
    "hospitals:meeting_new": Row(Verb.CALL_MEETING, subject="plan_id"),
    "hospitals:meeting_from_notice": Row(Verb.CALL_MEETING, subject="notice_id"),
    "hospitals:meeting": Row(Verb.CALL_MEETING, subject="hospital_meeting", names="meeting_id"),
    "gop:meeting_new": Row(Verb.CALL_MEETING, subject="case_id"),
    "gop:meeting_from_notice": Row(Verb.CALL_MEETING, subject="received_notice", names="notice_id"),
    "gop:meeting": Row(Verb.CALL_MEETING, subject="case_meeting", names="meeting_id"),
    "gop:notice": Row(Verb.READ_CASE, subject="received_notice", names="notice_id"),
    "gop:letter": Row(Verb.READ_CASE, subject="received_letter", names="letter_id"),
    "gop:letter_read": Row(Verb.ACKNOWLEDGE, "post", "received_letter", names="letter_id"),
    "gop:letter_answer": Row(Verb.TRIAGE, "post", "received_letter", names="letter_id"),
    "hospitals:amend": Row(Verb.AMEND_PLAN, subject="plan_id"),
    "hospitals:replace": Row(Verb.REPLACE_PLAN, "post", "plan_id"),
    "hospitals:earlier": Row(Verb.WRITE_PLAN, subject="plan_id"),
    "hospitals:phrases": Row(Verb.WRITE_PLAN),
    "hospitals:details": Row(Verb.WRITE_PLAN, "post"),
    "hospitals:phrase": Row(Verb.WRITE_PLAN, subject="phrase_id"),
    "hospitals:phrase_end": Row(Verb.WRITE_PLAN, "post", "phrase_id"),
    "hospitals:department": Row(Verb.REASSIGN_DRAFT),
    "hospitals:approvals": Row(Verb.APPROVE_PLAN),
    "hospitals:approval": Row(Verb.APPROVE_PLAN, subject="plan_id"),
    "hospitals:ask_approval": Row(Verb.WRITE_PLAN, "post", "plan_id"),
    "hospitals:pass_on": Row(Verb.WRITE_PLAN, subject="plan_id"),
    "hospitals:discard": Row(Verb.WRITE_PLAN, subject="plan_id"),
    "hospitals:take_up_draft": Row(Verb.WRITE_PLAN, "post", "plan_id"),
    "hospitals:detach": Row(Verb.WRITE_PLAN, "post", "plan_id"),
    "gop:codes": Row(Verb.WRITE_PLAN, more={"name": "icf"}),
    "gop:levels": Row(),
    "gop:in_hand_codes": Row(Verb.SET_GOALS, data={"felt": "icf-0-code"}, more={"name": "icf"}),
    "gop:course": Row(Verb.READ_CASE, subject="case_id"),
    "gop:goal_new": Row(Verb.SET_GOALS, "post", "case_id"),
    "gop:goal_change": Row(Verb.SET_GOALS, "post", "case_id", more={"goal_id": ""}),
    "gop:goal_close": Row(Verb.SET_GOALS, "post", "case_id", more={"goal_id": ""}),
    "gop:contact_new": Row(Verb.HOLD_MEETING, "post", "case_id"),
    "gop:contact_settle": Row(Verb.HOLD_MEETING, "post", "case_id", more={"contact_id": ""}),
    "gop:document_new": Row(Verb.CLOSING_STATUS, subject="case_id", more={"kind": "status"}),
    "gop:document": Row(Verb.READ_CASE, subject="document_id"),
    "gop:document_pdf": Row(Verb.READ_CASE, subject="document_id"),
    "gop:experience": Row(Verb.END_CASE, "post", "case_id"),
    "gop:experience_slip": Row(Verb.END_CASE, "post", "case_id"),
    "gop:experience_answer": Row(open=True),
    "gop:experience_thanks": Row(open=True),
    "gop:called_back": Row(Verb.ACKNOWLEDGE, "post", "case_id"),
    "hospitals:document": Row(Verb.READ_PLAN, subject="received_document", names="document_id"),
    "hospitals:document_read": Row(Verb.READ_PLAN, "post", "received_document", names="document_id"),
    "hospitals:document_pdf": Row(Verb.READ_PLAN, subject="received_document", names="document_id"),
    "gop:inbox": Row(Verb.READ_CASE),
    "gop:fresh": Row(Verb.READ_CASE),
    "gop:find": Row(Verb.READ_CASE, "post", data={"q": "berg"}),
    "gop:list": Row(Verb.READ_CASE),
    "gop:take_several": Row(Verb.TAKE, "post"),
    "gop:hand_over_several": Row(Verb.HAND_OVER, "post"),
    "gop:letters": Row(Verb.INFORM),
    "gop:letters_posted": Row(Verb.INFORM, "post"),
    "gop:letter_stop": Row(Verb.INFORM, "post", "case_letter"),
    "gop:send_letter": Row(Verb.INFORM, "post", "case_id"),
    "gop:letter_draft": Row(Verb.INFORM, subject="case_id"),
    "gop:sent_letter": Row(Verb.READ_CASE, subject="case_id", more={"case_letter": ""}),
    "gop:trainer": Row(Verb.INFORM, "post", "case_id"),
    "gop:case": Row(Verb.READ_CASE, subject="case_id"),
    "gop:plan_pdf": Row(Verb.READ_CASE, subject="case_id"),
    "gop:appointment": Row(Verb.INVITE, subject="case_id"),
    "gop:attachment": Row(Verb.READ_CASE, subject="case_id", more={"attachment_id": ""}),
    "gop:why": Row(Verb.READ_CASE, subject="case_id"),
    "gop:choice_proof": Row(Verb.READ_CASE, subject="case_id"),
    "gop:choice_proof_pdf": Row(Verb.READ_CASE, subject="case_id"),
    "gop:choosable": Row(Verb.READ_CASE, subject="case_id"),
    "gop:acknowledge": Row(Verb.ACKNOWLEDGE, "post", "case_id"),
    "gop:take": Row(Verb.TAKE, "post", "case_id"),
    "gop:hand_over": Row(Verb.HAND_OVER, "post", "case_id"),
    "gop:decide": Row(Verb.OFFER, "post", "case_id"),
    "gop:capacity": Row(Verb.READ_CASE),
    "gop:triage": Row(Verb.TRIAGE, "post", "case_id"),
    "gop:reassess": Row(Verb.TRIAGE, "post", "case_id"),
    "gop:guidance": Row(Verb.RECORD_GUIDANCE, "post", "case_id"),
    "gop:offer": Row(Verb.OFFER, "post", "case_id"),
    "gop:invite": Row(Verb.INVITE, "post", "case_id"),
    "gop:inform": Row(Verb.INFORM, "post", "case_id"),
    "gop:first_meeting": Row(Verb.REGISTER_FIRST_MEETING, "post", "case_id"),
    "gop:discharge": Row(Verb.RECORD_TOLD_DISCHARGE, "post", "case_id"),
    "gop:return": Row(Verb.RETURN_CASE, "post", "case_id"),
    "gop:cause": Row(Verb.SET_CAUSE, "post", "case_id"),
    "gop:end": Row(Verb.END_CASE, "post", "case_id"),
    "gop:hospital_choice": Row(Verb.INVITE, "post", "case_id"),
    "gop:serious_illness": Row(Verb.INVITE, "post", "case_id"),
    "gop:refuse_patient": Row(Verb.REFUSE_PATIENT, "post", "case_id"),
    "gop:forward": Row(Verb.FORWARD_CASE, "post", "case_id"),
    "gop:reclassify": Row(Verb.END_CASE, "post", "case_id"),
    "gop:cancel_offer": Row(Verb.CANCEL_OFFER, "post", "case_id"),
    "gop:citizen_declined": Row(Verb.RECORD_DECLINED, "post", "case_id"),
    "gop:no_start": Row(Verb.RECORD_NO_START, "post", "case_id"),
    "gop:answer_choice": Row(Verb.ANSWER_CHOICE, "post", "case_id"),
    "gop:other_accepted": Row(Verb.ANSWER_CHOICE, "post", "case_id"),
    "gop:other_declined": Row(Verb.ANSWER_CHOICE, "post", "case_id"),
    "gop:hold": Row(Verb.HOLD, "post", "case_id"),
    "gop:resume": Row(Verb.HOLD, "post", "case_id"),
    "gop:reopen": Row(Verb.REOPEN, "post", "case_id"),
    "gop:second_plan": Row(Verb.TRIAGE, "post", "case_id"),
    "gop:complaints": Row(Verb.RECORD_COMPLAINT),
    "gop:complaint": Row(Verb.RECORD_COMPLAINT, subject="complaint_id"),
    "gop:complaint_new": Row(Verb.RECORD_COMPLAINT, "post", "case_id"),
    "hospitals:complaint_new": Row(Verb.RECORD_COMPLAINT, subject="authors_plan", names="plan_id"),
    "gop:ask": Row(Verb.ASK, "post", "case_id"),
    "gop:disagree": Row(Verb.ASK, "post", "case_id"),
    "gop:settle": Row(Verb.ASK, "post", "case_id"),
    "hospitals:question": Row(Verb.ANSWER_QUESTION, subject="plan_id", more={"question_id": ""}),
    "hospitals:decider": Row(Verb.ANSWER_QUESTION, "post", "plan_id", more={"question_id": ""}),
    "hospitals:settle": Row(Verb.ANSWER_QUESTION, "post", "plan_id", more={"question_id": ""}),
    "deadlines:alerts": Row(Verb.READ_ALERTS),
    "deadlines:mine": Row(Verb.READ_ALERTS),
    "deadlines:rules": Row(Verb.SET_ALERT_RULES),
    "deadlines:seen": Row(Verb.READ_ALERTS, "post", "alert_id"),
    "contacts": Row(Verb.MANAGE_ORGANISATION),
    "contact_new": Row(Verb.MANAGE_ORGANISATION),
    "contacts_file": Row(Verb.MANAGE_ORGANISATION),
    "groupings": Row(Verb.MANAGE_REGISTRY),
    "groupings_file": Row(Verb.MANAGE_REGISTRY),
    "contact": Row(Verb.MANAGE_ORGANISATION, subject="contact_id"),
    "contact_end": Row(Verb.MANAGE_ORGANISATION, "post", "contact_id"),
    "contact_confirm": Row(Verb.MANAGE_ORGANISATION, "post", "contact_id"),
    "calendars:show": Row(Verb.MANAGE_ORGANISATION),
    "calendars:week": Row(Verb.MANAGE_ORGANISATION, "post"),
    "calendars:days": Row(Verb.MANAGE_ORGANISATION, "post"),
    "calendars:post": Row(Verb.MANAGE_ORGANISATION, "post"),
    "calendars:new_goal": Row(Verb.MANAGE_ORGANISATION, "post"),
    "calendars:goal": Row(Verb.MANAGE_ORGANISATION, subject="series"),
    "calendars:end_goal": Row(Verb.MANAGE_ORGANISATION, "post", "series"),
    "team:teams": Row(Verb.READ_CASE),
    "team:team_new": Row(Verb.MANAGE_TEAM),
    "team:team": Row(Verb.MANAGE_TEAM, subject="team_id"),
    "team:places": Row(Verb.READ_CASE),
    "team:place_new": Row(Verb.MANAGE_TEAM),
    "team:place": Row(Verb.MANAGE_TEAM, subject="place_id"),
    "team:time_new": Row(Verb.MANAGE_TEAM),
    "team:time": Row(Verb.MANAGE_TEAM, subject="time_id"),
    "team:rules": Row(Verb.READ_CASE),
    "team:trial": Row(Verb.MANAGE_TEAM),
    "team:rule_new": Row(Verb.MANAGE_TEAM),
    "team:rule": Row(Verb.MANAGE_TEAM, subject="rule_id"),
    "team:rule_move": Row(Verb.MANAGE_TEAM, "post", "rule_id"),
    "team:rule_away": Row(Verb.MANAGE_TEAM, "post", "rule_id"),
    "directory:list": Row(open=True),
    "directory:provider": Row(open=True, more={"name": "testby-fysioterapi"}),
    "directory:contracts": Row(Verb.KEEP_AGREEMENTS),
    "directory:contract_new": Row(Verb.KEEP_AGREEMENTS),
    "directory:contract_file": Row(Verb.KEEP_AGREEMENTS),
    "directory:contract_export": Row(Verb.KEEP_AGREEMENTS),
    "directory:contract": Row(Verb.KEEP_AGREEMENTS, subject="contract_id", names="agreement_id"),
    "directory:kls": Row(Verb.MANAGE_REGISTRY),
    "directory:kl_new": Row(Verb.MANAGE_REGISTRY),
    "directory:kl_file": Row(Verb.MANAGE_REGISTRY),
    "directory:kl_export": Row(Verb.MANAGE_REGISTRY),
    "directory:provider_new": Row(Verb.MANAGE_REGISTRY),
    "directory:kl": Row(Verb.MANAGE_REGISTRY, subject="kl_id", names="agreement_id"),
    "provider:show": Row(Verb.KEEP_WAITING_TIMES),
    "provider:details": Row(Verb.KEEP_WAITING_TIMES),
    "provider:site_new": Row(Verb.KEEP_WAITING_TIMES),
    "provider:site": Row(Verb.KEEP_WAITING_TIMES, subject="site_id", names="place_id"),
    "gop:assignments": Row(Verb.ASSIGN),
    "gop:assignment": Row(Verb.ASSIGN, subject="given_away", names="assignment_id"),
    "gop:assign": Row(Verb.ASSIGN, subject="case_id"),
    "gop:withdraw_assignment": Row(Verb.ASSIGN, "post", "case_id"),
    "gop:ask_documentation": Row(Verb.ASSIGN, "post", "case_id"),
    "gop:reopen_assignment": Row(Verb.ASSIGN, "post", "case_id"),
    "portal:desk": Row(Verb.READ_ASSIGNMENT),
    "portal:assignment": Row(Verb.READ_ASSIGNMENT, subject="assignment_id"),
    "portal:attachment": Row(Verb.READ_ASSIGNMENT, subject="assignment_id", more={"attachment_id": ""}),
    "portal:plan_pdf": Row(Verb.READ_ASSIGNMENT, subject="assignment_id"),
    "portal:copy": Row(Verb.READ_ASSIGNMENT, "post", "assignment_id"),
    "portal:accept": Row(Verb.ACCEPT_ASSIGNMENT, "post", "assignment_id"),
    "portal:first": Row(Verb.HOLD_MEETING, "post", "assignment_id"),
    "portal:held": Row(Verb.HOLD_MEETING, "post", "assignment_id"),
    "portal:missed": Row(Verb.HOLD_MEETING, "post", "assignment_id"),
    "portal:meeting_new": Row(Verb.HOLD_MEETING, "post", "assignment_id"),
    "portal:meeting_settle": Row(Verb.HOLD_MEETING, "post", "assignment_id", more={"meeting_id": ""}),
    "portal:goal_new": Row(Verb.SET_GOALS, "post", "assignment_id"),
    "portal:goal_reach": Row(Verb.SET_GOALS, "post", "assignment_id", more={"goal_id": ""}),
    "portal:status": Row(Verb.SET_GOALS, "post", "assignment_id"),
    "portal:documentation": Row(Verb.HOLD_MEETING, "post", "assignment_id", more={"request_id": ""}),
    "portal:end": Row(Verb.END_ASSIGNMENT, "post", "assignment_id"),
    "portal:decline": Row(Verb.DECLINE_ASSIGNMENT, "post", "assignment_id"),
    "audits:region": Row(Verb.READ_FIGURES),
    "offerings": Row(open=True),
    "offering_page": Row(open=True, more={"key": "kommune-0851"}),
    "offerings_own": Row(Verb.KEEP_OFFERINGS),
    "offering_new": Row(Verb.KEEP_OFFERINGS),
    "offerings_file": Row(Verb.KEEP_OFFERINGS),
    "offerings_waiting": Row(Verb.KEEP_OFFERINGS, "post"),
    "offering": Row(Verb.KEEP_OFFERINGS, subject="offering_id"),
    "offering_move": Row(Verb.KEEP_OFFERINGS, "post", "offering_id"),
    "offering_away": Row(Verb.KEEP_OFFERINGS, "post", "offering_id"),
    "gop:ahead": Row(Verb.READ_NOTICES_AHEAD),
    "gop:ahead_new": Row(Verb.TELL_AHEAD),
    "gop:ahead_one": Row(Verb.READ_NOTICES_AHEAD, subject="ahead_id"),
    "gop:ahead_read": Row(Verb.READ_NOTICES_AHEAD, "post", "ahead_id"),
    "gop:ahead_withdraw": Row(Verb.TELL_AHEAD, "post", "own_ahead", names="ahead_id"),
    "own_figures": Row(Verb.READ_OWN_FIGURES),
    "experience": Row(Verb.READ_EXPERIENCE),
    "reports:list": Row(Verb.READ_REPORTS),
    "reports:under_way": Row(Verb.RELEASE_REPORT),
    "reports:committees": Row(Verb.RELEASE_REPORT),
    "reports:cancel": Row(Verb.RELEASE_REPORT, "post", "committee_id", names="meeting_id"),
    "reports:report": Row(Verb.READ_REPORTS, subject="report_id"),
    "reports:comment": Row(Verb.RELEASE_REPORT, "post", "report_id"),
    "reports:release": Row(Verb.RELEASE_REPORT, "post", "report_id"),
    "reports:make_again": Row(Verb.RELEASE_REPORT, "post", "report_id"),
    "reports:file": Row(Verb.READ_REPORTS, subject="report_id", more={"form": "csv"}),
}


def names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def views(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield f"{prefix}{pattern.name}", pattern.callback


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted(set(names(get_resolver().url_patterns))) == sorted(TABLE)


def test_every_view_carries_the_verb_of_its_row() -> None:
    for name, view in views(get_resolver().url_patterns):
        row = TABLE[name]
        if row.open:
            assert view.account_page, name
        elif row.verb is None:
            assert view.any_role, name
        else:
            assert (view.verb, getattr(view, "also", None)) == (row.verb, row.also), name


HOME: dict[Role, uuid.UUID] = {
    Role.AUTHOR: make.AALBORG_HOSPITAL,
    Role.COORDINATOR: make.AALBORG_HOSPITAL,
    Role.DOCTOR: make.AALBORG_HOSPITAL,
    Role.HOSPITAL_THERAPIST: make.AALBORG_HOSPITAL,
    Role.TRIAGE_OFFICER: make.AALBORG,
    Role.TEAM_LEAD: make.AALBORG,
    Role.PROVIDER_THERAPIST: id_of("leverandoer-testby-fysioterapi"),
    Role.ANALYST: make.NORDJYLLAND,
    Role.REGIONAL_TRIAGE_OFFICER: make.NORDJYLLAND,
    Role.ORGANISATION_ADMIN: make.AALBORG,
    Role.PLATFORM_ADMIN: id_of("platform"),
}
ELSEWHERE: dict[Role, uuid.UUID] = {
    Role.AUTHOR: make.GOEDSTRUP,
    Role.COORDINATOR: make.GOEDSTRUP,
    Role.DOCTOR: make.GOEDSTRUP,
    Role.HOSPITAL_THERAPIST: make.GOEDSTRUP,
    Role.TRIAGE_OFFICER: make.HERNING,
    Role.TEAM_LEAD: make.HERNING,
    Role.PROVIDER_THERAPIST: id_of("leverandoer-en-anden-klinik"),
    Role.ANALYST: make.MIDTJYLLAND,
    Role.REGIONAL_TRIAGE_OFFICER: make.MIDTJYLLAND,
    Role.ORGANISATION_ADMIN: make.HERNING,
    Role.PLATFORM_ADMIN: id_of("platform"),
}


@pytest.fixture
def world(db: None) -> dict[str, uuid.UUID]:
    """One almen plan of Aalborg's hospital with its case in Aalborg Kommune, and a notice and a letter to it."""
    make.registry()
    sender = make.author("sender")
    plan_id = make.draft(sender)
    with acting_as(sender):
        file = add_attachment(sender, plan_id, "andet", "Bilag", picture("PNG"))
        send_plan(sender, plan_id)
    notice_id, letter_id = notified(sender, discharge_date=in_days(60)), written(sender)
    make.deliver_all()
    nord, where = team("Nord"), place()
    with make.reading():
        time_id = FirstTime.objects.create(organisation_id=make.AALBORG, place=where, weekday=1, at="09:00", valid_from="2026-11-01").id
    rule_id = rule(10, "Alle", to_team=nord).id
    with make.reading():
        case_id = Plan.objects.get(id=plan_id).case_id
        contact_id = Contact.objects.filter(organisation_id=make.AALBORG).values_list("id", flat=True)[0]
    assert case_id is not None
    return {
        "question_id": asked(make.triage_officer("spoerger"), case_id),
        "plan_id": plan_id,
        "case_id": case_id,
        "attachment_id": file.id,
        "record_id": uuid.uuid4(),
        "notice_id": notice_id,
        "letter_id": letter_id,
        "received_notice": received_id(notice_id, make.AALBORG),
        "received_letter": received_letter_id(letter_id, make.AALBORG),
        "goal_id": uuid.uuid4(),
        **documents(plan_id, case_id),
        "case_letter": letter_to_print(case_id),
        "alert_id": uuid.uuid4(),
        "phrase_id": uuid.uuid4(),
        "series": uuid.uuid4(),
        "contact_id": contact_id,
        **called_meeting(case_id),
        **given_to_a_provider(case_id),
        "team_id": nord.id,
        "place_id": where.id,
        "time_id": time_id,
        "rule_id": rule_id,
        "complaint_id": complained(case_id),
        "authors_plan": plan_id,
        "contract_id": providers.contract(make.provider()).id,
        "kl_id": uuid.uuid4(),
        "site_id": providers.place(make.provider()).id,
        "offering_id": offering_of(make.AALBORG),
        "ahead_id": told_ahead(make.AALBORG_HOSPITAL, make.AALBORG, make.NORDJYLLAND),
        "own_ahead": told_ahead(make.AALBORG),
        "report_id": released_report(),
        "committee_id": committee_meeting(),
    }


def offering_of(organisation: uuid.UUID) -> uuid.UUID:
    """An offer on the organisation's public page."""
    with make.reading():
        said = {"title": "Hold", "target_group": "Voksne", "content": "Styrke", "referral": "Genoptræningsplan"}
        return Offering.objects.create(organisation_id=organisation, **said, made_at=clock.now(), made_by_name="Birgit").id


def told_ahead(sender: uuid.UUID, *receivers: uuid.UUID) -> uuid.UUID:
    """A notice ahead, and who sees it."""
    with make.reading():
        said = {"sender_name": "Afsender", "kind": "kapacitet", "title": "Flere hold", "text": "Fra januar", "by_name": "Lena"}
        when = {"effective_on": clock.today(), "sent_at": clock.now()}
        return CapacityNotice.objects.create(organisation_id=sender, **said, **when, addressees=[sender, *receivers]).id


def complained(case_id: uuid.UUID) -> uuid.UUID:
    """A complaint about the case, at the authority."""
    said = {
        "about": "faglig",
        "to": "patientklager",
        "how": "brev",
        "received_on": clock.today(),
        "made_at": clock.now(),
        "by_name": "Birgit",
    }
    with make.reading():
        row = Complaint.objects.create(organisation_id=make.AALBORG, case_id=case_id, citizen_name="Nancy Ann Test Berggren", **said)
    return row.id


def called_meeting(case_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """A meeting of the case, as each side has it."""
    caller = make.triage_officer("indkalder")
    at = clock.now() + timedelta(days=7)
    with acting_as(caller):
        call_from_case(caller, case_id, uuid.uuid4(), MeetingAsked(kind=MeetingKind.HOME_VISIT, at=at, place="Hjemmet"))
    make.deliver_all()
    with make.reading():
        ids = dict(CoordinationMeeting.objects.values_list("organisation_id", "id"))
    return {"hospital_meeting": ids[make.AALBORG_HOSPITAL], "case_meeting": ids[make.AALBORG]}


def given_to_a_provider(case_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """A task of the case at one of two providers, with documentation asked."""
    make.provider("En Anden Klinik")
    assignment = performers.given(case_id, make.provider())
    return {"assignment_id": assignment, "given_away": assignment, "request_id": performers.asked(assignment), "meeting_id": uuid.uuid4()}


def asked(actor: Actor, case_id: uuid.UUID) -> uuid.UUID:
    """A question about the case, as both sides have it."""
    with acting_as(actor):
        questions.ask(actor, case_id, text="Hvad kan borgeren nu?")
        found = Question.objects.get(case_id=case_id).shared_id
    make.deliver_all()
    return found


def documents(plan_id: uuid.UUID, case_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """A status of the case, and the hospital's copy of it."""
    said = {"kind": "status", "body": [["Funktionsevne nu", "Går."]], "by_name": "Birgit", "sent_at": clock.now()}
    with make.reading():
        own = CaseDocument.objects.create(organisation_id=make.AALBORG, case_id=case_id, **said)
        copy = {"plan_id": plan_id, "document_id": own.id, "sender_name": "Aalborg Kommune", **said}
        there = ReceivedDocument.objects.create(organisation_id=make.AALBORG_HOSPITAL, **copy)
    return {"document_id": own.id, "received_document": there.id}


def letter_to_print(case_id: uuid.UUID) -> uuid.UUID:
    """A letter to the citizen that lies in the authority's pile."""
    letter_id = uuid.uuid4()
    with make.reading():
        CaseLetter.objects.create(
            id=letter_id,
            organisation_id=make.AALBORG,
            case_id=case_id,
            kind="orientering",
            channel="brev",
            state="til_udskrift",
            made_at=clock.now(),
            by_name="Birgit",
            content=encrypt_file(b"%PDF", letter_id),
        )
    return letter_id


def ask(client: Client, name: str, row: Row, world: dict[str, uuid.UUID]) -> int:
    kwargs = {name: value or world[name] for name, value in row.more.items()}
    if row.subject:
        kwargs[row.names or row.subject] = world[row.subject]
    return getattr(client, row.method)(reverse(name, kwargs=kwargs), row.data).status_code


def signed_in(actor: Actor) -> Client:
    with make.reading():
        user = User.objects.get(id=actor.user)
    client = Client()
    client.force_login(user)
    return client


def test_anonymous_is_sent_to_the_log_in_page_everywhere(world: dict[str, uuid.UUID]) -> None:
    client = Client()
    for name, row in TABLE.items():
        status = ask(client, name, row, world)
        assert status in ({200, 302, 400, 401} if row.open else {401} if row.api else {302}), (name, status)
    with make.reading():
        assert not AccessLog.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_the_right_tenant_reaches_what_the_role_may_and_403_for_the_rest(role: Role, world: dict[str, uuid.UUID]) -> None:
    client = signed_in(make.person("rigtig", role, HOME[role]))
    for name, row in TABLE.items():
        if row.open:
            continue
        status = ask(client, name, row, world)
        if row.verb is not None and not {row.verb, row.also} & MAY[role]:
            assert status == 403, (name, status)
        elif row.subject and not _holds(role, row.subject):
            assert status == 404, (name, status)
        else:
            assert status in {200, 302, 400, 409, 422}, (name, status)


def _holds(role: Role, subject: str) -> bool:
    """Whether a tenant of the role's own holds the subject in this world."""
    if subject == "authors_plan":  # a therapist of the same hospital has the verb for cases
        return role in {Role.AUTHOR, Role.COORDINATOR}
    hospital = dict.fromkeys(("plan_id", "notice_id", "letter_id", "hospital_meeting", "received_document"), make.AALBORG_HOSPITAL)
    of_case = ("case_id", "complaint_id", "case_meeting", "case_letter", "document_id", "received_notice", "received_letter", "given_away")
    of_desk = ("offering_id", "own_ahead", "contact_id", "team_id", "place_id", "time_id", "rule_id", "contract_id")
    municipality = dict.fromkeys((*of_case, *of_desk), make.AALBORG)
    if subject == "report_id":  # the region's analyst, and whom it is about
        return role == Role.ANALYST or HOME[role] == make.AALBORG
    if subject == "committee_id":
        return role == Role.ANALYST
    if subject == "ahead_id":  # an addressee holds it too
        return HOME[role] in {make.AALBORG_HOSPITAL, make.AALBORG, make.NORDJYLLAND}
    performer = dict.fromkeys(("assignment_id", "site_id"), HOME[Role.PROVIDER_THERAPIST])
    return (hospital | municipality | performer).get(subject) == HOME[role]


@pytest.mark.parametrize("role", list(Role))
def test_a_wrong_tenant_gets_404_for_every_subject_and_it_is_logged(role: Role, world: dict[str, uuid.UUID]) -> None:
    actor = make.person("forkert", role, ELSEWHERE[role])
    client = signed_in(actor)
    asked = 0
    for name, row in TABLE.items():
        if row.subject and row.verb in MAY[role]:
            assert ask(client, name, row, world) == 404, name
            asked += 1
    with make.reading():
        logged = AccessLog.objects.filter(user_id=actor.user, action="afvist", status=404)
        assert logged.count() == asked
        assert all(row.organisation_id == ELSEWHERE[role] for row in logged)


def test_403_comes_before_any_row_is_read_and_is_logged(world: dict[str, uuid.UUID]) -> None:
    lena = make.team_lead()
    client = signed_in(lena)
    for plan_id in (world["plan_id"], uuid.uuid4()):
        assert client.get(reverse("hospitals:plan", kwargs={"plan_id": plan_id})).status_code == 403
    with make.reading():
        assert AccessLog.objects.filter(user_id=lena.user, action="afvist", status=403).count() == 2


def test_every_look_at_a_citizens_page_is_logged(world: dict[str, uuid.UUID]) -> None:
    anna, birgit = make.author(), make.triage_officer()
    for actor, name, subject in [
        (anna, "hospitals:plan", "plan_id"),
        (anna, "hospitals:print", "plan_id"),
        (birgit, "gop:case", "case_id"),
    ]:
        assert signed_in(actor).get(reverse(name, kwargs={subject: world[subject]})).status_code == 200
        with make.reading():
            assert AccessLog.objects.filter(user_id=actor.user, subject_id=world[subject]).exists(), name


def test_an_ended_membership_stops_at_once(world: dict[str, uuid.UUID]) -> None:
    from datetime import date

    from accounts.models import Membership

    birgit = make.triage_officer()
    client = signed_in(birgit)
    assert client.get(reverse("gop:inbox")).status_code == 200
    with make.reading():
        Membership.objects.filter(id=birgit.membership).update(valid_to=date(2021, 1, 1))
    assert client.get(reverse("gop:inbox")).status_code == 302


def test_a_department_sees_its_own_patients_only(world: dict[str, uuid.UUID]) -> None:
    other = make.author("olga", make.AALBORG_HOSPITAL, make.PHYSIO)
    assert signed_in(other).get(reverse("hospitals:plan", kwargs={"plan_id": world["plan_id"]})).status_code == 404


def test_roles_stand_in_organisations_of_their_kind() -> None:
    assert set(BELONGS_IN) == set(MAY) == set(Role)


def test_the_policy_of_content_is_strict_on_every_page(world: dict[str, uuid.UUID]) -> None:
    client = signed_in(make.triage_officer())
    for path in ("/log-ind/", "/sager/", f"/sager/{world['case_id']}/", "/findes-ikke/"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        for directive in (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ):
            assert directive in policy
