"""The inbox: one page of a view with the counts of all, and the search within it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value

from accounts.actor import Actor
from accounts.folding import prefix_range, sort_key
from accounts.prepared import Asked, Prepared
from accounts.secret import cpr_hashes
from gop.models import Case
from gop.selectors.cases import LISTED, OPEN, RUNNING, cases_visible_to
from gop.selectors.views import COUNTED, ENDED, LINKED, TEAM, ask_desks, born_after, desks, filters

PAGE = 50  # a list asks for one row more, which says whether another page follows


@dataclass(frozen=True)
class Inbox:
    """`outside`: found by the search, but not in the view."""

    cases: list[Case]
    counts: Mapping[str, int]
    chosen: str
    desks: list[tuple[UUID, str, bool]]
    team: UUID | None = None
    next_after: str = ""
    outside: bool = False


def inbox(actor: Actor, day: date, chosen: str = "alle", after: str = "", team: str = "") -> Inbox:
    """One page sorted by last working day, ended cases newest first. Three queries, whatever the number of cases.

    `after` is the key of the last row shown, as the page before gave it; anything else begins at the start.
    An unknown view or team is "alle".
    """
    view, desk, teams = _asked(actor, chosen, team)
    shown: list[Case] = _page.objects(actor, day, born_after(day), view, desk, *_last_shown(after, ended=view == ENDED), PAGE + 1)
    next_after = _key(shown[PAGE - 1]) if len(shown) > PAGE else ""
    return Inbox(shown[:PAGE], counts_of(actor, day), view, teams, desk, next_after)


def ask_inbox(actor: Actor, day: date, chosen: str = "alle", after: str = "") -> list[Asked]:
    """What `inbox` asks, but a team's own page, which the desks must answer first."""
    counts: list[Asked] = [ask_desks(actor), (_counts, (actor, day, born_after(day)))]
    if chosen not in (*COUNTED, ENDED, *LINKED):
        return counts
    # The rows first: they are read while the server still counts.
    return [(_page, (actor, day, born_after(day), chosen, None, *_last_shown(after, ended=chosen == ENDED), PAGE + 1)), *counts]


def search(actor: Actor, day: date, chosen: str, team: str, *, number: str = "", name: str = "") -> Inbox:
    """By whole CPR (ten characters) or the first letters of the last name: what of the view fits.

    When nothing does, what of all the authority's cases fits, ended ones too.
    """
    view, desk, teams = _asked(actor, chosen, team)
    wanted, outside = filters(actor, day, born_after(day), desk)[view], False
    found = _fitting(cases_visible_to(actor).filter(wanted), number, name)
    if not found:
        found = _fitting(cases_visible_to(actor), number, name)
        outside = bool(found)
    return Inbox(found, counts_of(actor, day), view, teams, desk, outside=outside)


def _fitting(rows: QuerySet[Case], number: str, name: str) -> list[Case]:
    """At most a page, by name."""
    if number:
        rows = rows.filter(cpr_hash__in=cpr_hashes(number)).order_by("last_working_day", "id")
    else:
        low, high = prefix_range(sort_key(name))
        rows = rows.filter(name_key__gte=low, name_key__lt=high).order_by("name_key", "id")
    return list(rows.only(*LISTED)[:PAGE])


def _asked(actor: Actor, chosen: str, team: str) -> tuple[str, UUID | None, list[tuple[UUID, str, bool]]]:
    teams = desks(actor)
    desk = next((key for key, _, _ in teams if str(key) == team), None) if chosen == TEAM else None
    known = chosen in (*COUNTED, ENDED, *LINKED) or desk is not None
    return (chosen if known else "alle"), desk, teams


def _key(case: Case) -> str:
    return f"{(case.ended_at or case.last_working_day).isoformat()}_{case.id}"


def _last_shown(after: str, *, ended: bool) -> tuple[date | None, UUID | None]:
    """The moment or day of the last row, and its id."""
    text, _, last_id = after.partition("_")
    try:
        last, key = datetime.fromisoformat(text), UUID(last_id)
    except ValueError:
        return None, None
    if ended:
        return (last, key) if last.tzinfo else (None, None)
    return last.date(), key


def _page_after(
    actor: Actor, day: date, child_after: date, view: str, team: UUID | None, last: date | None, key: UUID | None, most: int
) -> QuerySet[Case]:
    rows, ended = cases_visible_to(actor).filter(filters(actor, day, child_after, team)[view]).only(*LISTED), view == ENDED
    if last is not None and ended:
        rows = rows.filter(ended_at__lte=last).filter(Q(ended_at__lt=last) | Q(id__lt=key))
    elif last is not None:
        rows = rows.filter(last_working_day__gte=last).filter(Q(last_working_day__gt=last) | Q(id__gt=key))
    return rows.order_by("-ended_at", "-id")[:most] if ended else rows.order_by("last_working_day", "id")[:most]


def counts_of(actor: Actor, day: date) -> dict[str, int]:
    """How many stand in each view. One query over the open cases."""
    return dict(zip(COUNTED, _counts.rows(actor, day, born_after(day))[0], strict=True))


def _counts_of(actor: Actor, day: date, child_after: date) -> QuerySet[Any, Any]:
    """One row, in the order of COUNTED."""
    named = filters(actor, day, child_after)
    counted: dict[str, Any] = {name: Count("id", filter=named[name]) for name in COUNTED}
    return cases_visible_to(actor).filter(OPEN).values(one=Value(1)).annotate(**counted).values_list(*COUNTED)


_page, _counts = Prepared(_page_after), Prepared(_counts_of)


def next_due(actor: Actor) -> date | None:
    """The next last working day among open cases, for an empty inbox."""
    return cases_visible_to(actor).filter(OPEN, RUNNING).order_by("last_working_day").values_list("last_working_day", flat=True).first()
