"""The clocks that a plan's dates start, for pages outside the case (templates/components/clock.html)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.danish import day_date, long_date
from deadlines.enums import DeadlineKind
from deadlines.rules import Clock
from deadlines.words import in_days, words
from gop.web.clocks import TONES


def clock_rows(clocks: Iterable[Clock], today: date) -> list[dict[str, Any]]:
    return [
        {
            "kind_label": DeadlineKind(clock.kind).label,
            "due_text": f"senest {day_date(clock.due_on) if clock.due_on.year == today.year else long_date(clock.due_on)}",
            "words": in_days(clock.due_on, today),
            "last_working_day_text": day_date(clock.last_working_day),
            "tone": TONES[words(clock, today).tone],
            "preliminary": clock.preliminary,
            "explanation": clock.basis,
        }
        for clock in clocks
    ]
