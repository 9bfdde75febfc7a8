"""What the tests of hand-overs share: a plan of rehabilitering, its cases by holder, and what must hold of every case there is."""

import uuid
from datetime import datetime
from typing import Any

from accounts.actor import Actor
from accounts.danish import COPENHAGEN
from deadlines.enums import DeadlineState
from deadlines.models import Deadline
from gop.models import Case
from tests import factories as make
from tests.gop.courses import told_alike

REHABILITATION = {"plan_type": "rehabilitering", "extended_description": "Hjælp til alt efter en hjerneblødning; bor alene."}
BEFORE, AFTER = "2026-12-28T10:00", "2027-01-01T00:00:30"


def at(text: str) -> datetime:
    """A moment on a Danish wall."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def rehabilitation(anna: Actor, **changed: Any) -> tuple[uuid.UUID, uuid.UUID]:
    """(plan, case), sent and received."""
    return make.delivered(anna, **REHABILITATION, **changed)


def case_of(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


def cases_at(holder: uuid.UUID, **which: Any) -> list[Case]:
    with make.reading():
        return list(Case.objects.filter(organisation_id=holder, **which).order_by("received_at", "id"))


def rows_of(case_id: uuid.UUID) -> dict[str, Deadline]:
    with make.reading():
        return {row.kind: row for row in Deadline.objects.filter(subject_id=case_id).exclude(state=DeadlineState.SUPERSEDED)}


def check_every_case() -> None:
    """Events, columns and rows tell one course, at every holder."""
    with make.reading():
        held = list(Case.objects.values_list("id", flat=True))
    for case_id in held:
        told_alike(case_id)
