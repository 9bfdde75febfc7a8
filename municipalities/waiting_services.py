"""Waiting times as a provider says them: the earliest first meeting a field, level and place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from accounts import clock
from accounts.actor import Actor
from accounts.danish import short_moment
from accounts.errors import NotAccepted
from gop.enums import GeneralLevel, TrainingField
from municipalities.models import ProviderPlace, WaitingTime
from municipalities.provider_services import must_be_provider
from municipalities.services import NotThere

MOST_SEATS, FURTHEST = 200, timedelta(days=366)
Wrong = list[tuple[str, str]]
Cell = tuple[UUID, str, str]  # place, field, level


@dataclass(frozen=True, slots=True)
class Told:
    """What a provider says of one place, field and level. `nobody`: takes nobody at present. All empty: nothing is said."""

    earliest_on: date | None
    seats: int | None
    nobody: bool

    @property
    def empty(self) -> bool:
        return self.earliest_on is None and self.seats is None and not self.nobody


def state_waiting(actor: Actor, said: dict[Cell, Told], seen: dict[Cell, str]) -> int:
    """All that is said is said anew today; how many cells. A cell without a word stays as it was.

    `seen`: what the page showed of each cell (`stamp_of`). Raises NotAccepted by "day-PLACE-FIELD-LEVEL" and its like.
    """
    must_be_provider(actor)
    places = set(ProviderPlace.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True).values_list("id", flat=True))
    rows = {
        (row.place_id, row.training_field, row.level): row
        for row in WaitingTime.objects.select_for_update().filter(organisation_id=actor.tenant)
    }
    wrong: Wrong = []
    for cell, told in said.items():
        if cell[0] not in places or cell[1] not in TrainingField.values() or cell[2] not in GeneralLevel.values():
            raise NotThere
        wrong += [(f"{name}-{cell_name(cell)}", text) for name, text in _told_wrong(told, rows.get(cell))]
        row = rows.get(cell)
        if row is not None and seen.get(cell, "") != stamp_of(row) and told != _as_told(row) and not told.empty:
            text = f"{row.stated_by_name} har ændret det, mens du skrev ({short_moment(row.stated_at)}). Se efter, og gem igen."
            wrong.append((f"day-{cell_name(cell)}", text))
    if wrong:
        raise NotAccepted(wrong)
    now, spoken = clock.now(), {cell: told for cell, told in said.items() if not told.empty}
    for cell, told in spoken.items():
        WaitingTime.objects.update_or_create(
            organisation_id=actor.tenant,
            place_id=cell[0],
            training_field=cell[1],
            level=cell[2],
            defaults={
                "earliest_on": None if told.nobody else told.earliest_on,
                "seats": None if told.nobody else told.seats,
                "stated_at": now,
                "stated_by_name": actor.name,
            },
        )
    return len(spoken)


def state_same(actor: Actor, place: UUID | None, cells: Iterable[Cell], told: Told) -> int:
    """The same for everything at one place, said anew today; how many cells. Raises NotAccepted by field of the short form."""
    wrong = _told_wrong(told, None) if not told.empty else [("day", "Angiv den tidligste dag, eller sæt kryds ved, at I ingen tager.")]
    here = [cell for cell in cells if cell[0] == place]
    if not here:
        wrong.append(("place", "Vælg et sted fra listen."))
    if wrong:
        raise NotAccepted(wrong)
    rows = WaitingTime.objects.filter(organisation_id=actor.tenant, place_id=place)
    seen = {(row.place_id, row.training_field, row.level): stamp_of(row) for row in rows}
    return state_waiting(actor, dict.fromkeys(here, told), seen)


def cell_name(cell: Cell) -> str:
    return "-".join(map(str, cell))


def stamp_of(row: WaitingTime | None) -> str:
    return row.stated_at.isoformat() if row else ""


def _as_told(row: WaitingTime) -> Told:
    return Told(row.earliest_on, row.seats, row.earliest_on is None)


def _told_wrong(told: Told, row: WaitingTime | None) -> Wrong:
    today = clock.today()
    if told.empty:
        return [("day", "Angiv den tidligste dag, eller sæt kryds ved, at I ingen tager.")] if row else []
    if told.nobody:
        return [("day", "Fjern dagen, eller fjern krydset.")] if told.earliest_on else []
    if told.earliest_on is None:
        return [("day", "Angiv den tidligste dag.")]
    wrong: Wrong = []
    if told.earliest_on < today:
        wrong.append(("day", "Dagen er passeret. Angiv i dag eller en dag, der kommer."))
    elif told.earliest_on > today + FURTHEST:
        wrong.append(("day", "Dagen ligger mere end et år fremme. Se efter året."))
    if told.seats is not None and not 0 <= told.seats <= MOST_SEATS:
        wrong.append(("seats", f"Skriv et antal fra 0 til {MOST_SEATS}."))
    return wrong
