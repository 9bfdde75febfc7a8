"""The citizens' answers about the own organisation, a whole month at a time."""

from typing import Any

from accounts import clock
from accounts.actor import Actor
from audits.enums import CellState, PeriodKind
from audits.grid import Column
from audits.indicators import INDICATORS
from audits.rules.period import latest_whole
from audits.selectors.figures import own_series
from audits.web.method import method_url
from audits.web.sentences import DRAWN, Told, said_of

QUESTIONS = ("oplevelse_helhed", "oplevelse_inddraget")


def experience_page(actor: Actor) -> dict[str, Any]:
    """Both sentences with the months before; `answered`: whether anybody has. Two queries."""
    today = clock.today()
    last = latest_whole(PeriodKind.MONTH, today)
    told = []
    for key in QUESTIONS:
        series = own_series(actor, Column(key), PeriodKind.MONTH, DRAWN[PeriodKind.MONTH] + 1)
        told.append(Told(Column(key), [one for one in series if one[0] <= last]))
    return {
        "answered": any(cell.state != CellState.NONE for one in told for _, cell in one.series),
        "sentences": [said_of(one, last, today, published=False) for one in told],
        "definitions": [INDICATORS[key] for key in QUESTIONS],
        "period": last,
        "method": method_url(),
    }
