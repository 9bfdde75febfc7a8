"""Sending: through the service, and the same writes by psycopg alone; and how long until the receiver has the case."""

import os
import re
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import clock, wake
from accounts.actor import Actor
from accounts.enums import ContactMatter
from accounts.models import Organisation
from accounts.selectors import contact_text
from accounts.tenancy import acting_as
from config.bench import HAND, moment
from config.bench.journey import PATIENT
from config.bench.pages import actor_named
from config.demo.citizens import citizens
from gop.enums import ConsentAnswer, ConsentBy, ConsentHow, ConsentKind, ContactKind, PlanType
from gop.models import Plan
from gop.selectors.cases import case_of
from gop.services.drafts import create_draft, save_step
from gop.services.receiving import apply_delivery, waiting
from gop.services.sending import send_plan

# The courier's stands between its way there and back, in one message.
WRITES = re.compile(r"(?:^\s*|; )((?:INSERT|UPDATE)\b.*?)(?=; SELECT set_config|$)", re.I | re.S)
ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f])")

LAST: list[Plan] = []
GROWN = date(2000, 1, 1)  # a child's plan asks for more
ANYBODY = citizens(Random(time.time_ns()), moment.TODAY)  # noqa: S311
TAKEN = {moment.CPR, PATIENT}  # other figures ask for theirs, and a second plan of a patient is asked about
PATIENTS = (one for one in ANYBODY if one.number.isdigit() and one.number not in TAKEN and one.birth_date and one.birth_date < GROWN)


def figure(name: str) -> Callable[[], float] | None:
    known = {"send": _send, "send_by_hand": _by_hand, "apply": _apply, "drain": _drain, "arrived": _arrived}
    wake._send = lambda *_: None  # noqa: SLF001 (no worker shall be first)
    return known[name]() if name in known else None


def _send() -> Callable[[], float]:
    actor, home = actor_named(moment.AUTHOR_PERSON), actor_named(moment.AUTHORITY_PERSON).tenant

    def once() -> float:
        plan_id = _draft(actor, home)
        return _timed(lambda: _sent(actor, plan_id))

    return once


def _sent(actor: Actor, plan_id: uuid.UUID) -> None:
    with acting_as(actor):
        LAST[:] = [send_plan(actor, plan_id)]


def _timed(do: Callable[[], Any]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def _draft(actor: Actor, home: uuid.UUID) -> uuid.UUID:
    """Of a patient nobody here has had before: most have no earlier plan in force."""
    plan_id, patient = uuid.uuid4(), next(PATIENTS)
    given = {"answer": ConsentAnswer.GIVEN, "given_on": clock.today(), "how": ConsentHow.SPOKEN, "by": ConsentBy.PATIENT}
    asked = ("functioning_before", "functioning_now", "limitations", "training_need", "potential")
    with acting_as(actor):
        contact = contact_text(home, ContactMatter.GENERAL, clock.today())
        create_draft(actor, plan_id)
        save_step(
            actor,
            plan_id,
            {
                "cpr": patient.number,
                "citizen_name": patient.name,
                "home_municipality_id": home,
                "contact_kind": ContactKind.ADMISSION,
                "diagnosis_code": "DS720",
                "discharge_date": clock.today() - timedelta(days=1),
                "discharge_expected": False,
                "plan_type": PlanType.GENERAL_TRAINING,
                "municipality_contact": contact,
                "region_contact": contact,
                "consents": dict.fromkeys((ConsentKind.PLAN, ConsentKind.MUNICIPALITY, ConsentKind.GP), given),
                **dict.fromkeys(asked, "Går korte afstande med stok."),
            },
        )
    return plan_id


def _by_hand() -> Callable[[], float]:
    """The writes of one real sending again and again, each time on another draft and with new ids."""
    actor, home = actor_named(moment.AUTHOR_PERSON), actor_named(moment.AUTHORITY_PERSON).tenant
    first = _draft(actor, home)
    with CaptureQueriesContext(connection) as asked:
        _sent(actor, first)
    writes = [found[1] for one in asked.captured_queries if (found := WRITES.search(one["sql"]))]
    known = {str(one) for one in Organisation.objects.values_list("id", flat=True)} | {str(actor.user)}
    on = psycopg.connect(os.environ[HAND], autocommit=True)

    def version(plan_id: uuid.UUID) -> str:
        found = on.execute("SELECT id FROM gop_planversion WHERE plan_id = %s", [plan_id]).fetchone()
        return str(found[0]) if found else ""

    old = version(first)

    def once() -> float:
        plan_id = _draft(actor, home)
        new: dict[str, str] = defaultdict(lambda: str(uuid.uuid4()), {one: one for one in known})
        new |= {str(first): str(plan_id), old: version(plan_id)}
        statements = [ID.sub(lambda found: new[str(uuid.UUID(found[0]))], one).encode() for one in writes]

        def write() -> None:
            with on.transaction():
                for statement in statements:
                    on.execute(statement)

        return _timed(write)

    return once


def _apply() -> Callable[[], float]:
    """As the worker, the oldest that waits: what `send` has just sent, once nothing else does."""

    def once() -> float:
        return _timed(lambda: apply_delivery(*waiting()[0]))

    return once


def _drain() -> Callable[[], float]:
    """What still waits, the milestones that go back to the hospital too."""

    def all_of_it() -> float:
        while rows := waiting():
            for row in rows:
                apply_delivery(*row)
        return 0.0

    return all_of_it


def _arrived() -> Callable[[], float]:
    """The receiver's person reads the case of the plan that was sent last."""
    reader = actor_named(moment.AUTHORITY_PERSON)

    def look() -> None:
        with acting_as(reader):
            if LAST[0].case_id is None or case_of(reader, LAST[0].case_id) is None:
                raise RuntimeError("The case did not come.")

    return lambda: _timed(look)
