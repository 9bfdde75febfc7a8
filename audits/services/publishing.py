"""Publishing: once a day the tables of every region are counted from facts, what is small is hidden, and the rest is written for good.

The data are those of the day before, which is over, so any publication can be counted again. Everything is written in one
transaction: a publication is there whole or not at all.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from accounts import clock
from accounts.actor import job_actor
from accounts.tenancy import acting_as
from audits.enums import Population
from audits.grid import Grid, Row, as_plain
from audits.indicators import VERSION
from audits.models import Publication, PublishedTable
from audits.protection import protect
from audits.protection.linked import block_of, cells
from audits.services.counting import count_changes
from audits.services.region_tables import Region, regions_on

log = logging.getLogger("gop.figures")
JOB = "audits.publish"
FROM_HOUR = 6


def publish() -> Publication | None:
    """Today's publication, as the job; None when it is there already. What came yesterday is counted first."""
    count_changes()
    with acting_as(job_actor(JOB)):
        return publish_now()


def publish_when_due() -> Publication | None:
    """From six in the morning on."""
    if clock.local(clock.now()).hour < FROM_HOUR:
        return None
    with acting_as(job_actor(JOB)):
        if _made():
            return None
    return publish()


def publish_now() -> Publication | None:
    """In the caller's transaction and role. The unique day of data makes a second run harmless."""
    if _made() or not _alone():
        return None
    publication = Publication(data_on=clock.today() - timedelta(days=1), made_at=clock.now(), definition=VERSION)
    try:
        with transaction.atomic():
            publication.save(force_insert=True)
    except IntegrityError:  # another worker was first
        return None
    tables = [table for region in regions_on(publication.data_on) for table in _of_region(publication, region)]
    PublishedTable.objects.bulk_create(tables, batch_size=500)
    log.info("published %s tables for %s", len(tables), publication.data_on)
    return publication


def _alone() -> bool:
    """One worker at a time, and nobody waits for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [JOB])
        return bool(cursor.fetchone()[0])


def _made() -> bool:
    return Publication.objects.filter(data_on=clock.today() - timedelta(days=1)).exists()


def _of_region(publication: Publication, region: UUID) -> Iterator[PublishedTable]:
    """Nothing links the two populations or two regions, so each is protected by itself (docs/adr/0052)."""
    for population in Population:
        counted = list(Region(region, population, publication.data_on).tables())
        states = protect(block_of([one.filled for one in counted]))
        for one in counted:
            shown = cells(one.filled, states)
            rows = tuple(Row(place.value, name, shown[place]) for place, name in one.names)
            table, period = one.filled.table, one.filled.period
            grid = Grid(table.key, period, publication.data_on, publication.definition, one.filled.columns, rows, population)
            yield PublishedTable(
                publication=publication,
                organisation_id=region,
                population=population,
                table=table.key,
                period_kind=period.kind,
                period=period.first,
                content=as_plain(grid),
            )
