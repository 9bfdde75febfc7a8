"""Cases as the figures know them: read as their authority, by the counting job."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from accounts.models import Organisation
from audits.rules.contributions import CaseLine, CaseTold, Law, Note, Noted
from deadlines.selectors import rules_in_force
from gop.enums import AssignmentAction, AssignmentKind, CaseAction, CaseKind, ContactState, LetterKind, LetterState
from gop.models import AssignmentEvent, Case, CaseEvent
from gop.selectors.course import lines_of, region_decides
from gop.selectors.law import responsibility_rows

OUT = frozenset({LetterState.DELIVERED, LetterState.POSTED})
NO = frozenset({AssignmentAction.DECLINE, AssignmentAction.LAPSE})
CASE = (
    *("id", "organisation_id", "plan_id", "sender_id", "home_municipality_id", "kind", "birth_date", "diagnosis_group", "plan_type"),
    *("received_at", "day_zero", "day_zero_expected", "earliest_start", "latest_start", "start_reason_kind", "goal_reached"),
)
PRIVATE, OTHER = "privat", "anden_kommune"


@dataclass(frozen=True, slots=True)
class CaseRead:
    """`told` lacks psychiatry, which the sending department decides. `seen`: of how many events."""

    id: UUID
    organisation: UUID
    hospital: UUID
    plan: UUID
    home: UUID | None
    told: CaseTold
    seen: int


def law() -> Law:
    """The dated rows, asked once. Any role reads them."""
    rows = responsibility_rows()

    @cache
    def region(plan_type: str, on: date) -> bool:
        return region_decides(plan_type, on, [row for row in rows if row.plan_type == plan_type])

    return Law(tuple(rules_in_force()), region)


def cases_told(ids: Collection[UUID], organisation: UUID) -> list[CaseRead]:
    """In the caller's role and transaction, which is the authority's. Four queries."""
    holder = Organisation.objects.filter(id=organisation).values_list("kind", flat=True).first() or ""
    cases = list(Case.objects.filter(organisation_id=organisation, id__in=ids).only(*CASE))
    events: dict[UUID, list[CaseEvent]] = defaultdict(list)
    rows = CaseEvent.objects.filter(organisation_id=organisation, case_id__in=ids).order_by("at", "id")
    for event in rows.only("id", "case_id", "action", "at", "data"):
        events[event.case_id].append(event)
    performed = _performed(ids, organisation)
    return [_read(case, events[case.id], performed.get(case.id, []), holder) for case in cases]


def _performed(ids: Collection[UUID], organisation: UUID) -> dict[UUID, list[AssignmentEvent]]:
    """Meetings that a performer has told of, which are no events of the case."""
    found: dict[UUID, list[AssignmentEvent]] = defaultdict(list)
    rows = AssignmentEvent.objects.filter(authority_id=organisation, assignment__case_id__in=ids, action=AssignmentAction.MEETING)
    for event in rows.select_related("assignment").only("id", "made_at", "data", "assignment__case_id").order_by("made_at", "id"):
        found[event.assignment.case_id].append(event)
    return found


def _read(case: Case, events: list[CaseEvent], performed: list[AssignmentEvent], holder: str) -> CaseRead:
    kinds = {event.data.get("assignment"): event.data.get("kind", "") for event in events if event.action == CaseAction.ASSIGN}
    lines = [CaseLine(event.at, tuple(lines_of(case, event)), tuple(_notes(event, kinds))) for event in events]
    held = [line for one in performed for line in _held(one, events)]
    amended = next((event.data for event in events if "former_group" in event.data), None)
    told = CaseTold(
        plan_type=case.plan_type,
        treatment=case.kind == CaseKind.TREATMENT,
        birth_date=case.birth_date,
        diagnosis_group=amended["former_group"] if amended else case.diagnosis_group,
        psychiatry=False,
        holder=holder,
        lines=tuple(sorted([*held, *lines], key=lambda line: line.at)),
        goal=case.goal_reached,
    )
    return CaseRead(case.id, case.organisation_id, case.sender_id, case.plan_id, case.home_municipality_id, told, len(events))


def _held(performed: AssignmentEvent, events: list[CaseEvent]) -> Iterator[CaseLine]:
    """Known with the case's next event, at the latest its end, so that a day that is counted stays as it was."""
    at = next((event.at for event in events if event.at >= performed.made_at), None)
    if at is not None:
        yield CaseLine(at, (), (Noted(Note.CONTACT, performed.data.get("state", ""), performed.data.get("id", "")),))


def _notes(event: CaseEvent, kinds: dict[Any, str]) -> Iterator[Noted]:
    """What the event says beside clocks and choice. `kinds`: of the assignments, by id."""
    said = event.data
    match event.action:
        case CaseAction.TRIAGE | CaseAction.CHANGE_LEVEL:
            yield Noted(Note.LEVEL, said.get("level") or "")
        case CaseAction.SET_CAUSE:
            yield Noted(Note.CAUSE, said.get("cause", ""))
        case CaseAction.AMENDED if "diagnosis_group" in said:
            yield Noted(Note.DIAGNOSIS, said["diagnosis_group"])
        case CaseAction.END if "goal_reached" in said:
            yield Noted(Note.GOAL, said["goal_reached"])
        case CaseAction.CONTACT:
            yield Noted(Note.CONTACT, said.get("state", ContactState.PLANNED), said.get("contact", ""))
        case CaseAction.ASSIGNMENT_TOLD:
            yield from _performer(said, kinds)
        case CaseAction.WITHDRAW_ASSIGNMENT:
            yield Noted(Note.PERFORMER, "", said.get("assignment", ""))
        case CaseAction.COMPLAINT if said.get("what") == "klage":
            yield Noted(Note.COMPLAINT, said.get("about", ""), said["received_on"])
        case _ if _tells_of_choice(event):
            yield Noted(Note.CHOICE_TOLD)


def _tells_of_choice(event: CaseEvent) -> bool:
    """Guidance, that no start can be offered, or a letter on extended choice that is out."""
    said = event.data
    if event.action == CaseAction.LETTER_OUT:
        return said.get("kind") == LetterKind.EXTENDED_CHOICE and said.get("state") in OUT
    return event.action == CaseAction.GUIDE or (event.action == CaseAction.INFORM and bool(said.get("no_start")))


def _performer(said: dict[str, Any], kinds: dict[Any, str]) -> Iterator[Noted]:
    of = said.get("assignment", "")
    if said.get("said") == AssignmentAction.ACCEPT:
        yield Noted(Note.PERFORMER, OTHER if kinds.get(of) == AssignmentKind.OTHER_MUNICIPALITY else PRIVATE, of)
    elif said.get("said") in NO:
        yield Noted(Note.PERFORMER, "", of)
