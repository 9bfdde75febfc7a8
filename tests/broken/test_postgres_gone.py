"""Without the database a page says so plainly, at once, and nothing is half-saved."""

import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client

from config.errors import database_is_gone
from gop.models import Plan, PlanEvent, PlanVersion, Recipient
from tests import factories as make
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Systemet kan ikke nå sin database lige nu"


@contextmanager
def nowhere(**address: str) -> Iterator[None]:
    """Every new connection goes to an address where nobody is."""
    known = {name: connection.settings_dict[name] for name in address}
    connection.close()
    connection.settings_dict.update(address)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(known)


def client_without(username: str) -> Client:
    client = client_of(username)
    client.raise_request_exception = False
    return client


@pytest.fixture
def anna() -> Any:
    make.registry()
    return make.author()


def test_every_page_says_so(anna: Any) -> None:
    plan_id = make.draft(anna)
    client, stranger = client_without("anna"), Client(raise_request_exception=False)
    with nowhere(HOST="/nowhere/at/all"):
        for asked in (client, stranger):
            for path in ("/planer/", f"/planer/{plan_id}/trin/patient/", "/sager/", "/soeg/"):
                if asked is stranger:
                    continue
                answer = asked.get(path)
                assert answer.status_code == 503, path
                assert SAID in answer.content.decode()
                assert "Det, du har gemt, er der stadig." in answer.content.decode()
                assert answer.headers["Retry-After"] == "10"
                assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        assert stranger.post("/log-ind/", {"username": "anna", "password": "gop-test-1"}).status_code == 503
        fragment = client.get("/koder/diagnose/?diagnosis_query=ben", headers={"hx-request": "true"})
        assert fragment.status_code == 503
        assert client.post(f"/planer/{plan_id}/trin/patient/", {"action": "auto"}).status_code == 503
        assert stranger.get("/log-ind/").status_code == 200  # the door reads nothing
    assert client.get("/planer/").status_code == 200


def test_a_port_that_does_not_answer_is_given_up(anna: Any) -> None:
    client = client_without("anna")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(1)
        with nowhere(HOST="127.0.0.1", PORT=str(silent.getsockname()[1])):
            began = time.monotonic()
            assert client.get("/planer/").status_code == 503
            assert time.monotonic() - began < 8


@contextmanager
def cut_at(number: int) -> Iterator[list[str]]:
    """The line to the server is cut just before the n-th statement of the block."""
    seen: list[str] = []

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        if len(seen) == number:
            with socket.socket(fileno=os.dup(connection.connection.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield seen


def standing(plan_id: uuid.UUID) -> tuple[Any, ...]:
    with make.reading():
        plan = Plan.objects.get(id=plan_id)
        version = PlanVersion.objects.get(plan_id=plan_id)
        return (plan.state, plan.revision, version.potential, version.frozen_at, PlanEvent.objects.count(), Recipient.objects.count())


def test_a_line_cut_at_any_statement_leaves_nothing_half_saved(anna: Any) -> None:
    plan_id = make.draft(anna)
    client = client_without("anna")
    before = standing(plan_id)
    address, typed = f"/planer/{plan_id}/trin/funktionsevne/", {"action": "gem", "potential": "Skrevet på en dårlig dag"}
    for number in range(1, 200, 3):
        connection.ensure_connection()
        with cut_at(number) as seen:
            answer = client.post(address, typed)
        if len(seen) < number:
            assert answer.status_code == 302
            break
        connection.close()
        assert answer.status_code == 503, seen[-1]
        assert SAID in answer.content.decode()
        assert standing(plan_id) == before, seen[-1]
    assert number > 20
    assert standing(plan_id)[2] == "Skrevet på en dårlig dag"


def test_only_a_database_that_waiting_may_mend() -> None:
    class Code(Exception):
        def __init__(self, sqlstate: str | None) -> None:
            self.sqlstate = sqlstate

    def failed(code: str | None) -> OperationalError:
        error = OperationalError()
        error.__cause__ = Code(code)
        return error

    for code in (None, "08006", "53100", "53300", "57P01", "57P03", "25006"):
        assert database_is_gone(failed(code)), code
    for code in ("40P01", "55P03", "57014"):
        assert not database_is_gone(failed(code)), code
    assert not database_is_gone(ValueError())
    assert not database_is_gone(None)


@contextmanager
def pooled(**address: str) -> Iterator[DatabaseWrapper]:
    """A connection as the serving processes have it: from a pool with the settings' own options."""
    options = settings.DATABASES["default"]["OPTIONS"] | {"pool": {"min_size": 1, "max_size": 2, "timeout": 5}}
    wrapper = DatabaseWrapper({**connection.settings_dict, **address, "OPTIONS": options}, alias="default")
    try:
        yield wrapper
    finally:
        wrapper.close()
        wrapper.close_pool()


def test_an_empty_pool_is_a_database_that_is_gone() -> None:
    with pooled(HOST="/nowhere/at/all") as wrapper:
        with pytest.raises(OperationalError) as caught:
            wrapper.ensure_connection()
        assert database_is_gone(caught.value)


def test_a_pool_outlives_a_restart_of_the_server() -> None:
    with pooled() as wrapper:
        for _ in range(2):
            with wrapper.cursor() as cursor:
                cursor.execute("SELECT 1")
            with socket.socket(fileno=os.dup(wrapper.connection.fileno())) as line:
                wrapper.close()  # back to the pool
                line.shutdown(socket.SHUT_RDWR)
        with wrapper.cursor() as cursor:
            cursor.execute("SELECT 1")
