"""Members of groupings taken in from lines: each line is tried against the registry and the lines before it; all are kept, or none.

The registry's own history may be mended: a membership whose first day stands gets the last day of its line.
"""

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import GroupingKind, OrganisationKind, RelationKind, Verb
from accounts.grouping_file import Known, Line, MemberAsked
from accounts.models import Organisation, OrganisationRelation
from accounts.sheet import PLAIN

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "gop:registry")  # as config/registry_loader.py: every installation has the same ids
# Klynger go and sundhedsråd come with the regions of 2027 (L 214 2024-25).
FIRST_DAY = {GroupingKind.HEALTH_COUNCIL: date(2027, 1, 1)}
LAST_DAY = {GroupingKind.CLUSTER: date(2026, 12, 31)}
ONE_EACH = frozenset({GroupingKind.CLUSTER, GroupingKind.HEALTH_COUNCIL})  # a municipality is in one of them at a time
LIES_IN = {OrganisationKind.MUNICIPALITY: RelationKind.MUNICIPALITY_IN, OrganisationKind.HOSPITAL: RelationKind.HOSPITAL_IN}


class Became(Enum):
    """What came of one line."""

    NEW = "Nyt medlem"
    CHANGED = "Ny sidste dag"
    SAME = "Uændret"


@dataclass(frozen=True, slots=True)
class Fate:
    """What a line does, or why not."""

    number: int
    shown: str
    became: Became | None
    wrong: list[str]


def known_organisations() -> list[Known]:
    """Whom a line may name."""
    kinds = (OrganisationKind.REGION, OrganisationKind.MUNICIPALITY, OrganisationKind.HOSPITAL)
    rows = Organisation.objects.filter(kind__in=kinds).values_list("id", "kind", "key", "name", "code")
    return [Known(one[0], OrganisationKind(one[1]), *one[2:]) for one in rows]


def take_in(actor: Actor, lines: Sequence[Line], *, keep: bool, invented: bool = False) -> tuple[list[Fate], bool]:
    """(what each line does, whether it was kept). Nothing is written without `keep`, or where one line fails."""
    actor.must(Verb.MANAGE_REGISTRY)
    with transaction.atomic():
        book = _Book(invented)
        fates = [_tried(book, line) for line in lines]
        kept = keep and not any(fate.wrong for fate in fates)
        if kept:
            book.write()
    return fates, kept


def _tried(book: "_Book", line: Line) -> Fate:
    wrong = list(line.wrong)
    became = None if wrong else book.put(line.asked, wrong)
    return Fate(line.number, line.shown, None if wrong else became, wrong)


def key_of(kind: GroupingKind, region: str, name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold().translate({**PLAIN, ord(" "): "-", ord("-"): "-"})).strip("-")
    return f"gruppe-{kind.value}-{region}-{plain}"


@dataclass
class _Book:
    """Groupings and memberships as they stand, locked, with what the lines add."""

    invented: bool
    groupings: dict[str, Organisation] = field(default_factory=dict)
    members: dict[UUID, list[OrganisationRelation]] = field(default_factory=dict)  # by grouping
    lies: list[tuple[UUID, UUID, date, date | None]] = field(default_factory=list)  # child, region, days
    changed: dict[UUID, OrganisationRelation] = field(default_factory=dict)
    added: list[OrganisationRelation] = field(default_factory=list)
    regions: dict[UUID, UUID] = field(default_factory=dict)  # by grouping touched

    def __post_init__(self) -> None:
        # Two files at once: the second waits here, and finds what the first has written.
        Organisation.objects.select_for_update().filter(kind=OrganisationKind.PLATFORM).first()
        self.groupings = {one.key: one for one in Organisation.objects.filter(kind=OrganisationKind.GROUPING)}
        for row in OrganisationRelation.objects.filter(kind=RelationKind.MEMBER_OF):
            self.members.setdefault(row.parent_id, []).append(row)
        lies = OrganisationRelation.objects.filter(kind__in=LIES_IN.values())
        self.lies = list(lies.values_list("child_id", "parent_id", "valid_from", "valid_to"))

    def put(self, asked: MemberAsked, wrong: list[str]) -> Became | None:
        """Adds to `wrong` why it cannot be."""
        kind, region, member, start = asked.kind, asked.region, asked.member, asked.valid_from
        if kind is None or region is None or member is None or start is None:
            return None
        last = asked.valid_to or LAST_DAY.get(kind)
        self._days(kind, start, last, wrong)
        if not self._in_region(member.id, region.id, start):
            wrong.append(f"{member.name} ligger ikke i {region.name} den dag.")
        grouping = self._grouping(kind, region, asked.name, start, last)
        own = [row for row in self.members.get(grouping.id, []) if row.child_id == member.id]
        stands = next((row for row in own if row.valid_from == start), None)
        others = [row for row in own if row is not stands]
        if any(_overlap(row, start, last) for row in others):
            wrong.append(f"{member.name} er allerede medlem en del af den tid.")
        if kind in ONE_EACH and member.kind == OrganisationKind.MUNICIPALITY:
            wrong += [f"{member.name} er i {name} en del af den tid." for name in self._elsewhere(kind, grouping, member.id, start, last)]
        if wrong:
            return None
        self.groupings[grouping.key], self.regions[grouping.id] = grouping, region.id
        return self._put(grouping, member.id, start, last, stands)

    @staticmethod
    def _days(kind: GroupingKind, start: date, last: date | None, wrong: list[str]) -> None:
        if last is not None and last < start:
            wrong.append("Den sidste dag ligger før den første.")
        if kind in FIRST_DAY and start < FIRST_DAY[kind]:
            wrong.append(f"{kind.label} findes fra {FIRST_DAY[kind]:%d.%m.%Y}.")
        if kind in LAST_DAY and (last is None or last > LAST_DAY[kind]):
            wrong.append(f"{kind.label} ophører {LAST_DAY[kind]:%d.%m.%Y}.")

    def _in_region(self, member: UUID, region: UUID, day: date) -> bool:
        return any(child == member and parent == region and _holds(start, last, day) for child, parent, start, last in self.lies)

    def _grouping(self, kind: GroupingKind, region: Known, name: str, start: date, last: date | None) -> Organisation:
        key = key_of(kind, region.key, name)
        made = Organisation(
            id=uuid.uuid5(NAMESPACE, key),
            kind=OrganisationKind.GROUPING,
            key=key,
            name=name,
            code=kind.value,
            valid_from=start,
            valid_to=last,
        )
        made.invented = self.invented
        return self.groupings.get(key, made)

    def _elsewhere(self, kind: GroupingKind, grouping: Organisation, member: UUID, start: date, last: date | None) -> Iterable[str]:
        for other in self.groupings.values():
            if other.code == kind and other.id != grouping.id:
                yield from (other.name for row in self.members.get(other.id, []) if row.child_id == member and _overlap(row, start, last))

    def _put(self, grouping: Organisation, child: UUID, start: date, last: date | None, stands: OrganisationRelation | None) -> Became:
        if stands is None:
            row = OrganisationRelation(
                id=uuid.uuid5(NAMESPACE, f"{grouping.key}|{child}|{start}"),
                child_id=child,
                parent_id=grouping.id,
                kind=RelationKind.MEMBER_OF,
            )
            row.valid_from, row.valid_to = start, last
            self.members.setdefault(grouping.id, []).append(row)
            self.added.append(row)
            return Became.NEW
        if stands.valid_to == last:
            return Became.SAME
        stands.valid_to = last
        if stands not in self.added:
            self.changed[stands.id] = stands
        return Became.CHANGED

    def write(self) -> None:
        """The groupings that were touched live from their first member's first day to the last one's last; their region is a member as long."""
        touched = [one for one in self.groupings.values() if one.id in self.regions]
        for one in touched:
            region = self.regions[one.id]
            own = [row for row in self.members[one.id] if row.child_id != region]
            one.valid_from = min(row.valid_from for row in own)
            one.valid_to = None if any(row.valid_to is None for row in own) else max(row.valid_to for row in own if row.valid_to)
            self._region_row(one, region)
        changes = ["name", "valid_from", "valid_to"]
        Organisation.objects.bulk_create(touched, update_conflicts=True, unique_fields=["id"], update_fields=changes)
        OrganisationRelation.objects.bulk_create(self.added)
        OrganisationRelation.objects.bulk_update(self.changed.values(), ["valid_from", "valid_to"])

    def _region_row(self, grouping: Organisation, region: UUID) -> None:
        row = next((row for row in self.members[grouping.id] if row.child_id == region), None)
        if row is None:
            self._put(grouping, region, grouping.valid_from, grouping.valid_to, None)
        elif (row.valid_from, row.valid_to) != (grouping.valid_from, grouping.valid_to):
            row.valid_from, row.valid_to = grouping.valid_from, grouping.valid_to
            self.changed[row.id] = row


def _holds(start: date, last: date | None, day: date) -> bool:
    return start <= day and (last is None or day <= last)


def _overlap(row: OrganisationRelation, start: date, last: date | None) -> bool:
    return (last is None or row.valid_from <= last) and (row.valid_to is None or row.valid_to >= start)
