"""What a team lead keeps: teams, places and weekly times. `stamp` is what the page showed; another means a colleague was there first."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, time
from typing import TypeVar
from uuid import UUID

from django.db.models import Model

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Verb
from accounts.errors import NotAccepted
from accounts.roles import MAY
from accounts.selectors import colleagues
from municipalities.models import FirstTime, Place, Team

MAY_OWN = tuple(role for role, verbs in MAY.items() if Verb.TAKE in verbs)
COLLEAGUE_WAS_HERE = "En kollega har ændret det samme, mens du skrev. Det, der står nu, er vist nedenfor. Gem igen, hvis dit skal gælde."
MOST_SEATS, SHORTEST, LONGEST = 50, 5, 480
Wrong = list[tuple[str, str]]
Row = TypeVar("Row", Team, Place, FirstTime)


class NotThere(Exception):
    """No such row at the actor's authority."""


@dataclass(frozen=True, slots=True)
class TeamAsked:
    name: str
    lead: UUID | None
    members: tuple[UUID, ...]
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    name: str
    kind: str
    address: str
    phone: str
    directions: str


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """`weekday` 1 is Monday; `at` in Copenhagen; `valid_to` the last day."""

    place: UUID | None
    team: UUID | None
    weekday: int | None
    at: time | None
    minutes: int | None
    seats: int | None
    level: str
    professions: str
    valid_from: date | None
    valid_to: date | None


def stamp_of(row: Model) -> str:
    """The row as it stands, in a few letters."""
    values = [str(getattr(row, one.attname)) for one in row._meta.concrete_fields]  # noqa: SLF001 (Django documents _meta)
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:16]


def _locked(actor: Actor, model: type[Row], row_id: UUID, stamp: str | None) -> Row:
    row: Row | None = model._default_manager.select_for_update(of=("self",)).filter(organisation_id=actor.tenant, id=row_id).first()  # noqa: SLF001
    if row is None:
        raise NotThere
    if stamp is not None and stamp != stamp_of(row):
        raise NotAccepted([("", COLLEAGUE_WAS_HERE)])
    return row


def save_team(actor: Actor, team_id: UUID | None, asked: TeamAsked, stamp: str | None = None) -> Team:
    """A new team, or a changed one. Cases that lie on its desk stay there. Raises NotAccepted by field, NotThere."""
    actor.must(Verb.MANAGE_TEAM)
    row = _locked(actor, Team, team_id, stamp) if team_id else Team(organisation_id=actor.tenant)
    here = {user for user, _, _ in colleagues(actor, MAY_OWN)}
    wrong = _name_wrong(actor, Team, row.id, asked.name, "et team")
    if asked.lead and asked.lead not in here:
        wrong.append(("lead", "Vælg en leder fra listen."))
    if not here.issuperset(asked.members):
        wrong.append(("members", "Vælg medlemmer fra listen."))
    if wrong:
        raise NotAccepted(wrong)
    row.name, row.lead_id = asked.name.strip(), asked.lead
    row.members, row.areas = list(dict.fromkeys(asked.members)), sorted(set(asked.areas))
    row.save()
    return row


def save_place(actor: Actor, place_id: UUID | None, asked: PlaceAsked, stamp: str | None = None) -> Place:
    """Offers keep the address they were made with. Raises NotAccepted by field, NotThere."""
    actor.must(Verb.MANAGE_TEAM)
    row = _locked(actor, Place, place_id, stamp) if place_id else Place(organisation_id=actor.tenant)
    wrong = _name_wrong(actor, Place, row.id, asked.name, "et sted")
    if not asked.kind:
        wrong.append(("kind", "Vælg, hvad det er for et sted."))
    if not asked.address.strip():
        wrong.append(("address", "Skriv adressen. Den står i borgerens brev."))
    if wrong:
        raise NotAccepted(wrong)
    for one in fields(asked):
        setattr(row, one.name, getattr(asked, one.name).strip())
    row.save()
    return row


def _name_wrong(actor: Actor, model: type[Team] | type[Place], own: UUID, name: str, what: str) -> Wrong:
    if not name.strip():
        return [("name", "Skriv et navn.")]
    taken = model.objects.filter(organisation_id=actor.tenant, name__iexact=name.strip()).exclude(id=own).first()
    if taken is None:
        return []
    closed = " Det er lukket og kan åbnes igen." if taken.ended_at else ""
    return [("name", f"I har allerede {what} med det navn.{closed}")]


def team_in_use(actor: Actor, team_id: UUID, *, in_use: bool) -> None:
    """Close a team, which then gets no new cases, or open it again. Repeating it changes nothing."""
    actor.must(Verb.MANAGE_TEAM)
    _set_in_use(_locked(actor, Team, team_id, None), in_use=in_use)


def place_in_use(actor: Actor, place_id: UUID, *, in_use: bool) -> None:
    """Put a place away, whose times are then offered no more, or take it up again. Repeating it changes nothing."""
    actor.must(Verb.MANAGE_TEAM)
    _set_in_use(_locked(actor, Place, place_id, None), in_use=in_use)


def _set_in_use(row: Team | Place, *, in_use: bool) -> None:
    if in_use != (row.ended_at is None):
        row.ended_at = None if in_use else clock.now()
        row.save(update_fields=["ended_at"])


def save_time(actor: Actor, time_id: UUID | None, asked: TimeAsked, stamp: str | None = None) -> FirstTime:
    """A weekly time with its seats. Meetings already offered in it stand, and still take their seats. Raises NotAccepted by field, NotThere."""
    actor.must(Verb.MANAGE_TEAM)
    row = _locked(actor, FirstTime, time_id, stamp) if time_id else FirstTime(organisation_id=actor.tenant)
    wrong = [*_where_wrong(actor, asked), *_when_wrong(asked)]
    if wrong:
        raise NotAccepted(wrong)
    row.place_id, row.team_id = asked.place, asked.team  # type: ignore[assignment]
    for name in ("weekday", "at", "minutes", "seats", "level", "professions", "valid_from", "valid_to"):
        setattr(row, name, getattr(asked, name))
    row.save()
    return row


def _where_wrong(actor: Actor, asked: TimeAsked) -> Wrong:
    wrong: Wrong = []
    if not _own(actor, Place, [asked.place]):
        wrong.append(("place", "Vælg et sted fra listen."))
    if asked.team and not _own(actor, Team, [asked.team]):
        wrong.append(("team", "Vælg et team fra listen."))
    return wrong


def _own(actor: Actor, model: type[Team] | type[Place], ids: Iterable[UUID | None]) -> bool:
    return model.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True, id__in=[one for one in ids if one]).exists()


def _when_wrong(asked: TimeAsked) -> Wrong:
    wrong: Wrong = []
    if asked.weekday not in range(1, 8):
        wrong.append(("weekday", "Vælg en ugedag."))
    if asked.at is None:
        wrong.append(("at", "Skriv klokkeslættet som timer og minutter, fx 9:30."))
    if asked.minutes is None or not SHORTEST <= asked.minutes <= LONGEST:
        wrong.append(("minutes", f"Skriv, hvor mange minutter mødet varer, fra {SHORTEST} til {LONGEST}."))
    if asked.seats is None or not 1 <= asked.seats <= MOST_SEATS:
        wrong.append(("seats", f"Skriv et antal pladser fra 1 til {MOST_SEATS}."))
    if asked.valid_from is None:
        wrong.append(("valid_from", "Angiv, fra hvilken dag tiden gælder."))
    elif asked.valid_to and asked.valid_to < asked.valid_from:
        wrong.append(("valid_to", "Den sidste dag ligger før den første."))
    return wrong
