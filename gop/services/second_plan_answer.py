"""Somebody says how a new case stands to an older one: it goes on there, begins anew, or both go on (KL's three cases)."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop import cpr
from gop.enums import CaseAction, ContactState, EndCode, MilestoneCode, SecondPlan
from gop.errors import Refused
from gop.models import Case, CaseContact, Goal, SecondPlanAnswer
from gop.rules.second_plan import ends_the_older
from gop.selectors.second_plan import age_of, answer_for, beside, forget, waiting
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.milestones import milestone
from gop.services.second_plan import hold_citizen
from gop.services.verbs import begin, close, move

LONGEST = 500
GOES_ON = "Fortsætter i den nye sag"
TRAINER = ("trainer_name", "trainer_phone", "trainer_address", "trainer_told_on")
_NUMBER = re.compile(r"\b\d{6}[- ]?[0-9A-Za-z]{4}\b")


@dataclass(frozen=True, slots=True)
class Said:
    """`asked`: the citizen was asked about plans elsewhere, which nobody here can see; `elsewhere` is what the citizen said."""

    answer: SecondPlan | None
    reason: str
    asked: bool = False
    elsewhere: str = ""


def answer(actor: Actor, case_id: UUID, other_id: UUID | None, said: Said, seen: datetime | None = None) -> None:
    """On the newer of the two. An answer given before is kept beside the new one, which holds. Raises AlreadyDone, Refused by field."""
    actor.must(Verb.TRIAGE)
    hold_citizen(actor, case_id)
    case, mine = begin(actor, Verb.TRIAGE, case_id, CaseAction.SECOND_PLAN, seen)
    last = answer_for(case, other_id) if other_id else None
    if mine and last is not None and _same(last, said):
        return
    other = next((one for one in beside(case) if one.id == other_id), None)
    wrong = _what_is_wrong(said)
    if other is None:
        wrong.insert(0, ("other", "Vælg den anden sag. Er den afsluttet imens, er der ikke mere at svare på."))
    if wrong or other is None or said.answer is None:
        raise Refused(wrong)
    if age_of(other) > age_of(case):
        raise Refused("Svaret gives på den nyeste af de to sager.")
    before = move(case, CaseAction.SECOND_PLAN)
    _keep(actor, case, other, said)
    told: dict[str, Any] = {"other": str(other.id), "answer": said.answer, "reason": said.reason.strip(), "asked": said.asked}
    told["elsewhere"] = said.elsewhere.strip() if said.asked else ""
    if ends_the_older(said.answer):
        told |= {"replaces": str(other.id)} | (_carry_over(case, other) if said.answer == SecondPlan.CONTINUES else {})
        case_event(actor, case, CaseAction.SECOND_PLAN, before, **told)
        _end(actor, other, case, said)
    else:
        case_event(actor, case, CaseAction.SECOND_PLAN, before, **told)
        case_event(actor, other, CaseAction.SECOND_PLAN, **told | {"other": str(case.id)})
    forget(case)
    case.second_plan_open = bool(waiting(case))
    reclock(actor, case)


def says_a_number(text: str) -> bool:
    """Whether a CPR number stands in what was written."""
    for found in _NUMBER.findall(text):
        try:
            cpr.parse(found)
        except cpr.CprError:
            continue
        return True
    return False


def _same(last: SecondPlanAnswer, said: Said) -> bool:
    kept = (last.answer, last.reason, last.asked_elsewhere, last.elsewhere)
    return kept == (said.answer, said.reason.strip(), said.asked, said.elsewhere.strip() if said.asked else "")


def _what_is_wrong(said: Said) -> list[tuple[str, str]]:
    wrong = []
    if said.answer is None:
        wrong.append(("answer", "Vælg, hvordan de to planer hænger sammen."))
    if not said.reason.strip():
        wrong.append(("reason", "Skriv kort, hvad svaret hviler på."))
    if said.asked and not said.elsewhere.strip():
        wrong.append(("elsewhere", "Skriv, hvad borgeren svarede om planer andre steder."))
    for field, text in (("reason", said.reason), ("elsewhere", said.elsewhere)):
        if len(text.strip()) > LONGEST:
            wrong.append((field, f"Teksten er for lang. Kort den af til {LONGEST} tegn."))
        elif says_a_number(text):
            wrong.append((field, "Der står et CPR-nummer i teksten. Slet det."))
    return wrong


def _keep(actor: Actor, case: Case, other: Case, said: Said) -> None:
    SecondPlanAnswer.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        other_case_id=other.id,
        answer=said.answer or "",
        reason=said.reason.strip(),
        asked_elsewhere=said.asked,
        elsewhere=said.elsewhere.strip() if said.asked else "",
        at=clock.now(),
        by=actor.user,
        by_name=actor.name,
    )


def _carry_over(case: Case, other: Case) -> dict[str, int | str]:
    """Open goals, planned contacts and the trainer; the level is decided on the new plan."""
    goals = list(Goal.objects.filter(organisation_id=case.organisation_id, case_id=other.id, closed_on__isnull=True))
    Goal.objects.filter(id__in=[one.id for one in goals], note="").update(note=GOES_ON)
    for goal in goals:
        goal.id, goal.replaces_id, goal.case = uuid5(goal.id, str(case.id)), goal.id, case
    Goal.objects.bulk_create(goals, ignore_conflicts=True)
    planned = CaseContact.objects.filter(organisation_id=case.organisation_id, case_id=other.id, state=ContactState.PLANNED)
    contacts = list(planned.filter(at__gt=clock.now()))
    for contact in contacts:
        contact.id, contact.case = uuid5(contact.id, str(case.id)), case
    CaseContact.objects.bulk_create(contacts, ignore_conflicts=True)
    if other.trainer_name and not case.trainer_name:
        for name in TRAINER:
            setattr(case, name, getattr(other, name))
    return {"goals": len(goals), "contacts": len(contacts), "trainer": case.trainer_name}


def _end(actor: Actor, other: Case, case: Case, said: Said) -> None:
    """The older case ends `erstattet`, as where the hospital itself replaces the plan; its hospital hears of it."""
    before = move(other, CaseAction.END)
    close(other, EndCode.REPLACED, said.reason)
    case_event(actor, other, CaseAction.END, before, end_code=EndCode.REPLACED, successor=str(case.id), reason=other.end_reason)
    reclock(actor, other)
    milestone(other, MilestoneCode.ENDED, end_code=EndCode.REPLACED)
