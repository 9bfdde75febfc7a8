"""What a page sends ahead is what it asks: a question that nobody takes is work for nothing, and hides one that is asked in another way."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.prepared import Asked, ahead
from tests import factories as make
from tests.gop_web.pages import text_of


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[dict[Any, Any]]:
    """What each page had asked ahead and nobody had taken when it was done."""
    found: list[dict[Any, Any]] = []

    @contextmanager
    def watched(*asked: Asked, again: bool = False, **more: Any) -> Iterator[None]:
        with ahead(*asked, **more) as come:
            assert len(come) == len(asked) > 3
            yield
        found.append(come)

    for view in ("inbox", "case"):
        monkeypatch.setattr(f"gop.web.views.{view}.ahead", watched)
    return found


@pytest.fixture
def case_id(anna: Actor) -> uuid.UUID:
    return make.delivered(anna)[1]


@pytest.mark.parametrize("address", ["/sager/", "/sager/?vis=nye", "/sager/nyt/"])
def test_the_list_takes_all_that_it_asked_ahead(page: Client, case_id: uuid.UUID, left: list[Any], address: str) -> None:
    text_of(page, address)
    assert left == [{}]


def test_a_case_takes_all_that_it_asked_ahead(page: Client, case_id: uuid.UUID, left: list[Any]) -> None:
    text_of(page, f"/sager/{case_id}/")
    assert left == [{}]
