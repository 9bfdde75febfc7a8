"""Rapporter: a region's analyst finds all of the region's, comments and releases them; whom a released one is about reads it. No citizen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.danish import long_date, short_moment
from accounts.enums import Verb
from accounts.web.page import page
from audits.enums import ReportState
from audits.selectors import reports as selectors
from audits.services import releasing
from audits.web import report_files, report_lists
from audits.web.report_forms import CommentForm, ReleaseForm
from audits.web.report_paper import report_pdf
from audits.web.report_told import corrections, told
from gop.errors import AlreadyDone, NotFound, Refused
from gop.letters import PaperTrouble
from gop.web.paper import TROUBLE, log

BAD, CONFLICT = 422, 409
MADE = (ReportState.READY, ReportState.RELEASED)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = {
    "pdf": ("application/pdf", "pdf", report_pdf),
    "xlsx": (EXCEL, "xlsx", report_files.workbook),
    "csv": ("application/zip", "zip", report_files.archive),
}


@page(Verb.READ_REPORTS)
@require_GET
def listing(request: Any) -> HttpResponse:
    """`?udgave=kvartal.2026-K3`; anything else shows the latest."""
    actor = request.actor
    rounds = selectors.rounds_of(actor)
    now = report_lists.chosen(request.GET.get("udgave", ""), rounds)
    context = {
        "rows": [report_lists.line(row) for row in selectors.reports_in(actor, now)] if now else [],
        "chips": report_lists.chips(rounds, now),
        "keeps": actor.may(Verb.RELEASE_REPORT),
        **_progress(request),
    }
    return render(request, "audits/reports.html", context)


@page(Verb.RELEASE_REPORT)
@require_GET
def under_way(request: Any) -> HttpResponse:
    """How far the job has come, asked for by the page itself."""
    return render(request, "audits/report_progress.html", _progress(request))


def _progress(request: Any) -> dict[str, Any]:
    if not request.actor.may(Verb.RELEASE_REPORT):
        return {"waiting": []}
    return report_lists.progress(selectors.under_way(request.actor), selectors.made_today(request.actor))


@page(Verb.READ_REPORTS)
@require_GET
def report(request: Any, report_id: UUID) -> HttpResponse:
    return _page(request, report_id)


def _page(request: Any, report_id: UUID, form: CommentForm | None = None, problem: str = "", status: int = 200) -> HttpResponse:
    row = _found(request, report_id)
    compared_on, found = selectors.changed_since(row)
    keeps = request.actor.may(Verb.RELEASE_REPORT)
    context = {
        "id": row.id,
        "told": told(row),
        "made": row.state in MADE,
        "released": row.state == ReportState.RELEASED,
        "state": report_lists.progress([row], 0)["waiting"][0],
        "keeps": keeps and row.state == ReportState.READY,
        "form": form or CommentForm(initial={"comment": row.comment}),
        "seen": row.comment_at.isoformat() if row.comment_at else "",
        "problem": problem,
        "compared": long_date(compared_on) if compared_on else "",
        "corrections": [(one, long_date(one.since)) for one in corrections(row, found)],
        "read_by": "" if row.subject.kind == "gruppe" else row.subject.name,
    }
    return render(request, "audits/report.html", context, status=status)


def _found(request: Any, report_id: UUID) -> Any:
    try:
        return selectors.report(request.actor, report_id)
    except NotFound as error:
        raise Http404 from error


@page(Verb.RELEASE_REPORT)
@require_http_methods(["GET", "POST"])
def comment(request: Any, report_id: UUID) -> HttpResponse:
    """What was typed stands in the field whatever the answer. Whoever has been shown a colleague's comment may write over it."""
    form = CommentForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, report_id)
    problem, status = "", BAD
    try:
        with transaction.atomic():
            releasing.comment(request.actor, report_id, form.cleaned_data["comment"], form.seen_at)
        messages.success(request, "Kommentaren er gemt.", extra_tags="gemt")
        return redirect("reports:report", report_id)
    except Refused as refused:
        form.refuse(refused.messages)
    except AlreadyDone as done:
        problem, status = _released(done), CONFLICT
    except NotFound as error:
        raise Http404 from error
    return _page(request, report_id, form, problem, status)


@page(Verb.RELEASE_REPORT)
@require_http_methods(["GET", "POST"])
def release(request: Any, report_id: UUID) -> HttpResponse:
    form = ReleaseForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, report_id)
    said = "Rapporten er frigivet og ændres ikke mere."
    return _settled(request, report_id, lambda: releasing.release(request.actor, report_id, form.seen_at), said)


@page(Verb.RELEASE_REPORT)
@require_http_methods(["GET", "POST"])
def make_again(request: Any, report_id: UUID) -> HttpResponse:
    if request.method == "GET":
        return _page(request, report_id)
    said = "Udkastet laves igen med de nyeste tal. Kommentaren er gemt."
    return _settled(request, report_id, lambda: releasing.make_again(request.actor, report_id), said)


def _settled(request: Any, report_id: UUID, act: Callable[[], object], told: str) -> HttpResponse:
    """The act, and back to the report; what it was refused for stands on the page."""
    try:
        with transaction.atomic():
            act()
        messages.success(request, told, extra_tags="gemt")
        return redirect("reports:report", report_id)
    except Refused as refused:
        return _page(request, report_id, problem=" ".join(said for _, said in refused.messages), status=BAD)
    except AlreadyDone as done:
        return _page(request, report_id, problem=_released(done), status=CONFLICT)
    except NotFound as error:
        raise Http404 from error


def _released(done: AlreadyDone) -> str:
    return f"{done.by_name} har frigivet rapporten {short_moment(done.at)}. Den ændres ikke mere."


@page(Verb.READ_REPORTS)
@require_GET
def file(request: Any, report_id: UUID, form: str) -> HttpResponse:
    """The report as a file; its name says the report, nothing of a citizen."""
    row = _found(request, report_id)
    if form not in FILES or row.state not in MADE:
        raise Http404
    kind, ending, made_by = FILES[form]
    said = told(row)
    try:
        made = made_by(said)
    except PaperTrouble as trouble:
        log.error("A report was not made: %s", str(trouble))
        messages.error(request, TROUBLE)
        return redirect("reports:report", report_id)
    name = report_files.file_name(said, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type=kind, headers=headers)
