"""Documents of a course, at the authority that wrote them and at the hospital that got a copy."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.prepared import Prepared
from gop.enums import ConsentAnswer, ConsentKind, DocumentKind
from gop.models import Case, CaseDocument, PlanVersion, ReceivedDocument
from gop.rules.documents import TO_THE_HOSPITAL
from gop.selectors.cases import cases_visible_to, consents_for, version_for
from gop.selectors.plans import plans_visible_to

DELIVERED, WAITS = "leveret", "afventer"
MOST = 20


def receivers_for(case: Case, kind: DocumentKind) -> list[list[str]]:
    """[kind, name, state] of everybody who shall have it. Only the hospital has a channel; the rest wait and are printed."""
    version, found = version_for(case), []
    if kind in TO_THE_HOSPITAL:
        found.append(["sygehus", case.sender_name, DELIVERED])
    if kind == DocumentKind.CLOSING_STATUS and version is not None:
        if case.department_id and version.home_municipality:
            found.append(["kommune", version.home_municipality.name, WAITS])
        found += [["modtager", line["name"], WAITS] for line in version.status_receivers if line.get("name")]
    if kind == DocumentKind.GP_SUMMARY and version is not None and version.gp_name and not _refused_gp(case):
        found.append(["egen_laege", version.gp_name, WAITS])
    return found


def _refused_gp(case: Case) -> bool:
    answers = {one.kind: one.answer for one in consents_for(case)}
    return answers.get(ConsentKind.GP, ConsentAnswer.GIVEN) != ConsentAnswer.GIVEN


def asked_for_closing(version: PlanVersion | None) -> list[str]:
    """Who wants the closing status, by name."""
    return [line["name"] for line in version.status_receivers if line.get("name")] if version else []


def document_of(actor: Actor, document_id: UUID) -> CaseDocument | None:
    rows = CaseDocument.objects.filter(organisation_id=actor.tenant, id=document_id, case__in=cases_visible_to(actor))
    return rows.select_related("case").first()


def received_visible_to(actor: Actor) -> QuerySet[ReceivedDocument]:
    """The hospital's copies, narrowed to the departments of the membership."""
    rows = ReceivedDocument.objects.filter(organisation_id=actor.tenant)
    return rows.filter(plan__in=plans_visible_to(actor)) if actor.departments else rows


def unread_documents(actor: Actor) -> list[ReceivedDocument]:
    """The longest unread first."""
    found: list[ReceivedDocument] = _unread.objects(actor)
    return found


_unread = Prepared(
    lambda actor: received_visible_to(actor).filter(read_at__isnull=True).select_related("plan").order_by("sent_at", "id")[:MOST]
)


def documents_on(actor: Actor, plan_id: UUID) -> list[ReceivedDocument]:
    return list(received_visible_to(actor).filter(plan_id=plan_id).order_by("-sent_at", "-id"))


def received_document_of(actor: Actor, document_id: UUID) -> ReceivedDocument | None:
    return received_visible_to(actor).filter(id=document_id).select_related("plan").first()
