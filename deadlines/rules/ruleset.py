"""A number of days as a dated row, and the choice of rows by discharge date (model.md section 6, rule 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from deadlines.enums import DeadlineKind


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
