"""One actor a request. The view and its rendering run in the actor's transaction.

`process_view` and not `get_response`: Django turns exceptions into responses below a middleware,
so a wrapped `get_response` would commit what a refused view had written.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import ceil
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts import attempts, clock
from accounts.actor import NotAllowed
from accounts.answers import of_the_api, refusal
from accounts.enums import Kind
from accounts.roomy import roomy
from accounts.selectors import actor_of
from accounts.services import log_refusal
from accounts.sessions import renew
from accounts.tenancy import acting_as

# Asked without a person: a session is not even looked up. Its database may be gone, or the page must not know who asks.
NOBODY = (settings.STATIC_URL, "/healthz/", "/metrics", "/svar/")
NOT_SAVED = (
    "Du var logget ud, da du sendte siden, så det sidste, du skrev, er ikke gemt. Det, der var gemt før, er der, når du har logget ind."
)


class UnmarkedView(Exception):
    """A view without a mark of accounts.web.page: a mistake of ours, never shown to anyone."""


def too_many(request: HttpRequest, again: datetime) -> HttpResponse:
    """429, and when to come back."""
    if of_the_api(request):
        return refusal(429, seconds=(again - clock.now()).total_seconds())
    response = render(request, "errors/429.html", status=429)
    response["Retry-After"] = str(max(1, ceil((again - clock.now()).total_seconds())))
    return response


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse = roomy(self._answer, request)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        request.memberships = []  # type: ignore[attr-defined]
        request.actor = None  # type: ignore[attr-defined]
        request.signed_in = False  # type: ignore[attr-defined]
        if not request.path.startswith(NOBODY):
            actor_of(request)
        # A list that asks by itself is no person at work: the session ends all the same
        if request.signed_in and "X-Poll" not in request.headers:  # type: ignore[attr-defined]
            renew(request.session)
        response = self.get_response(request)
        if request.actor is not None:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> Any:
        if getattr(view, "account_page", False):
            return None
        if request.actor is None:
            return self._to_the_door(request)
        verb = getattr(view, "verb", None)
        if verb is None and not getattr(view, "any_role", False):
            raise UnmarkedView(request.resolver_match.view_name)
        if verb is not None and not any(request.actor.may(one) for one in (verb, getattr(view, "also", None)) if one is not None):
            self._refused(request, 403)
            raise PermissionDenied
        if (again := self._too_often(request, view)) is not None:
            self._refused(request, 429)
            return too_many(request, again)
        if getattr(view, "performs", False):
            request.actor = replace(request.actor, kind=Kind.PROVIDER)
        try:
            return self._as_the_actor(request, view, args, kwargs)
        except (NotAllowed, PermissionDenied) as error:
            self._refused(request, 403)
            raise PermissionDenied(str(error)) from error
        except Http404:
            self._refused(request, 404)
            raise
        finally:
            request.inside = False

    def _too_often(self, request: Any, view: Any) -> datetime | None:
        """Counted before the actor's transaction, as the login role; so it stands even if the page fails."""
        scope = getattr(view, "at_most", None)
        return attempts.count(attempts.LIMITS[scope](), str(request.actor.user)).again if scope else None

    def _as_the_actor(self, request: Any, view: Any, args: Any, kwargs: Any) -> Any:
        """The view and its rendering in one transaction; any exception rolls back."""
        with acting_as(request.actor):
            request.inside = True  # a page's shell may read the actor's alerts
            response = view(request, *args, **kwargs)
            if callable(getattr(response, "render", None)):
                response.render()
            return response

    def _to_the_door(self, request: Any) -> HttpResponse:
        """To the choice of a membership, or to the log-in page and back here afterwards."""
        if of_the_api(request):
            return refusal(401)
        if request.user.is_authenticated:
            return redirect("membership")
        if request.headers.get("HX-Request"):  # a fragment cannot show a log-in page
            response = HttpResponse(status=204)
            response["HX-Redirect"] = reverse("login")
            return response
        if request.method == "POST" and not request.headers.get("X-Autosave"):
            messages.warning(request, NOT_SAVED)
        return redirect(f"{reverse('login')}?{urlencode({'next': self._back(request)})}")

    def _back(self, request: Any) -> str:
        """The address to open after log-in; of a form, the page it stood on."""
        came_from: str = request.headers.get("Referer", "")
        if request.method == "GET" or not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
            return str(request.get_full_path())
        return urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()

    def _refused(self, request: Any, status: int) -> None:
        """After the rollback, in a transaction of its own: a refused look is logged too."""
        match = request.resolver_match
        subject = next((value for key, value in match.kwargs.items() if key.endswith("id")), None)
        with acting_as(request.actor):
            log_refusal(request.actor, match.view_name, subject, status)
