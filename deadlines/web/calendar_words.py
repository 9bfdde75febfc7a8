"""The rows of Kalender og mål in words."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from accounts.actor import Actor
from accounts.danish import WEEKDAYS, count_days, long_date, short_moment
from deadlines.calendar_selectors import Line, Standing, own_goals, postal_days, single_days, weeks
from deadlines.enums import CalendarKind, GoalFrom, GoalMetBy, GoalUnit
from deadlines.selectors import post_of
from gop.enums import PlanType

if TYPE_CHECKING:
    from deadlines.models import CalendarRow, OwnGoal

TONE = {Standing.NOW: "success", Standing.COMING: "info"}
SINCE = {GoalFrom.DAY_ZERO: "efter dag 0", GoalFrom.RECEIVED: "efter modtagelsen", GoalFrom.CONTROL: "før kontrollen"}
OLD = {Standing.PAST, Standing.REPLACED}


def context_of(actor: Actor, today: date) -> dict[str, Any]:
    """The tables of the page, and what holds today in a sentence. Six queries."""
    week_lines, day_lines = weeks(actor, today), single_days(actor, today)
    post = post_of(actor.tenant, today)
    now = next((line for line in week_lines if line.standing == Standing.NOW), None)
    assumed = " (antaget, I har ikke bestemt jeres eget)" if post.assumption else ""
    return {
        "week_now": f"{week_text(now.row)}." if now else "Mandag til fredag, lukket på helligdage. I har ikke bestemt andet.",
        "weeks": _table("Ugens åbningsdage", [(line, week_text(line.row)) for line in week_lines]),
        "days": _table("Enkelte dage", [(line, f"{CalendarKind(line.row.kind).label}: {line.row.text}") for line in day_lines]),
        "post_now": f"Et brev regnes for modtaget {count_days(post.days)} efter, at det er sendt{assumed}.",
        "post": _table("Postdage", [(line, count_days(line.row.days)) for line in postal_days(actor, today)]),
        "goals": _goals(own_goals(actor, today)),
    }


def goal_row(actor: Actor, series: UUID, today: date) -> dict[str, Any]:
    """What one goal is and has been."""
    return _goals([line for line in own_goals(actor, today) if line.row.series == series])


def _goals(lines: Sequence[Line["OwnGoal"]]) -> dict[str, Any]:
    table = _table("Egne mål", [(line, line.row.text) for line in lines])
    said = {line.row.id: goal_text(line.row) for line in lines}
    for shown in [*table["rows"], *table["old"]]:
        shown["more"] = said[shown["id"]]
    last = {line.row.series: line.row.id for line in lines}  # the one that may be changed
    series_of = {row: series for series, row in last.items()}
    for shown in table["rows"]:
        shown["series"] = series_of.get(shown["id"])
    return table


def _new(line: Line[Any]) -> bool:
    return line.standing not in OLD


def _table(caption: str, lines: Sequence[tuple[Line[Any], str]]) -> dict[str, Any]:
    """What holds or comes, and what has been."""
    rows = [(line, _shown(line, text)) for line, text in lines]
    return {"caption": caption, "rows": [row for line, row in rows if _new(line)], "old": [row for line, row in rows if not _new(line)]}


def _shown(line: Line[Any], text: str) -> dict[str, Any]:
    row = line.row
    single = line.last == row.valid_from
    computed = getattr(row, "applied_at", row.made_at)
    return {
        "id": row.id,
        "text": text,
        "period": _upper(long_date(row.valid_from)) if single else f"Fra {long_date(row.valid_from)}{_until(line.last)}",
        "standing": line.standing.label,
        "tone": TONE.get(line.standing, ""),
        "made": f"{row.made_by_name}, {short_moment(row.made_at)}",
        "note": "" if computed else "Fristerne regnes om nu.",
    }


def _until(last: date | None) -> str:
    return f" til og med {long_date(last)}" if last else ""


def week_text(row: "CalendarRow") -> str:
    """'Mandag, tirsdag og torsdag, lukket på helligdage'."""
    names = [WEEKDAYS[number] for number in sorted(row.weekdays)]
    run = len(names) > 2 and row.weekdays[-1] - row.weekdays[0] == len(names) - 1
    said = f"{names[0]} til {names[-1]}" if run else " og ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{_upper(said)}, {'lukket' if row.closed_on_holidays else 'også åbent'} på helligdage"


def goal_text(row: "OwnGoal") -> str:
    """'3 åbningsdage efter modtagelsen, nås ved kontakt til borgeren. Almen genoptræning'."""
    one = row.number == 1
    units = {GoalUnit.OPENING_DAYS: "åbningsdag" if one else "åbningsdage", GoalUnit.CALENDAR_DAYS: "dag" if one else "dage"}
    since = SINCE[GoalFrom(row.counted_from)]
    types = ", ".join(PlanType(one).label.lower() for one in row.holds_for)
    return f"{row.number} {units[GoalUnit(row.unit)]} {since}, nås ved {GoalMetBy(row.met_by).label.lower()}. {_upper(types)}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
