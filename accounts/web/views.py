"""Log in, log out, choose a membership. These run before there is an actor."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts import attempts
from accounts.address import address_of
from accounts.selectors import CHOSEN, choices_of
from accounts.sessions import renew, seconds_left
from accounts.web.page import account_page
from accounts.words import time_of_day


class LoginForm(forms.Form):
    username = forms.CharField(label="Brugernavn", max_length=150, error_messages={"required": "Skriv dit brugernavn."})
    password = forms.CharField(
        label="Adgangskode", widget=forms.PasswordInput, strip=False, error_messages={"required": "Skriv din adgangskode."}
    )


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()) else "/"


@account_page
@require_http_methods(["GET", "POST"])
def log_in(request: Any) -> HttpResponse:
    if request.user.is_authenticated and request.method == "GET":
        return redirect(_next(request))
    form = LoginForm(request.POST or None)
    status = 200
    if request.method == "POST":
        user, status = _at_the_door(request, form)
        if user is not None:
            login(request, user)
            return redirect(_next(request))
    return render(request, "accounts/login.html", {"form": form, "next": _next(request)}, status=status)


def _at_the_door(request: Any, form: LoginForm) -> tuple[Any, int]:
    """The user, or what the form shall answer. A closed door says the same for a name that nobody has."""
    if not form.is_valid():
        return None, 400
    door = attempts.Door(form.cleaned_data["username"], address_of(request))
    if door.closed_until is not None:
        # The next whole minute, so that it is true when it is read.
        again = time_of_day(door.closed_until + timedelta(minutes=1))
        form.add_error(None, f"Der er skrevet forkert for mange gange. Prøv igen {again}, eller spørg jeres administrator.")
        return None, 429
    user = authenticate(request, **form.cleaned_data)
    if user is None:
        form.add_error(None, "Brugernavn eller adgangskode er forkert. Prøv igen.")
        return None, 400
    door.welcome()
    return user, 200


@account_page
@require_POST
def keep(request: Any) -> HttpResponse:
    """»Bliv logget ind«: two minutes before the session ends the page asks."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    renew(request.session, now=True)
    return JsonResponse({"seconds": seconds_left(request.session)}, headers={"Cache-Control": "no-store"})


@account_page
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("login")


@account_page
@require_http_methods(["GET", "POST"])
def membership(request: Any) -> HttpResponse:
    """Choose which of one's memberships to act in; one a request, never added up."""
    if not request.user.is_authenticated:
        return redirect("login")
    if request.method == "POST":
        chosen = next((m for m in request.memberships if str(m.id) == request.POST.get("membership")), None)
        if chosen is not None:
            request.session[CHOSEN] = str(chosen.id)
            return redirect(_next(request))
    context = {"memberships": choices_of(request.memberships, request.actor), "next": _next(request)}
    return render(request, "accounts/membership.html", context)
