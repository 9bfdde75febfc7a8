"""The one way across a wall: a delivery inserted by the courier role with proof of origin (model.md 9)."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Count, Value

from accounts import clock
from accounts.prepared import Prepared
from accounts.tenancy import deliver
from accounts.wake import wake
from accounts.writing import said
from gop.enums import DeliveryKind
from gop.models import AdvanceNotice, Assignment, Case, Correspondence, Delivery, Plan, PlanEvent, ReceivedCorrespondence, ReceivedNotice

APPLY = "gop.apply_delivery"
Subject = AdvanceNotice | Correspondence | ReceivedCorrespondence | ReceivedNotice
_events = Prepared(lambda plan_id: PlanEvent.objects.filter(plan_id=plan_id).values(one=Value(1)).annotate(n=Count("id")).values_list("n"))
_gathered: ContextVar[list[Delivery] | None] = ContextVar("gathered", default=None)


def from_plan(
    plan: Plan,
    receiver: uuid.UUID,
    kind: DeliveryKind,
    *,
    case_id: uuid.UUID | None,
    version: int | None = None,
    sequence: int | None = None,
    **payload: Any,
) -> uuid.UUID:
    """The hospital hands over something about its own plan. Call while holding the plan's row.

    `sequence`: how many events the plan has, for whoever knows.
    """
    if sequence is None:
        sequence = int(_events.rows(plan.id)[0][0])
    return _insert(
        plan.organisation_id, receiver, "plan", kind, plan_id=plan.id, case_id=case_id, version=version, sequence=sequence, payload=payload
    )


def from_case(case: Case, kind: DeliveryKind, **payload: Any) -> uuid.UUID:
    """The authority tells the sending hospital about its own case. Call while holding the case's row."""
    sequence = case.events.count()
    return _insert(
        case.organisation_id,
        case.sender_id,
        "sag",
        kind,
        plan_id=case.plan_id,
        case_id=case.id,
        version=None,
        sequence=sequence,
        payload=payload,
    )


def to_next(case: Case, receiver: uuid.UUID, kind: DeliveryKind, version: int | None, /, **payload: Any) -> uuid.UUID:
    """Whoever held the case tells its next holder; a version only if it was given to the sender too. Call while holding the case's row."""
    said = {"plan_id": case.plan_id, "case_id": case.id, "version": version, "sequence": case.events.count(), "payload": payload}
    return _insert(case.organisation_id, receiver, "sag", kind, **said)


def from_assignment(row: Assignment, said: str, **payload: Any) -> uuid.UUID:
    """The performer tells the authority of its own assignment. Call while holding the assignment's row."""
    told = {"plan_id": row.plan_id, "case_id": row.case_id, "assignment_id": row.id, "version": None}
    return _insert(
        row.provider_id,
        row.authority_id,
        "opgave",
        DeliveryKind.ASSIGNMENT,
        sequence=row.events.count(),
        payload={"said": said, **payload},
        **told,
    )


def about(
    row: Subject, receiver: uuid.UUID, origin: str, kind: DeliveryKind, sequence: int, subject: uuid.UUID, /, **payload: Any
) -> uuid.UUID:
    """A notice, a letter or its answer, told to one receiver. Call while holding the row."""
    said = {"plan_id": row.plan_id, "subject_id": subject, "sequence": sequence, "payload": payload}
    return _insert(row.organisation_id, receiver, origin, kind, **said)


def _insert(sender: uuid.UUID, receiver: uuid.UUID, origin: str, kind: DeliveryKind, **fields: Any) -> uuid.UUID:
    delivery = Delivery(id=uuid.uuid4(), receiver_id=receiver, sender_id=sender, origin=origin, kind=kind, created_at=clock.now(), **fields)
    gathered = _gathered.get()
    if gathered is None:
        _hand_in([delivery])
    else:
        gathered.append(delivery)
    return delivery.id


@contextmanager
def gathering() -> Iterator[None]:
    """For many cases in one transaction: their deliveries are inserted together at the end, one statement for each sender and receiver."""
    deliveries: list[Delivery] = []
    token = _gathered.set(deliveries)
    try:
        yield
    finally:
        _gathered.reset(token)
    _hand_in(deliveries)


def _hand_in(deliveries: list[Delivery]) -> None:
    by_road: dict[tuple[uuid.UUID, uuid.UUID], list[Delivery]] = {}
    for one in deliveries:
        by_road.setdefault((one.receiver_id, one.sender_id), []).append(one)
    for (receiver, sender), together in by_road.items():
        deliver(receiver, sender, *said(together))
    for one in deliveries:
        wake(APPLY, one.id, one.receiver_id)
