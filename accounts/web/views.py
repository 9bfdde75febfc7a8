"""Log in, log out, choose a membership. These run before there is an actor."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts.selectors import CHOSEN, choices_of
from accounts.web.page import account_page


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
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            return redirect(_next(request))
        form.add_error(None, "Brugernavn eller adgangskode er forkert. Prøv igen.")
    context = {"form": form, "next": _next(request)}
    return render(request, "accounts/login.html", context, status=400 if form.errors else 200)


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
