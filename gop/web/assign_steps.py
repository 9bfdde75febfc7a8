"""The verbs on an assignment as the case page knows them."""

from typing import TYPE_CHECKING

from accounts.enums import Verb
from gop.enums import AssignmentState, CaseAction
from gop.selectors.assigned import in_force_of, last_of, may_send
from gop.web import assign_forms
from gop.web.step import CHOICE, Step

if TYPE_CHECKING:
    from gop.models import Case

# Whoever said yes may be asked for documentation, and may be let in again
READ_AGAIN = (AssignmentState.ENDED, AssignmentState.WITHDRAWN)
MAY_BE_ASKED = (AssignmentState.ACCEPTED, *READ_AGAIN)


def _given(case: "Case") -> bool:
    return in_force_of(case) is not None


def _can_answer(case: "Case") -> bool:
    row = last_of(case)
    return row is not None and row.state in MAY_BE_ASKED and row.access_open and row.answered_at is not None


def _can_open(case: "Case") -> bool:
    row = last_of(case)
    return row is not None and row.state in READ_AGAIN and row.answered_at is not None and row.consent_withdrawn_on is None


def _withdraw_text(case: "Case") -> str:
    row = in_force_of(case)
    if row is None:
        return ""
    if row.state == AssignmentState.SENT:
        return f"{row.provider_name} har ikke svaret og kan ikke se opgaven bagefter."
    return f"{row.provider_name} har sagt ja. Et møde, de har aftalt, bortfalder, som hvis I havde aflyst det."


def _give_text(case: "Case") -> str:
    return "Til en leverandør med aftale eller til en anden kommune, som borgeren har valgt. Fristerne løber videre."


ASSIGN_STEPS: tuple[Step, ...] = (
    Step(
        "tildel",
        "assign",
        CaseAction.ASSIGN,
        Verb.ASSIGN,
        assign_forms.GiveForm,
        "sendt opgaven til en udfører",
        "Opgaven er sendt.",
        heading=CHOICE,
        useful=may_send,
        text=_give_text,
        label="Vælg udfører",
    ),
    Step(
        "traek-opgave",
        "withdraw_assignment",
        CaseAction.WITHDRAW_ASSIGNMENT,
        Verb.ASSIGN,
        assign_forms.WithdrawForm,
        "trukket opgaven tilbage",
        "Opgaven er trukket tilbage.",
        heading=CHOICE,
        useful=_given,
        text=_withdraw_text,
    ),
    Step(
        "bed-om-dokumentation",
        "ask_documentation",
        CaseAction.ASK_DOCUMENTATION,
        Verb.ASSIGN,
        assign_forms.AskDocumentationForm,
        "bedt om dokumentation",
        "Udføreren er bedt om dokumentation.",
        heading=CHOICE,
        useful=_can_answer,
    ),
    Step(
        "genaabn-opgave",
        "reopen_assignment",
        CaseAction.REOPEN_ASSIGNMENT,
        Verb.ASSIGN,
        assign_forms.ReopenAssignmentForm,
        "åbnet opgaven igen",
        "Udføreren kan læse opgaven igen.",
        heading=CHOICE,
        useful=_can_open,
    ),
)
