"""/metode/: how every number is made, for anybody. No figure and no citizen is read, only when the newest were published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.actor import job_actor
from accounts.danish import long_date, long_moment
from accounts.enums import Kind
from accounts.tenancy import acting_as
from accounts.web.page import public_page
from audits.enums import PeriodKind, Population
from audits.indicators import INDICATORS, TABLES, VERSION, Indicator, Table
from audits.indicators.history import HISTORY
from audits.indicators.words import column_name
from audits.selectors.published import newest_publication

NOBODY = job_actor("audits.method", Kind.PUBLIC)
WHOSE = {Population.HOME: "bopæl i regionen", Population.SENDER: "regionens sygehuse"}


@public_page
@require_GET
def method(request: HttpRequest) -> HttpResponse:
    with acting_as(NOBODY):
        newest = newest_publication()
    shown = {
        "version": VERSION,
        "data_on": long_date(newest[0]) if newest else "",
        "made_at": long_moment(newest[1]) if newest else "",
        "indicators": [{"indicator": one, "rows": _rows(one)} for one in INDICATORS.values()],
        "tables": [_table(table) for table in TABLES.values()],
        "weaknesses": [one for one in INDICATORS.values() if one.weakness],
        "history": reversed(HISTORY),
    }
    return render(request, "audits/method.html", shown)


def _rows(one: Indicator) -> list[dict[str, Any]]:
    until = f" til {long_date(one.valid_to)}" if one.valid_to else ""
    said = {
        "Tæller" if one.denominator else "Hvad der tælles": one.numerator,
        "Nævner": one.denominator,
        "Ikke med": one.exclusions,
        "Kilde": one.source,
        "Svaghed": one.weakness,
        "Gælder": f"fra {long_date(one.valid_from)}{until}",
    }
    return [{"label": label, "value": value} for label, value in said.items() if value]


def _table(table: Table) -> dict[str, Any]:
    names = [INDICATORS[key] for key in dict.fromkeys(column.indicator for column in table.columns)]
    of = [column_name(column) for column in table.columns if column.value]
    months = ", ".join(column_name(column).lower() for column in table.of_months)
    return {
        "key": table.key,
        "title": table.title,
        "rows": table.rows.label,
        "indicators": names,
        "split": ", ".join(of) + (f"; måned for måned kun {months}" if months else ""),
        "whose": " · ".join(WHOSE[one] for one in Population if one in table.populations),
        "periods": "på datadagen" if table.now else ", ".join(kind.label.lower() for kind in PeriodKind if kind in table.periods),
    }
