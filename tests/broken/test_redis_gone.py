"""Without the queue people work on: the row is there, the page does not wait, and the next scan makes up for it."""

import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from celery import current_app

from accounts import wake
from gop.models import Case, Delivery, Plan
from gop.services.receiving import apply_all_waiting
from tests import factories as make
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = ["a closed port", "a socket that is not there", "a server that never answers", "a full queue of connections"]


@contextmanager
def broker(way: str) -> Iterator[str]:
    """An address whose server is gone in one of the ways a server can be."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = []
        address = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        if way == "a closed port":
            listener.close()
        elif way == "a socket that is not there":
            address = "redis+socket:///nowhere/at/all.sock"
        elif way == "a full queue of connections":
            for _ in range(4):
                one = socket.socket()
                one.setblocking(False)
                one.connect_ex(listener.getsockname())
                waiting.append(one)
        try:
            yield address
        finally:
            for one in waiting:
                one.close()


@pytest.fixture(params=WAYS)
def gone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with broker(request.param) as address:
        monkeypatch.setattr(current_app.conf, "broker_write_url", address)
        monkeypatch.setattr(wake._Broker, "gone_until", 0.0)
        yield


def test_saving_and_sending_go_on_and_the_scan_delivers(gone: None, caplog: pytest.LogCaptureFixture) -> None:
    make.registry()
    anna = make.author()
    page = client_of("anna")
    plan_id = make.draft(anna)
    for path, typed in [
        (f"/planer/{plan_id}/trin/type/", {"action": "gem", "plan_type": "almen"}),
        (f"/planer/{plan_id}/send/", {}),
    ]:
        began = time.monotonic()
        answer = page.post(path, typed)
        assert time.monotonic() - began < 1
        assert answer.status_code == 302
    assert "enqueue failed" in caplog.text
    with make.reading():
        assert Plan.objects.get(id=plan_id).state == "sendt"
        assert Delivery.objects.filter(applied_at__isnull=True).count() == 1
    assert apply_all_waiting() == (1, 0)
    birgit = make.triage_officer()
    case = _case(plan_id)
    reader = client_of(birgit.name.lower())
    began = time.monotonic()
    assert reader.post(f"/sager/{case}/tag/").status_code == 302
    assert time.monotonic() - began < 1


def _case(plan_id: uuid.UUID) -> uuid.UUID:
    with make.reading():
        return Case.objects.get(plan_id=plan_id).id


def test_many_messages_wait_for_one_try(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    with broker("a server that never answers") as address:
        monkeypatch.setattr(current_app.conf, "broker_write_url", address)
        monkeypatch.setattr(wake._Broker, "gone_until", 0.0)
        began = time.monotonic()
        for _ in range(20):
            wake._send("gop.apply_delivery", ("1", "2"), "")
        assert time.monotonic() - began < 1
    assert caplog.text.count("enqueue failed") == 1
    assert caplog.text.count("enqueue left to the scan") == 19


def test_a_queue_that_comes_back_is_used_again(
    redis_server: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(wake._Broker, "gone_until", time.monotonic() + 0.05)
    wake._send("gop.nothing", (), "")
    assert caplog.text.count("enqueue left to the scan") == 1
    end = time.monotonic() + 15
    while "enqueue" in caplog.text:  # on a busy machine the short try may fail more than once
        assert time.monotonic() < end
        caplog.clear()
        time.sleep(0.1)
        wake._send("gop.nothing", (), "")
