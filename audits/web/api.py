"""/api/v1/tal/: the figures a person may read on the pages, as JSON (docs/api.md). Nothing of a citizen is in it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import parse_etags, quote_etag
from rest_framework import serializers
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Kind, Verb
from accounts.web.page import at_most, page
from audits.enums import AgeGroup, PlanKind, Population
from audits.grid import Grid, as_plain
from audits.indicators import INDICATORS, TABLES, VERSION, Table
from audits.indicators.told import told
from audits.rules.period import Period, from_code
from audits.selectors import figures
from audits.selectors.published import publication_of
from gop.errors import NotFound

CHOOSE = "Vælg en af: {}."


def _choice(choices: Mapping[str, str]) -> serializers.ChoiceField:
    said = CHOOSE.format(", ".join(choices))
    return serializers.ChoiceField(choices=list(choices), required=False, error_messages={"invalid_choice": said})


class _AskedOwn(serializers.Serializer[Any]):
    """What an organisation may ask of its own figures."""

    pr = serializers.DateField(required=False, error_messages={"invalid": "Skriv datoen som 2026-09-30."})
    type = _choice(dict(PlanKind.choices()))
    alder = _choice(dict(AgeGroup.choices()))
    diagnose = serializers.CharField(required=False, max_length=100)
    modpart = serializers.UUIDField(required=False, error_messages={"invalid": "Skriv organisationens id."})
    psykiatri = _choice({"1": "", "0": ""})
    afdeling = serializers.UUIDField(required=False, error_messages={"invalid": "Skriv afdelingens id."})

    def validate_pr(self, value: Any) -> Any:
        if value > clock.today():
            raise serializers.ValidationError("Datoen ligger i fremtiden.")
        return value


class _AskedPublished(serializers.Serializer[Any]):
    befolkning = _choice(dict(Population.choices()))


class _TheActor(BaseAuthentication):
    """Whom the session signed in; the middleware has found the membership and asked the verb."""

    def authenticate(self, request: Request) -> tuple[Any, None]:
        return request._request.user, None  # noqa: SLF001


class FiguresView(APIView):
    authentication_classes = (_TheActor,)
    permission_classes = (AllowAny,)
    renderer_classes = (JSONRenderer,)
    parser_classes = ()
    http_method_names = ["get", "head"]

    def handle_exception(self, exc: Exception) -> Response:
        """One form of error, whoever raises it."""
        if isinstance(exc, NotFound):
            return Response(_error("", "Der er ingen sådan tabel, periode eller afdeling for dig."), status=404)
        answer = super().handle_exception(exc)
        if "errors" not in answer.data:
            answer.data = _error("", str(answer.data.get("detail", "")))
        return answer


class ListTables(FiguresView):
    """The tables the person may ask, with the codes of their periods."""

    def get(self, request: Request) -> Response:
        actor: Actor = request._request.actor  # type: ignore[attr-defined]  # noqa: SLF001
        periods = figures.available_everywhere(actor)
        tables = {key: TABLES[key] for key in TABLES if key in periods} if actor.kind == Kind.ANALYST else figures.own_tables(actor)
        return Response({"definition": VERSION, "tables": [_table(table, periods[key]) for key, table in tables.items()]})


class ShowTable(FiguresView):
    """One table of one period."""

    def get(self, request: Request, table: str, period: str) -> Response:
        actor: Actor = request._request.actor  # type: ignore[attr-defined]  # noqa: SLF001
        asked = from_code(period)
        if asked is None or asked.code != period:
            return Response(_error("period", "Skriv perioden som 2026-11, 2026-K4, 2026-H2 eller 2026."), status=400)
        form = (_AskedPublished if actor.kind == Kind.ANALYST else _AskedOwn)(data=request.query_params.dict())
        wrong = _wrong(form, request)
        if wrong:
            return Response({"errors": wrong}, status=400)
        if actor.kind == Kind.ANALYST:
            return _published(request, actor, table, asked, Population(form.validated_data.get("befolkning", Population.HOME)))
        given = form.validated_data
        filters = {key: str(given[key]) for key in ("type", "alder", "diagnose", "modpart", "psykiatri") if key in given}
        grid = figures.own_grid(actor, table, asked, department=given.get("afdeling"), on=given.get("pr"), filters=filters)
        return Response(_answer(grid))


def _published(request: Request, actor: Actor, table: str, period: Period, population: Population) -> Response:
    """What is published never changes, so the stored table's id and the version of the texts say whether it is known already."""
    found: UUID | None = publication_of(actor, table, period, population)
    if found is None:
        return Response(_error("", "Der er ikke offentliggjort en sådan tabel for regionen."), status=404)
    tag = quote_etag(f"{found}-{VERSION}")
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return Response(status=304, headers=headers)
    grid = figures.published_grid(actor, table, period, population)
    return Response(_answer(grid) if grid is not None else None, headers=headers)


def _answer(grid: Grid) -> dict[str, Any]:
    keys = dict.fromkeys(column.indicator for column in grid.columns)
    title = TABLES[grid.table].title if grid.table in TABLES else grid.table
    return as_plain(grid) | {"title": title, "indicators": {key: told(INDICATORS[key]) for key in keys if key in INDICATORS}}


def _table(table: Table, periods: list[Period]) -> dict[str, Any]:
    codes = [period.code for period in periods]
    first = codes[0] if codes else None
    return {
        "table": table.key,
        "title": table.title,
        "rows": table.rows.value,
        "columns": [[column.indicator, column.value] for column in table.columns],
        "periods": codes,
        "address": reverse("figures_api:table", kwargs={"table": table.key, "period": first}) if first else None,
    }


def _wrong(form: "serializers.Serializer[Any]", request: Request) -> list[dict[str, str]]:
    unknown = [name for name in request.query_params if name not in form.fields]
    twice = [name for name, values in request.query_params.lists() if len(values) > 1]
    form.is_valid()
    found = [(name, "Feltet kendes ikke her.") for name in unknown] + [(name, "Feltet er givet to gange.") for name in twice]
    found += [(name, str(reasons[0])) for name, reasons in form.errors.items()]
    return [{"field": name, "reason": reason} for name, reason in found]


def _error(field: str, reason: str) -> dict[str, Any]:
    return {"errors": [{"field": field, "reason": reason}]}


either = page(Verb.READ_OWN_FIGURES, also=Verb.READ_FIGURES)
list_tables = either(at_most("figures")(ListTables.as_view()))
show_table = either(at_most("figures")(ShowTable.as_view()))
