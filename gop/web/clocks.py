"""Clocks for the templates: words from deadlines.words, tones as components/clock.html names them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from accounts.clock import local
from accounts.danish import count_days, day_date, list_date
from deadlines.enums import DeadlineKind, DeadlineState
from deadlines.rules import Calendar
from deadlines.rules.alerting import alert_times
from deadlines.words import Shown, Tone, words

if TYPE_CHECKING:
    from deadlines.models import Deadline
    from gop.models import Case

TONES = {
    Tone.PLENTY: "ok",
    Tone.SOON: "soon",
    Tone.TODAY: "today",
    Tone.OVERDUE: "overdue",
    Tone.MET: "met",
    Tone.LAPSED: "closed",
}
COLUMNS = {DeadlineKind.INFORM_BY: "inform", DeadlineKind.OFFER_BY: "offer", DeadlineKind.PLAN_START_BY: "plan_start"}
# A column of a table names the clock; the plan's own has none and says its name.
NAMED_BY_ITS_COLUMN = {DeadlineKind.INFORM_BY, DeadlineKind.OFFER_BY}


class ColumnClock(NamedTuple):
    """A clock as the columns of a case give it, so that a list reads no deadline rows."""

    kind: str
    state: str
    due_on: date
    last_working_day: date
    warn_at: datetime
    met_on: date | None


def column_clocks(case: "Case", calendar: Calendar) -> Iterator[ColumnClock]:
    for kind, name in COLUMNS.items():
        due_on, state = getattr(case, f"{name}_by"), getattr(case, f"{name}_state")
        if due_on is None or case.day_zero is None:
            continue
        if state == DeadlineState.OPEN:
            times = alert_times(due_on, case.day_zero, case.received_at, calendar)
            yield ColumnClock(kind, state, due_on, times.last_working_day, times.warn_at, None)
        else:  # nothing more is said of it before its day
            met_on = _met_on(case, kind) if state == DeadlineState.MET else None
            yield ColumnClock(kind, state, due_on, due_on, case.received_at, met_on)


def _met_on(case: "Case", kind: DeadlineKind) -> date | None:
    if kind == DeadlineKind.INFORM_BY:
        return min((day for day in (case.informed_on, case.told_no_offer_on) if day), default=None)
    due_on = getattr(case, f"{COLUMNS[kind]}_by")
    meetings = (*case.declined_meetings, meeting_day(case), case.first_meeting_on)
    return next((day for day in meetings if day and case.day_zero and case.day_zero <= day <= due_on), None)


def meeting_day(case: "Case") -> date | None:
    """The Danish day of the offer in force."""
    return local(case.offer_meeting_at).date() if case.offer_meeting_at else None


def stopped_on(case: "Case") -> date | None:
    """Days overdue are counted no further than the held first meeting or the end."""
    ended = local(case.ended_at).date() if case.ended_at else None
    return min((day for day in (case.first_meeting_on, ended, case.other_accepted_on) if day), default=None)


def offered_late(case: "Case", clock: Shown) -> bool:
    """An offer in force that cannot meet the clock, because its meeting lies after the due date."""
    meeting = meeting_day(case)
    return clock.kind != DeadlineKind.INFORM_BY and clock.state == DeadlineState.OPEN and meeting is not None and meeting > clock.due_on


def in_row(case: "Case", clock: ColumnClock, today: date, stopped: date | None) -> dict[str, Any]:
    """One line of a table: what has been met needs no day there. `stopped`: `stopped_on` of the case."""
    said = words(clock, today, stopped)
    text = f"{said.text} · tilbudt for sent" if offered_late(case, clock) else said.text
    if clock.met_on is not None:
        late = (clock.met_on - clock.due_on).days
        text = f"{count_days(late)} for sent" if late > 0 else "overholdt"
    label = "" if clock.kind in NAMED_BY_ITS_COLUMN else DeadlineKind(clock.kind).label
    return {"kind_label": label, "due_text": list_date(clock.due_on, today), "words": text, "tone": TONES[said.tone]}


def on_page(case: "Case", row: "Deadline", today: date) -> dict[str, Any]:
    """A clock with why it stands on that date."""
    said = words(row, today, stopped_on(case))
    running = row.state == DeadlineState.OPEN
    text = f"{said.text} · tilbudt første møde ligger efter fristen" if offered_late(case, row) else said.text
    return {
        "kind_label": DeadlineKind(row.kind).label,
        "due_text": f"senest {day_date(row.due_on)}",
        "words": text,
        "last_working_day_text": day_date(row.last_working_day) if running and row.last_working_day != row.due_on else "",
        "tone": TONES[said.tone],
        "preliminary": row.preliminary and running,
        "explanation": row.basis,
    }
