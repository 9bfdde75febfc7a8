"""One way in to data: a transaction that takes the database role of the actor's function.

The role, the organisation and the user are local to the transaction, so nothing outlives it, and
a forgotten `acting_as` is refused by the database: the login roles hold no right on a tenant's table.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from accounts.actor import Actor
from accounts.enums import Kind
from accounts.prepared import kept
from accounts.trace import request_id

# The name of the connection is the request's id: pg_stat_activity and the server's log say whose statement it is.
TAKE = "SELECT set_config('role', %s, true), set_config('app.organisation', %s, true), set_config('app.user', %s, true), set_config('application_name', %s, true)"
HERE = "current_setting('role'), coalesce(current_setting('app.organisation', true), '')"
# A row's columns are computed from left to right: where one was comes before where one goes.
COURIER = "SELECT set_config('role', 'gop_courier', true), set_config('app.organisation', %s, true), set_config('app.sender', %s, true)"
SEED = f"SELECT {HERE}, set_config('role', 'gop_seed', true)"
# Where one was is kept with the transaction, so that there and back is one message.
THERE = f"SELECT set_config('app.back', current_setting('role') || ' ' || coalesce(current_setting('app.organisation', true), ''), true); {COURIER}"
HOME = (
    "SELECT set_config('role', split_part(current_setting('app.back'), ' ', 1), true), "
    "set_config('app.organisation', split_part(current_setting('app.back'), ' ', 2), true), set_config('app.sender', '', true)"
)
BACK = "SELECT set_config('role', %s, true), set_config('app.organisation', %s, true), set_config('app.sender', '', true)"


def take(role: str, organisation: UUID | None = None, user: UUID | None = None) -> None:
    """Take a database role until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, _taken(role, organisation, user))


def _taken(role: str, organisation: UUID | None, user: UUID | None) -> list[str]:
    return [role, str(organisation or ""), str(user or ""), f"gop {request_id()}".strip()]


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """One actor, one durable transaction. Nested use raises RuntimeError (Django's durable atomic)."""
    with transaction.atomic(durable=True):
        take(actor.kind.value, actor.organisation, actor.user)
        yield actor
        if len(connection.atomic_blocks) > 1:  # only inside a TestCase: SET LOCAL outlives a released savepoint
            take("none")


def deliver(receiver: UUID, sender: UUID, sql: str, params: Sequence[Any]) -> None:
    """One statement as the courier, who may insert a delivery for `receiver` with proof that it comes from `sender`.

    After an error the rollback leads back.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{THERE}; {sql}; {HOME}", [str(receiver), str(sender), *params])


def at_the_door(user: UUID, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """One read before there is an actor: as the login role, which sees this user's own memberships and no tenant's table.

    Both statements go in one message, which PostgreSQL runs as one transaction; outside another one, what was taken ends with it.
    """
    rows = _read(_taken("none", None, user), sql, params)
    if connection.in_atomic_block:
        take("none")
    return rows


def as_performer(actor: Actor, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """One read of what others have given the actor's organisation to perform, from a page of its own cases; there and back is one message."""
    there, back = (_taken(kind.value, actor.organisation, actor.user) for kind in (Kind.PROVIDER, actor.kind))
    return _read(there, sql, params, back)


def _read(there: list[str], sql: str, params: Sequence[Any], back: list[str] | None = None) -> list[tuple[Any, ...]]:
    """A role, one read, and the role one had, in one message; the server keeps the plan of each."""
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        kept().execute(TAKE, there)
        asked = kept()
        asked.execute(sql, params)
        if back is not None:
            kept().execute(TAKE, back)
    rows: list[tuple[Any, ...]] = asked.fetchall()
    return rows


@contextmanager
def seeding() -> Iterator[None]:
    """Demo and tests only: the seeding role, which exists in no production cluster."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SEED)
        role, organisation = cursor.fetchone()[:2]
        yield
        cursor.execute(BACK, [role, organisation])
