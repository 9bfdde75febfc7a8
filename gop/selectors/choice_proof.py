"""The rows that prove a course of free choice: events, offers, letters, and what was given to somebody else to perform."""

from dataclasses import dataclass

from accounts.prepared import Prepared
from gop.models import Assignment, AssignmentEvent, Case, CaseEvent, CaseLetter, Offer
from gop.selectors.case_letters import letters_of
from gop.selectors.cases import case_events, offers_of


@dataclass(frozen=True, slots=True)
class ProofRows:
    """Each oldest first."""

    events: list[CaseEvent]
    offers: list[Offer]
    letters: list[CaseLetter]
    assignments: list[Assignment]
    performed: list[AssignmentEvent]


def proof_rows(case: Case) -> ProofRows:
    """Five queries, whatever the course."""
    return ProofRows(
        case_events(case)[::-1], offers_of(case)[::-1], letters_of(case)[::-1], _assignments.objects(case.id), _performed.objects(case.id)
    )


_assignments = Prepared(lambda case_id: Assignment.objects.filter(case_id=case_id).order_by("sent_at", "id"))
_performed = Prepared(lambda case_id: AssignmentEvent.objects.filter(assignment__case_id=case_id).order_by("made_at", "id"))
