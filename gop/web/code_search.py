"""The search in a code list: a fragment for htmx, and the same answer on the page without script."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.enums import Verb
from accounts.web.page import page
from gop.enums import CodeList
from gop.selectors.codes import code_named, find_codes, holds_a_list_read_in

LONGEST = 100
FIELD = re.compile(r"[a-z_]+-[0-9]{1,2}-code")
NOUNS = {
    CodeList.DIAGNOSES: ("diagnose", "diagnoser"),
    CodeList.INTERVENTIONS: ("operation eller indsats", "operationer og indsatser"),
    CodeList.ICF: ("kategori", "kategorier"),
}


@dataclass(frozen=True)
class Answers:
    """What a search found, and the sentence that says it aloud. `field`: the answer of the form that a choice is for."""

    rows: list[Any]
    said: str
    field: str = ""
    words: str = ""


def answers(of: CodeList, words: str, field: str = "") -> Answers:
    words = words[:LONGEST].replace("\x00", "").strip()
    if not words:
        return Answers([], "", field)
    found, (one, many) = find_codes(of, words), NOUNS[of]
    count = f"{len(found.rows)} {one if len(found.rows) == 1 else many}"
    if not found.rows:
        said = f"Ingen {many} passer til »{words}«. {_instead(of)}"
    elif found.partly:
        said = f"Ikke alle ordene blev fundet. {count} passer på nogle af dem."
    elif found.near:
        said = f"Intet hedder »{words}«. {count} staves næsten sådan."
    else:
        said = f"{count} passer til »{words}«."
    return Answers(found.rows, said, field, words)


def _instead(of: CodeList) -> str:
    """The project's own list of interventions has no operations: searching on is in vain until a list is read in."""
    if of is not CodeList.INTERVENTIONS:
        return "Prøv et andet ord, eller lad feltet stå tomt."
    free = "Lad koden stå tom, og skriv med dine egne ord under »Hvad er gjort«."
    return free if holds_a_list_read_in(of) else f"Listen har ingen operationskoder, før jeres egen liste er læst ind. {free}"


def found_diagnoses(words: str, chosen: str) -> dict[str, Any]:
    """For the one diagnosis of a plan. The one already chosen stands first, so that a new search does not lose it."""
    found = answers(CodeList.DIAGNOSES, words)
    now = code_named(CodeList.DIAGNOSES, chosen) if chosen else None
    rows = [row for row in found.rows if row.code != chosen]
    return {"diagnoses": ([now] if now else []) + rows, "chosen": now.code if now else "", "found": found}


@page(Verb.WRITE_PLAN)
@require_GET
def codes(request: Any, name: str) -> HttpResponse:
    """With `felt`, the name of a line's field, each answer is a button that chooses it; without, the diagnoses are radios."""
    if name not in CodeList.values():
        raise Http404
    of, field = CodeList(name), request.GET.get("felt", "")
    field = field if FIELD.fullmatch(field) else ""
    if field or of is not CodeList.DIAGNOSES:
        return render(request, "gop/codes.html", {"found": answers(of, request.GET.get(field, ""), field), "alone": True})
    said = found_diagnoses(request.GET.get("diagnosis_query", ""), request.GET.get("diagnosis_code", ""))
    return render(request, "gop/diagnoses.html", said | {"alone": True})


@page(Verb.SET_GOALS)
@require_GET
def in_hand_codes(request: Any, name: str) -> HttpResponse:
    """For a goal or a contact: categories of ICF and treatments of SKS."""
    field = request.GET.get("felt", "")
    if name not in (CodeList.ICF, CodeList.INTERVENTIONS) or not FIELD.fullmatch(field):
        raise Http404
    return render(request, "gop/codes.html", {"found": answers(CodeList(name), request.GET.get(field, ""), field), "alone": True})
