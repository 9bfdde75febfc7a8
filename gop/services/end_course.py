"""The end of a course in one step: goals, planned contacts, what follows, and the closing status that somebody asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import DocumentKind, EndCode, GoalReached, OtherLaw
from gop.errors import Refused
from gop.models import Case
from gop.selectors.in_hand import goals_on
from gop.services import documents, offers
from gop.services.documents import Signer
from gop.services.ending import close_course, overall
from gop.services.meeting_ends import call_off_meetings
from gop.services.verbs import locked

ASSESS = "Vælg, om målet blev nået."


@dataclass(frozen=True, slots=True)
class Ending:
    """`reached`: by open goal; `whole`: where no goal was agreed. `closing`: the closing status, empty when none is written now."""

    code: EndCode
    reason: str = ""
    reached: Mapping[UUID, GoalReached] = field(default_factory=dict)
    whole: GoalReached | None = None
    other_law: OtherLaw | None = None
    closing: str = ""
    signer: Signer = field(default_factory=Signer)


def end_course(actor: Actor, case_id: UUID, said: Ending, seen: datetime | None = None) -> None:
    """Everything of the case ends with it, in one transaction. Raises as `offers.end_case`, and Refused by field: `goal_<id>`, `closing`."""
    case = locked(actor, Verb.END_CASE, case_id)
    if case.ended_at is None:
        _before(actor, case, said)
    offers.end_case(actor, case_id, code=said.code, reason=said.reason, seen=seen)


def _before(actor: Actor, case: Case, said: Ending) -> None:
    open_goals = {goal.id for goal in goals_on(case) if goal.closed_on is None}
    if said.code == EndCode.COMPLETED and (missing := open_goals - said.reached.keys()):
        raise Refused([(f"goal_{one}", ASSESS) for one in sorted(missing)])
    reached = {goal: answer for goal, answer in said.reached.items() if goal in open_goals}
    before = {goal.id: GoalReached(goal.reached) for goal in goals_on(case) if goal.reached}
    case.goal_reached = overall(before | reached, said.whole or "")
    case.other_law = said.other_law or ""
    case.save(update_fields=["goal_reached", "other_law"])
    if said.closing.strip():
        try:
            documents.write(actor, case, uuid4(), DocumentKind.CLOSING_STATUS, {documents.WHOLE: said.closing}, said.signer)
        except Refused as refused:
            raise Refused([("closing", text) for _, text in refused.messages]) from refused
    close_course(case, reached)
    call_off_meetings(actor, case)
