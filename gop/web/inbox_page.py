"""What the inbox shows: chips, rows, and the buttons for several at once. One dictionary for page, fragment and search."""

import hashlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.http import urlencode

from accounts import clock
from accounts.actor import Actor
from accounts.danish import day_date
from accounts.enums import Verb
from accounts.prepared import Asked
from accounts.selectors import ask_colleagues, colleagues
from accounts.web.addresses import address_of
from deadlines.selectors import ask_calendar
from gop.selectors.inbox import Inbox, ask_inbox, inbox, next_due
from gop.selectors.views import ENDED, LINKED, TEAM, WAITS, WEEK
from gop.services.cases import MAY_OWN
from gop.services.clocks import NONE_OPEN
from gop.web.presenters import case_rows, grouped

LABELS = {
    "alle": "Alle",
    "mine": "Mine",
    "uden_ejer": "Uden ejer",
    "overskredet": "Overskredet",
    "i_dag": "I dag",
    "nye": "Nye",
}
MORE_LABELS = {
    "omraade": "Mit område",
    "svar": "Afventer svar",
    "udfoerer": "Nyt fra udføreren",
    "frit_valg": "Udvidet frit valg",
    "avanceret": "Avanceret",
    "boern": "Børn",
    "specialiseret": "Specialiseret",
    "orientering": "Til orientering",
    ENDED: "Afsluttet",
    WEEK: "Frist inden 7 dage",
    WAITS: "Venter på første møde",
}


def list_of(actor: Actor, found: Inbox, after: str = "") -> dict[str, Any]:
    """`after`: the key that the page began behind."""
    rows = case_rows(found.cases)
    ended = found.chosen == ENDED and not found.outside
    asked = asked_by(found, after)
    chips, more = _chips(found)
    return {
        "chips": chips,
        "more_chips": more,
        "chosen": _label(found),
        "groups": [("", rows)] if ended and rows else grouped(rows),
        "ended": ended,
        "outside": found.outside,
        "shown": len(rows),
        "noun": "sag" if len(rows) == 1 else "sager",
        "total": found.counts.get(found.chosen) if not after and len(rows) > 1 and not found.outside else None,
        "continued": bool(after),
        "first_url": address(found),
        "next_url": address(found, found.next_after) if found.next_after else "",
        "empty": _empty(actor, ended) if not rows else "",
        "asked": asked,
        "fresh_url": _with(address_of("gop:fresh"), asked),
        "fresh_seconds": settings.GOP_FRESH_SECONDS,
    } | _several(actor, ended, found)


def etag_of(shown: dict[str, Any]) -> str:
    """Follows from everything that the list shows, and from nothing else."""
    told = repr(shown).encode()  # texts, numbers, days and ids alone, in the order they were put in
    return f'"{hashlib.sha256(told).hexdigest()[:32]}"'


def asked_by(found: Inbox, after: str = "") -> dict[str, str]:
    """What the address says of the list, so that it can be kept and sent: no name and no CPR number."""
    asked = {"vis": found.chosen if found.chosen != "alle" else "", "team": str(found.team or ""), "efter": after}
    return {key: value for key, value in asked.items() if value}


def _chips(found: Inbox) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The first six and the chosen one; the others behind "Flere visninger"."""
    own = any(mine for _, _, mine in found.desks)
    shown = {
        name: text for name, text in MORE_LABELS.items() if found.chosen == name or (name not in LINKED and (own or name != "omraade"))
    }
    rest = [_chip(name, text, found) for name, text in shown.items()]
    rest += [_desk(key, name, found) for key, name, _ in found.desks]
    first = [_chip(name, text, found) for name, text in LABELS.items()]
    return [*first, *(one for one in rest if one["active"])], [one for one in rest if not one["active"]]


def _chip(name: str, text: str, found: Inbox) -> dict[str, Any]:
    url = _with(address_of("gop:inbox"), {"vis": name} if name != "alle" else {})
    return {"text": text, "count": found.counts.get(name), "url": url, "active": name == found.chosen}


def _desk(key: UUID, name: str, found: Inbox) -> dict[str, Any]:
    url = _with(address_of("gop:inbox"), {"vis": TEAM, "team": str(key)})
    return {"text": f"Team: {name}", "count": None, "url": url, "active": key == found.team}


def _label(found: Inbox) -> str:
    if found.chosen == TEAM:
        return next(f"Team {name}" for key, name, _ in found.desks if key == found.team)
    return (LABELS | MORE_LABELS)[found.chosen]


def _several(actor: Actor, ended: bool, found: Inbox) -> dict[str, Any]:
    """What may be done with the ticked rows: nothing with an ended case."""
    if ended or not found.cases:
        return {"may_take": False, "may_hand_over": False, "people": []}
    may = actor.may(Verb.HAND_OVER)
    return {
        "may_take": actor.may(Verb.TAKE),
        "may_hand_over": may,
        "people": hand_over_choices(actor, found.desks) if may else [],
    }


def hand_over_choices(actor: Actor, desks: list[tuple[UUID, str, bool]]) -> list[tuple[str, str]]:
    """Teams first, as where one case is handed over."""
    teams = [(f"team:{key}", f"Team: {name}") for key, name, _ in desks]
    return teams + [(str(user), f"{name}, {role.label.lower()}") for user, name, role in colleagues(actor, MAY_OWN)]


def _with(address: str, asked: dict[str, str]) -> str:
    return f"{address}?{urlencode(asked)}" if asked else address


def address(found: Inbox, after: str = "") -> str:
    """Everything about the list is in its address."""
    return _with(address_of("gop:inbox"), asked_by(found, after))


def _empty(actor: Actor, ended: bool) -> str:
    if ended:
        return "Ingen sager er afsluttet."
    due = next_due(actor)
    return "Ingen sager venter." if due is None or due == NONE_OPEN else f"Ingen sager venter. Næste frist er {day_date(due)}."


def asked_ahead(request: Any) -> list[Asked]:
    """What the list that the address asks for asks, to be sent in one message."""
    actor, today, asked = request.actor, clock.today(), request.GET
    people = [ask_colleagues(actor)] if actor.may(Verb.HAND_OVER) else []
    return [*ask_inbox(actor, today, asked.get("vis", "alle"), asked.get("efter", "")), *ask_calendar(actor.tenant, today), *people]


def found_by(request: Any) -> Inbox:
    """The list that the address asks for."""
    asked = request.GET
    return inbox(request.actor, clock.today(), asked.get("vis", "alle"), asked.get("efter", ""), asked.get("team", ""))
