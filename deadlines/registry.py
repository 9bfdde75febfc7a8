"""The rule sets of the clocks, the goals of agreements and the postal days from the project's data files, as typed rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accounts.registry import optional_date, read_rows, yes
from deadlines.enums import DeadlineKind, GoalFrom, GoalMetBy, GoalUnit, RuleSetNature
from deadlines.rules import ClockRule, GoalRule, RuleSet

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """A goal of a region's agreement: `region` is a key, `binds` kinds of organisation."""

    rule_set: str
    region: str
    binds: tuple[str, ...]
    goal: GoalRule


@dataclass(frozen=True, slots=True)
class PostalRow:
    days: int
    valid_from: date
    valid_to: date | None
    paragraph: str
    text: str
    assumption: bool


def rule_sets() -> list[RuleSet]:
    """Every rule set, law and goals, past and coming."""
    return [
        RuleSet(
            code=row["code"],
            title=row["title"],
            nature=RuleSetNature(row["nature"]),
            holds_for=row["holds_for"],
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=optional_date(row["valid_to"]),
            paragraph=row["paragraph"],
            text=row["text"],
            assumption=yes(row["assumption"]),
        )
        for row in read_rows(DATA / "rule_sets.csv")
    ]


def rules() -> list[ClockRule]:
    """Every clock rule, past and coming; KeyError when one names no set."""
    title_of = {one.code: one.title for one in rule_sets()}
    return [
        ClockRule(
            kind=DeadlineKind(row["kind"]),
            days=int(row["days"]),
            holds_for=frozenset(row["holds_for"].split()),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=optional_date(row["valid_to"]),
            paragraph=row["paragraph"],
            text=row["text"],
            assumption=yes(row["assumption"]),
            rule_set=row["rule_set"],
            rule_set_title=title_of[row["rule_set"]],
        )
        for row in read_rows(DATA / "rules.csv")
    ]


def agreed_goals() -> list[AgreedRow]:
    """Goals that stood or stand in agreements. They are no law."""
    return [
        AgreedRow(
            row["rule_set"],
            row["region"],
            tuple(row["binds"].split()),
            GoalRule(
                text=row["text"],
                counted_from=GoalFrom(row["counted_from"]),
                unit=GoalUnit(row["unit"]),
                number=int(row["number"]),
                met_by=GoalMetBy(row["met_by"]),
                holds_for=frozenset(row["holds_for"].split()),
                valid_from=date.fromisoformat(row["valid_from"]),
                valid_to=optional_date(row["valid_to"]),
                source=row["paragraph"],
                assumption=yes(row["assumption"]),
            ),
        )
        for row in read_rows(DATA / "goals.csv")
    ]


def postal_rules() -> list[PostalRow]:
    """Days a letter takes, where an authority has none of its own."""
    return [
        PostalRow(
            days=int(row["days"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=optional_date(row["valid_to"]),
            paragraph=row["paragraph"],
            text=row["text"],
            assumption=yes(row["assumption"]),
        )
        for row in read_rows(DATA / "postal_days.csv")
    ]
