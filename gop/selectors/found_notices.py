"""Advance notices that a search finds: those that stand on Mine planer, or above the inbox."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.folding import name_key, sort_key
from accounts.secret import cpr_hashes
from gop.enums import NoticeState
from gop.models import AdvanceNotice, ReceivedNotice
from gop.selectors.notices import SHOWN_FOR, notices_visible_to, received_visible_to

PAGE = 50


def find_notices(actor: Actor, *, number: str = "", name: str = "") -> list[AdvanceNotice]:
    """The hospital's open notices, by whole CPR or by the first letters of the last name; at most one page, by name."""
    rows = notices_visible_to(actor).filter(state=NoticeState.NOTIFIED)
    return _found(rows, number, name)


def find_received(actor: Actor, today: date, *, number: str = "", name: str = "") -> list[ReceivedNotice]:
    """The same of a receiver, with what came to nothing while it is still shown."""
    gone = Q(state__in=(NoticeState.WITHDRAWN, NoticeState.WITHOUT_PLAN), ended_at__date__gte=today - SHOWN_FOR)
    rows = received_visible_to(actor).filter(Q(state=NoticeState.NOTIFIED) | gone)
    return _found(rows, number, name)


def _found(rows: QuerySet[Any], number: str, name: str) -> list[Any]:
    """A notice keeps no folded name: those in force are few, so their names are compared here."""
    if number:
        return list(rows.filter(cpr_hash__in=cpr_hashes(number)).order_by("citizen_name", "id")[:PAGE])
    wanted = sort_key(name)
    keys: list[tuple[str, UUID]] = [(name_key(said), one) for one, said in rows.values_list("id", "citizen_name")]
    chosen = [one for key, one in sorted(keys) if key.startswith(wanted)][:PAGE]
    found = rows.in_bulk(chosen)
    return [found[one] for one in chosen]
