"""The outcome of a disagreement: recorded on either side, the same on both (model.md 3)."""

from datetime import date, datetime

from accounts.clock import local
from gop.enums import QuestionEnd
from gop.errors import Refused
from gop.models import Question
from gop.services.verbs import not_after_today


def check_outcome(question: Question, on: date | None, outcome: str) -> date:
    """The day it was settled. Raises Refused by field."""
    on = not_after_today("on", on, "Datoen ligger i fremtiden. Registrér afgørelsen, når den er truffet.")
    if on < local(question.asked_at).date():
        raise Refused([("on", "Datoen ligger før, uenigheden blev rejst. Ret datoen.")])
    if not outcome.strip():
        raise Refused([("outcome", "Skriv, hvad der blev afgjort. Begge parter kan læse det.")])
    return on


def settle_row(question: Question, on: date, outcome: str, at: datetime) -> bool:
    """The outcome that was recorded first stands, whichever copy hears of it when. False: another already does."""
    if question.settled_on is not None and question.ended_at is not None and (question.ended_at, question.outcome) <= (at, outcome):
        return False
    question.settled_on, question.outcome = on, outcome
    question.ended_at, question.ended_because = at, QuestionEnd.SETTLED
    question.save(update_fields=["settled_on", "outcome", "ended_at", "ended_because"])
    return True
