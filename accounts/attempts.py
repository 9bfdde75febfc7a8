"""How often: failures at the door by name and by network address, searches by person.

Counted in the database, so that every process counts together and no Redis is needed. A row holds a keyed
hash of the name or address, never either. The row is written before it is counted: of any number of
attempts at the same moment no more than the limit sees itself within it.
"""

import logging
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts import clock
from accounts.models import Attempt

logger = logging.getLogger("gop.security")
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """At most `most` within `window`; 0 means no limit."""

    scope: str
    most: int
    window: timedelta


def by_name() -> Limit:
    return Limit("login-name", settings.GOP_LOGIN_FAILURES, timedelta(minutes=settings.GOP_LOGIN_LOCK_MINUTES))


def by_address() -> Limit:
    return Limit("login-address", settings.GOP_LOGIN_ADDRESS_FAILURES, timedelta(minutes=settings.GOP_LOGIN_LOCK_MINUTES))


def searching() -> Limit:
    return Limit("search", settings.GOP_SEARCHES_A_MINUTE, timedelta(minutes=1))


def guessing() -> Limit:
    """Codes of the citizen's two questions that nobody has."""
    return Limit("experience", settings.GOP_WRONG_CODES, timedelta(minutes=settings.GOP_LOGIN_LOCK_MINUTES))


def asking_figures() -> Limit:
    """What another program asks of figures, by the person it has signed in as."""
    return Limit("figures", settings.GOP_FIGURES_A_MINUTE, timedelta(minutes=1))


LIMITS = {"search": searching, "figures": asking_figures}


@dataclass(frozen=True)
class Counted:
    """`again`: too many, and when the next may come; such an attempt is not counted itself."""

    row: UUID | None = None
    again: datetime | None = None


def _key(scope: str, value: str) -> bytes:
    same = unicodedata.normalize("NFKC", value).strip().casefold()
    return salted_hmac(f"accounts.attempts.{scope}", same, algorithm="sha256").digest()


def count(limit: Limit, value: str) -> Counted:
    """One attempt. Runs as the login role, outside any actor's transaction."""
    if not limit.most or not value:
        return Counted()
    now, key = clock.now(), _key(limit.scope, value)
    with transaction.atomic():
        Attempt.objects.filter(at__lt=now - max(KEPT, limit.window)).delete()
        row = Attempt.objects.create(scope=limit.scope, key=key, at=now)
    # A clock that was set back must not lock for longer than a window.
    recent = Attempt.objects.filter(scope=limit.scope, key=key, at__gt=now - limit.window, at__lt=now + limit.window)
    times = list(recent.order_by("-at").values_list("at", flat=True)[: limit.most + 1])
    if len(times) <= limit.most:
        return Counted(row=row.id)
    Attempt.objects.filter(id=row.id).delete()
    logger.warning("too many attempts: %s", limit.scope)
    return Counted(again=times[-1] + limit.window)


def take_back(counted: Counted) -> None:
    """It was no failure after all."""
    if counted.row is not None:
        Attempt.objects.filter(id=counted.row).delete()


def forget(scope: str, value: str) -> int:
    """Start again from nothing: after a log-in that went well, or when somebody unlocks."""
    return Attempt.objects.filter(scope=scope, key=_key(scope, value)).delete()[0]


class Door:
    """One attempt to log in: counted for the name and for the address, whether the name exists or not."""

    def __init__(self, username: str, address: str) -> None:
        self.username = username
        self.address = count(by_address(), address)
        self.name = count(by_name(), username) if self.address.again is None else Counted()
        if self.name.again is not None:
            take_back(self.address)

    @property
    def closed_until(self) -> datetime | None:
        return self.address.again or self.name.again

    def welcome(self) -> None:
        forget(by_name().scope, self.username)
        take_back(self.address)
