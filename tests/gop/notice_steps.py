"""What the tests of advance notices and letters share: one notice or letter, sent as a person at a hospital sends it."""

import uuid
from datetime import date, timedelta
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.tenancy import acting_as
from gop.models import AdvanceNotice, ReceivedNotice
from gop.services.correspondence import send_letter
from gop.services.notices import send_notice
from tests import factories as make

CHILD = "1310169995"  # one of the published test persons, born in 2016


def facts(**changed: Any) -> dict[str, Any]:
    return {
        "department_id": make.ORTHOPAEDIC,
        "kind": "planlagt",
        "cpr": make.NANCY,
        "citizen_name": "Nancy Ann Test Berggren",
        "home_municipality_id": make.AALBORG,
        "performing_department_id": None,
        "diagnosis_code": "DS720",
        "operation_text": "Ny hofte, højre side",
        "operation_on": clock.today(),
        "discharge_date": clock.today() + timedelta(days=2),
        "follows": "ja",
        "informed": "ja",
        "informed_on": clock.today(),
        **changed,
    }


def notified(actor: Actor, **changed: Any) -> uuid.UUID:
    notice_id = uuid.uuid4()
    with acting_as(actor):
        send_notice(actor, notice_id, facts(**changed))
    return notice_id


def letter_facts(**changed: Any) -> dict[str, Any]:
    return {
        "department_id": make.ORTHOPAEDIC,
        "cpr": CHILD,
        "citizen_name": "Karl Test Madsen",
        "home_municipality_id": make.AALBORG,
        "body": "Har brug for ergoterapeutisk træning af hånd og arm og for vejledning i hverdagen.",
        "copies": ["foraeldre", "ppr"],
        "feedback_wanted": True,
        "feedback_to": "Ortopædkirurgisk afsnit, tlf. 97 00 00 01",
        **changed,
    }


def written(actor: Actor, plan_id: uuid.UUID | None = None, **changed: Any) -> uuid.UUID:
    letter_id = uuid.uuid4()
    with acting_as(actor):
        send_letter(actor, letter_id, letter_facts(**changed), plan_id)
    return letter_id


def at_hospital(notice_id: uuid.UUID) -> AdvanceNotice:
    with make.reading():
        return AdvanceNotice.objects.get(id=notice_id)


def received(notice_id: uuid.UUID, receiver: uuid.UUID = make.AALBORG) -> ReceivedNotice | None:
    with make.reading():
        return ReceivedNotice.objects.filter(notice_id=notice_id, organisation_id=receiver).first()


def coordinator(username: str = "karen", *departments: uuid.UUID) -> Actor:
    return make.person(username, Role.COORDINATOR, make.AALBORG_HOSPITAL, *departments)


def in_days(number: int) -> date:
    return clock.today() + timedelta(days=number)
