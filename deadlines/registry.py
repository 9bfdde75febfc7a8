"""The rule sets of the clocks from the project's data file, as typed rows."""

from datetime import date
from pathlib import Path

from accounts.registry import optional_date, read_rows, yes
from deadlines.enums import DeadlineKind
from deadlines.rules import ClockRule

DATA = Path(__file__).parent / "data"


def rules() -> list[ClockRule]:
    """Every clock rule, past and coming."""
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
        )
        for row in read_rows(DATA / "rules.csv")
    ]
