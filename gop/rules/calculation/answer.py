"""What the law gives for a plan, from the dated rows: deadlines, responsibility, extended choice, and why."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from accounts.danish import long_date
from accounts.enums import OrganisationKind
from deadlines.enums import DeadlineKind
from deadlines.rules import Calendar, Clock, ClockRule, clocks, rule_for, why_no_clock
from gop.enums import ChoiceReason, Happening, PlanType
from gop.rules.calculation.question import Question, first_minute
from gop.rules.course import Choices, Course, Happened, conclusion, course_of, extended_choice
from gop.rules.responsibility import Responsibility

KEYS = {DeadlineKind.INFORM_BY: "inform_by", DeadlineKind.OFFER_BY: "offer_by", DeadlineKind.PLAN_START_BY: "plan_start_by"}
NOT_SETTLED = "Antagelse: under en region fra 2027 er det ikke afklaret, om borgeren kan vælge en leverandør, som KL har aftale med."


@dataclass(frozen=True, slots=True)
class Party:
    """Who: the kind always; code and name when the municipality was given and settles them."""

    kind: OrganisationKind
    code: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The rows an answer stands on: of the law, of the municipality's calendar, of responsibility on the day asked about."""

    rules: tuple[ClockRule, ...]
    calendar: Calendar
    last_holiday: date | None
    responsible: Responsibility | None
    parties: dict[OrganisationKind, Party]


@dataclass(frozen=True, slots=True)
class Answer:
    """Days are Copenhagen days. `parties` has authority, payer and performer."""

    asked: Question
    rule_set: str | None
    parties: dict[str, Party | None]
    clocks: tuple[Clock, ...]
    choices: Choices
    assumptions: tuple[str, ...]
    explanation: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object that command and API give."""
        by_kind = {clock.kind: clock for clock in self.clocks}
        due = {name: by_kind[kind].due_on.isoformat() if kind in by_kind else None for kind, name in KEYS.items()}
        last = {name: by_kind[kind].last_working_day.isoformat() if kind in by_kind else None for kind, name in KEYS.items()}
        free = asdict(self.choices.decision)
        return {
            "rule_set": self.rule_set,
            "responsibility": {name: asdict(party) if party else None for name, party in self.parties.items()},
            **due,
            "last_working_day": last,
            "free_choice": free | {"from_date": free["from_date"].isoformat() if free["from_date"] else None},
            "assumptions": list(self.assumptions),
            "explanation": list(self.explanation),
        }


def answer(asked: Question, known: Known) -> Answer:
    """The answer, as of `asked.at` where that is given."""
    course, by = _course(asked), known.responsible
    found = clocks(course.facts(), known.rules, known.calendar)
    region = by is not None and by.authority == OrganisationKind.REGION
    choices = _dated(asked, extended_choice(course, known.rules, asked.at or first_minute(asked.discharged), region=region))
    rule = _rule(known.rules, asked)
    return Answer(
        asked=asked,
        rule_set=rule.rule_set if rule else None,
        parties={name: known.parties[getattr(by, name)] if by else None for name in ("authority", "payer", "performer")},
        clocks=found,
        choices=choices,
        assumptions=tuple(_assumptions(found, known, choices)),
        explanation=tuple(_explanation(asked, found, known, rule, choices)),
    )


def _course(asked: Question) -> Course:
    """The case as if it came at the discharge, or when it is said to have come, and the offer was made at once."""
    start = asked.received or first_minute(asked.discharged)
    received = Happened(
        start,
        Happening.RECEIVED,
        day=asked.discharged,
        earliest=asked.earliest_start,
        latest=asked.latest_start,
        reason=asked.reason if asked.earliest_start else "",
        plan_type=asked.plan_type,
    )
    offered = Happened(
        min(start, first_minute(asked.discharged)), Happening.OFFERED, meeting_on=asked.offered.date() if asked.offered else None
    )
    course = course_of([received, offered] if asked.offered else [received])
    assert course is not None  # noqa: S101 - the first line begins it
    return course


def _dated(asked: Question, choices: Choices) -> Choices:
    """When something was offered, the right is of the day that was asked about: nobody said when the offer was made."""
    if not (choices.decision.allowed and asked.offered):
        return choices
    return replace(choices, decision=replace(choices.decision, from_date=asked.at.date() if asked.at else None))


def _rule(rules: tuple[ClockRule, ...], asked: Question) -> ClockRule | None:
    """A rule of the set that the discharge date chooses; for a type without clocks that of almen, whose set says so."""
    found = (
        rule_for(rules, DeadlineKind.OFFER_BY, plan_type, asked.discharged) for plan_type in (asked.plan_type, PlanType.GENERAL_TRAINING)
    )
    return next((rule for rule in found if rule), None)


def _assumptions(found: tuple[Clock, ...], known: Known, choices: Choices) -> Iterator[str]:
    yield from (f"{clock.kind.label}: {text}" for clock in found for text in clock.basis if text.startswith("Antagelse"))
    if known.responsible and known.responsible.assumption:
        yield f"Antagelse: {known.responsible.paragraph}."
    if choices.reason == ChoiceReason.NOT_SETTLED:
        yield NOT_SETTLED
    if known.last_holiday and any(clock.due_on.year > known.last_holiday.year for clock in found):
        yield f"Antagelse: helligdage efter {known.last_holiday.year} kendes ikke, så sidste arbejdsdag er regnet uden dem."


def _explanation(asked: Question, found: tuple[Clock, ...], known: Known, rule: ClockRule | None, choices: Choices) -> Iterator[str]:
    if rule:
        yield f"Regelsættet vælges efter udskrivningsdatoen {long_date(asked.discharged)}: {rule.rule_set_title}."
    if no_clock := why_no_clock(known.rules, asked.plan_type, asked.discharged):
        yield no_clock
    for clock in found:
        yield f"{clock.kind.label}: senest {long_date(clock.due_on)}."
        yield from clock.basis
    if by := known.responsible:
        yield (
            f"Myndighed {long_date(asked.day)}: {by.authority.label.lower()}. Finansiering: {by.payer.label.lower()}. "
            f"Udfører: {by.performer.label.lower()}. Kilde: {by.paragraph}."
        )
    yield conclusion(choices)
