"""Each due date with the sentences that explain it, assumptions named as such."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounts.danish import long_date
from deadlines.enums import DeadlineKind, StartReason
from deadlines.rules.facts import ClockFacts
from deadlines.rules.ruleset import ClockRule


@dataclass(frozen=True, slots=True)
class Due:
    """A due date (Copenhagen), why, and whether anything in it is an assumption."""

    kind: DeadlineKind
    on: date
    basis: tuple[str, ...]
    assumption: bool


def inform_due(facts: ClockFacts, day_zero: date, rule: ClockRule) -> Due:
    """Day 0 plus the rule's days (rule 2). A later start does not move it, which no source settles."""
    due_on = day_zero + timedelta(days=rule.days)
    basis = [_day_zero(facts, day_zero), _counted(rule.days, "dag 0", due_on), *_rule(rule)]
    later = facts.earliest_start is not None and facts.earliest_start > day_zero
    if later:
        basis.append("Antagelse: fristen flytter ikke, selv om planen har en senere start.")
    return Due(rule.kind, due_on, tuple(basis), rule.assumption or later)


def offer_due(facts: ClockFacts, day_zero: date, rule: ClockRule) -> Due:
    """The later of day 0 and a clinical earliest start, plus the rule's days (rule 3)."""
    start, basis = day_zero, [_day_zero(facts, day_zero)]
    counted_from = "dag 0"
    if facts.earliest_start is not None and facts.earliest_start > day_zero:
        if facts.start_reason == StartReason.CLINICAL:
            start, counted_from = facts.earliest_start, "den dag"
            basis.append(f"Planen giver af sundhedsfaglige grunde tidligst start {long_date(start)}.")
        else:
            basis.append("Den senere start har ingen sundhedsfaglig begrundelse og flytter ikke fristen.")
    due_on = start + timedelta(days=rule.days)
    basis += [_counted(rule.days, counted_from, due_on), *_rule(rule)]
    return Due(rule.kind, due_on, tuple(basis), rule.assumption)


def plan_start_due(facts: ClockFacts, latest_start: date) -> Due:
    """The plan's own latest start, a clock of its own (rule 4)."""
    basis = (
        f"Planen siger, at genoptræningen senest skal starte {long_date(latest_start)}.",
        "Planens egen frist giver ikke i sig selv udvidet frit valg.",
    )
    return Due(DeadlineKind.PLAN_START_BY, latest_start, basis, False)


def _day_zero(facts: ClockFacts, day_zero: date) -> str:
    if facts.day_zero_expected:
        return f"Dag 0 er den forventede udskrivning {long_date(day_zero)}. Datoen er foreløbig."
    return f"Dag 0 er udskrivningen {long_date(day_zero)}."


def _counted(days: int, counted_from: str, due_on: date) -> str:
    return f"Fristen er {days} kalenderdage efter {counted_from}: {long_date(due_on)}."


def _rule(rule: ClockRule) -> list[str]:
    sentences = [f"{rule.text}. Kilde: {rule.paragraph}."]
    if rule.assumption:
        sentences.append(f"Antagelse: reglen føres videre fra {long_date(rule.valid_from)}, uden at en kilde siger det.")
    return sentences
