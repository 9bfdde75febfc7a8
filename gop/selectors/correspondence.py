"""Reads of letters about children: the hospital's own, and what lies above the municipality's inbox."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.prepared import Asked, Prepared
from gop.enums import AgreementMatter
from gop.models import Correspondence, Plan, ReceivedCorrespondence
from gop.selectors.agreements import agreements

MOST = 50


def letters_visible_to(actor: Actor) -> QuerySet[Correspondence]:
    rows = Correspondence.objects.filter(organisation_id=actor.tenant)
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


def letter_of(actor: Actor, letter_id: UUID) -> Correspondence | None:
    return letters_visible_to(actor).filter(id=letter_id).select_related("department", "home_municipality").first()


def letter_instead_of(plan: Plan) -> Correspondence | None:
    """The letter that a draft was put away for."""
    return Correspondence.objects.filter(organisation_id=plan.organisation_id, plan_id=plan.id, instead=True).first()


def letters_sent(actor: Actor) -> list[Correspondence]:
    """Newest first."""
    found: list[Correspondence] = _of_hospital.objects(actor)
    return found


_of_hospital = Prepared(lambda actor: letters_visible_to(actor).select_related("home_municipality").order_by("-sent_at", "id")[:MOST])


def fixed_subject(home: UUID | None, age: int | None, on: date) -> str:
    """The subject line that the home region's agreement fixes for such a letter; empty where it has none."""
    for one in agreements(home, on):
        if one.matter == AgreementMatter.CHILDREN_LETTER and one.phrase and (one.age_under is None or age is None or age < one.age_under):
            return one.phrase
    return ""


def received_letters(actor: Actor) -> list[ReceivedCorrespondence]:
    """Above the inbox: not read, or asked about and not answered. Newest first."""
    return _received.objects(actor.tenant)


def ask_received_letters(actor: Actor) -> Asked:
    return _received, (actor.tenant,)


def _waiting(organisation: UUID) -> QuerySet[ReceivedCorrespondence]:
    return ReceivedCorrespondence.objects.filter(organisation_id=organisation, waits=True).order_by("-received_at", "id")[:MOST]


_received = Prepared(_waiting)


def received_letter_of(actor: Actor, letter_id: UUID) -> ReceivedCorrespondence | None:
    return ReceivedCorrespondence.objects.filter(organisation_id=actor.tenant, id=letter_id).first()
