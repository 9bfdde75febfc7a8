"""A number of days as a dated row, and the choice of rows by discharge date (model.md section 6, rule 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.danish import long_date
from deadlines.enums import DeadlineKind, RuleSetNature


@dataclass(frozen=True, slots=True)
class RuleSet:
    """What belongs together under one name. `holds_for` is whom, in Danish words; goals are never law."""

    code: str
    title: str
    nature: RuleSetNature
    holds_for: str
    valid_from: date
    valid_to: date | None
    paragraph: str
    text: str
    assumption: bool


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock of one rule set. `holds_for` are plan types; `valid_to` is the last day, None while in force."""

    kind: DeadlineKind
    days: int
    holds_for: frozenset[str]
    valid_from: date
    valid_to: date | None
    paragraph: str
    text: str
    assumption: bool
    rule_set: str = ""
    rule_set_title: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the row is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def rules_on(rules: Iterable[ClockRule], discharge_date: date) -> tuple[ClockRule, ...]:
    """The rows in force on the discharge date, whatever day it is now."""
    return tuple(rule for rule in rules if rule.holds_on(discharge_date))


def rule_for(rules: Iterable[ClockRule], kind: DeadlineKind, plan_type: str, discharge_date: date) -> ClockRule | None:
    """The one row for a clock; None when the type has none; ValueError when the registry has two."""
    found = [rule for rule in rules_on(rules, discharge_date) if rule.kind == kind and plan_type in rule.holds_for]
    if len(found) > 1:
        raise ValueError(f"To regler gælder samtidig: {kind}, {plan_type}, {discharge_date.isoformat()}.")
    return found[0] if found else None


def why_no_clock(rules: Iterable[ClockRule], plan_type: str, discharge_date: date) -> str:
    """One Danish sentence: why neither clock of the law runs; empty when one does."""
    of_type = [rule for rule in rules if plan_type in rule.holds_for]
    if any(rule.holds_on(discharge_date) for rule in of_type):
        return ""
    if not of_type:
        return "Lovens 4 og 7 dage gælder ikke for denne type genoptræning."
    first = min(rule.valid_from for rule in of_type)
    if discharge_date < first:
        return f"Lovens 4 og 7 dage gælder for udskrivninger fra {long_date(first)}. Denne ligger før, så sagen har ingen af dem."
    return "Ingen regel om 4 og 7 dage dækker udskrivningsdatoen, så sagen har ingen af dem."
