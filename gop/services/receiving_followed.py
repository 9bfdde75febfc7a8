"""What the performer's course tells the home municipality: a line on its information case, and nothing where it has none."""

from accounts.actor import Actor
from accounts.models import Organisation
from gop.enums import CaseKind, MilestoneCode
from gop.models import Case, CaseEvent, Delivery
from gop.services.events import case_event


def followed_told(actor: Actor, delivery: Delivery) -> None:
    """Told twice, it stands once; an information case that has ended hears no more."""
    rows = Case.objects.filter(organisation_id=actor.tenant, plan_id=delivery.plan_id, kind=CaseKind.INFORMATION, ended_at__isnull=True)
    case = rows.select_for_update(of=("self",), no_key=True).order_by("received_at", "id").first()
    if case is None or CaseEvent.objects.filter(case=case, data__delivery=str(delivery.id)).exists():
        return
    told = {key: value for key, value in delivery.payload.items() if key != "code"}
    sender = Organisation.objects.get(id=delivery.sender_id)
    code = MilestoneCode(delivery.payload["code"])
    case_event(actor, case, code, by_name=sender.name, delivery=str(delivery.id), at=delivery.created_at.isoformat(), **told)
