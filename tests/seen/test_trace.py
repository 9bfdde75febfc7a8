"""One id through web, job and database."""

import logging
import uuid
from typing import Any

import pytest
from celery import current_app
from django.db import connection
from django.test import Client

from accounts import trace, wake
from accounts.actor import job_actor
from accounts.jobs import ActorTask
from accounts.tenancy import acting_as
from tests import factories as make
from tests.gop_web.pages import client_of

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.mark.parametrize("offered", ["", "abc", "2512489996", "Nancy Ann Berggren", "x" * 36, "0" * 33, "0f8fad5b\n", None, 7])
def test_an_id_from_outside_is_a_uuid_or_is_made_anew(offered: object) -> None:
    assert trace.sane(offered) == ""
    with trace.tracing(offered) as made:
        assert trace.sane(made) == made == trace.request_id()
    assert trace.request_id() == ""


def test_the_answer_carries_the_id() -> None:
    assert Client().get("/healthz/live", headers={"X-Request-ID": ID.replace("-", "")}).headers["X-Request-ID"] == ID
    made = Client().get("/healthz/live", headers={"X-Request-ID": "Nancy"}).headers["X-Request-ID"]
    assert trace.sane(made) == made


@pytest.mark.django_db
def test_the_database_knows_the_id_for_the_transaction() -> None:
    with trace.tracing(ID), acting_as(job_actor("test")), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('application_name')")
        assert cursor.fetchone() == (f"gop {ID}",)


@pytest.mark.django_db
def test_a_job_has_the_id_of_the_request_that_woke_it(monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(current_app, "send_task", lambda _, **options: sent.append(options))
    with trace.tracing(ID), django_capture_on_commit_callbacks(execute=True):
        wake.wake("deadlines.send_alert", uuid.uuid4())
    assert sent[0]["headers"] == {trace.JOB_HEADER: ID}

    @current_app._get_current_object().task(base=ActorTask, batches=True, name="tests.seen")
    def told() -> tuple[str, str]:
        return trace.request_id(), trace.job_id()

    job = str(uuid.uuid4())
    assert told.apply(task_id=job, headers={trace.JOB_HEADER: ID}).get() == (ID, job)
    assert trace.sane(told.apply(task_id=job).get()[0])


def test_a_line_a_job_says_how_it_went(caplog: pytest.LogCaptureFixture) -> None:
    @current_app._get_current_object().task(base=ActorTask, batches=True, name="tests.fails")
    def fails() -> None:
        raise ValueError("Nancy")

    with caplog.at_level(logging.INFO, "gop.job"), pytest.raises(ValueError, match="Nancy"):
        fails()
    assert [record.getMessage() for record in caplog.records if record.name == "gop.job"] == ["tests.fails failed"]


@pytest.mark.django_db
def test_a_line_a_request_without_what_was_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    make.registry()
    _, case_id = make.delivered(make.author())
    page = client_of("birgit") if make.triage_officer() else None
    assert page is not None
    with caplog.at_level(logging.INFO, "gop.web"):
        caplog.clear()
        page.get(f"/sager/{case_id}/?q=Nancy")
        page.post("/soeg/", {"q": "Berggren"})
        page.get("/Nancy-Ann/")
        page.get("/static/Nancy.css")
    lines = [(r.method, r.path, r.status) for r in caplog.records if r.name == "gop.web"]  # type: ignore[attr-defined]
    assert lines == [("GET", f"/sager/{case_id}/", 200), ("POST", "/soeg/", 200), ("GET", "unknown", 404), ("GET", "/static/…", 404)]
    assert all(r.milliseconds >= 0 for r in caplog.records if r.name == "gop.web")  # type: ignore[attr-defined]
    assert "Nancy" not in caplog.text
