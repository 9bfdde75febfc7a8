"""Statuses from whoever trains the patient: above the list until somebody has read them, and on the plan's page."""

from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.actor import Actor
from accounts.danish import short_moment
from gop.enums import DocumentKind
from gop.selectors.documents import documents_on, unread_documents

if TYPE_CHECKING:
    from gop.models import Plan, ReceivedDocument


def _row(one: "ReceivedDocument", name: str = "") -> dict[str, Any]:
    read = f"Læst {short_moment(one.read_at)} af {one.read_by_name}." if one.read_at else ""
    return {"id": one.id, "name": name, "label": DocumentKind(one.kind).label, "sender": one.sender_name, "at": one.sent_at, "read": read}


def of_plan(actor: Actor, plan: "Plan") -> dict[str, Any] | None:
    rows = documents_on(actor, plan.id)
    return {"documents": [_row(one) for one in rows]} if rows else None


def unread(actor: Actor, today: date) -> dict[str, Any] | None:
    rows = unread_documents(actor)
    return {"documents": [_row(one, one.plan.citizen_name) for one in rows]} if rows else None
