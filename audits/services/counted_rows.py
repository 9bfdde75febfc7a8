"""What stands in the facts of each subject, and the difference to what should stand there. As the job, inside the caller's transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from audits.models import Counted
from audits.rules.contributions import Contribution, as_plain, difference, from_plain, negative
from audits.services.fact_rows import Place, write_facts

LOCK, ALONE = 8_034_001, 8_034_002  # any numbers that nobody else locks by


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one subject counts now. `seen`: of how many events, so that what was read earlier never overwrites what was read later."""

    subject: UUID
    place: Place
    rows: list[Contribution]
    seen: int


def lock() -> None:
    """One counter writes at a time, until its transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@contextmanager
def the_only_one() -> Iterator[bool]:
    """Whether no other connection counts. What two write is right all the same; one of them would work in vain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ALONE])
        mine: bool = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ALONE])


def put(wanted: Sequence[Wanted], today: date, *, into_sums: bool = True) -> int:
    """Write what is new. Call while holding the lock. How many facts were written. `into_sums`: as `write_facts`."""
    counted = {row.subject_id: row for row in Counted.objects.filter(subject_id__in=[one.subject for one in wanted])}
    facts, rows = list[tuple[Place, Contribution]](), list[Counted]()
    for one in wanted:
        before = counted.get(one.subject)
        if before is not None and before.rows["seen"] > one.seen:
            continue
        if before is None and not one.rows and not one.seen:
            continue
        plain = {"seen": one.seen, "place": _plain(one.place), "rows": [as_plain(row) for row in one.rows]}
        if before is not None and before.rows == plain:
            continue
        facts += _changes(one, before)
        rows.append(Counted(subject_id=one.subject, organisation_id=one.place.organisation, rows=plain))
    Counted.objects.bulk_create(rows, update_conflicts=True, unique_fields=["subject_id"], update_fields=["organisation_id", "rows"])
    return write_facts(facts, today, into_sums=into_sums)


def _changes(one: Wanted, before: Counted | None) -> Iterator[tuple[Place, Contribution]]:
    if before is None:
        yield from ((one.place, row) for row in one.rows)
        return
    stood, place = [from_plain(row) for row in before.rows["rows"]], place_of(before.organisation_id, before.rows["place"])
    if place == one.place:
        yield from ((place, row) for row in difference(one.rows, stood))
        return
    yield from ((place, negative(row)) for row in stood)
    yield from ((one.place, row) for row in one.rows)


def _plain(place: Place) -> list[str | None]:
    return [str(one) if one else None for one in (place.hospital, place.department, place.home)]


def place_of(organisation: UUID, plain: Sequence[Any]) -> Place:
    """What was kept of it."""
    return Place(organisation, *(UUID(one) if one else None for one in plain))
