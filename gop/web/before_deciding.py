"""Two panels of the case page: what the plan lacks or says against itself, and what was asked and answered about it."""

from typing import TYPE_CHECKING, Any

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import short_date
from gop.criteria.for_receiver import Gap
from gop.enums import CaseKind, CaseState, QuestionEnd
from gop.selectors.cases import consents_for
from gop.selectors.gaps import gaps_in
from gop.selectors.questions import questions_of
from gop.web.question_words import HEADINGS, shown
from gop.web.steps import STEPS, possible

if TYPE_CHECKING:
    from gop.models import Case, PlanVersion, Question


def before_deciding(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """Open until the case is triaged, folded afterwards. None where nothing is decided."""
    if version is None or case.kind == CaseKind.INFORMATION or case.ended_at is not None:
        return None
    asked = {one.about: one for one in questions_of(case) if one.about}
    found = gaps_in(version, consents_for(case), clock.today())
    folded = case.state != CaseState.RECEIVED
    return {
        "rows": [_row(one, asked.get(one.key)) for one in found],
        "folded": folded,
        "jump": _jump(len(found)) if found and not folded else "",
        "may_ask": possible(STEPS["spoerg"], case, actor),
    }


def _jump(number: int) -> str:
    """The link above the form, for a narrow screen."""
    return f"Før I beslutter: {number} ting i planen mangler eller strider mod hinanden"


def _row(gap: Gap, question: "Question | None") -> dict[str, str]:
    return {"key": gap.key, "heading": HEADINGS.get(gap.field, ""), "text": gap.sentence, "asked": _asked(question)}


def _asked(question: "Question | None") -> str:
    """What has become of the question about it; empty: nobody has asked, or it fell away."""
    if question is None or question.ended_because not in ("", QuestionEnd.ANSWERED):
        return ""
    if question.answered_at is not None:
        return f"Besvaret {short_date(local(question.answered_at).date())}"
    return f"Spurgt {short_date(local(question.asked_at).date())}, venter på svar"


def ready_question(case: "Case", version: "PlanVersion", key: str) -> str:
    """The text that a question about one gap begins with; empty when the plan has no such gap."""
    gap = next((one for one in gaps_in(version, consents_for(case), clock.today()) if one.key == key), None)
    if gap is None:
        return ""
    heading = HEADINGS.get(gap.field, "")
    return f"Om »{heading}«: {gap.question}" if heading else gap.question


def asked_and_answered(actor: Actor, case: "Case", version: "PlanVersion | None") -> dict[str, Any] | None:
    """Those open first, then the others folded, question and answer together."""
    rows = [shown(one, clock.today()) for one in questions_of(case)]
    if not rows:
        return None
    newest = [row for row in rows if not row["open"]][::-1]
    fresh = case.answered_at is not None
    return {
        "open": [row for row in rows if row["open"]],
        "fresh": newest[:1] if fresh and newest else [],
        "closed": newest[1:] if fresh else newest,
        "may_settle": possible(STEPS["afgjort"], case, actor),
    }
