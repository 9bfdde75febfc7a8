"""Figures of operation as Prometheus reads them. Sums over the whole house: no tenant, nobody's data.

Whoever has the token may read. Without one, in a demo, the machine itself may; to everybody else there is no such page.
"""

import hmac
from collections.abc import Iterator
from typing import Any

import psycopg
from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.address import address_of
from accounts.web.page import public_page
from config.seen import probe
from deadlines.measures import DELAYS, LEFT, MADE

TEXT = "text/plain; version=0.0.4; charset=utf-8"
GAUGES = {
    "deadlines.watched": ("gop_deadlines_watched", "Open deadlines with an alert still to come."),
    "deadlines.due": ("gop_deadlines_due", "Deadlines that were due and still waited when the last scan had ended."),
    "alerts.climbing": ("gop_alerts_climbing", "Unseen alerts that will go one rung up."),
    "alerts.held": ("gop_alerts_held", "Alerts whose mail waits as its receiver wishes."),
    "alerts.unmailed": ("gop_alerts_unmailed", "Alerts whose mail has not left."),
    "alerts.unmailed.oldest": ("gop_alerts_unmailed_oldest_seconds", "How long the oldest of them has waited."),
    "deliveries.waiting": ("gop_deliveries_waiting", "Deliveries not yet applied."),
    "deliveries.waiting.oldest": ("gop_deliveries_waiting_oldest_seconds", "How long the oldest of them has waited."),
    "letters.waiting": ("gop_letters_waiting", "Letters to citizens that Digital Post has not taken yet."),
    "letters.waiting.oldest": ("gop_letters_waiting_oldest_seconds", "How long the oldest of them has waited."),
}
HISTOGRAMS = {
    MADE: ("gop_alert_delay_seconds", "From the moment an alert was due until it was made."),
    LEFT: ("gop_alert_left_seconds", "From the moment an alert was due, or its wait was over, until its mail had left."),
}
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")


@public_page
@require_safe
def metrics(request: Any) -> HttpResponse:
    if not may_read(request):
        raise Http404
    try:
        lines = list(lines_of(probe.read()))
    except psycopg.Error:
        return HttpResponse("# no database\n", content_type=TEXT, status=503)
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT, headers={"Cache-Control": "no-store"})


def may_read(request: Any) -> bool:
    token = settings.GOP_METRICS_TOKEN
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    # Behind a proxy on this machine everybody seems to come from here.
    return not settings.PRODUCTION and address_of(request) in {"127.0.0.1", "::/64"} and not any(name in request.META for name in FORWARDED)


def lines_of(state: probe.State) -> Iterator[str]:
    now = clock.now()
    yield from _head("gop_job_age_seconds", "gauge", "Seconds since the job last ended.")
    for job, ended in sorted(state.ended.items()):
        if ended is not None:
            yield f'gop_job_age_seconds{{job="{job}"}} {(now - ended).total_seconds():.3f}'
    yield from _head("gop_measure_age_seconds", "gauge", "Seconds since the worker took this count.")
    for name, (metric, _) in GAUGES.items():
        if name in state.measured:
            yield f'gop_measure_age_seconds{{metric="{metric}"}} {(now - state.measured[name]).total_seconds():.3f}'
    for name, (metric, about) in GAUGES.items():
        if name in state.measures:
            yield from _head(metric, "gauge", about)
            yield f"{metric} {state.measures[name]:.15g}"
    for name, (metric, about) in HISTOGRAMS.items():
        yield from _delays(state.measures, name, metric, about)


def _delays(measures: dict[str, float], name: str, metric: str, about: str) -> Iterator[str]:
    """Kept as a count between two ends; told as Prometheus wants it, a count up to each end."""
    yield from _head(metric, "histogram", about)
    count = 0.0
    for end in DELAYS:
        count += measures.get(f"{name}.{end}", 0)
        yield f'{metric}_bucket{{le="{end}"}} {count:.15g}'
    count += measures.get(f"{name}.more", 0)
    yield f'{metric}_bucket{{le="+Inf"}} {count:.15g}'
    yield f"{metric}_sum {measures.get(f'{name}.sum', 0):.15g}"
    yield f"{metric}_count {count:.15g}"


def _head(metric: str, kind: str, about: str) -> Iterator[str]:
    yield f"# HELP {metric} {about}"
    yield f"# TYPE {metric} {kind}"
