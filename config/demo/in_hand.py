"""Courses under way in the demo: goals, contacts, a child with a control and a status, and a call that a hospital waits for."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from accounts.clock import local
from config.demo.people import AALBORG, HERNING
from config.demo.story import moment
from config.registry_loader import id_of
from gop.enums import CaseAction, CaseKind, CaseState, ContactForm, ContactState, DocumentKind, GoalCodes, GoalReached
from gop.fsiii import CONDITION, INTERVENTION, terms
from gop.models import Case, CaseContact, CaseDocument, CaseEvent, Goal, ReceivedDocument
from gop.rules.documents import HEADINGS
from gop.services.receiving_document import received_document_id

DAY = timedelta(days=1)
WALK = ("Kan gå til købmanden og hjem igen uden hvil.", "Mobilitet og bevægelse")
RISE = ("Rejser sig fra stolen uden at bruge armene.", "Forflytte sig")
PLAY = ("Kan være med til idræt i skolen i en hel time.", "Bevægeapparat")
S = ContactState
SAID_OF_A_CHILD = (
    "Går sikkert og løber korte stræk. Hopper på begge ben, endnu ikke på ét.",
    "Holdtræning to gange om ugen i træningscentret, 45 minutter. Øvelser hjemme hver dag.",
    "Deltager i idræt i skolen med pauser. Har fået en høj stol til spisebordet.",
    PLAY[0],
    "Må barnet cykle og springe i trampolin? Forældrene spørger, hvor længe der skal trænes.",
)


def make_in_hand(today: date) -> None:
    """In each municipality that can log in. One with fewer started cases gets fewer."""
    _called(Case.objects.filter(contact_wanted_at__isnull=False))
    for key in (AALBORG, HERNING):
        rows = Case.objects.filter(organisation_id=id_of(key), state=CaseState.STARTED, kind=CaseKind.TREATMENT, owner_id__isnull=False)
        rows = rows.order_by("-first_meeting_on", "id")
        grown = rows.exclude(birth_date__gt=today - 18 * 365 * DAY)
        for case, make in zip(grown.filter(control_on__isnull=True)[:2], (_well, _missed), strict=False):
            make(case, today)
        for case in grown.filter(control_on__isnull=False)[:1]:
            _goal(case, *RISE)
            _contact(case, 1, today, S.HELD)
        for case in rows.filter(birth_date__gt=today - 17 * 365 * DAY, control_on__isnull=False)[:1]:
            _child(case, today)


def _called(wished: QuerySet[Case]) -> None:
    """Since the plan came; two days after the start somebody has called, but for the latest."""
    wished.update(contact_wanted_at=F("received_at"))
    open_ones = wished.filter(first_meeting_on__isnull=False).order_by("-first_meeting_on", "id").values_list("id", flat=True)
    for case in wished.filter(id__in=list(open_ones)[2:]):
        Case.objects.filter(id=case.id).update(called_back_on=case.first_meeting_on)


def _well(case: Case, today: date) -> None:
    first = _goal(case, *WALK)
    _goal(case, *RISE, reached=GoalReached.PARTLY, on=_day(case, 5, today))
    for number in (1, 3):
        _contact(case, number, today, S.HELD)
    _planned(case, today)
    _event(case, CaseAction.SET_GOALS, first.made_at, {"goal": str(first.id), "what": "aftalt", "text": first.text})


def _missed(case: Case, today: date) -> None:
    _goal(case, *WALK)
    _contact(case, 1, today, S.HELD)
    for number in (2, 4):
        _contact(case, number, today, S.MISSED)


def _child(case: Case, today: date) -> None:
    _goal(case, *PLAY)
    for number in (1, 3):
        _contact(case, number, today, S.HELD)
    sent_at = moment(today - DAY, 14, 20)
    body = [[one.title, text] for one, text in zip(HEADINGS[DocumentKind.CHILD_STATUS], SAID_OF_A_CHILD, strict=True)]
    by = {"by_name": case.owner_name, "by_title": "fysioterapeut", "by_phone": "99 00 00 15", "sent_at": sent_at}
    said = {"kind": DocumentKind.CHILD_STATUS, "body": body, **by}
    own = id_of("document", str(case.id))
    to = [["sygehus", case.sender_name, "leveret"]]
    CaseDocument.objects.create(id=own, organisation_id=case.organisation_id, case=case, receivers=to, **said)
    there = {"plan_id": case.plan_id, "document_id": own, "sender_name": case.organisation.name}
    ReceivedDocument.objects.create(id=received_document_id(own, case.sender_id), organisation_id=case.sender_id, **there, **said)
    Case.objects.filter(id=case.id).update(status_sent_on=local(sent_at).date())
    _event(case, CaseAction.DOCUMENT, sent_at, {"document": str(own), "kind": DocumentKind.CHILD_STATUS})


def _day(case: Case, number: int, today: date) -> date:
    """So many days after the start, and yesterday at the latest."""
    start = case.first_meeting_on or local(case.received_at).date()
    return min(start + number * DAY, today - DAY)


def _goal(case: Case, text: str, condition: str, *, reached: str = "", on: date | None = None) -> Goal:
    term = next(one for one in terms(CONDITION).values() if one.text == condition)
    day = case.first_meeting_on or local(case.received_at).date()
    return Goal.objects.create(
        id=_id(case, text),
        organisation_id=case.organisation_id,
        case=case,
        text=text,
        code_list=GoalCodes.FSIII,
        code=term.code,
        code_text=term.text,
        agreed_on=day,
        made_at=moment(day, 15, 30),
        by_name=case.owner_name,
        reached=reached,
        closed_on=on,
    )


def _contact(case: Case, number: int, today: date, state: ContactState) -> None:
    _put(case, moment(_day(case, number, today), 9 + number), state, today)


def _planned(case: Case, today: date) -> None:
    _put(case, moment(today + 2 * DAY, 10), S.PLANNED, today)


def _put(case: Case, at: datetime, state: ContactState, today: date) -> None:
    term = next(one for one in terms(INTERVENTION).values() if one.text == "Funktionstræning")
    row = CaseContact.objects.create(
        id=_id(case, at.isoformat()),
        organisation_id=case.organisation_id,
        case=case,
        form=ContactForm.GROUP,
        code=term.code,
        code_text=term.text,
        at=at,
        minutes=45 if state == S.HELD else None,
        state=state,
        made_at=min(at, moment(today - DAY, 15)),
        by_name=case.owner_name,
    )
    _event(case, CaseAction.CONTACT, row.made_at, {"contact": str(row.id), "form": row.form, "at": at.isoformat(), "state": state})


def _event(case: Case, action: CaseAction, at: datetime, data: dict[str, Any]) -> None:
    said = {"action": action, "at": at, "by": case.owner_id, "by_name": case.owner_name, "data": data}
    own = {"id": _id(case, f"{action}{at.isoformat()}"), "organisation_id": case.organisation_id, "case_id": case.id}
    CaseEvent.objects.create(**own, from_state=case.state, to_state=case.state, **said)


def _id(case: Case, what: str) -> UUID:
    return id_of("in-hand", str(case.id), what)
