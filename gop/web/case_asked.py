"""What the page of a case asks whatever its state, in one message."""

from typing import TYPE_CHECKING

from accounts.actor import Actor
from accounts.enums import Verb
from accounts.prepared import Asked
from accounts.selectors import ask_colleagues
from deadlines.selectors import ask_clocks, ask_unseen
from gop.selectors.attachments import ask_attachments_in
from gop.selectors.case_letters import ask_letters_of
from gop.selectors.cases import ask_case
from gop.selectors.complaints import ask_complaints_of
from gop.selectors.meetings import ask_meetings_of
from gop.selectors.notices import ask_notice_before
from gop.selectors.questions import ask_questions_of

if TYPE_CHECKING:
    from gop.models import Case


def asked_of(actor: Actor, case: "Case") -> list[Asked]:
    """A reader finds what is not here by asking for it, as ever."""
    asked = [*ask_case(case), *ask_clocks(actor, case.id), ask_attachments_in(case.plan_id, case.plan_version), ask_notice_before(case)]
    asked += [ask_questions_of(case), ask_meetings_of(case), ask_letters_of(case), ask_complaints_of(case)]
    asked += [ask_colleagues(actor)] if actor.may(Verb.HAND_OVER) else []
    return [*asked, ask_unseen(actor)] if actor.may(Verb.READ_ALERTS) else asked
