"""Publishing: once a day the figures are counted, what is small is hidden, and the rest is written down for good.

The job reads the columns of a case that its database role was granted: dates and codes, no name, no
number, no text. A figure belongs to the home region the municipality lay in on day 0.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import job_actor
from accounts.enums import RelationKind
from accounts.models import OrganisationRelation
from accounts.tenancy import acting_as
from audits import definitions as d
from audits.models import Figure, Publication
from audits.rules.publishable import Share, publishable_median, publishable_shares, publishable_table
from audits.services import experience
from deadlines.enums import DeadlineState, StartReason
from gop.enums import CaseKind, EndCode, GeneralLevel, PlanType
from gop.models import Case

log = logging.getLogger("gop.figures")
JOB = "audits.publish"
FROM_HOUR = 6
MONTHS_BACK = 13
NOT_COUNTED = (EndCode.RETURNED, EndCode.WITHDRAWN, EndCode.TRANSITION)
# All of them granted to the job by gop/migrations/0002_walls.py
READ = (
    "home_municipality_id", "plan_type", "level", "day_zero", "earliest_start", "start_reason_kind", "offer_meeting_at", "end_code",
    "informed_on", "told_no_offer_on", "inform_by", "inform_state", "offer_by", "offer_state",
)  # fmt: skip

NONE = Share(0, 0)


@dataclass
class Cell:
    """One municipality in one month."""

    plans: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    informed: Share = NONE
    offered: Share = NONE
    waits: list[int] = field(default_factory=list)


def publish() -> Publication | None:
    """Today's publication, as the job; None when it is there already."""
    with acting_as(job_actor(JOB)):
        return publish_now()


def publish_when_due() -> Publication | None:
    """From six in the morning on."""
    return publish() if clock.local(clock.now()).hour >= FROM_HOUR else None


def publish_now() -> Publication | None:
    """In the caller's transaction and role. The unique day of data makes a second run harmless."""
    today = clock.today()
    if Publication.objects.filter(data_on=today).exists():
        return None
    publication = Publication(data_on=today, made_at=clock.now(), definition=d.VERSION)
    try:
        with transaction.atomic():
            publication.save(force_insert=True)
    except IntegrityError:  # another worker was first
        return None
    figures = [*_figures(publication, _counted(today)), *experience.figures(publication, _homes(), today)]
    Figure.objects.bulk_create(figures, batch_size=2000)
    log.info("published %s figures for %s", len(figures), today)
    return publication


def _counted(today: date) -> dict[tuple[UUID, date], dict[UUID, Cell]]:
    """(region, month) → municipality → cell, with an empty cell for each municipality of the region."""
    since = (today.replace(day=1) - timedelta(days=31 * (MONTHS_BACK - 1))).replace(day=1)
    homes = _homes()
    cases = Case.objects.filter(kind=CaseKind.TREATMENT, day_zero__gte=since, day_zero__lte=today).exclude(end_code__in=NOT_COUNTED)
    tables: dict[tuple[UUID, date], dict[UUID, Cell]] = {}
    for case in cases.values(*READ).iterator(chunk_size=5000):
        home, day = case["home_municipality_id"], case["day_zero"]
        region = next((parent for parent, start, end in homes.get(home, ()) if start <= day <= end), None)
        if region is None:
            continue  # no home municipality: counted nowhere
        key = (region, day.replace(day=1))
        if key not in tables:
            tables[key] = {
                child: Cell() for child, stays in homes.items() if any(r == region and start <= day <= end for r, start, end in stays)
            }
        _count(tables[key].setdefault(home, Cell()), case, today)
    return tables


def _homes() -> dict[UUID, list[tuple[UUID, date, date]]]:
    """Municipality → the regions it lay or will lie in, from when to when."""
    homes: dict[UUID, list[tuple[UUID, date, date]]] = defaultdict(list)
    for row in OrganisationRelation.objects.filter(kind=RelationKind.MUNICIPALITY_IN):
        homes[row.child_id].append((row.parent_id, row.valid_from, row.valid_to or date.max))
    return homes


def _count(cell: Cell, case: dict[str, Any], today: date) -> None:
    cell.plans[_column(case)] += 1
    told = min((day for day in (case["informed_on"], case["told_no_offer_on"]) if day), default=None)
    if _is_due(case["inform_state"], case["inform_by"], today):
        in_time = case["inform_state"] == DeadlineState.MET and told is not None and told <= case["inform_by"]
        cell.informed = Share(cell.informed.part + in_time, cell.informed.whole + 1)
    if _is_due(case["offer_state"], case["offer_by"], today):
        cell.offered = Share(cell.offered.part + (case["offer_state"] == DeadlineState.MET), cell.offered.whole + 1)
    if case["offer_by"] and case["offer_meeting_at"]:
        cell.waits.append(max(0, (clock.local(case["offer_meeting_at"]).date() - _waits_from(case)).days))


def _is_due(state: str, by: date | None, today: date) -> bool:
    """The last day is over and the row neither lapsed nor superseded."""
    return by is not None and by < today and state in (DeadlineState.OPEN, DeadlineState.MET)


def _waits_from(case: dict[str, Any]) -> date:
    """Day 0, or the later start that a clinical reason asks for."""
    day: date = case["day_zero"]
    later: date | None = case["earliest_start"] if case["start_reason_kind"] == StartReason.CLINICAL else None
    return max(day, later) if later else day


def _column(case: dict[str, Any]) -> str:
    if case["plan_type"] == PlanType.GENERAL_TRAINING:
        levels = {GeneralLevel.BASIC.value: d.GENERAL_BASIC, GeneralLevel.ADVANCED.value: d.GENERAL_ADVANCED}
        return levels.get(case["level"], d.GENERAL_UNDECIDED).key
    return (d.SPECIALISED if case["plan_type"] == PlanType.SPECIALISED_TRAINING else d.REHABILITATION).key


def _figures(publication: Publication, tables: dict[tuple[UUID, date], dict[UUID, Cell]]) -> Iterator[Figure]:
    for (region, month), cells in sorted(tables.items(), key=lambda item: (str(item[0][0]), item[0][1])):
        for municipality, indicator, value, small in (*_counts(cells), *_shares(cells), *_waits(cells)):
            yield Figure(
                publication=publication,
                organisation_id=region,
                municipality_id=UUID(municipality) if municipality else None,
                month=month,
                indicator=indicator.key,
                value=None if value is None else Decimal(str(value)),
                hidden=small,
            )


Line = tuple[str, d.Indicator, float | None, bool]


def _counts(cells: dict[UUID, Cell]) -> Iterable[Line]:
    """A count below five is marked hidden; one that is only hidden to protect others has no value and no mark."""
    columns = {indicator.key: indicator for indicator in d.COLUMNS}
    table = publishable_table({str(home): cell.plans for home, cell in cells.items()}, tuple(columns))
    for row in (*map(str, cells), ""):
        for key, indicator in {**columns, "": d.TOTAL}.items():
            yield row, indicator, table.shown.get((row, key)), (row, key) in table.small


def _shares(cells: dict[UUID, Cell]) -> Iterable[Line]:
    for indicator, of in ((d.INFORMED, "informed"), (d.OFFERED, "offered")):
        shown, whole = publishable_shares({str(home): getattr(cell, of) for home, cell in cells.items()})
        for home in cells:
            yield str(home), indicator, shown.get(str(home)), False
        yield "", indicator, whole, False


def _waits(cells: dict[UUID, Cell]) -> Iterable[Line]:
    for home, cell in cells.items():
        yield str(home), d.WAITING, publishable_median(cell.waits), False
    yield "", d.WAITING, publishable_median([wait for cell in cells.values() for wait in cell.waits]), False
