"""Whether the process lives, and whether it and what it leans on can serve. Words and no numbers, nobody's data."""

from datetime import datetime
from typing import Any

import psycopg
import redis
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from accounts.web.page import public_page
from config.seen import probe
from deadlines.selectors import SCAN, is_late

OK, DEGRADED = "ok", "degraded"
# A mail that failed is tried again after five minutes, a delivery after one: longer than this is no hiccup.
PATIENCE = 15 * 60


@public_page
@require_safe
def live(request: Any) -> HttpResponse:
    """This process answers. Restarting it would not bring a database back, so none is asked."""
    return JsonResponse({"status": OK}, headers={"Cache-Control": "no-store"})


@public_page
@require_safe
def ready(request: Any) -> HttpResponse:
    """503 without a database. Everything else makes things late and loses nothing, so it degrades."""
    try:
        state = probe.read()
    except psycopg.Error:
        told = dict.fromkeys(["database", "worker", "scan", "deliveries", "alerts"], DEGRADED)
        return _answer({**told, "redis": _redis()}, 503)
    return _answer({"database": OK, "redis": _redis(), **of(state)}, 200)


def of(state: probe.State) -> dict[str, str]:
    """What cannot be known is degraded: a count nobody has taken lately says nothing."""
    interval = settings.GOP_SCAN_SECONDS

    def waits(name: str) -> str:
        stale: datetime | None = state.measured.get(name)
        return DEGRADED if is_late(stale, interval) or state.measures[f"{name}.oldest"] > PATIENCE else OK

    return {
        # A worker that takes up jobs writes when each began; one that finishes them when the scan ended.
        "worker": DEGRADED if is_late(state.seen, interval) else OK,
        "scan": DEGRADED if is_late(state.ended.get(SCAN), interval) else OK,
        "deliveries": waits("deliveries.waiting"),
        "alerts": waits("alerts.unmailed"),
    }


def _redis() -> str:
    # The queue writes a socket's address in a way of its own.
    address = settings.REDIS_URL.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    client = redis.Redis.from_url(address, socket_timeout=1, socket_connect_timeout=1)
    try:
        return OK if client.ping() else DEGRADED
    except (redis.RedisError, OSError):
        return DEGRADED
    finally:
        client.close()


def _answer(parts: dict[str, str], status: int) -> HttpResponse:
    whole = OK if set(parts.values()) == {OK} else DEGRADED
    return JsonResponse({"status": whole, **parts}, status=status, headers={"Cache-Control": "no-store"})
