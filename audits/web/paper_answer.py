"""`?format=pdf`: the page of figures that was asked for, as paper."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpResponse

from accounts import clock
from audits.indicators import INDICATORS
from audits.web.drawings import Drawing
from audits.web.paper import Said, view_document
from gop.web.paper import answer


def wants_pdf(request: Any) -> bool:
    return bool(request.GET.get("format") == "pdf")


def footnotes(shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """For the printed page: the name over a column, and its definition, of every table on the page; on screen each is one press away."""
    used = dict.fromkeys(column.indicator for grid in shown.get("grids", ()) for column in grid.columns)
    return [(INDICATORS[key].short, INDICATORS[key].definition) for key in used]


def figures_pdf(request: Any, shown: Mapping[str, Any]) -> HttpResponse:
    """`shown`: what the page's template gets. Its tables, sentences and drawings, in its order. Where it cannot be made: back to the page, which says so."""
    said = Said(
        sender=request.actor.organisation_name,
        written_on=clock.today(),
        filters=" ".join(shown["said"]),
        sentences=[*_now(shown), *(one["text"] for one in shown["sentences"])],
        drawings=list(_drawings(shown)),
        heads={shown["table"]["key"]: shown["table"]["head"]} if shown.get("table") else {},
    )
    document = view_document(shown["grids"], f"Tal for {request.actor.organisation_name}", said)
    return answer(request, document, f"tal-{shown['period'].code}.pdf", _page(request))


def _now(shown: Mapping[str, Any]) -> Iterator[str]:
    for one in shown["now"]:
        yield f"Nu: {one['value']} {one['name'][:1].lower()}{one['name'][1:]}."


def _drawings(shown: Mapping[str, Any]) -> Iterator[Drawing]:
    place = shown.get("place") or {}
    for drawn in (*(one.get("drawing") for one in shown["sentences"]), shown.get("bars"), place.get("map")):
        if isinstance(drawn, Drawing):
            yield drawn


def _page(request: Any) -> str:
    """The address without the wish for paper."""
    asked = request.GET.copy()
    asked.pop("format", None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path
