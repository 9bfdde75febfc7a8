"""The SQL of lists and of one-record pages: under the tenant's policy, and word for word the same by a role that none binds.
A statement whose plan the product lets the server keep is kept here too, in both ways.

Names: `policy:inbox` and `hand:inbox`. `grow:` and `grown:` are the inbox's counts in the same two ways.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from accounts import clock
from accounts.actor import Actor
from accounts.prepared import Kept
from accounts.tenancy import TAKE, acting_as
from config.bench import HAND, moment
from config.bench.pages import actor_named
from deadlines.selectors import current_deadlines, superseded_deadlines
from gop.selectors import cases, inbox, plans

# Asked several times in a row, and the median taken: one round trip is a fifth of a millisecond, another process's turn ten.
TIMES = 20

Statement = tuple[str, Any, bool]


def _case_page(actor: Actor) -> None:
    first = cases.cases_visible_to(actor).filter(cases.OPEN).order_by("id").values_list("id", flat=True)[0]
    found = cases.case_of(actor, first)
    if found is None or cases.version_for(found) is None:
        raise RuntimeError("The case or its version is not there.")
    cases.consents_for(found), cases.case_events(found), cases.offers_of(found)
    current_deadlines(actor, first), superseded_deadlines(actor, first)


def _plan_page(actor: Actor) -> None:
    first = plans.plans_visible_to(actor).exclude(state="kladde").order_by("id").values_list("id", flat=True)[0]
    found = plans.plan_of(actor, first)
    if found is None:
        raise RuntimeError("The plan is not there.")
    plans.version_of(found)
    plans.consents_of(found), plans.recipients_of(found), plans.plan_events(found), plans.milestones_of(found)


# Who reads, what, and from which statement to which.
READS: dict[str, tuple[str, Callable[[Actor], object], slice]] = {
    "inbox": (moment.AUTHORITY_PERSON, lambda actor: inbox.inbox(actor, clock.today()), slice(1, 2)),
    "ended": (moment.AUTHORITY_PERSON, lambda actor: inbox.inbox(actor, clock.today(), "afsluttet"), slice(1, 2)),
    "counts": (moment.AUTHORITY_PERSON, lambda actor: inbox.inbox(actor, clock.today()), slice(2, 3)),
    "outbox": (moment.AUTHOR_PERSON, lambda actor: plans.outbox(actor, clock.today()), slice(0, 3)),
    "search_cpr": (moment.AUTHORITY_PERSON, lambda actor: cases.find_cases(actor, number=moment.CPR), slice(0, 1)),
    "search_name": (moment.AUTHORITY_PERSON, lambda actor: cases.find_cases(actor, name=moment.PREFIX), slice(0, 1)),
    "plans_by_name": (moment.AUTHOR_PERSON, lambda actor: plans.find_plans(actor, name=moment.PREFIX), slice(0, 1)),
    "case": (moment.AUTHORITY_PERSON, _case_page, slice(1, None)),
    "plan": (moment.AUTHOR_PERSON, _plan_page, slice(1, None)),
}


def figure(name: str) -> Callable[[], float] | None:
    kind, _, read = name.partition(":")
    if kind not in {"policy", "hand"} or read not in READS:
        return None
    username, do, part = READS[read]
    actor = actor_named(username)
    with acting_as(actor), _listening() as heard:
        do(actor)
    statements = heard[part]
    # Both by psycopg alone: Django's connection turns moments and documents into Python in a way of its own.
    login, role = ("gop_web", actor.kind.value) if kind == "policy" else ("postgres", "none")
    on = psycopg.connect(os.environ[HAND], user=login)

    def read_all() -> float:
        with on.transaction():
            on.execute(TAKE, [role, str(actor.tenant), str(actor.user), "bench"])
            return _time(on, statements)

    return read_all


@contextmanager
def _listening() -> Iterator[list[Statement]]:
    """What is sent to the server meanwhile, each with its values, and whether its plan is to be kept."""
    heard: list[Statement] = []

    def send(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append((sql, params, isinstance(context["cursor"].cursor, Kept)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(send):
        yield heard


def _time(on: "psycopg.Connection[Any]", statements: list[Statement]) -> float:
    """Server and driver; the transaction and its role are not counted."""
    said = psycopg.ClientCursor(on)
    texts = [(sql, params) if keeps else (said.mogrify(sql, params or ()), None) for sql, params, keeps in statements]
    ways = [(on.cursor() if keeps else said, one, keeps) for one, (_, _, keeps) in zip(texts, statements, strict=True)]
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        for cursor, (sql, params), keeps in ways:
            cursor.execute(sql, params, prepare=keeps)
            cursor.fetchall()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
