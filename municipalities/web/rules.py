"""Fordeling af nye sager: the rules in their order, each tried on last month's plans before it is saved."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.errors import NotAccepted
from accounts.services import log_access
from accounts.web.page import page
from gop.selectors.routing import who_is_here
from gop.selectors.routing_trial import try_rules
from municipalities.routing_services import move_rule, save_rule, unsaved, with_rule
from municipalities.routing_services import put_away as put_rule_away
from municipalities.selectors import former_rules, rules_of, teams_of
from municipalities.services import NotThere
from municipalities.web.answering import form_page, people_of, saved, tried
from municipalities.web.rule_form import SELDOM, WHICH, WHO, RuleForm, of_rule
from municipalities.web.words import named, rule_row, sections, trial_of

PAGE = "municipalities/rule_form.html"


@page(Verb.READ_CASE)
@require_GET
def show(request: Any) -> HttpResponse:
    return _shown(request)


def _shown(request: Any, problem: str = "", tried_without: dict[str, Any] | None = None) -> HttpResponse:
    actor = request.actor
    here = who_is_here(actor)
    rows = [rule_row(row, here) for row in rules_of(actor)]
    context = {
        "rules": rows,
        "former": [rule_row(row) for row in former_rules(actor)],
        "sections": sections("team:rules"),
        "may": actor.may(Verb.MANAGE_TEAM),
        "problem": problem,
        "trial": tried_without,
    }
    return render(request, "municipalities/rules.html", context, status=409 if problem else 200)


@page(Verb.MANAGE_TEAM)
@require_GET
def trial(request: Any) -> HttpResponse:
    """The rules as they stand, on last month's plans."""
    return _shown(request, tried_without=_try(request.actor, rules_of(request.actor), {}))


def _try(actor: Actor, rules: list[Any], former: dict[UUID | None, UUID]) -> dict[str, Any]:
    """Names of citizens are shown, so it is logged; what was tried is not."""
    log_access(actor, "routing", None, action="proevet")
    return trial_of(try_rules(actor, rules, clock.now()), former)


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    return _edit(request, None)


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def change(request: Any, rule_id: UUID) -> HttpResponse:
    return _edit(request, rule_id)


def _edit(request: Any, rule_id: UUID | None) -> HttpResponse:
    """Show, try or save. What was typed stays on the page."""
    actor = request.actor
    rows = rules_of(actor)
    row = next((one for one in rows if one.id == rule_id), None)
    if rule_id and row is None:
        return _ended(request, rule_id)
    others = [one for one in rows if one is not row]
    first = of_rule(row, rows.index(row)) if row else None
    form = RuleForm([(str(one.id), one.name) for one in others], named(teams_of(actor)), people_of(actor), request.POST or None, first)
    found: dict[str, Any] = {}

    def attempt() -> None:
        new_row = unsaved(actor, form.asked)
        proposed = with_rule(rows, new_row, form.cleaned_data["place"], rule_id)
        found["trial"] = _try(actor, proposed, {new_row.id: row.id} if row else {})

    if request.method == "POST" and request.POST.get("do") == "proev":
        tried(form, attempt)
    elif request.method == "POST" and tried(form, lambda: save_rule(actor, form.asked, form.cleaned_data["place"], rule_id)):
        return saved(request, "Reglen er gemt og gælder for sager, der kommer fra nu af.", "team:rules")
    parts: dict[str, Any] = {"which": [form[name] for name in WHICH], "who": [form[name] for name in WHO]}
    seldom = [form[name] for name in SELDOM]
    parts |= {"seldom": seldom, "seldom_open": any(field.value() or field.errors for field in seldom)}
    return form_page(request, PAGE, form, row=row, **parts, **found)


def _ended(request: Any, rule_id: UUID) -> HttpResponse:
    """A rule that a colleague has changed or put away meanwhile is said so; one of nobody here is 404."""
    if rule_id not in {one.id for one in former_rules(request.actor)}:
        raise Http404
    return _shown(request, "Reglen er ændret eller lagt væk imens. Her er reglerne, som de er nu.")


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def move(request: Any, rule_id: UUID) -> HttpResponse:
    """One place up or down."""
    actor = request.actor
    if request.method == "GET":
        return redirect("team:rules")
    ids = [one.id for one in rules_of(actor)]
    if rule_id not in ids:
        return _ended(request, rule_id)
    step = -1 if request.POST.get("vej") == "op" else 1
    try:
        move_rule(actor, rule_id, max(0, min(ids.index(rule_id) + step, len(ids) - 1)))
    except NotAccepted as refused:
        return _shown(request, str(refused))
    return saved(request, "Rækkefølgen er gemt.", "team:rules")


@page(Verb.MANAGE_TEAM)
@require_http_methods(["GET", "POST"])
def put_away(request: Any, rule_id: UUID) -> HttpResponse:
    """Put the rule away, or first try how it would go without it."""
    actor = request.actor
    if request.method == "GET":
        return redirect("team:rules")
    rows = rules_of(actor)
    if request.POST.get("do") == "proev" and rule_id in {one.id for one in rows}:
        return _shown(request, tried_without=_try(actor, with_rule(rows, None, 0, rule_id), {}))
    try:
        put_rule_away(actor, rule_id)
    except NotThere as error:
        raise Http404 from error
    except NotAccepted as refused:
        return _shown(request, str(refused))
    return saved(request, "Reglen er lagt væk. Sager, den har fordelt, bliver, hvor de er.", "team:rules")
