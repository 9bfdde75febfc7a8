"""Grupper: klynger, sundhedsråd and fora of the registry, and the file they come from. The platform's own pages."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock, grouping_file
from accounts.danish import long_date
from accounts.enums import GroupingKind, OrganisationKind, Verb
from accounts.grouping_services import Fate, known_organisations, take_in
from accounts.groupings import written_groupings
from accounts.sheet import sent
from accounts.web.contact_forms import FileForm
from accounts.web.page import page, takes_file

BAD = 422


@page(Verb.MANAGE_REGISTRY)
@require_GET
def show(request: Any) -> HttpResponse:
    today = clock.today()
    return render(request, "accounts/groupings.html", {"rows": [_row(one, today) for one in written_groupings()]})


def _row(one: dict[str, Any], today: date) -> dict[str, Any]:
    grouping, members = one["grouping"], one["members"]
    begun, over = grouping.valid_from <= today, grouping.valid_to is not None and grouping.valid_to < today
    return {
        "name": grouping.name,
        "kind": GroupingKind(grouping.code).label,
        "region": one["region"].name if one["region"] else "",
        "period": _period(grouping.valid_from, grouping.valid_to),
        "state": "Ophørt" if over else "Gælder" if begun else "Kommer",
        "now": begun and not over,
        "invented": grouping.invented,
        "municipalities": [_member(row, grouping) for row in members if row.child.kind == OrganisationKind.MUNICIPALITY],
        "hospitals": [_member(row, grouping) for row in members if row.child.kind == OrganisationKind.HOSPITAL],
    }


def _member(row: Any, grouping: Any) -> str:
    """With its own days where they are not the grouping's."""
    same = (row.valid_from, row.valid_to) == (grouping.valid_from, grouping.valid_to)
    return str(row.child.name) if same else f"{row.child.name} ({_period(row.valid_from, row.valid_to).lower()})"


def _period(first: date, last: date | None) -> str:
    return f"Fra {long_date(first)}" + (f" til og med {long_date(last)}" if last else "")


@page(Verb.MANAGE_REGISTRY)
@takes_file("file")
@require_http_methods(["GET", "POST"])
def from_file(request: Any) -> HttpResponse:
    """First what each line would do; then all of it, or nothing."""
    if request.method == "GET":
        return _file_page(request, FileForm())
    text, wrong = sent(request)
    found = grouping_file.Read([], wrong) if wrong else grouping_file.read(text, known_organisations())
    if found.wrong:
        form = FileForm({"text": text})
        form.is_valid()
        form.refuse([("text" if text and not wrong else "file", found.wrong)])
        return _file_page(request, form, status=BAD)
    fates, kept = take_in(request.actor, found.lines, keep="indlaes" in request.POST)
    if kept:
        messages.success(request, f"{len(fates)} linjer er indlæst.")
        return redirect("groupings")
    return _file_page(request, FileForm({"text": text}), fates, found.notes, status=BAD if any(one.wrong for one in fates) else 200)


def _file_page(request: Any, form: FileForm, fates: Sequence[Fate] = (), notes: Sequence[str] = (), status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "fates": fates,
        "notes": notes,
        "wrong": sum(bool(one.wrong) for one in fates),
        "columns": grouping_file.COLUMNS,
        "most": grouping_file.MOST_LINES,
    }
    return render(request, "accounts/groupings_file.html", context, status=status)
