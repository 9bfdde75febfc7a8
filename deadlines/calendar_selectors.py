"""What an organisation has decided, row by row, for the page where it decides it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar
from uuid import UUID

from accounts.actor import Actor
from accounts.choices import Choice
from accounts.enums import Verb
from deadlines.enums import CalendarKind
from deadlines.models import CalendarRow, OwnGoal, PostalDays

Row = TypeVar("Row", CalendarRow, PostalDays, OwnGoal)


class Standing(Choice):
    """How a row stands on a day; never stored."""

    NOW = "gaelder", "Gælder nu"
    COMING = "kommer", "Kommer"
    PAST = "tidligere", "Tidligere"
    REPLACED = "afloest", "Afløst"


@dataclass(frozen=True, slots=True)
class Line(Generic[Row]):
    """A row, its last day when later rows are counted in, and how it stands."""

    row: Row
    last: date | None
    standing: Standing


def weeks(actor: Actor, today: date) -> list[Line[CalendarRow]]:
    """Rows of the week's opening days, the one that begins last first. Of one day the one made last holds."""
    actor.must(Verb.MANAGE_ORGANISATION)
    rows = CalendarRow.objects.filter(organisation_id=actor.tenant, kind=CalendarKind.WEEK).order_by("-valid_from", "-made_at")
    return _following(list(rows), today)


def single_days(actor: Actor, today: date) -> list[Line[CalendarRow]]:
    """Single days, the nearest first. Of the same days the one made last holds."""
    actor.must(Verb.MANAGE_ORGANISATION)
    rows = CalendarRow.objects.filter(organisation_id=actor.tenant).exclude(kind=CalendarKind.WEEK).order_by("valid_from", "-made_at")
    found: list[Line[CalendarRow]] = []
    for row in rows:
        later = any(one.row.made_at > row.made_at and one.row.valid_from <= row.valid_from and _covers(one.row, row) for one in found)
        found.append(Line(row, row.valid_to, Standing.REPLACED if later else _standing(row.valid_from, row.valid_to, today)))
    return found


def _covers(one: CalendarRow, other: CalendarRow) -> bool:
    return one.valid_to is not None and other.valid_to is not None and one.valid_to >= other.valid_to


def postal_days(actor: Actor, today: date) -> list[Line[PostalDays]]:
    """The organisation's own numbers, the one that begins last first."""
    actor.must(Verb.MANAGE_ORGANISATION)
    return _following(list(PostalDays.objects.filter(organisation_id=actor.tenant).order_by("-valid_from", "-made_at")), today)


def _following(rows: Sequence[Row], today: date) -> list[Line[Row]]:
    """Rows by first day, latest first: the first that covers today holds, and one with the day of a later-made is replaced."""
    found: list[Line[Row]] = []
    seen: set[date] = set()
    holds = next((row for row in rows if row.valid_from <= today and (row.valid_to is None or today <= row.valid_to)), None)
    for row in rows:
        standing = Standing.NOW if row is holds else Standing.COMING if row.valid_from > today else Standing.PAST
        found.append(Line(row, row.valid_to, Standing.REPLACED if row.valid_from in seen else standing))
        seen.add(row.valid_from)
    return found


def own_goals(actor: Actor, today: date) -> list[Line[OwnGoal]]:
    """Goals that hold, come or have held, by series; an end is the last day of the row before it."""
    actor.must(Verb.MANAGE_ORGANISATION)
    rows = OwnGoal.objects.filter(organisation_id=actor.tenant).order_by("series", "valid_from", "made_at")
    lines = [Line(row, last, _standing(row.valid_from, last, today)) for row, last in goal_periods(rows)]
    return sorted(lines, key=lambda line: (line.row.text, line.row.series, line.row.valid_from))


def own_goal(actor: Actor, series: UUID) -> OwnGoal | None:
    """The last row of a series; None when the organisation has no such goal or it was ended."""
    actor.must(Verb.MANAGE_ORGANISATION)
    row = OwnGoal.objects.filter(organisation_id=actor.tenant, series=series).order_by("-made_at").first()
    return None if row is None or row.ended else row


def goal_periods(rows: Iterable[OwnGoal]) -> list[tuple[OwnGoal, date | None]]:
    """Rows in the order series, day, moment, each with its last day: the day before the next of its series begins."""
    by_day: dict[tuple[UUID, date], OwnGoal] = {(row.series, row.valid_from): row for row in rows}  # of one day, the one made last
    kept = list(by_day.values())
    found = []
    for number, row in enumerate(kept):
        after = kept[number + 1] if number + 1 < len(kept) else None
        until = after.valid_from - timedelta(days=1) if after and after.series == row.series else None
        if not row.ended:
            found.append((row, min((day for day in (row.valid_to, until) if day), default=None)))
    return found


def _standing(first: date, last: date | None, today: date) -> Standing:
    if first > today:
        return Standing.COMING
    return Standing.PAST if last is not None and last < today else Standing.NOW
