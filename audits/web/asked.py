"""What an address asks of a page of figures. What cannot be given is the usual, and a sentence says so."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from django.utils.http import urlencode

from audits.enums import PeriodKind
from audits.rules.period import Period

T = TypeVar("T")
LONGEST = 40
FINEST = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR)


class Asked:
    """Reads one word of the address after another; `wrong`: a sentence for each that could not be given."""

    def __init__(self, said: Mapping[str, str]) -> None:
        self.said, self.wrong = said, list[str]()

    def one(self, name: str, offered: Mapping[str, T], usual: T, called: str) -> T:
        """`called`: what the word should have been, as 'en tabel'."""
        text = self.said.get(name, "").strip()
        if text and text not in offered:
            self.refuse(text, called)
        return offered.get(text, usual)

    def day(self, name: str, last: date) -> date | None:
        """A past day; None: none is asked."""
        text = self.said.get(name, "").strip()
        try:
            found = date.fromisoformat(text) if text else None
        except ValueError:
            found = date.max
        if found is not None and found > last:
            self.refuse(text, "en dag, der er tal for")
            return None
        return found

    def refuse(self, text: str, called: str) -> None:
        self.wrong.append(f"»{text[:LONGEST]}« er ikke {called}.")


def usual_period(periods: Iterable[Period], data_on: date) -> Period | None:
    """The latest that was over on the day of data, of the shortest kind there is; else the latest."""
    by_kind = {kind: sorted(one for one in periods if one.kind == kind) for kind in FINEST}
    found = next((by_kind[kind] for kind in FINEST if by_kind[kind]), [])
    return next((one for one in reversed(found) if one.last <= data_on), found[-1] if found else None)


def address(path: str, **said: str) -> str:
    """Only what is chosen stands in it."""
    asked = {name: value for name, value in said.items() if value}
    return f"{path}?{urlencode(asked)}" if asked else path
