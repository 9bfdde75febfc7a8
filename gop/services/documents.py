"""Status before a control, closing status and the general practitioner's summary: kept here, delivered to the hospital, printed for the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import CaseAction, CaseState, DeliveryKind, DocumentKind, EndCode
from gop.errors import Refused
from gop.models import Case, CaseDocument
from gop.rules.documents import BEFORE_A_CONTROL, HEADINGS, TO_THE_HOSPITAL, body_of, faults
from gop.selectors.documents import receivers_for
from gop.services.courier import from_case
from gop.services.events import case_event
from gop.services.rows import insert_row, mine_already
from gop.services.verbs import locked, move

WHOLE = HEADINGS[DocumentKind.CLOSING_STATUS][0].key  # where a closing status written in one piece stands


@dataclass(frozen=True, slots=True)
class Signer:
    """Who can be asked about it."""

    title: str = ""
    phone: str = ""
    email: str = ""


def send_document(
    actor: Actor, case_id: UUID, document_id: UUID, kind: DocumentKind, said: Mapping[str, str], signer: Signer
) -> CaseDocument | None:
    """Under the id that the form brought: sent twice, it is one (then None). Only the hospital's copy is delivered; the others wait.

    Raises NotAllowed, NotFound, TransitionNotAllowed, Refused by the key of a heading.
    """
    case = locked(actor, Verb.CLOSING_STATUS, case_id)
    if mine_already(CaseDocument, case, document_id):
        return None
    return write(actor, case, document_id, kind, said, signer)


def write(
    actor: Actor, case: Case, document_id: UUID, kind: DocumentKind, said: Mapping[str, str], signer: Signer, *, passes_on: bool = False
) -> CaseDocument:
    """The same for a case that is locked already, as when it ends with its closing status; `passes_on`: whatever its state, it goes on elsewhere."""
    before = case.state if passes_on else move(case, CaseAction.DOCUMENT)
    if case.state == CaseState.ENDED and kind in BEFORE_A_CONTROL:
        raise Refused("Sagen er afsluttet. Skriv en slutstatus i stedet.")
    if case.end_code == EndCode.RETURNED:
        raise Refused("Planen er returneret. Der er intet forløb at skrive om.")
    body = body_of(kind, said)
    if wrong := faults(kind, body):
        raise Refused(wrong)
    receivers = receivers_for(case, kind)
    if not receivers:
        raise Refused("Borgeren har sagt nej til, at egen læge får planen, eller lægen kendes ikke. Epikrisen kan ikke laves.")
    row = CaseDocument(
        id=document_id,
        organisation_id=case.organisation_id,
        case=case,
        kind=kind,
        body=body,
        by_name=actor.name,
        by_title=signer.title.strip()[:100],
        by_phone=signer.phone.strip()[:30],
        by_email=signer.email.strip()[:200],
        sent_at=clock.now(),
        receivers=receivers,
    )
    insert_row(row)
    case_event(actor, case, CaseAction.DOCUMENT, before, document=str(row.id), kind=kind)
    if kind in BEFORE_A_CONTROL:
        case.status_sent_on = clock.today()
        case.save(update_fields=["status_sent_on"])
    if kind in TO_THE_HOSPITAL:
        by = {name: getattr(row, name) for name in ("by_name", "by_title", "by_phone", "by_email")}
        from_case(case, DeliveryKind.DOCUMENT, document=str(row.id), of_kind=kind, body=body, sent_at=row.sent_at.isoformat(), **by)
    return row
