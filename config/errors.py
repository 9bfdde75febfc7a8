"""Error pages in Danish. They read no tenant's table."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.answers import of_the_api, refusal

# SQLSTATE: connection lost, out of resources (a full disk too), shut down or starting, a server that only reads.
GONE = ("08", "53", "57P", "58", "25006")


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    if of_the_api(request):
        return refusal(status, str(context.get("reason", "")))
    return render(request, f"errors/{name}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403", 403, reason=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, "csrf", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the exception; a database that is gone is no fault of the page."""
    if not database_is_gone(sys.exc_info()[1]):
        return _page(request, "500", 500)
    response = _page(request, "503", 503)
    response["Retry-After"], response["Cache-Control"] = "10", "no-store"
    return response


def database_is_gone(error: BaseException | None) -> bool:
    """Not reached, shutting down, without room or rights to write: whatever waiting may mend. A deadlock or a slow query is not it."""
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)):
            code = getattr(error.__cause__, "sqlstate", None) or ""
            if not code or code.startswith(GONE):
                return True
        error = error.__cause__ or error.__context__
    return False
