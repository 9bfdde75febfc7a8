"""The line above a list: notices ahead that nobody here has read, and waiting times on the own public page that are old."""

from datetime import date
from typing import Any

from accounts.actor import Actor
from accounts.enums import Verb
from accounts.offerings import to_ask_about
from gop.selectors.told_ahead import unread_ahead

LINE = "gop/ahead_line.html"


def ahead_line(actor: Actor, today: date) -> dict[str, Any] | None:
    """What the template shows as `panel`; None: nothing. Two queries at most."""
    unread = unread_ahead(actor)
    old = to_ask_about(actor, today) if actor.may(Verb.KEEP_OFFERINGS) else 0
    if not unread and not old:
        return None
    return {
        "unread": f"{unread} {'varsling' if unread == 1 else 'varslinger'} om kapacitet er ikke læst" if unread else "",
        "old": f"{old} {'tilbud' if old == 1 else 'af jeres tilbud'} mangler en ventetid eller har en, der er mere end 30 dage gammel"
        if old
        else "",
    }
