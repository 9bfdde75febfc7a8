"""The calculator of deadlines: one answer for command, API and page, from the same dated rows as the cases."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from accounts.actor import job_actor
from accounts.danish import day_date, long_date
from accounts.enums import Kind, OrganisationKind, RelationKind
from accounts.models import Organisation
from accounts.selectors import parent_of, valid_on
from accounts.tenancy import acting_as
from deadlines.enums import DeadlineKind
from deadlines.models import Holiday
from deadlines.rules import Clock, ClockRule, clocks, rule_for, why_no_clock
from deadlines.selectors import calendar_of, rules_in_force
from gop import rules
from gop.enums import ChoiceReason, Happening, PlanType
from gop.rules.calculation import BadQuestion, Question, first_minute, read
from gop.rules.course import Choices, Course, Happened, course_of, extended_choice
from gop.selectors.law import responsibility_rows

NOBODY = job_actor("gop.calculator", Kind.PUBLIC)
KEYS = {DeadlineKind.INFORM_BY: "inform_by", DeadlineKind.OFFER_BY: "offer_by", DeadlineKind.PLAN_START_BY: "plan_start_by"}
NOT_SETTLED = "Antagelse: under en region fra 2027 er det ikke afklaret, om borgeren kan vælge en leverandør, som KL har aftale med."


@dataclass(frozen=True, slots=True)
class Party:
    """Who: the kind always; code and name when the municipality was given and settles them."""

    kind: str
    code: str | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        return OrganisationKind(self.kind).label


@dataclass(frozen=True, slots=True)
class Answer:
    """Days are Copenhagen days. `clocks` are the pure clocks, `choices` the decision on extended choice."""

    rule_set: str | None
    rule_set_title: str
    authority: Party | None
    payer: Party | None
    performer: Party | None
    clocks: tuple[Clock, ...]
    choices: Choices
    from_date: date | None
    assumptions: tuple[str, ...]
    explanation: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object that command and API give."""
        by_kind = {clock.kind: clock for clock in self.clocks}
        due = {name: by_kind[kind].due_on.isoformat() if kind in by_kind else None for kind, name in KEYS.items()}
        last = {name: by_kind[kind].last_working_day.isoformat() if kind in by_kind else None for kind, name in KEYS.items()}
        parties = {"authority": self.authority, "payer": self.payer, "performer": self.performer}
        decision = self.choices.decision
        return {
            "rule_set": self.rule_set,
            "responsibility": {name: asdict(party) if party else None for name, party in parties.items()},
            **due,
            "last_working_day": last,
            "free_choice": {
                "allowed": decision.allowed,
                "reason": decision.reason,
                "legal_basis": decision.legal_basis,
                "from_date": self.from_date.isoformat() if self.from_date else None,
            },
            "assumptions": list(self.assumptions),
            "explanation": list(self.explanation),
        }


def answer_to(given: Mapping[str, str]) -> Answer:
    """Read, and calculated as nobody in particular. Raises BadQuestion."""
    asked = read(given)
    with acting_as(NOBODY):
        return calculate(asked)


def calculate(asked: Question) -> Answer:
    """What the law gives. Raises BadQuestion when the municipality did not exist on the day."""
    day = asked.at.date() if asked.at else asked.discharged
    home = _municipality(asked.municipality, day)
    rows = rules_in_force()
    course = _course(asked)
    found = clocks(course.facts(), rows, calendar_of(home.id if home else None, asked.discharged))
    answer = rules.responsibility(responsibility_rows(asked.plan_type), asked.plan_type, None, day)
    region = answer is not None and answer.authority == OrganisationKind.REGION
    choices = extended_choice(course, rows, asked.at or first_minute(asked.discharged), region=region)
    code, title = _rule_set(rows, asked)
    return Answer(
        rule_set=code,
        rule_set_title=title,
        authority=_party(answer.authority, home, day) if answer else None,
        payer=_party(answer.payer, home, day) if answer else None,
        performer=_party(answer.performer, home, day) if answer else None,
        clocks=found,
        choices=choices,
        from_date=_from_date(asked, choices),
        assumptions=tuple(_assumptions(asked, found, answer, choices)),
        explanation=tuple(_explanation(asked, found, rows, title, answer, choices, day)),
    )


def _municipality(code: str, day: date) -> Organisation | None:
    if not code:
        return None
    found = Organisation.objects.filter(valid_on(day), kind=OrganisationKind.MUNICIPALITY, code=code).first()
    if found is None:
        raise BadQuestion([("municipality", f"Der er ingen kommune med koden {code} {long_date(day)}.")])
    return found


def _course(asked: Question) -> Course:
    """The case as if it came at the discharge, or when it is said to have come, and the offer was made at once."""
    start = asked.received or first_minute(asked.discharged)
    lines = [
        Happened(
            start,
            Happening.RECEIVED,
            day=asked.discharged,
            earliest=asked.earliest_start,
            latest=asked.latest_start,
            reason=asked.reason if asked.earliest_start else "",
            plan_type=asked.plan_type,
        )
    ]
    if asked.offered:
        lines.append(Happened(min(start, first_minute(asked.discharged)), Happening.OFFERED, meeting_on=asked.offered.date()))
    course = course_of(lines)
    assert course is not None  # noqa: S101 - the first line begins it
    return course


def _rule_set(rows: list[ClockRule], asked: Question) -> tuple[str | None, str]:
    """The set that the discharge date chooses; for a type without clocks the one of almen, which says so."""
    for plan_type in (asked.plan_type, PlanType.GENERAL_TRAINING):
        rule = rule_for(rows, DeadlineKind.OFFER_BY, plan_type, asked.discharged)
        if rule:
            return rule.rule_set, rule.rule_set_title
    return None, ""


def _party(kind: OrganisationKind, home: Organisation | None, day: date) -> Party:
    if home is not None and kind == OrganisationKind.MUNICIPALITY:
        return Party(kind, home.code, home.name)
    if home is not None and kind == OrganisationKind.REGION and (region := parent_of(home.id, RelationKind.MUNICIPALITY_IN, day)):
        return Party(kind, region.code, region.name)
    return Party(kind)


def _from_date(asked: Question, choices: Choices) -> date | None:
    """When something was offered, the day that was asked about: nobody said when the offer was made."""
    if not choices.decision.allowed:
        return None
    if asked.offered:
        return asked.at.date() if asked.at else None
    return choices.decision.from_date


def _assumptions(asked: Question, found: tuple[Clock, ...], answer: rules.Responsibility | None, choices: Choices) -> list[str]:
    said = [f"{clock.kind.label}: {text}" for clock in found for text in clock.basis if text.startswith("Antagelse")]
    if answer and answer.assumption:
        said.append(f"Antagelse: {answer.paragraph}.")
    if choices.reason == ChoiceReason.NOT_SETTLED:
        said.append(NOT_SETTLED)
    known = Holiday.objects.aggregate(last=Max("day"))["last"]
    if known and any(clock.due_on.year > known.year for clock in found):
        said.append(f"Antagelse: helligdage efter {known.year} kendes ikke, så sidste arbejdsdag er regnet uden dem.")
    return said


def _explanation(
    asked: Question,
    found: tuple[Clock, ...],
    rows: list[ClockRule],
    title: str,
    answer: rules.Responsibility | None,
    choices: Choices,
    day: date,
) -> list[str]:
    said = [f"Regelsættet vælges efter udskrivningsdatoen {long_date(asked.discharged)}: {title}."] if title else []
    if no_clock := why_no_clock(rows, asked.plan_type, asked.discharged):
        said.append(no_clock)
    for clock in found:
        said.append(f"{clock.kind.label}: senest {long_date(clock.due_on)}.")
        said += clock.basis
    if answer is not None:
        said.append(
            f"Myndighed {long_date(day)}: {answer.authority.label.lower()}. Finansiering: {answer.payer.label.lower()}. "
            f"Udfører: {answer.performer.label.lower()}. Kilde: {answer.paragraph}."
        )
    return [*said, *_choice(asked, choices)]


def _choice(asked: Question, choices: Choices) -> list[str]:
    reason = choices.reason.label
    if not choices.decision.allowed:
        return [f"Udvidet frit valg gælder ikke: {reason[0].lower()}{reason[1:]} ({choices.decision.legal_basis})."]
    begins = _from_date(asked, choices)
    since = f" fra {long_date(begins)}" if begins else ""
    meeting = f" Det tilbudte møde er {day_date(asked.offered.date())}." if asked.offered else ""
    return [f"Udvidet frit valg gælder{since}: {reason[0].lower()}{reason[1:]} ({choices.decision.legal_basis}).{meeting}"]


def municipalities_on(day: date) -> list[tuple[str, str]]:
    """(code, name) for the page's list."""
    rows = Organisation.objects.filter(valid_on(day), kind=OrganisationKind.MUNICIPALITY).order_by("name")
    return list(rows.values_list("code", "name"))
