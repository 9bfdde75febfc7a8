"""The search for a diagnosis: a fragment for htmx, and the same list for the page without script."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import CodeList
from gop.selectors.codes import code_named, find_codes


def found_diagnoses(words: str, chosen: str) -> dict[str, Any]:
    """The diagnosis already chosen stands first, so that a new search does not lose it."""
    words = words.strip()
    now = code_named(CodeList.DIAGNOSES, chosen) if chosen else None
    rows = [row for row in find_codes(CodeList.DIAGNOSES, words).rows if row.code != chosen] if words else []
    return {"diagnoses": ([now] if now else []) + rows, "chosen": now.code if now else "", "words": words, "count": len(rows)}


@page(Verb.WRITE_PLAN)
@require_GET
def diagnoses(request: Any) -> HttpResponse:
    words = request.GET.get("diagnosis_query", "")[:100].replace("\x00", "")
    return render(request, "gop/diagnoses.html", found_diagnoses(words, request.GET.get("diagnosis_code", "")))
