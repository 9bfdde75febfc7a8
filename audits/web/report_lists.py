"""The list of reports in words: rounds to choose from, rows, and how far the job has come."""

from typing import TYPE_CHECKING, Any

from accounts.danish import long_date, short_moment
from accounts.words import counted
from audits.enums import Population, ReportKind, ReportState
from audits.indicators.report_list import PERIODS
from audits.rules.period import Period, from_code
from audits.selectors.report_sources import period_for
from audits.selectors.reports import Round
from audits.web.report_told import title_of

if TYPE_CHECKING:
    from audits.models import CommitteeMeeting, Report

TONES = {ReportState.READY: "info", ReportState.RELEASED: "success", ReportState.FAILED: "warning", ReportState.MAKING: "info"}
SHORT = {
    ReportKind.QUARTER: "{period}",
    ReportKind.YEAR: "{period}",
    ReportKind.GROUPING: "Nøgletal, {period}",
    ReportKind.PSYCHIATRY: "Psykiatri, {period}",
    ReportKind.COMMITTEE: "Udvalg, {period}",
}


def code_of(one: Round) -> str:
    """For the address: kvartal.2026-K3"""
    return f"{one.kind.value}.{_period(one).code}"


def chosen(code: str, rounds: list[Round]) -> Round | None:
    """The round of the address; anything else: the latest."""
    kind, _, rest = code.partition(".")
    period = from_code(rest)
    wanted = next((one for one in rounds if period and (one.kind.value, one.period) == (kind, period.first)), None)
    return wanted or next(iter(rounds), None)


def chips(rounds: list[Round], now: Round | None) -> list[dict[str, Any]]:
    return [
        {"text": SHORT[one.kind].format(period=_period(one).name), "url": f"?udgave={code_of(one)}", "count": None, "active": one == now}
        for one in rounds
    ]


def _period(one: Round) -> Period:
    return Period(one.period, PERIODS[one.kind])


def line(row: "Report") -> dict[str, Any]:
    state = ReportState(row.state)
    check = getattr(row, "check_row", None)
    corrected = len(check.differences) if check else 0
    return {
        "id": row.id,
        "subject": row.subject.name,
        "title": title_of(row, period_for(row)),
        "population": Population(row.population).label,
        "state": state.label,
        "tone": TONES.get(state, ""),
        "made": state in (ReportState.READY, ReportState.RELEASED),
        "data": long_date(row.data_on) if row.data_on else "",
        "meets": f"Mødes {long_date(row.meets_on)}" if row.meets_on else "",
        "released": f"{short_moment(row.released_at)} af {row.released_by_name}" if row.released_at else "",
        "corrected": f"{counted(corrected, 'tal er', 'tal er')} siden ændret" if corrected and state == ReportState.RELEASED else "",
    }


def progress(rows: list["Report"], made: int) -> dict[str, Any]:
    """How far the job has come with what is due now; `made`: those it is done with today."""
    whole = len(rows) + made
    per_cent = (100 * made + sum(_done(row) for row in rows)) // whole if whole else 100
    return {
        "waiting": [
            {
                "name": f"{row.subject.name}: {title_of(row, period_for(row))}",
                "population": Population(row.population).label,
                "state": ReportState(row.state).label,
                "tone": TONES.get(ReportState(row.state), ""),
                "progress": _done(row),
                "problem": row.problem,
                "again": f"Prøves igen {short_moment(row.retry_at)}." if row.problem and row.retry_at else "",
            }
            for row in rows
        ],
        "made": made,
        "whole": whole,
        "per_cent": min(per_cent, 99) if rows else 100,
        # A row that waits for figures or failed is not asked about every few seconds
        "asks": any(not row.problem for row in rows),
    }


def _done(row: "Report") -> int:
    """Per cent. One that is to be made anew begins from nought."""
    return 0 if row.state == ReportState.PLANNED else row.progress


def meeting_line(row: "CommitteeMeeting") -> dict[str, Any]:
    return {
        "id": row.id,
        "committee": row.committee,
        "subject": row.subject.name,
        "meets": long_date(row.meets_on),
        "by": f"{row.made_by_name}, {short_moment(row.made_at)}",
        "cancelled": f"Aflyst af {row.cancelled_by_name} {short_moment(row.cancelled_at)}" if row.cancelled_at else "",
    }
