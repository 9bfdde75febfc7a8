"""What an organisation decides about its public page. An offer is changed by a new row; the old one is ended and kept.

Only its place on the page is written on the row itself. The same again changes nothing.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from django.db import connection

from accounts import clock
from accounts.actor import Actor
from accounts.civil import REFUSED, holds_number
from accounts.danish import short_moment
from accounts.enums import Verb
from accounts.errors import NotAccepted
from accounts.models import Offering
from accounts.offerings import offerings_of

MOST_OFFERS = 60
LONGEST = {"title": 120, "target_group": 500, "content": 4000, "referral": 500, "place": 300, "waiting": 200}
MISSING = {
    "title": "Skriv, hvad tilbuddet hedder.",
    "target_group": "Skriv, hvem tilbuddet er til.",
    "content": "Skriv, hvad tilbuddet indeholder.",
    "referral": "Skriv, hvordan man bliver henvist.",
}
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('offerings ' || %s, 0))"
GONE = "Tilbuddet findes ikke."


@dataclass(frozen=True, slots=True)
class OfferAsked:
    """Texts as typed. `waiting`: in words, empty: not told."""

    title: str
    target_group: str
    content: str
    referral: str
    place: str = ""
    waiting: str = ""


class Became(Enum):
    """What came of one offer that was asked for."""

    NEW = "Nyt tilbud"
    CHANGED = "Afløser det nuværende med samme navn"
    SAME = "Uændret"


def add_offering(actor: Actor, asked: OfferAsked) -> Became:
    """Last on the page. Raises NotAccepted by field."""
    rows = _held(actor)
    said = _said(asked)
    if any(_texts(row) == said for row in rows):
        return Became.SAME  # pressed twice
    if len(rows) >= MOST_OFFERS:
        raise NotAccepted([("", f"I har {MOST_OFFERS} tilbud. Læg et væk først.")])
    _other_name(rows, said)
    _put(actor, said, 1 + max((row.position for row in rows), default=0), clock.today() if said["waiting"] else None)
    return Became.NEW


def change_offering(actor: Actor, offering_id: UUID, asked: OfferAsked) -> Became:
    """Another row on its place. The waiting time counts as told today where its words are new. Raises NotAccepted by field."""
    rows = _held(actor)
    row = _standing(actor, rows, offering_id)
    said = _said(asked)
    if _texts(row) == said:
        return Became.SAME
    _other_name([one for one in rows if one is not row], said)
    told = row.waiting_stated_on if said["waiting"] == row.waiting else clock.today() if said["waiting"] else None
    _end(actor, row)
    _put(actor, said, row.position, told)
    return Became.CHANGED


def put_by_title(actor: Actor, asked: OfferAsked) -> Became:
    """As a file says it: the offer of that name is changed, else it is added; a waiting time counts as told today."""
    rows = _held(actor)
    said = _said(asked)
    row = next((one for one in rows if one.title.casefold() == said["title"].casefold()), None)
    if row is None:
        return add_offering(actor, asked)
    told = clock.today() if said["waiting"] else None
    if _texts(row) == said and row.waiting_stated_on == told:
        return Became.SAME
    _end(actor, row)
    _put(actor, said, row.position, told)
    return Became.CHANGED


def move_offering(actor: Actor, offering_id: UUID, step: int) -> None:
    """One place up (-1) or down (1); at the end it stays."""
    rows = _held(actor)
    place = rows.index(_standing(actor, rows, offering_id))
    to = max(0, min(place + step, len(rows) - 1))
    rows.insert(to, rows.pop(place))
    for position, row in enumerate(rows, 1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def put_away(actor: Actor, offering_id: UUID) -> None:
    """Off the page. Repeating it changes nothing."""
    rows = _held(actor)
    if Offering.objects.filter(organisation_id=actor.tenant, id=offering_id, ended_at__isnull=False, ended_by_name=actor.name).exists():
        return
    _end(actor, _standing(actor, rows, offering_id))


def state_waiting(actor: Actor, told: Mapping[UUID, str]) -> None:
    """Waiting times by offer, in words; each holds as of today, also where the words are the old ones. Raises NotAccepted by offer's id."""
    rows = _held(actor)
    today = clock.today()
    wrong: list[tuple[str, str]] = []
    for offering_id, text in told.items():
        row = _standing(actor, rows, offering_id)
        words = " ".join(text.split())
        if problem := _too_long("waiting", words) or (REFUSED if holds_number(words) else ""):
            wrong.append((str(offering_id), problem))
            continue
        on = today if words else None
        if (row.waiting, row.waiting_stated_on) != (words, on):
            _end(actor, row)
            _put(actor, _texts(row) | {"waiting": words}, row.position, on)
    if wrong:
        raise NotAccepted(wrong)


def _held(actor: Actor) -> list[Offering]:
    """The offers on the page, with everybody else's changes kept out until the transaction ends."""
    actor.must(Verb.KEEP_OFFERINGS)
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [str(actor.tenant)])
    return offerings_of(actor.tenant)


def _standing(actor: Actor, rows: list[Offering], offering_id: UUID) -> Offering:
    row = next((one for one in rows if one.id == offering_id), None)
    if row is not None:
        return row
    ended = Offering.objects.filter(organisation_id=actor.tenant, id=offering_id).first()
    if ended is None or ended.ended_at is None:
        raise NotAccepted([("", GONE)])
    raise NotAccepted(
        [("", f"{ended.ended_by_name} har ændret eller lagt tilbuddet væk {short_moment(ended.ended_at)}. Se, hvad der står nu.")]
    )


def _other_name(rows: list[Offering], said: Mapping[str, str]) -> None:
    """A name stands once on a page, so that a file finds what it changes."""
    if any(row.title.casefold() == said["title"].casefold() for row in rows):
        raise NotAccepted([("title", "I har allerede et tilbud med det navn. Ret det i stedet, eller vælg et andet navn.")])


def _said(asked: OfferAsked) -> dict[str, str]:
    """One line each, but for the content. Raises NotAccepted by field."""
    said = {
        name: text.strip().replace("\r\n", "\n") if name == "content" else " ".join(text.split()) for name, text in asdict(asked).items()
    }
    wrong = [(name, text) for name, text in MISSING.items() if not said[name]]
    wrong += [(name, problem) for name, text in said.items() if (problem := _too_long(name, text))]
    wrong += [(name, REFUSED) for name, text in said.items() if holds_number(text)]
    if wrong:
        raise NotAccepted(wrong)
    return said


def _too_long(name: str, text: str) -> str:
    return f"Skriv højst {LONGEST[name]} tegn." if len(text) > LONGEST[name] else ""


def _texts(row: Offering) -> dict[str, str]:
    return {name: getattr(row, name) for name in LONGEST}


def _put(actor: Actor, said: Mapping[str, str], position: int, told: date | None) -> None:
    made = {"made_at": clock.now(), "made_by_name": actor.name, "waiting_stated_on": told, "position": position}
    Offering(organisation_id=actor.tenant, **said, **made).save(force_insert=True)


def _end(actor: Actor, row: Offering) -> None:
    row.ended_at, row.ended_by_name = clock.now(), actor.name
    row.save(update_fields=["ended_at", "ended_by_name"])
