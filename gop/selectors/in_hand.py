"""What a course under way has gathered: goals, contacts and documents of one case, each read once a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from gop.enums import ContactState
from gop.models import Case, CaseContact, CaseDocument, Goal

TWICE = 2


def goals_on(case: Case) -> list[Goal]:
    """Open ones first, in the order they were agreed. One query a page."""
    prefetch_related_objects([case], "goals")
    return sorted(case.goals.all(), key=lambda one: (one.closed_on is not None, one.made_at, one.id))


def contacts_on(case: Case) -> list[CaseContact]:
    """The latest first. One query a page."""
    prefetch_related_objects([case], "contacts")
    return sorted(case.contacts.all(), key=lambda one: (one.at, one.made_at), reverse=True)


def documents_of(case: Case) -> list[CaseDocument]:
    """The latest first. One query a page."""
    prefetch_related_objects([case], "documents")
    return sorted(case.documents.all(), key=lambda one: one.sent_at, reverse=True)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many contacts were held and missed, what is planned, and whether the citizen stayed away from the last two."""

    held: int
    missed: int
    planned: int
    missed_twice: bool


def counts_of(contacts: Sequence[CaseContact]) -> Counts:
    """`contacts`: the latest first. What the authority called off says nothing of the citizen."""
    number = {state: sum(one.state == state for one in contacts) for state in ContactState}
    past = [one.state for one in contacts if one.state not in (ContactState.PLANNED, ContactState.CANCELLED_US)]
    last = past[:TWICE]
    return Counts(
        held=number[ContactState.HELD],
        missed=number[ContactState.MISSED],
        planned=number[ContactState.PLANNED],
        missed_twice=len(last) == TWICE and set(last) == {ContactState.MISSED},
    )
