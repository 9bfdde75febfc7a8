"""One assignment: who, the plan as it is read, the next step as one form, and everything else that can be done or has been."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts import clock
from accounts.actor import Actor
from accounts.clock import local
from accounts.danish import day_date, short_moment
from gop.enums import AssignmentState, ContactState
from gop.selectors.assignments import (
    documentation_of,
    events_of,
    goals_of,
    meetings_of,
    reports_of,
    version_of,
)
from gop.selectors.attachments import attachments_in
from gop.selectors.whom_to_call import contacts_on
from gop.web.attachments import attachment_rows
from gop.web.forms import typed
from gop.web.plan_view import Section, plan_sections, section_of
from gop.web.presenters import age
from municipalities.web.portal import forms
from municipalities.web.portal.words import (
    STATE_TONE,
    about_of,
    access_text,
    answer_clock,
    documentation_clock,
    facts_of,
    goal_row,
    history,
    meeting_row,
    report_row,
)

if TYPE_CHECKING:
    from gop.models import Assignment, DocumentationRequest

Bound = tuple[str, forms.PortalForm] | None
Shown = dict[str, Any]


def page_of(actor: Actor, one: "Assignment", bound: Bound = None) -> dict[str, Any]:
    """`bound`: a form that was refused, by its name. Constant in queries."""
    now, today = clock.now(), clock.today()
    meetings, goals, asked = meetings_of(one), goals_of(one), documentation_of(one)
    version, under_way = version_of(one), one.state == AssignmentState.ACCEPTED
    shown, address = partial(_shown, one, bound), _address(version)
    passed = [each for each in meetings if each.state == ContactState.PLANNED and each.at <= now]
    steps = _steps(one, shown, min(passed, key=lambda each: each.at, default=None))
    waiting = [each for each in asked if each.answered_at is None]
    names = {each["name"] for each in steps}
    context = {
        "one": one,
        "seen": now.isoformat(),
        "crumbs": [{"text": "Opgaver", "url": reverse("portal:desk")}, {"text": one.citizen_name, "url": ""}],
        "age": age(version.birth_date, today) if version else "",
        "state": AssignmentState(one.state).label,
        "tone": STATE_TONE.get(AssignmentState(one.state), ""),
        "facts": facts_of(one, address.phone if address else ""),
        "about": about_of(one),
        "clock": answer_clock(one, now) if one.state == AssignmentState.SENT else None,
        "over": one.state in (AssignmentState.ENDED, AssignmentState.WITHDRAWN),
        "access": access_text(one, today),
        "copied": short_moment(one.copied_at) if one.copied_at else "",
        "next": steps[0] if steps else None,
        "others": steps[1:],
        "started": one.first_meeting_on is not None,
        "under_way": under_way,
        "sections": _sections(plan_sections(version, address, (), contacts_on(version, today))) if version else [],
        "attachments": _files(one) if version else [],
        "meetings": [_meeting(each, shown, names, open_=under_way) for each in meetings],
        "missed_twice": _missed_twice(meetings),
        "goals": [_goal(each, shown, open_=under_way) for each in goals],
        "reports": [report_row(each) for each in reports_of(one)],
        "asked": [_asked(each, shown, today) for each in asked],
        "waiting": [documentation_clock(each, today) for each in waiting],
        "events": history(events_of(one)),
    }
    if under_way:
        context |= {"new_goal": shown("maal", forms.GoalForm), "new_status": shown("status", forms.StatusForm)}
        names |= {"maal", "status"}
    context["lost"] = typed(bound[1]) if bound and not _there(bound[0], names, context) else []
    return context


def _there(name: str, names: set[str], context: dict[str, Any]) -> bool:
    rows = (*context["meetings"], *context["goals"], *context["asked"])
    return name in names or any(row["form"] and row["form"]["name"] == name for row in rows)


def _shown(
    one: "Assignment", bound: Bound, name: str, form: type[forms.PortalForm], *, route: str = "", row: Any = None, **more: Any
) -> Shown:
    """A form on the page: empty, or as it was refused."""
    back = bound is not None and bound[0] == name
    return {
        "label": "",
        "heading": "",
        "text": "",
        "name": name,
        "url": reverse(f"portal:{route or ROUTES[name]}", args=[one.id, row] if row else [one.id]),
        "form": bound[1] if bound is not None and back else form(one, name),
        "open": back,
    } | more


ROUTES = {
    "ja": "accept",
    "nej": "decline",
    "foerste-moede": "first",
    "holdt": "held",
    "udeblev": "missed",
    "moede": "meeting_new",
    "maal": "goal_new",
    "status": "status",
    "afslut": "end",
}


def _steps(one: "Assignment", shown: Callable[..., Shown], passed: Any) -> list[Shown]:
    """The next step first, then what else can be done now. `passed`: the oldest planned meeting whose time has gone."""
    if one.state == AssignmentState.SENT:
        yes = shown(
            "ja", forms.YesForm, label="Sig ja", text="Er første møde aftalt med borgeren, så skriv det her. Det kan også skrives senere."
        )
        return [
            yes,
            shown("nej", forms.NoForm, label="Sig nej", text="Så kan I ikke længere se planen. Kommunen får besked med det samme."),
        ]
    if one.state != AssignmentState.ACCEPTED:
        return []
    end = shown("afslut", forms.EndForm, label="Afslut forløbet", text="Kommunen får slutstatus og afslutter selv sagen.")
    if one.first_meeting_on is not None:
        more = shown("moede", forms.MeetingForm, label="Gem mødet", heading="Planlæg eller registrér et møde", text="")
        if passed is None:
            return [more, end]
        said = shown(f"blev-{passed.id}", forms.SettleForm, route="meeting_settle", row=passed.id, label="Gem mødet")
        return [said | {"heading": f"Mødet {short_moment(passed.at)}", "text": ""}, more, end]
    first = shown("foerste-moede", forms.FirstForm, label="Aftal første møde", text=_first_text(one))
    if one.first_meeting_at is None:
        return [first, end]
    held = shown("holdt", forms.HeldForm, label="Mødet er holdt", text=_held_text(one))
    missed = shown("udeblev", forms.MissedForm, label="Mødet blev ikke holdt", text="Aftal derefter et nyt møde med borgeren.")
    return [held, missed, first | {"label": "Ret første møde", "text": "Aftal det nye tidspunkt med borgeren først."}, end]


def _first_text(one: "Assignment") -> str:
    late = f"For at være i tide skal mødet holdes senest {day_date(one.start_by)}. " if one.start_by else ""
    return f"{late}Kommunen får tidspunktet med det samme."


def _held_text(one: "Assignment") -> str:
    at = short_moment(one.first_meeting_at) if one.first_meeting_at else ""
    return f"Aftalt til {', '.join(part for part in (at, one.place) if part)}. Tryk, når det er holdt."


def _sections(found: list[Section]) -> list[Section]:
    """Whoever trains calls the citizen and writes a record: the person first."""
    person = section_of(found, "patient")
    return [replace(person, title="Borgeren", first=True), *(each for each in found if each is not person)]


def _address(version: Any) -> Any:
    """None where it is protected; the database says so too."""
    address = getattr(version, "address", None)
    return None if address is None or address.protected else address


def _files(one: "Assignment") -> list[dict[str, Any]]:
    found = attachments_in(one.plan_id, one.version)
    return attachment_rows(found, lambda each: reverse("portal:attachment", args=[one.id, each]))


def _meeting(row: Any, shown: Callable[..., Shown], names: set[str], *, open_: bool) -> Shown:
    """A planned one with its form, unless that is the next step."""
    name = f"blev-{row.id}"
    asks = open_ and row.state == ContactState.PLANNED and name not in names
    return meeting_row(row) | {"form": shown(name, forms.SettleForm, route="meeting_settle", row=row.id) if asks else None}


def _missed_twice(meetings: Iterable[Any]) -> bool:
    """The latest two that should have been held."""
    last = [
        each.state
        for each in sorted(meetings, key=lambda each: each.at, reverse=True)
        if each.state in (ContactState.HELD, ContactState.MISSED)
    ]
    return last[:2] == [ContactState.MISSED, ContactState.MISSED]


def _goal(row: Any, shown: Callable[..., Shown], *, open_: bool) -> Shown:
    may = open_ and row.closed_on is None
    return goal_row(row) | {"form": shown(f"naaet-{row.id}", forms.ReachedForm, route="goal_reach", row=row.id) if may else None}


def _asked(row: "DocumentationRequest", shown: Callable[..., Shown], today: Any) -> Shown:
    waits = row.answered_at is None
    return {
        "id": row.id,
        "text": row.text,
        "asked": f"{row.asked_by_name}, {short_moment(row.asked_at)}",
        "clock": documentation_clock(row, today) if waits else None,
        "answer": row.answer,
        "answered": f"{row.answered_by_name}, {short_moment(row.answered_at)}" if row.answered_at else "",
        "late": bool(row.answered_at and local(row.answered_at).date() > row.due_on),
        "form": shown(f"dok-{row.id}", forms.DocumentationForm, route="documentation", row=row.id) if waits else None,
    }
