"""What an organisation decides for itself: opening days, single days, postal days and goals.

Each change is a new row that says who and when. It holds from a day that has not passed, so no past day is ever changed.
The same again changes nothing.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.wake import wake
from deadlines.enums import CalendarKind, GoalFrom, GoalMetBy, GoalUnit
from deadlines.errors import NotAccepted
from deadlines.models import CalendarRow, OwnGoal, PostalDays
from deadlines.rules import CalendarLine, calendar_from
from deadlines.selectors import calendar_lines

# Beyond these a date or a number is a slip of the pen.
FURTHEST = timedelta(days=2 * 366)
LONGEST_CLOSED, LONGEST_RUN = timedelta(days=60), timedelta(days=70)
MOST_POSTAL_DAYS, MOST_GOAL_DAYS = 14, 365

WEEKDAYS = frozenset(range(7))
Wrong = list[tuple[str, str]]


def _from_a_day(wrong: Wrong, first: date | None, last: date | None = None, field: str = "valid_from", until: str = "valid_to") -> None:
    """A day that has not passed and is no slip of the pen; the last day, if any, not before it."""
    today = clock.today()
    if first is None:
        wrong.append((field, "Angiv en dato."))
    elif first < today:
        wrong.append((field, "Datoen er passeret. Det, der har gældt, kan ikke ændres. Vælg i dag eller en dag, der kommer."))
    elif first > today + FURTHEST:
        wrong.append((field, "Datoen ligger mere end to år ude. Se efter, om årstallet er rigtigt."))
    if first and last and last < first:
        wrong.append((until, "Den sidste dag ligger før den første."))


def _made(actor: Actor) -> dict[str, object]:
    return {"organisation_id": actor.tenant, "made_at": clock.now(), "made_by": actor.person, "made_by_name": actor.name}


def set_week(actor: Actor, *, valid_from: date | None, valid_to: date | None, weekdays: Iterable[int], closed_on_holidays: bool) -> None:
    """The weekdays that are open from a day on (Monday is 0). Raises NotAccepted by field."""
    actor.must(Verb.MANAGE_ORGANISATION)
    chosen = sorted(set(weekdays))
    wrong: Wrong = []
    _from_a_day(wrong, valid_from, valid_to)
    if not chosen or not WEEKDAYS.issuperset(chosen):
        wrong.append(("weekdays", "Vælg mindst én ugedag."))
    if wrong or valid_from is None:
        raise NotAccepted(wrong)
    _add(actor, CalendarKind.WEEK, valid_from, valid_to, weekdays=chosen, closed_on_holidays=closed_on_holidays)


def set_days(actor: Actor, *, kind: CalendarKind | None, first: date | None, last: date | None, text: str) -> None:
    """Single days that are closed, open, or as the week again; `last` empty: one day. Raises NotAccepted by field."""
    actor.must(Verb.MANAGE_ORGANISATION)
    wrong: Wrong = []
    if kind is None or kind == CalendarKind.WEEK:
        wrong.append(("kind", "Vælg, om I har lukket eller åbent."))
    _from_a_day(wrong, first, last, "first", "last")
    if first and last and last - first > LONGEST_CLOSED:
        wrong.append(("last", "Vælg højst 60 dage ad gangen. Er det hver uge, så ret ugens åbningsdage."))
    if not text.strip():
        wrong.append(("text", "Skriv, hvad dagen er, for eksempel juleaftensdag."))
    if not wrong and kind == CalendarKind.CLOSED and first and _closed_too_long(actor, first, last or first):
        wrong.append(
            ("first", "I har så lukket mere end ti uger i træk. En frist skal have en sidste arbejdsdag. Tag nogle dage tilbage først.")
        )
    if wrong or first is None or kind is None:
        raise NotAccepted(wrong)
    _add(actor, kind, first, last or first, text=text.strip())


def _closed_too_long(actor: Actor, first: date, last: date) -> bool:
    """Whether the days would join others to a closing that leaves deadlines without a last working day."""
    near = calendar_lines(actor.tenant, first - LONGEST_RUN, last + LONGEST_RUN)
    calendar = calendar_from([*near, CalendarLine(CalendarKind.CLOSED, first, last, clock.now())], ())
    around = [first - LONGEST_RUN + timedelta(days=number) for number in range((last - first + 2 * LONGEST_RUN).days + 1)]
    run = longest = 0
    for day in around:
        run = 0 if calendar.is_open(day) else run + 1
        longest = max(longest, run)
    return longest > LONGEST_RUN.days


def _add(actor: Actor, kind: CalendarKind, valid_from: date, valid_to: date | None, **said: object) -> None:
    said = {"kind": kind, "valid_from": valid_from, "valid_to": valid_to, **said}
    latest = CalendarRow.objects.filter(organisation_id=actor.tenant).order_by("-made_at").first()
    if latest is not None and all(getattr(latest, name) == value for name, value in said.items()):
        return
    CalendarRow(**said, **_made(actor)).save(force_insert=True)
    wake("gop.recalculate_calendar", actor.tenant)


def set_postal_days(actor: Actor, *, valid_from: date | None, days: int | None) -> None:
    """The organisation's own number of days for a letter, from a day on. Letters already told keep their day."""
    actor.must(Verb.MANAGE_ORGANISATION)
    wrong: Wrong = []
    _from_a_day(wrong, valid_from)
    if days is None or not 0 <= days <= MOST_POSTAL_DAYS:
        wrong.append(("days", f"Skriv et antal dage fra 0 til {MOST_POSTAL_DAYS}."))
    if wrong or valid_from is None or days is None:
        raise NotAccepted(wrong)
    latest = PostalDays.objects.filter(organisation_id=actor.tenant).order_by("-made_at").first()
    if latest is None or (latest.valid_from, latest.days) != (valid_from, days):
        PostalDays(valid_from=valid_from, days=days, **_made(actor)).save(force_insert=True)


@dataclass(frozen=True, slots=True)
class GoalAsked:
    """What a goal is to be: text, what it is counted from, how much of what, what meets it, and for which plan types."""

    text: str
    counted_from: GoalFrom | None
    unit: GoalUnit | None
    number: int | None
    met_by: GoalMetBy | None
    holds_for: tuple[str, ...]


CHOSEN = (
    ("unit", "Vælg, hvilke dage der tælles."),
    ("counted_from", "Vælg, hvornår målet regnes fra."),
    ("met_by", "Vælg, hvad der skal ske."),
)


def set_goal(actor: Actor, asked: GoalAsked, *, valid_from: date | None, valid_to: date | None = None, series: UUID | None = None) -> UUID:
    """A new goal, or, with `series`, what one is from a day on. Returns the series. Raises NotAccepted by field."""
    actor.must(Verb.MANAGE_ORGANISATION)
    wrong: Wrong = []
    if not asked.text.strip():
        wrong.append(("text", "Skriv, hvad målet er."))
    if asked.number is None or not 0 <= asked.number <= MOST_GOAL_DAYS:
        wrong.append(("number", f"Skriv et antal fra 0 til {MOST_GOAL_DAYS}."))
    wrong += [(name, sentence) for name, sentence in CHOSEN if getattr(asked, name) is None]
    if not asked.holds_for:
        wrong.append(("holds_for", "Vælg mindst én type genoptræning."))
    _from_a_day(wrong, valid_from, valid_to)
    latest = _latest(actor, series) if series else None
    if series and (latest is None or latest.ended):
        wrong.append(("", "Målet er ophørt. Lav et nyt."))
    if wrong or valid_from is None:
        raise NotAccepted(wrong)
    said = {
        "text": asked.text.strip(),
        "counted_from": asked.counted_from,
        "unit": asked.unit,
        "number": asked.number,
        "met_by": asked.met_by,
        "holds_for": list(asked.holds_for),
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    latest = latest or OwnGoal.objects.filter(organisation_id=actor.tenant).order_by("-made_at").first()
    if latest is not None and not latest.ended and all(getattr(latest, name) == value for name, value in said.items()):
        return latest.series
    row = OwnGoal(series=series or uuid.uuid4(), **said, **_made(actor))
    row.save(force_insert=True)
    return row.series


def end_goal(actor: Actor, series: UUID, *, valid_from: date | None) -> None:
    """The goal holds no longer from the day; cases counted from an earlier day keep it."""
    actor.must(Verb.MANAGE_ORGANISATION)
    wrong: Wrong = []
    _from_a_day(wrong, valid_from)
    latest = _latest(actor, series)
    if latest is None:
        wrong.append(("", "Målet findes ikke."))
    if wrong or valid_from is None or latest is None:
        raise NotAccepted(wrong)
    if latest.ended and latest.valid_from == valid_from:
        return
    kept = {name: getattr(latest, name) for name in ("series", "text", "counted_from", "unit", "number", "met_by", "holds_for")}
    OwnGoal(valid_from=valid_from, ended=True, **kept, **_made(actor)).save(force_insert=True)


def _latest(actor: Actor, series: UUID) -> OwnGoal | None:
    return OwnGoal.objects.filter(organisation_id=actor.tenant, series=series).order_by("-made_at").first()
