"""One page that proves a course of free choice, from day 0 to the start: each line with who recorded it and when.

The events are the source (ADR 0027); the right is reckoned anew at each of them, so that the page shows when it arose and why, or why it never did.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from accounts import clock
from accounts.clock import local
from accounts.danish import long_date, long_moment
from accounts.selectors import organisation
from deadlines.enums import DeadlineKind
from deadlines.rules import ClockRule
from deadlines.selectors import rules_in_force
from gop.enums import GeneralLevel, PlanType, TrainingField
from gop.rules.course import Changed, Course, Happened, choice_history, conclusion, course_of
from gop.selectors.choice_proof import ProofRows, proof_rows
from gop.selectors.course import choices_for, clocks_at, happened, region_decides
from gop.selectors.law import responsibility_rows
from gop.web import choice_lines as lines
from gop.web.choice_lines import Line

if TYPE_CHECKING:
    from gop.models import Case

SYSTEM = "regnet efter reglen"
NOTHING = {
    lines.LEVEL: "Fagområde og niveau er ikke besluttet.",
    lines.GUIDED: "Der er ikke registreret vejledning.",
    lines.OFFERED: "Der er ikke tilbudt noget første møde.",
    lines.TOLD: "Det er ikke registreret, at borgeren har fået besked.",
    lines.LETTERS: "Der er ikke lavet breve.",
    lines.ANSWERS: "Borgeren har ikke svaret. Et manglende svar er ikke et nej (antagelse).",
    lines.GIVEN: "Opgaven er ikke sendt til nogen.",
    lines.END: "Forløbet er ikke startet.",
}
NEVER = "Retten har på intet tidspunkt gældt."
CORRECTED = "Antagelse: giver en rettelse retten, begynder den den dag, rettelsen blev registreret."


@dataclass(frozen=True, slots=True)
class Section:
    """`told`: sentences before the lines; `nothing`: what stands where there are none."""

    title: str
    told: list[str]
    lines: list[Line]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    case: "Case"
    authority: str
    made_at: datetime
    head: list[tuple[str, str]]
    conclusion: list[str]
    sections: list[Section]

    @property
    def lines(self) -> Iterator[Line]:
        return chain.from_iterable(one.lines for one in self.sections)


def proof_of(case: "Case") -> Proof:
    """As it stands now. Constant in queries, whatever the course."""
    rows, now, law = proof_rows(case), clock.now(), rules_in_force()
    told = happened(case, rows.events)
    found = course_of(told)
    changes = history_of(case, told, law, now)
    return Proof(
        case=case,
        authority=organisation(case.organisation_id).name,
        made_at=now,
        head=_head(case),
        conclusion=_conclusion(found, changes, law, now),
        sections=_sections(case, rows, found, changes, law),
    )


def history_of(case: "Case", told: list[Happened], law: Iterable[ClockRule], now: datetime) -> tuple[Changed, ...]:
    rows = responsibility_rows(PlanType(case.plan_type))
    return choice_history(told, law, now, lambda day: region_decides(case.plan_type, day, rows))


def _head(case: "Case") -> list[tuple[str, str]]:
    level = f", {GeneralLevel(case.level).label.lower()}" if case.level else ""
    field = TrainingField(case.training_field).label if case.training_field else "Ikke valgt"
    return [
        ("Borger", case.citizen_name),
        ("Født", long_date(case.birth_date) if case.birth_date else "Kendes ikke"),
        ("Type", f"{PlanType(case.plan_type).label}{level}"),
        ("Fagområde", field),
        ("Fra", case.sender_name),
    ]


def _conclusion(found: Course | None, changes: tuple[Changed, ...], law: Iterable[ClockRule], now: datetime) -> list[str]:
    if found is None:
        return []
    choices = choices_for(found, now, law)
    said = [conclusion(choices)]
    if not choices.decision.allowed:
        arose = next((one.choices.decision.from_date for one in changes if one.choices.decision.allowed), None)
        said.append(f"Efter det, der var registreret dengang, gjaldt retten fra {long_date(arose)}." if arose else NEVER)
    if choices.assumption:
        said.append("Antagelse: ingen kilde afgør dette for planen.")
    return said


def _sections(case: "Case", rows: ProofRows, found: Course | None, changes: tuple[Changed, ...], law: Iterable[ClockRule]) -> list[Section]:
    person = "patienten" if case.department_id else "borgeren"
    by_section: dict[str, list[Line]] = {title: [] for title in lines.ORDER}
    for title, line in lines.lines_of(rows.events, person):
        by_section[title].append(line)
    by_section[lines.OFFERED] += [lines.offer_line(one, case.offer_by) for one in rows.offers]
    by_section[lines.GIVEN] += [lines.performed_line(one) for one in rows.performed if one.by_organisation != _authority_of(rows, one)]
    by_section[lines.RIGHT] = _right(changes, rows)
    told = {lines.DATES: _rules(case, found, law)}
    return [
        Section(title, told.get(title, []), sorted(found_lines, key=lambda one: one.at), "" if found_lines else NOTHING.get(title, ""))
        for title, found_lines in by_section.items()
    ]


def _authority_of(rows: ProofRows, event: Any) -> str:
    """Its own lines stand in the case already."""
    return next((one.authority_name for one in rows.assignments if one.id == event.assignment_id), "")


def _rules(case: "Case", found: Course | None, law: Iterable[ClockRule]) -> list[str]:
    """The deadlines that the choice hangs on, with their rule, paragraph and assumptions."""
    if found is None or not found.handles:
        return []
    shown = [one for one in clocks_at(case, found, law) if one.kind in (DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY)]
    return [f"{one.kind.label}: {' '.join(one.basis)}" for one in shown]


def _right(changes: tuple[Changed, ...], rows: ProofRows) -> list[Line]:
    """What the rule said from receipt on, each time that it changed."""
    corrected = {event.at for event in rows.events if event.action in lines.OF_SECTION[lines.DATES][1:]}
    who = {event.at: event.by_name for event in rows.events}
    found: list[Line] = []
    for one in changes:
        # An older right that a correction leaves its ground keeps its day
        gives = one.at in corrected and one.choices.decision.from_date == local(one.at).date()
        assumed = one.choices.assumption or gives
        why = f"Følger af det, {who.get(one.at, 'den tidligere myndighed')} registrerede."
        if one.of_itself:
            why = "Ingen gjorde noget: dagen efter fristen kom."
        elif not found:
            why = "Sådan stod det, da planen blev modtaget."
        detail = "\n".join(part for part in (why, CORRECTED if gives else "", "Antagelse." if one.choices.assumption else "") if part)
        found.append(Line(one.at, conclusion(one.choices), detail, SYSTEM, assumed=assumed))
    return found


def proof_page(case: "Case") -> dict[str, Any]:
    """For gop/choice_proof.html."""
    proof = proof_of(case)
    return {
        "case": case,
        "proof": proof,
        "made": long_moment(proof.made_at),
        "crumbs": [
            {"text": "Sager", "url": reverse("gop:inbox")},
            {"text": case.citizen_name, "url": reverse("gop:case", args=[case.id])},
            {"text": "Frit valg", "url": ""},
        ],
    }
