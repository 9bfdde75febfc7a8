"""A case as a person meets it: signed in, on its page, pressing its buttons."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from gop.models import Case
from tests import factories


def client_of(username: str) -> Client:
    client = Client()
    client.post("/log-ind/", {"username": username, "password": "gop-test-1"})
    return client


def case_row(case_id: uuid.UUID) -> Case:
    with factories.reading():
        return Case.objects.get(id=case_id)


def press(page: Client, case_id: uuid.UUID, verb: str, **typed: Any) -> Any:
    """Send the verb's form from a page made just now."""
    return page.post(f"/sager/{case_id}/{verb}/", {"seen": clock.now().isoformat(), **typed})


def done(page: Client, case_id: uuid.UUID, verb: str, **typed: Any) -> None:
    answer = press(page, case_id, verb, **typed)
    assert answer.status_code == 302, answer.content.decode()


def text_of(page: Client, address: str) -> str:
    answer = page.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def found_by(page: Client, words: str) -> str:
    """What the search answers; its words are posted."""
    answer = page.post("/soeg/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


def meeting(days: int = 3) -> dict[str, str]:
    return {"date": (clock.today() + timedelta(days=days)).isoformat(), "time": "10:00", "place": "Træningscenter Vest"}


TRIAGED = {"level": "basal", "criteria": ["enkel"], "reason": "Enkel funktionsnedsættelse."}


def triaged(page: Client, case_id: uuid.UUID) -> None:
    done(page, case_id, "kvitter")
    done(page, case_id, "tag")
    done(page, case_id, "visiter", **TRIAGED)


def informed(page: Client, case_id: uuid.UUID) -> None:
    triaged(page, case_id)
    done(page, case_id, "vejled", how="telefon")
    done(page, case_id, "tilbyd", **meeting())
    done(page, case_id, "besked", on=clock.today().isoformat(), how="telefon")


def queries(page: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert page.get(address).status_code == 200
    return len(seen)
