"""Whole pages through Django's test client, signed in as the demo's people: middleware, database, template."""

from collections.abc import Callable
from itertools import cycle
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.conf import settings
from django.shortcuts import render
from django.template.loader import render_to_string
from django.test import Client

from accounts.actor import Actor
from accounts.models import User
from accounts.selectors import actor_for, memberships_of
from accounts.tenancy import acting_as
from config.bench import moment
from gop.enums import PlanState
from gop.selectors.cases import OPEN, cases_visible_to
from gop.selectors.plans import plans_visible_to

WAY_IN = settings.AUTHENTICATION_BACKENDS[0]
ADDRESSES = {
    "inbox": (moment.AUTHORITY_PERSON, "/sager/"),
    "outbox": (moment.AUTHOR_PERSON, "/planer/"),
    "empty": (moment.AUTHORITY_PERSON, "/tom/"),
}

SEARCHES = {"search_cpr": moment.CPR, "search_name": moment.PREFIX}
PAPER = {"letter": "brev", "plan_pdf": "pdf"}


def actor_named(username: str) -> Actor:
    user = User.objects.get(username=username)
    return actor_for(user, memberships_of(user)[0])


def signed_in(username: str) -> Client:
    settings.ROOT_URLCONF = "config.bench.urls"
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=username), backend=WAY_IN)
    return client


def figure(name: str) -> Callable[[], object] | None:
    if name == "template":
        return _template()
    if name == "case":
        client, addresses = signed_in(moment.AUTHORITY_PERSON), cycle(some_cases())
        return lambda: _get(client, next(addresses))
    if name in PAPER:
        client, addresses = signed_in(moment.AUTHOR_PERSON), cycle(f"/planer/{one}/{PAPER[name]}/" for one in some_plans())
        return lambda: _get(client, next(addresses))
    if name in SEARCHES:
        client, words = signed_in(moment.AUTHORITY_PERSON), {"q": SEARCHES[name]}
        return lambda: _answered(client.post("/soeg/", words), "/soeg/")
    if name in ADDRESSES:
        username, address = ADDRESSES[name]
        client = signed_in(username)
        return lambda: _get(client, address)
    return None


def _get(client: Client, address: str) -> Any:
    return _answered(client.get(address), address)


def _answered(answer: Any, address: str) -> Any:
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return answer


def some_cases() -> list[str]:
    actor = actor_named(moment.AUTHORITY_PERSON)
    with acting_as(actor):
        ids = list(cases_visible_to(actor).filter(OPEN).order_by("id").values_list("id", flat=True)[:20])
    return [f"/sager/{one}/" for one in ids]


def some_plans() -> list[UUID]:
    actor = actor_named(moment.AUTHOR_PERSON)
    with acting_as(actor):
        return list(plans_visible_to(actor).filter(state=PlanState.SENT).order_by("id").values_list("id", flat=True)[:20])


def _template() -> Callable[[], object]:
    """What the inbox's template itself takes, with the fifty rows of a real answer in memory."""
    with patch("gop.web.views.inbox.render", wraps=render) as rendered:
        _get(signed_in(moment.AUTHORITY_PERSON), ADDRESSES["inbox"][1])
    request, template, shown = rendered.call_args.args
    if shown["shown"] != 50:
        raise RuntimeError(f"The inbox shows {shown['shown']} rows, not 50.")
    return lambda: render_to_string(template, shown, request)
