"""Meetings between the sides: of a case, of a plan, of a notice, and those that come."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.danish import copenhagen_moment
from accounts.prepared import Asked, Prepared
from deadlines.selectors import calendar_of
from gop.enums import MeetingState
from gop.models import AdvanceNotice, Case, CoordinationMeeting, Plan, ReceivedNotice

MOST = 50
WEEK = timedelta(days=7)
AHEAD, LOOK, AT_TEN = 2, timedelta(days=60), time(10)


def meetings_visible_to(actor: Actor) -> QuerySet[CoordinationMeeting]:
    """The own copies; at a hospital narrowed to the departments of the membership."""
    rows = CoordinationMeeting.objects.filter(organisation_id=actor.tenant)
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


def meeting_of(actor: Actor, meeting_id: UUID) -> CoordinationMeeting | None:
    return meetings_visible_to(actor).filter(id=meeting_id).first()


def meetings_of_case(case: Case) -> list[CoordinationMeeting]:
    """The latest first. Read once a page."""
    kept: dict[str, Any] = vars(case)
    if "meetings_read" not in kept:
        kept["meetings_read"] = _of_case.objects(case.organisation_id, case.id)
    found: list[CoordinationMeeting] = kept["meetings_read"]
    return found


def ask_meetings_of(case: Case) -> Asked:
    return _of_case, (case.organisation_id, case.id)


def meetings_of_plan(plan: Plan) -> list[CoordinationMeeting]:
    return list(_rows(plan.organisation_id).filter(plan_id=plan.id))


def meetings_of_notice(notice: AdvanceNotice | ReceivedNotice) -> list[CoordinationMeeting]:
    """At either side: of the hospital's notice, or of the copy received."""
    shared = notice.notice_id if isinstance(notice, ReceivedNotice) else notice.id
    return list(_rows(notice.organisation_id).filter(notice_id=shared))


def coming(actor: Actor, today: date) -> list[CoordinationMeeting]:
    """Called for today or the seven days after, the next first, and those of earlier days whose outcome nobody has written. One query."""
    asked, given = ask_coming(actor, today)
    found: list[CoordinationMeeting] = asked.objects(*given)
    return found


def ask_coming(actor: Actor, today: date) -> Asked:
    return _called, (actor, copenhagen_moment(today + WEEK + timedelta(days=1), time(0)))


def _called_before(actor: Actor, last: datetime) -> QuerySet[CoordinationMeeting]:
    return meetings_visible_to(actor).filter(state=MeetingState.CALLED, at__lt=last).order_by("at", "id")[:MOST]


_called = Prepared(_called_before)


def usual_moment(authority: UUID | None, today: date) -> datetime:
    """Ten o'clock on the second opening day from now, by the calendar of the organisation that calls."""
    calendar = calendar_of(authority, today, today + LOOK)
    open_days = (day for number in range(1, LOOK.days) if calendar.is_open(day := today + timedelta(days=number)))
    days = [day for _, day in zip(range(AHEAD), open_days, strict=False)]
    return copenhagen_moment(days[-1] if days else today + timedelta(days=AHEAD), AT_TEN)


def _rows(organisation: UUID) -> QuerySet[CoordinationMeeting]:
    return CoordinationMeeting.objects.filter(organisation_id=organisation).order_by("-at", "-id")


_of_case = Prepared(
    lambda organisation, case_id: CoordinationMeeting.objects.filter(organisation_id=organisation, case_id=case_id).order_by("-at", "-id")
)
