"""What the tests of amendments share: an amendment as the author sends it, and the case with its course told again."""

import uuid
from datetime import date, timedelta
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineKind
from deadlines.models import Deadline
from gop.enums import GeneralLevel, GuidanceHow, InformedHow
from gop.models import Case, Delivery, Plan
from gop.selectors.course import course
from gop.services import cases, offers
from gop.services.amending import amend
from gop.services.clocks import facts_of
from gop.services.receiving import apply_delivery
from tests import factories as make

NEED = {"training_need": "Træning af gang med stok."}
WHY = "Patienten går nu med stok."
CLINICAL = {"start_reason_kind": "sundhedsfaglig", "start_reason": "Bruddet skal hele."}
SPECIALISED = {"plan_type": "specialiseret", "specialised_reason": "koordination", "performing_department_id": make.PHYSIO}


def ahead(days: int) -> date:
    return clock.today() + timedelta(days=days)


def amended(actor: Actor, plan_id: uuid.UUID, base: int = 1, why: str = WHY, **values: Any) -> Plan:
    with acting_as(actor):
        return amend(actor, plan_id, base, values or NEED, why)


def case_row(case_id: uuid.UUID) -> Case:
    """The case, with its facts told again from its events."""
    with make.reading():
        case = Case.objects.get(id=case_id)
        told_again = course(case)
        assert told_again is not None
        assert facts_of(case) == told_again.facts()
    return case


def rows_of(case_id: uuid.UUID, kind: DeadlineKind) -> list[tuple[date, str]]:
    with make.reading():
        return list(Deadline.objects.filter(subject_id=case_id, kind=kind).order_by("generation").values_list("due_on", "state"))


def told_and_offered(case_id: uuid.UUID, actor: Actor, in_days: int = 3) -> None:
    with acting_as(actor):
        cases.acknowledge(actor, case_id)
        cases.triage(actor, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        cases.record_guidance(actor, case_id, GuidanceHow.PHONE)
        offers.offer(actor, case_id, meeting_at=clock.now() + timedelta(days=in_days), place="Vest")
        offers.inform(actor, case_id, on=clock.today(), how=InformedHow.PHONE)


def again(kind: str) -> None:
    """Every delivery of the kind, applied once more as by a worker that was killed before it said so."""
    with make.reading():
        rows = list(Delivery.objects.filter(kind=kind).order_by("created_at").values_list("id", "receiver_id"))
        Delivery.objects.filter(kind=kind).update(applied_at=None)
    for delivery_id, receiver in rows:
        assert apply_delivery(delivery_id, receiver)
