"""The copy for the performer's own record: the plan, then every meeting, goal, report and piece of documentation, and when each was written."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from accounts import clock
from accounts.danish import long_date, short_moment
from gop import letters
from gop.enums import AssignmentState, EndCode, GoalReached
from gop.letters.document import Block, Heading, Table, rows, text
from gop.selectors.assignments import documentation_of, events_of, goals_of, meetings_of, reports_of
from gop.selectors.letter_facts import paper_address
from gop.selectors.whom_to_call import contacts_on
from gop.web.paper import plan_document
from gop.web.plan_view import Section, plan_sections
from municipalities.web.portal.words import about_of, facts_of, goal_row, history, label, meeting_row, report_row

if TYPE_CHECKING:
    from gop.models import Assignment

TITLE, COPY_FILE = "Kopi til egen journal", "kopi-til-egen-journal.pdf"


def sections_on_paper(version: Any, today: date) -> list[Section]:
    return plan_sections(version, paper_address(version), (), contacts_on(version, today))


def copy_document(one: "Assignment", version: Any, sender: str) -> letters.Document:
    """The file's own data names no citizen."""
    today = clock.today()
    plan = plan_document(version, sections_on_paper(version, today), version.frozen_at).blocks if version else ()
    blocks: list[Block] = [rows(("Borger", one.citizen_name), ("Kopi taget", long_date(today)), *_facts(one))]
    blocks += [*_written(one), Heading("Planen"), *plan]
    return letters.Document(title=TITLE, heading=TITLE, sender=sender, footer=TITLE, written_on=today, date="", to="", blocks=blocks)


def _facts(one: "Assignment") -> Iterator[tuple[str, str]]:
    for fact in (*facts_of(one), *about_of(one)):
        yield fact["label"], fact["value"]
    yield "Tilstand", AssignmentState(one.state).label
    yield "Afsluttet", short_moment(one.ended_at) if one.ended_at else ""
    yield "Grund", label(EndCode, one.end_code)
    yield "Mål med forløbet", label(GoalReached, one.goal_reached)


def _written(one: "Assignment") -> Iterator[Block]:
    if meetings := [meeting_row(each) for each in reversed(meetings_of(one))]:
        yield Heading("Møder")
        yield Table(
            "Møder", ["Hvornår", "Hvad det blev til", "Om mødet"], [[each["when"], each["state"], each["about"]] for each in meetings]
        )
    if goals := [goal_row(each) for each in goals_of(one)]:
        yield Heading("Mål")
        yield Table("Aftalt med borgeren", ["Mål", "Aftalt", "Nået"], [[each["text"], each["when"], _reached(each)] for each in goals])
    for each in reversed(reports_of(one)):
        said = report_row(each)
        yield Heading(said["kind"])
        yield text(said["by"])
        for part in said["body"]:
            yield text(part["text"] if part["heading"] == said["kind"] else f"{part['heading']}: {part['text']}")
    for asked in documentation_of(one):
        yield Heading("Dokumentation")
        yield text(f"{asked.asked_by_name}, {short_moment(asked.asked_at)}: {asked.text}")
        yield text(
            f"{asked.answered_by_name}, {short_moment(asked.answered_at)}: {asked.answer}" if asked.answered_at else "Ikke besvaret."
        )
    if events := history(reversed(events_of(one))):
        yield Heading("Hvad der er sket")
        yield Table(
            "Hvad der er sket", ["Hvornår", "Hvad", "Hvem"], [[short_moment(each["when"]), _event(each), each["who"]] for each in events]
        )


def _reached(goal: dict[str, Any]) -> str:
    return ". ".join(part for part in (goal["reached"], goal["closed"], goal["note"]) if part) or "Ikke vurderet"


def _event(event: dict[str, Any]) -> str:
    return ". ".join(part for part in (event["title"], event["text"]) if part)
