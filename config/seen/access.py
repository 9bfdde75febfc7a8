"""A line for each request, and its id: taken from the header if it is a UUID, else made, and given back."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts.trace import HEADER, tracing

log = logging.getLogger("gop.web")
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
# Asked every few seconds by machines.
PROBES = ("/healthz/", "/metrics")


class AccessMiddleware:
    """The outermost: what it measures is the whole answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with tracing(request.headers.get(HEADER, "")) as request_id:
            response = self.get_response(request)
            response.headers[HEADER] = request_id
            path, method = path_of(request), request.method if request.method in {"GET", "POST", "HEAD"} else "other"
            extra = {"method": method, "path": path, "status": response.status_code, "milliseconds": _since(began)}
            quiet = path.startswith(PROBES) and response.status_code == 200
            log.log(logging.DEBUG if quiet else logging.INFO, f"{method} {path} {response.status_code}", extra=extra)
        return response


def path_of(request: Any) -> str:
    """The address by its pattern, with ids. What somebody typed that is no address of ours may be anything, a name too."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return f"{settings.STATIC_URL}…" if request.path.startswith(settings.STATIC_URL) else "unknown"

    def place(found: re.Match[str]) -> str:
        value = match.kwargs.get(found[1])
        return str(value) if isinstance(value, UUID) else f"<{found[1]}>"

    return "/" + PLACE.sub(place, match.route)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
