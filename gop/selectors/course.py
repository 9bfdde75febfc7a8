"""A case's events as lines of its course: what the page explains, for now and as of any past moment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from accounts.clock import local
from accounts.enums import OrganisationKind
from deadlines.rules import Clock, ClockRule, clocks
from deadlines.selectors import calendar_of
from gop import rules
from gop.enums import CaseAction, CaseKind, ChoiceAnswer, Happening, MilestoneCode, PlanType
from gop.models import Case, CaseEvent
from gop.rules.course import Choices, Course, Happened, course_of, extended_choice, from_plain
from gop.selectors.law import responsibility_rows

CHOICE_FALLS = "choice_falls"  # in the line of a chosen provider's no
ENDS = {CaseAction.END, CaseAction.RETURN, CaseAction.FORWARD, CaseAction.RECLASSIFIED}
PLAIN = {
    CaseAction.CANCEL_OFFER: Happening.CANCELLED,
    CaseAction.CITIZEN_DECLINED: Happening.CITIZEN_NO,
    CaseAction.NO_START: Happening.NO_START,
    CaseAction.RESUME: Happening.RESUMED,
    CaseAction.OTHER_ACCEPTED: Happening.OTHER_ACCEPTED,
    CaseAction.OTHER_DECLINED: Happening.OTHER_DECLINED,
    CaseAction.REOPEN: Happening.REOPENED,
}


def happened(case: Case, events: Iterable[CaseEvent] | None = None) -> list[Happened]:
    """Everything that clocks and choice depend on, in the order it was recorded. `events`: the case's own, if they are at hand."""
    rows = case.events.order_by("at", "id") if events is None else sorted(events, key=lambda event: (event.at, event.id))
    return [one for row in rows for one in lines_of(case, row)]


def lines_of(case: Case, event: CaseEvent) -> list[Happened]:
    """One event's lines: a case that another authority held brings that one's lines along."""
    if event.action == MilestoneCode.RECEIVED and event.data.get("lines"):
        return [from_plain(one) for one in event.data["lines"]]
    one = line(case, event)
    return [one] if one is not None else []


def line(case: Case, event: CaseEvent) -> Happened | None:
    """One event as a line; None when it concerns neither clocks nor choice."""
    said = event.data
    if event.action == MilestoneCode.RECEIVED:
        # What came before day 0 was kept in the event stands on the case alone
        return Happened(
            case.received_at,
            Happening.RECEIVED,
            day=_day(said.get("day_zero", case.day_zero)),
            expected=said.get("expected", case.day_zero_expected),
            earliest=_day(said.get("earliest", case.earliest_start)),
            latest=_day(said.get("latest", case.latest_start)),
            reason=said.get("start_reason", case.start_reason_kind),
            plan_type=case.plan_type,
            handles=case.kind == CaseKind.TREATMENT,
            started_elsewhere=said.get("started_elsewhere", False),
        )
    if event.action in ENDS:
        return Happened(event.at, Happening.ENDED, code=said.get("end_code", ""))
    if event.action in PLAIN:
        return Happened(event.at, PLAIN[CaseAction(event.action)])
    return _told(event, said)


def _told(event: CaseEvent, said: dict[str, Any]) -> Happened | None:
    match event.action:
        case CaseAction.RECORD_DISCHARGE:
            return Happened(event.at, Happening.DAY_ZERO, day=_day(said["day_zero"]), expected=said["expected"])
        case CaseAction.AMENDED:
            starts = {"earliest": _day(said["earliest"]), "latest": _day(said["latest"]), "reason": said["start_reason"]}
            return Happened(event.at, Happening.STARTS, **starts)
        case CaseAction.OFFER | CaseAction.INVITE:
            return Happened(event.at, Happening.OFFERED, meeting_on=local(datetime.fromisoformat(said["meeting_at"])).date())
        case CaseAction.INFORM:
            what = Happening.TOLD_NONE if said.get("no_start") else Happening.TOLD
            return Happened(event.at, what, day=_day(said["on"]))
        case CaseAction.START:
            return Happened(event.at, Happening.MEETING_HELD, day=_day(said["on"]))
        case CaseAction.HOLD:
            return Happened(event.at, Happening.PAUSED, reason=said.get("reason", ""))
        case CaseAction.ASSIGNMENT_TOLD if said.get(CHOICE_FALLS):
            return Happened(event.at, Happening.PROVIDER_DECLINED)
        case CaseAction.ANSWER_CHOICE:
            return Happened(event.at, Happening.ANSWERED, answer=ChoiceAnswer(said["answer"]))
        case _:
            return None


def _day(given: str | date | None) -> date | None:
    return given if isinstance(given, date) else date.fromisoformat(given) if given else None


def course(case: Case, until: datetime | None = None, events: Iterable[CaseEvent] | None = None) -> Course | None:
    """The course as of the aware moment `until`, else as it stands; None when the case was not received yet."""
    return course_of(happened(case, events), until)


def clocks_at(case: Case, found: Course, law: Iterable[ClockRule]) -> tuple[Clock, ...]:
    """The clocks of the course, by the authority's opening days as they are known now."""
    day_zero = found.now.day_zero
    return clocks(found.facts(), law, calendar_of(case.organisation_id, day_zero)) if day_zero else ()


def choices_for(found: Course, moment: datetime, law: Iterable[ClockRule]) -> Choices:
    """Extended choice at the aware moment, under the law of that day."""
    return extended_choice(found, law, moment, region=region_decides(found.plan_type, local(moment).date()))


def region_decides(plan_type: str, on: date, rows: Iterable[rules.ResponsibilityRow] | None = None) -> bool:
    """Whether a region is the authority for the type on the Copenhagen day."""
    answer = rules.responsibility(rows or responsibility_rows(PlanType(plan_type)), PlanType(plan_type), None, on)
    return answer is not None and answer.authority == OrganisationKind.REGION
