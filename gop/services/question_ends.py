"""How questions and disagreements end without an answer, and what the case's row says of those still open."""

from uuid import UUID

from accounts import clock
from deadlines.unsent import end_asked
from gop.enums import EndCode, QuestionEnd, QuestionKind
from gop.models import Case, Plan, Question

# What ended the case; anything else is an end like another
BECAUSE = {
    EndCode.RETURNED: QuestionEnd.RETURNED,
    EndCode.TRANSITION: QuestionEnd.MOVED_ON,
    EndCode.WITHDRAWN: QuestionEnd.WITHDRAWN,
    EndCode.REPLACED: QuestionEnd.REPLACED,
}


def because_of(code: str) -> QuestionEnd:
    return BECAUSE.get(EndCode(code), QuestionEnd.CASE_ENDED)


def fall_away(case: Case) -> None:
    """The authority's case has ended: nobody waits for an answer any more. The caller saves the case. No query when none is open."""
    if case.asked_at is None and case.disagreed_at is None:
        return
    rows = Question.objects.filter(organisation_id=case.organisation_id, case_id=case.id, ended_at__isnull=True)
    rows.update(ended_at=clock.now(), ended_because=because_of(case.end_code))
    case.asked_at = case.disagreed_at = None


def fall_away_at_the_hospital(plan: Plan, because: QuestionEnd, case_id: UUID | None = None) -> None:
    """At the hospital: those of the plan, or of one case of it. Call while holding the plan's row."""
    rows = Question.objects.filter(organisation_id=plan.organisation_id, plan_id=plan.id, ended_at__isnull=True)
    if (rows.filter(case_id=case_id) if case_id else rows).update(ended_at=clock.now(), ended_because=because):
        quieten(plan)


def quieten(plan: Plan) -> None:
    """At the hospital: nobody is reminded once every question has an answer and every disagreement somebody to decide it."""
    rows = Question.objects.filter(organisation_id=plan.organisation_id, plan_id=plan.id, ended_at__isnull=True, decider_hospital="")
    if not rows.exists():
        end_asked(plan.organisation_id, plan.id)


def recount(case: Case) -> None:
    """The case's row says since when the oldest open question and disagreement have waited. The caller saves the case."""
    rows = Question.objects.filter(organisation_id=case.organisation_id, case_id=case.id, ended_at__isnull=True)
    first = dict(rows.order_by("-asked_at").values_list("kind", "asked_at"))  # the oldest of each is written last
    case.asked_at, case.disagreed_at = first.get(QuestionKind.QUESTION), first.get(QuestionKind.DISAGREEMENT)
