"""»Skriv planen«: a draft with everything the notice says, so that nothing is typed twice."""

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import Verb
from gop.enums import ContactKind, NoticeAction, NoticeState
from gop.errors import NotFound, Refused
from gop.models import AdvanceNotice, Plan
from gop.selectors.discarded import is_discarded
from gop.selectors.notices import cpr_in
from gop.selectors.plans import plans_visible_to
from gop.services.discarding import take_up_draft
from gop.services.drafts import create_draft, save_step
from gop.services.events import notice_event
from gop.services.notices import locked_notice


def write_plan(actor: Actor, notice_id: UUID) -> Plan:
    """The plan of the notice, begun now or before: two who press at once get the same draft. A discarded one is taken up again.

    Raises NotFound, Refused (the notice has ended without a plan).
    """
    actor.must(Verb.WRITE_PLAN)
    notice = locked_notice(actor, notice_id)
    begun = plans_visible_to(actor).filter(id=notice.plan_id).first()
    if begun is not None and notice.state == NoticeState.NOTIFIED and is_discarded(begun):
        return take_up_draft(actor, begun.id)
    if begun is not None:
        return begun
    if notice.state != NoticeState.NOTIFIED:
        raise Refused(
            f"Varslingen står som »{NoticeState(notice.state).label}«. Begynd en ny plan fra Mine planer, hvis der alligevel skal en."
        )
    plan = create_draft(actor, notice.plan_id, notice.department_id)
    said = _said(notice)
    try:
        with transaction.atomic():
            save_step(actor, plan.id, said)
    except Refused:  # a code that has ended since; it is chosen anew
        save_step(actor, plan.id, {name: value for name, value in said.items() if name != "diagnosis_code"})
    Plan.objects.filter(organisation_id=actor.tenant, id=plan.id).update(notice_id=notice.id)
    notice_event(actor, notice, NoticeAction.WRITE, notice.state)
    plan = plans_visible_to(actor).filter(id=notice.plan_id).first()  # type: ignore[assignment]
    if plan is None:
        raise NotFound
    return plan


def _said(notice: AdvanceNotice) -> dict[str, Any]:
    on = notice.operation_on.isoformat() if notice.operation_on else ""
    return {
        "cpr": cpr_in(notice),
        "citizen_name": notice.citizen_name,
        "home_municipality_id": notice.home_municipality_id,
        "no_municipality": False,
        "contact_kind": ContactKind.ADMISSION,
        "discharge_date": notice.discharge_date,
        "discharge_expected": True,
        "diagnosis_code": notice.diagnosis_code,
        "interventions": [{"code": "", "text": notice.operation_text, "on": on}] if notice.operation_text else [],
    }
