"""Questions of the demo as they lie after they crossed: in each municipality that can log in one open, one answered, one disagreement."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from config.demo.people import AALBORG, HERNING, ORTHOPAEDIC, WEST_ORTHOPAEDIC
from config.registry_loader import id_of
from gop.enums import CaseAction, CaseKind, DeliveryKind, QuestionEnd, QuestionKind
from gop.models import Case, CaseEvent, Plan, PlanEvent, Question

HOUR = timedelta(hours=1)
OPEN = ("potentiale_mangler", "Om »Potentiale«: Hvad forventer I, at borgeren kan opnå med genoptræningen?")
ANSWERED = (
    "Kan borgeren gå på trapper nu, og med hvilken hjælp? Der er trapper til boligen.",
    "Ja, én etage med gelænder og en person ved siden af. Det er øvet to gange før udskrivningen.",
)
DISPUTED = "Planen er almen, men beskriver kontrol af ilt under træning. Vi mener, at det kræver sygehusets personale."
DECIDERS = ("Lars Høgh Vinding, teamleder", "Liv Thorsted Brink, overlæge")


def make_questions(today: date) -> None:
    """Of open cases that somebody owns, best of the ward whose author can log in too. A municipality with fewer than three gets fewer."""
    for key, ward in ((AALBORG, ORTHOPAEDIC), (HERNING, WEST_ORTHOPAEDIC)):
        rows = Case.objects.filter(organisation_id=id_of(key), ended_at__isnull=True, kind=CaseKind.TREATMENT, owner_id__isnull=False)
        own = Exists(Plan.objects.filter(id=OuterRef("plan_id"), department_id=id_of(ward)))
        ordered = rows.order_by(own.desc(), F("triaged_at").asc(nulls_first=True), "-received_at", "id")
        for case, make in zip(ordered[:3], (_open, _answered, _disputed), strict=False):
            make(case, today)


def _open(case: Case, today: date) -> None:
    about, text = OPEN
    asked_at = case.received_at + HOUR
    _both(case, asked_at, QuestionKind.QUESTION, text, about=about)
    _tell(case, asked_at, CaseAction.ASK, DeliveryKind.QUESTION, text)
    Case.objects.filter(id=case.id).update(asked_at=asked_at)


def _answered(case: Case, today: date) -> None:
    text, answer = ANSWERED
    asked_at, at = case.received_at + HOUR, case.received_at + 3 * HOUR
    plan = Plan.objects.get(id=case.plan_id)
    who = f"{plan.author_name}, {plan.department.name}"
    ended = {"answered_at": at, "answered_by_name": who, "answer": answer, "ended_at": at, "ended_because": QuestionEnd.ANSWERED}
    _both(case, asked_at, QuestionKind.QUESTION, text, **ended)
    _tell(case, asked_at, CaseAction.ASK, DeliveryKind.QUESTION, text)
    _event(CaseEvent, case, at, CaseAction.ANSWERED, who, case_id=case.id, data={"asked": text, "answer": answer})
    _event(PlanEvent, case, at, DeliveryKind.ANSWER, plan.author_name, plan_id=plan.id, data={"text": answer})
    Case.objects.filter(id=case.id).update(answered_at=at)


def _disputed(case: Case, today: date) -> None:
    raised_at = case.received_at + HOUR
    (here, there), by = DECIDERS, today + timedelta(days=2)
    named = {"decider_authority": here, "decider_hospital": there, "decide_by": by}
    _both(case, raised_at, QuestionKind.DISAGREEMENT, DISPUTED, **named)
    said = {"decider": here, "decide_by": by.isoformat()}
    _tell(case, raised_at, CaseAction.DISAGREE, CaseAction.DISAGREE, DISPUTED, **said)
    Case.objects.filter(id=case.id).update(disagreed_at=raised_at)


def _both(case: Case, at: datetime, kind: QuestionKind, text: str, **more: Any) -> None:
    """One copy in each tenant."""
    plan = Plan.objects.get(id=case.plan_id)
    shared = id_of("question", str(case.id), kind)
    said = {"shared_id": shared, "plan_id": case.plan_id, "case_id": case.id, "kind": kind, "text": text, "asked_at": at}
    said |= {"asked_by_name": case.owner_name} | more
    for side, organisation, other, name in (
        ("myndighed", case.organisation_id, case.sender_id, case.sender_name),
        ("sygehus", case.sender_id, case.organisation_id, case.organisation.name),
    ):
        own = {"department_id": plan.department_id} if side == "sygehus" else {"asked_by": case.owner_id}
        Question.objects.create(id=id_of(side, str(shared)), organisation_id=organisation, other_id=other, other_name=name, **said, **own)


def _tell(case: Case, at: datetime, action: str, at_the_hospital: str, text: str, **more: str) -> None:
    who = f"{case.owner_name}, {case.organisation.name}"
    _event(CaseEvent, case, at, action, case.owner_name, case_id=case.id, data={"text": text, **more})
    _event(PlanEvent, case, at, at_the_hospital, who, plan_id=case.plan_id, data={"text": text})


def _event(model: Any, case: Case, at: datetime, action: str, who: str, *, data: dict[str, str], **of: UUID) -> None:
    """On the case or on the plan; it moves no state."""
    tenant = case.organisation_id if model is CaseEvent else case.sender_id
    state = case.state if model is CaseEvent else Plan.objects.get(id=case.plan_id).state
    said = {"action": action, "at": at, "by_name": who, "data": data, "from_state": state, "to_state": state}
    model.objects.create(id=id_of(model.__name__, str(case.id), action), organisation_id=tenant, **said, **of)
