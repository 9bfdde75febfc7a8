"""What an organisation decides about its contacts. A change is a new row from a day; the old one ends the day before.

One contact a matter at a time. The same again changes nothing. Nothing that has held is changed, and each row says who and when.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q

from accounts import clock
from accounts.actor import Actor
from accounts.contacts import holds
from accounts.danish import short_moment
from accounts.enums import ContactMatter, Verb
from accounts.errors import NotAccepted
from accounts.models import Contact, Organisation

FURTHEST = timedelta(days=2 * 366)
PHONE = re.compile(r"\+?[\d ]{8,20}")
LONGEST = {"name": 200, "email": 200, "address": 300, "hours": 200}
DAY = timedelta(days=1)
Wrong = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAsked:
    """What a contact is to be, from a day. Texts as typed; `matter` and `valid_from` None: not said."""

    matter: ContactMatter | None
    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""
    valid_from: date | None


TEXTS = tuple(one.name for one in fields(ContactAsked) if one.name not in ("matter", "valid_from"))


class Became(Enum):
    """What came of one contact that was asked for."""

    NEW = "Ny"
    CHANGED = "Afløser den nuværende"
    SAME = "Uændret"


def set_contact(actor: Actor, asked: ContactAsked, *, instead: UUID | None = None, new: bool = False) -> Became:
    """The contact for a matter from a day on. `instead`: the row the page showed; `new`: the matter must have none that day.

    A contact that begins later keeps its day. Raises NotAccepted by field.
    """
    actor.must(Verb.MANAGE_ORGANISATION)
    said = {name: " ".join(getattr(asked, name).split()) for name in TEXTS}
    wrong = _wrong(asked, said)
    if wrong or asked.matter is None or asked.valid_from is None:
        raise NotAccepted(wrong)
    day = asked.valid_from
    rows = _locked(actor, asked.matter)
    if instead is not None:
        _must_stand(rows, instead)
    before = next((row for row in rows if holds(row, day)), None)
    if before is not None and new:
        text = f"Der er allerede en kontakt om {asked.matter.label.lower()} den dag: {before.name}. Ret den i stedet."
        raise NotAccepted([("matter", text)])
    if before is not None and all(getattr(before, name) == value for name, value in said.items()):
        return Became.SAME
    now = clock.now()
    after = min((row.valid_from for row in rows if row.valid_from > day), default=None)
    last = after - DAY if after else None
    if before is not None:
        # What was to end some day ends then still, unless the next one begins earlier.
        last = min(filter(None, (last, before.valid_to)), default=None)
        _close(actor, before, day - DAY, now)
    Contact(
        organisation_id=actor.tenant,
        matter=asked.matter,
        **said,
        valid_from=day,
        valid_to=last,
        made_at=now,
        made_by_name=actor.name,
    ).save(force_insert=True)
    return Became.CHANGED if before is not None else Became.NEW


def end_contact(actor: Actor, contact_id: UUID, *, last: date | None) -> None:
    """Its last day. One that has not begun is taken back whole by a day before it. Raises NotAccepted by field."""
    actor.must(Verb.MANAGE_ORGANISATION)
    row = _locked_row(actor, contact_id)
    if last is None or last < clock.today():
        raise NotAccepted(
            [("last", "Vælg i dag eller en dag, der kommer. Det, der har gældt, kan ikke ændres." if last else "Angiv en dato.")]
        )
    if row.valid_to == last and row.ended_by_name == actor.name:
        return
    if row.valid_to is not None and row.valid_to < last:
        raise NotAccepted([("last", "Kontakten slutter tidligere end det. Tilføj en ny fra den dag, der mangler.")])
    _close(actor, row, last, clock.now())


def take_back(actor: Actor, contact_id: UUID) -> None:
    """A contact that has not begun yet is called off; the one it should have replaced goes on. Raises NotAccepted."""
    actor.must(Verb.MANAGE_ORGANISATION)
    row = _locked_row(actor, contact_id)
    if row.valid_from <= clock.today():
        raise NotAccepted([("", "Kontakten er begyndt at gælde. Ret den, eller lad den ophøre.")])
    # The row that ends because this one begins: closed by it, or made later with its day in sight.
    closed_by_it = Q(ended_at=row.made_at) | Q(ended_at__isnull=True, made_at__gt=row.made_at)
    around = Contact.objects.filter(closed_by_it, organisation_id=actor.tenant, matter=row.matter, dropped=False)
    before = around.filter(valid_to=row.valid_from - DAY).first()
    _close(actor, row, row.valid_from - DAY, clock.now())
    if before is not None:
        before.valid_to, before.ended_at, before.ended_by_name = row.valid_to, None, ""
        before.save(update_fields=["valid_to", "ended_at", "ended_by_name"])


def confirm_contact(actor: Actor, contact_id: UUID) -> None:
    """Somebody has seen to it that it is still right. Raises NotAccepted."""
    actor.must(Verb.MANAGE_ORGANISATION)
    row = _locked_row(actor, contact_id)
    today = clock.today()
    if not holds(row, today):
        raise NotAccepted([("", "Kontakten gælder ikke i dag, så der er intet at bekræfte.")])
    if row.confirmed_on != today:
        row.confirmed_on, row.confirmed_by_name = today, actor.name
        row.save(update_fields=["confirmed_on", "confirmed_by_name"])


def _close(actor: Actor, row: Contact, last: date, at: datetime) -> None:
    """A row whose last day would lie before its first never held."""
    if last < row.valid_from:
        row.dropped = True
    else:
        row.valid_to = last
    row.ended_at, row.ended_by_name = at, actor.name
    row.save(update_fields=["valid_to", "dropped", "ended_at", "ended_by_name"])


def _locked(actor: Actor, matter: ContactMatter) -> list[Contact]:
    """The organisation's row is held, so that two administrators write one after the other."""
    Organisation.objects.select_for_update(no_key=True).get(id=actor.tenant)
    rows = Contact.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=clock.today()), organisation_id=actor.tenant, matter=matter)
    return list(rows.filter(dropped=False).order_by("valid_from"))


def _locked_row(actor: Actor, contact_id: UUID) -> Contact:
    Organisation.objects.select_for_update(no_key=True).get(id=actor.tenant)
    row = Contact.objects.filter(organisation_id=actor.tenant, id=contact_id).first()
    if row is None:
        raise NotAccepted([("", "Kontakten findes ikke.")])
    if row.dropped or (row.valid_to is not None and row.valid_to < clock.today()):
        raise NotAccepted([("", _who(row))])
    return row


def _must_stand(rows: Iterable[Contact], shown: UUID) -> None:
    """The row that the page showed is still there to be changed."""
    if any(row.id == shown for row in rows):
        return
    row = Contact.objects.filter(id=shown).first()
    raise NotAccepted([("", _who(row) if row else "Kontakten findes ikke.")])


def _who(row: Contact) -> str:
    if row.ended_at is None:
        return "Kontakten gælder ikke længere."
    return f"{row.ended_by_name} har ændret kontakten {short_moment(row.ended_at)}. Se den, der gælder nu, og ret den."


def _wrong(asked: ContactAsked, said: dict[str, str]) -> Wrong:
    wrong: Wrong = []
    if asked.matter is None:
        wrong.append(("matter", "Vælg, hvad kontakten handler om."))
    if not said["name"]:
        wrong.append(("name", "Skriv funktionens navn, fx Visitation til genoptræning."))
    if not said["phone"] and not said["email"]:
        wrong.append(("phone", "Skriv et telefonnummer eller en e-mailadresse."))
    elif said["phone"] and not PHONE.fullmatch(said["phone"]):
        wrong.append(("phone", "Skriv nummeret med mindst otte cifre, fx 99 00 00 20."))
    if said["email"] and not _is_email(said["email"]):
        wrong.append(("email", "Skriv en hel e-mailadresse, fx traening@kommune.example."))
    wrong += [(name, f"Skriv højst {most} tegn.") for name, most in LONGEST.items() if len(said[name]) > most]
    return wrong + _wrong_day(asked.valid_from)


def _wrong_day(day: date | None) -> Wrong:
    today = clock.today()
    if day is None:
        return [("valid_from", "Angiv en dato.")]
    if day < today:
        return [("valid_from", "Datoen er passeret. Det, der har gældt, kan ikke ændres. Vælg i dag eller en dag, der kommer.")]
    if day > today + FURTHEST:
        return [("valid_from", "Datoen ligger mere end to år ude. Se efter, om årstallet er rigtigt.")]
    return []


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
