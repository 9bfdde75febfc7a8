"""A full disk (SQLSTATE 53100) at each write of a verb: nothing is half-saved, and the same call succeeds once there is room."""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from config.errors import database_is_gone
from deadlines.models import Deadline
from gop.enums import GeneralLevel
from gop.models import Case, CaseEvent, Consent, Delivery, Offer, Plan, PlanAddress, PlanEvent, PlanVersion, Recipient
from gop.services.cases import take, triage
from gop.services.drafts import save_step
from gop.services.offers import offer
from gop.services.receiving import apply_all_waiting
from gop.services.sending import send_plan
from tests import factories as make
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db(transaction=True)
WRITE = re.compile(r"(^\s*|; )(INSERT|UPDATE|DELETE)\b", re.I)
TABLES = (Plan, PlanVersion, PlanAddress, Consent, Recipient, PlanEvent, Delivery, Case, CaseEvent, Offer, Deadline)


@contextmanager
def full_at(number: int) -> Iterator[list[str]]:
    """The n-th write fails as a server without room says it."""
    writes: list[str] = []

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITE.search(sql):
            writes.append(sql)
            if len(writes) == number:
                raise OperationalError("could not extend file") from psycopg.errors.DiskFull(
                    "could not extend file: No space left on device"
                )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield writes


def everything() -> dict[str, list[Any]]:
    with make.reading():
        return {model.__name__: sorted(map(str, model.objects.values_list())) for model in TABLES}


def failure_of(do: Callable[[], None]) -> OperationalError | None:
    try:
        do()
    except OperationalError as error:
        return error
    return None


def at_each_write(do: Callable[[], None], at_least: int) -> None:
    before, number = everything(), 0
    while True:
        number += 1
        with full_at(number) as writes:
            failure = failure_of(do)
        if failure is None:
            break
        assert database_is_gone(failure)
        assert everything() == before, writes[-1]
    assert number > at_least, writes
    assert everything() != before


@pytest.fixture
def anna() -> Actor:
    make.registry()
    return make.author()


def as_(actor: Actor, verb: Callable[..., Any], *args: Any, **more: Any) -> Callable[[], None]:
    def do() -> None:
        with acting_as(actor):
            verb(actor, *args, **more)

    return do


def test_sending(anna: Actor) -> None:
    plan_id = make.draft(anna)
    at_each_write(as_(anna, send_plan, plan_id), at_least=5)
    make.deliver_all()
    with make.reading():
        assert Case.objects.filter(plan_id=plan_id).count() == 1


def test_saving(anna: Actor) -> None:
    plan_id = make.draft(anna)
    values = {"citizen_name": "En anden", "city": "Vejle", "consents": make.consents(), "potential": "Godt"}
    values["consents"][next(iter(values["consents"]))]["answer"] = "afslaaet"
    at_each_write(as_(anna, save_step, plan_id, values), at_least=3)


@pytest.mark.parametrize("verb", ["take", "triage", "offer"])
def test_a_verb_on_a_case(anna: Actor, verb: str) -> None:
    _, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    level = {"level": GeneralLevel.BASIC, "criteria": ["enkel"], "reason": "Enkel funktionsnedsættelse."}
    if verb == "take":
        at_each_write(as_(birgit, take, case_id), at_least=3)
        return
    if verb == "triage":
        at_each_write(as_(birgit, triage, case_id, **level), at_least=3)
        return
    as_(birgit, triage, case_id, **level)()
    at_each_write(as_(birgit, offer, case_id, meeting_at=clock.now() + timedelta(days=3), place="Vest"), at_least=5)


def test_the_worker_that_applies_a_delivery(anna: Actor) -> None:
    """The job itself writes down that it failed, unless that too finds no room; either way the next scan applies it, once."""
    make.sent(anna)
    number = 0
    while True:
        number += 1
        with full_at(number) as writes, suppress(OperationalError):
            apply_all_waiting()
        if len(writes) < number:
            break
        with make.reading():
            waits = Delivery.objects.filter(applied_at__isnull=True, kind="plan")
            assert Case.objects.count() + waits.count() == 1, writes[number - 1]
            Delivery.objects.update(retry_at=None)
            done = not waits.exists()
        if done:
            break
    assert number > 5
    make.deliver_all()
    with make.reading():
        assert Case.objects.count() == 1
        assert not Delivery.objects.filter(applied_at__isnull=True, kind="plan").exists()


def test_the_page_says_so_and_keeps_what_was_saved(anna: Actor) -> None:
    plan_id: uuid.UUID = make.draft(anna)
    client = client_of("anna")
    client.raise_request_exception = False
    before = everything()
    with full_at(1):
        answer = client.post(f"/planer/{plan_id}/send/")
    assert answer.status_code == 503
    assert "Det, du har gemt, er der stadig." in answer.content.decode()
    assert everything() == before
    assert client.post(f"/planer/{plan_id}/send/").status_code == 302
