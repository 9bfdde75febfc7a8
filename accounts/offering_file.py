"""Offers from a CSV file: what each line would do. Read as a dry run first; all of it is taken in, or nothing.

A line changes the offer of its name, or adds it last. What the file does not name stays on the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from accounts.actor import Actor
from accounts.errors import NotAccepted
from accounts.offering_services import Became, OfferAsked, put_by_title
from accounts.sheet import Sheet, SheetLine, read_sheet

# The words of a heading, folded; the first is the one the page shows.
HEADINGS = {
    "title": ("tilbud", "navn", "titel"),
    "target_group": ("maalgruppe", "hvem"),
    "content": ("indhold", "beskrivelse"),
    "referral": ("henvisning", "visitation"),
    "place": ("sted", "adresse"),
    "waiting": ("ventetid",),
}
NEEDED = ("title", "target_group", "content", "referral")


@dataclass(frozen=True, slots=True)
class Fate:
    """What a line does, or why not."""

    number: int
    shown: str
    became: Became | None
    wrong: list[str] = field(default_factory=list)


def read(text: str) -> Sheet:
    """The lines; a name that stands twice is wrong the second time."""
    sheet = read_sheet(text, HEADINGS, NEEDED)
    seen: dict[str, int] = {}
    for line in sheet.lines:
        title = line.said["title"].casefold()
        if title in seen:
            line.wrong.append(f"Samme tilbud som linje {seen[title]}.")
        seen.setdefault(title, line.number)
    return sheet


def take_in(actor: Actor, lines: Sequence[SheetLine], *, keep: bool) -> tuple[list[Fate], bool]:
    """(what each line does, whether it was kept). Every line is really tried; without `keep`, or where one fails, all of it is undone."""
    with transaction.atomic():
        fates = [_tried(actor, line) for line in lines]
        kept = keep and not any(fate.wrong for fate in fates)
        if not kept:
            transaction.set_rollback(True)
    return fates, kept


def _tried(actor: Actor, line: SheetLine) -> Fate:
    said = {name: line.said.get(name, "") for name in HEADINGS}
    wrong, became = list(line.wrong), None
    try:
        with transaction.atomic():
            became = put_by_title(actor, OfferAsked(**said))
    except NotAccepted as refused:
        wrong += [
            f"{HEADINGS[name][0].capitalize().replace('Maalgruppe', 'Målgruppe')}: {text}" if name else text for name, text in refused.wrong
        ]
    shown = ", ".join(part for part in (said["title"], said["place"], said["waiting"]) if part)
    return Fate(line.number, shown, None if wrong else became, wrong)
