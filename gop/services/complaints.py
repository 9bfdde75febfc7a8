"""Complaints: registered where they came, with where they belong and by when, and what became of them. A clock never moves for one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Kind, Verb
from gop.enums import CaseAction, ComplaintAbout, ComplaintHow, ComplaintOutcome, ComplaintTo
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Complaint, Plan
from gop.rules.complaints import last_day
from gop.selectors.complaints import belongs, complaint_of, given_to
from gop.selectors.plans import plans_visible_to
from gop.services.events import case_event, plan_event
from gop.services.second_plan_answer import says_a_number
from gop.services.verbs import locked, move

NUMBER = "Der står et CPR-nummer i teksten. Slet det; klagen hører til sagen."
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class ComplaintSaid:
    """As it came. `to` None: as the dated rows propose. `counted_from`: decision or knowledge, where it is known."""

    about: ComplaintAbout | None
    how: ComplaintHow | None
    received_on: date | None
    text: str
    to: ComplaintTo | None = None
    counted_from: date | None = None
    assignment: UUID | None = None


@dataclass(frozen=True, slots=True)
class OutcomeSaid:
    outcome: ComplaintOutcome | None
    on: date | None
    text: str = ""


def of_case(actor: Actor, case_id: UUID, complaint_id: UUID, said: ComplaintSaid) -> None:
    """Under the id that the form brought: sent twice, it is one complaint. Raises NotAllowed, NotFound, Refused by field."""
    case = locked(actor, Verb.RECORD_COMPLAINT, case_id)
    if _there(actor, complaint_id, case_id=case.id):
        return
    if said.assignment and said.assignment not in {key for key, _, _ in given_to(case)}:
        raise Refused([("assignment", "Vælg en opgave fra listen.")])
    told = _checked(said)
    before = move(case, CaseAction.COMPLAINT)
    own = {"case_id": case.id, "assignment_id": said.assignment, "department_id": case.department_id, "citizen_name": case.citizen_name}
    _insert(actor, complaint_id, told, said, **own)
    case_event(actor, case, CaseAction.COMPLAINT, before, **_event(complaint_id, told))
    case.save(update_fields=["answered_at"])


def of_plan(actor: Actor, plan_id: UUID, complaint_id: UUID, said: ComplaintSaid) -> None:
    """At the hospital, of its own plan. Raises NotAllowed, NotFound, Refused by field."""
    actor.must(Verb.RECORD_COMPLAINT)
    plan = _locked_plan(actor, plan_id)
    if _there(actor, complaint_id, plan_id=plan.id):
        return
    told = _checked(said)
    _insert(actor, complaint_id, told, said, plan_id=plan.id, department_id=plan.department_id, citizen_name=plan.citizen_name)
    plan_event(actor, plan, CaseAction.COMPLAINT, plan.state, **_event(complaint_id, told))


def close_complaint(actor: Actor, complaint_id: UUID, said: OutcomeSaid, seen: datetime | None = None) -> None:
    """What became of it; another outcome later takes its place, and both stand in the history. Raises AlreadyDone, Refused by field."""
    actor.must(Verb.RECORD_COMPLAINT)
    found = complaint_of(actor, complaint_id)
    if found is None:
        raise NotFound
    _, case, plan = found
    if case is not None:
        case = locked(actor, Verb.RECORD_COMPLAINT, case.id)
    elif plan is not None:
        plan = _locked_plan(actor, plan.id)
    row = Complaint.objects.select_for_update(of=("self",), no_key=True).get(organisation_id=actor.tenant, id=complaint_id)
    same = (row.outcome, row.outcome_on, row.outcome_text) == (said.outcome, said.on, said.text.strip())
    if row.outcome_by == actor.user and same:
        return
    if row.outcome_at is not None and row.outcome_by != actor.user and (seen is None or row.outcome_at > seen):
        raise AlreadyDone(row.outcome_by_name, row.outcome_at)
    wrong = _wrong_outcome(row, said)
    if wrong or said.outcome is None or said.on is None:
        raise Refused(wrong)
    row.outcome, row.outcome_on, row.outcome_text = said.outcome, said.on, said.text.strip()
    row.outcome_at, row.outcome_by, row.outcome_by_name = clock.now(), actor.user, actor.name
    row.save(update_fields=["outcome", "outcome_on", "outcome_text", "outcome_at", "outcome_by", "outcome_by_name"])
    told = {"complaint": str(row.id), "what": "udfald", "outcome": row.outcome, "on": said.on.isoformat(), "about": row.about}
    if case is not None:
        case_event(actor, case, CaseAction.COMPLAINT, case.state, **told)
    elif plan is not None:
        plan_event(actor, plan, CaseAction.COMPLAINT, plan.state, **told)


def _checked(said: ComplaintSaid) -> dict[str, Any]:
    """The columns, with receiver and time limit by the rows of the day it came. Raises Refused with all that is wrong."""
    wrong = []
    row = belongs(said.about, said.received_on) if said.about and said.received_on else None
    to = said.to or (row.receiver if row else None)
    if said.about is None:
        wrong.append(("about", "Vælg, hvad klagen handler om."))
    elif to is None and said.received_on:
        wrong.append(("to", "Det er ikke fastlagt, hvor en sådan klage hører til. Vælg, hvem den er til."))
    if said.how is None:
        wrong.append(("how", "Vælg, hvordan klagen kom."))
    if said.received_on is None:
        wrong.append(("received_on", "Angiv, hvilken dag klagen kom."))
    elif said.received_on > clock.today():
        wrong.append(("received_on", "Datoen ligger i fremtiden."))
    elif said.counted_from and said.counted_from > said.received_on:
        wrong.append(("counted_from", "Datoen ligger efter den dag, klagen kom."))
    wrong += _wrong_text(said.text) if said.text.strip() else [("text", "Skriv kort, hvad der klages over.")]
    if wrong:
        raise Refused(wrong)
    due = last_day(row, said.counted_from) if row and to == row.receiver else None
    return {"about": said.about, "to": to, "how": said.how, "received_on": said.received_on, "due_on": due}


def _wrong_outcome(row: Complaint, said: OutcomeSaid) -> list[tuple[str, str]]:
    wrong = []
    if said.outcome is None:
        wrong.append(("outcome", "Vælg, hvad der kom ud af klagen."))
    if said.on is None:
        wrong.append(("on", "Angiv dagen for udfaldet."))
    elif not row.received_on <= said.on <= clock.today():
        wrong.append(("on", "Dagen skal ligge mellem den dag, klagen kom, og i dag."))
    if not said.text.strip() and said.outcome not in (ComplaintOutcome.WITHDRAWN, None):
        wrong.append(("text", "Skriv kort, hvad der blev afgjort, og af hvem."))
    return wrong + _wrong_text(said.text)


def _wrong_text(text: str) -> list[tuple[str, str]]:
    if len(text) > LONGEST:
        return [("text", "Teksten er for lang. Kort den af til 4.000 tegn.")]
    return [("text", NUMBER)] if says_a_number(text) else []


def _there(actor: Actor, complaint_id: UUID, **of: UUID) -> bool:
    """Whether the form was sent before. Raises NotFound when the id is another's."""
    rows = Complaint.objects.filter(organisation_id=actor.tenant, id=complaint_id)
    if rows.exists() and not rows.filter(**of).exists():
        raise NotFound
    return rows.exists()


def _insert(actor: Actor, complaint_id: UUID, told: dict[str, Any], said: ComplaintSaid, **of: Any) -> None:
    row = Complaint(
        id=complaint_id,
        organisation_id=actor.tenant,
        text=said.text.strip(),
        counted_from=said.counted_from,
        made_at=clock.now(),
        by=actor.user,
        by_name=actor.name,
        **told,
        **of,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:  # the id is taken where nobody here can see it
        raise NotFound from error


def _event(complaint_id: UUID, told: dict[str, Any]) -> dict[str, str]:
    """Without what was said in it."""
    days = {name: told[name].isoformat() if told[name] else "" for name in ("received_on", "due_on")}
    return {"complaint": str(complaint_id), "what": "klage", "about": told["about"], "to": told["to"], "how": told["how"], **days}


def _locked_plan(actor: Actor, plan_id: UUID) -> Plan:
    if actor.kind != Kind.AUTHOR:
        raise NotFound
    found = plans_visible_to(actor).select_for_update(of=("self",), no_key=True).filter(id=plan_id).first()
    if found is None:
        raise NotFound
    return found
