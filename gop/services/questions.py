"""What an authority asks the author of a plan, and what it disagrees about. Neither stops a clock (model.md 3)."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from accounts import clock
from accounts.actor import Actor
from accounts.danish import short_moment
from accounts.enums import Verb
from gop.enums import CaseAction, DeliveryKind, QuestionKind
from gop.errors import Refused
from gop.models import Case, Question
from gop.services.courier import from_case
from gop.services.events import case_event
from gop.services.question_ends import recount
from gop.services.settling import check_outcome, settle_row
from gop.services.verbs import begin, move

FURTHEST = timedelta(days=90)  # beyond it a date is a slip of the pen
COLUMNS = ["state", "asked_at", "disagreed_at", "answered_at"]


def ask(actor: Actor, case_id: UUID, *, text: str, about: str = "", seen: datetime | None = None) -> None:
    """A question to the author. `about`: the criterion of the plan it is about, by key. Raises Refused by field."""
    case, mine = begin(actor, Verb.ASK, case_id, CaseAction.ASK, seen)
    said = text.strip()
    if mine and _open(case, QuestionKind.QUESTION).filter(asked_by=actor.user, text=said, about=about).exists():
        return
    if not said:
        raise Refused([("text", "Skriv, hvad du vil spørge afsenderen om.")])
    before = move(case, CaseAction.ASK)
    question = _new(actor, case, QuestionKind.QUESTION, said, about=about)
    case_event(actor, case, CaseAction.ASK, before, question=str(question.shared_id), text=said, about=about)
    _cross(actor, case, question, about=about)


def disagree(actor: Actor, case_id: UUID, *, text: str, decider: str, decide_by: date | None, seen: datetime | None = None) -> None:
    """What the sides disagree about, who decides here (name and function), and by when. One open at a time. Raises Refused by field."""
    case, mine = begin(actor, Verb.ASK, case_id, CaseAction.DISAGREE, seen)
    said, who = text.strip(), decider.strip()
    there = _open(case, QuestionKind.DISAGREEMENT).first()
    if there is not None and mine and (there.text, there.decider_authority, there.decide_by) == (said, who, decide_by):
        return
    if there is not None:
        at = short_moment(there.asked_at)
        raise Refused(f"Der er allerede en uenighed, som ikke er afgjort, rejst af {there.asked_by_name} {at}. Registrér først udfaldet.")
    wrong = []
    if not said:
        wrong.append(("text", "Skriv, hvad I er uenige om, og hvorfor."))
    if not who:
        wrong.append(("decider", "Skriv navn og funktion på den, der kan afgøre det hos jer."))
    if decide_by is None:
        wrong.append(("decide_by", "Foreslå en dato, hvor det senest er afgjort."))
    elif not clock.today() <= decide_by <= clock.today() + FURTHEST:
        wrong.append(("decide_by", "Vælg en dag fra i dag og højst tre måneder frem. Fristerne løber imens."))
    if wrong:
        raise Refused(wrong)
    before = move(case, CaseAction.DISAGREE)
    question = _new(actor, case, QuestionKind.DISAGREEMENT, said, decider_authority=who, decide_by=decide_by)
    day = decide_by.isoformat() if decide_by else ""
    case_event(actor, case, CaseAction.DISAGREE, before, question=str(question.shared_id), text=said, decider=who, decide_by=day)
    _cross(actor, case, question, decider=who, decide_by=day)


def settle(actor: Actor, case_id: UUID, *, on: date | None, outcome: str, seen: datetime | None = None) -> None:
    """What was decided, and when. Raises Refused by field."""
    case, mine = begin(actor, Verb.ASK, case_id, CaseAction.SETTLE, seen)
    question = _open(case, QuestionKind.DISAGREEMENT).select_for_update(of=("self",), no_key=True).first()
    if question is None:
        if mine:
            return
        raise Refused("Der er ingen uenighed, som mangler at blive afgjort.")
    on = check_outcome(question, on, outcome)
    before, now = move(case, CaseAction.SETTLE), clock.now()
    settle_row(question, on, outcome.strip(), now)
    case_event(actor, case, CaseAction.SETTLE, before, question=str(question.shared_id), on=on.isoformat(), text=question.outcome)
    recount(case)
    case.save(update_fields=COLUMNS)
    said = {"question": str(question.shared_id), "on": on.isoformat(), "outcome": question.outcome, "at": now.isoformat()}
    from_case(case, DeliveryKind.QUESTION, by_name=actor.name, **said)


def _open(case: Case, kind: QuestionKind) -> Any:
    return Question.objects.filter(organisation_id=case.organisation_id, case_id=case.id, kind=kind, ended_at__isnull=True)


def _new(actor: Actor, case: Case, kind: QuestionKind, text: str, **more: Any) -> Question:
    return Question.objects.create(
        organisation_id=case.organisation_id,
        shared_id=uuid4(),
        plan_id=case.plan_id,
        case_id=case.id,
        other_id=case.sender_id,
        other_name=case.sender_name,
        kind=kind,
        text=text,
        asked_at=clock.now(),
        asked_by=actor.user,
        asked_by_name=actor.name,
        **more,
    )


def _cross(actor: Actor, case: Case, question: Question, **more: str) -> None:
    """The case says that it waits, and the hospital gets its copy."""
    recount(case)
    case.save(update_fields=COLUMNS)
    said = {"question": str(question.shared_id), "what": question.kind, "text": question.text, "at": question.asked_at.isoformat()}
    from_case(case, DeliveryKind.QUESTION, by_name=actor.name, **said, **more)
