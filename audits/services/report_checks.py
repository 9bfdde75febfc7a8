"""What was made is compared with each later publication: the report stays as it was, and beside it stands what is different now."""

from datetime import timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.actor import job_actor
from accounts.tenancy import acting_as
from audits.corrections import Difference, differences, plain_difference, told_difference
from audits.enums import ReportState
from audits.grid import Grid, from_plain
from audits.models import Publication, PublishedTable, Report, ReportCheck
from audits.selectors.report_sources import grids_in, period_for, publications_of

MADE = (ReportState.READY, ReportState.RELEASED)
REACH = timedelta(days=3 * 366)  # longer than any period is published


def check_reports(job: str) -> int:
    """One report a transaction. Returns how many were compared with something newer."""
    with acting_as(job_actor(job)):
        waiting = _behind()
    return sum(_check(job, report_id) for report_id in waiting)


def _behind() -> list[UUID]:
    """Reports whose region stands in a publication that they have not been compared with."""
    newest = Publication.objects.order_by("-data_on").first()
    if newest is None:
        return []
    regions = PublishedTable.objects.filter(publication=newest).values("organisation_id").distinct()
    seen = Subquery(ReportCheck.objects.filter(report=OuterRef("pk")).values("compared_on"))
    rows = Report.objects.filter(state__in=MADE, organisation_id__in=regions, period__gte=newest.data_on - REACH)
    behind = rows.annotate(seen=Coalesce(seen, "data_on")).filter(seen__lt=newest.data_on)
    return list(behind.order_by("id").values_list("id", flat=True))


def _check(job: str, report_id: UUID) -> bool:
    """Each publication since in turn, so that it is known since when a number is another. One that no longer shows the period says nothing."""
    with acting_as(job_actor(job)):
        row = Report.objects.select_for_update(of=("self",), skip_locked=True).filter(id=report_id, state__in=MADE).first()
        if row is None or row.data_on is None:
            return False
        check = ReportCheck.objects.filter(report_id=row.id).first() or ReportCheck(
            report_id=row.id, organisation_id=row.organisation_id, compared_on=row.data_on
        )
        held, period = held_grids(row), period_for(row)
        known: list[Difference] = [told_difference(one) for one in check.differences]
        compared = False
        for publication in publications_of(row.organisation_id).filter(data_on__gt=check.compared_on).order_by("data_on"):
            newest = grids_in(publication, row, period)
            if newest:
                known = differences(held, newest, publication.data_on, known)
            check.compared_on, compared = publication.data_on, True
        check.differences = [plain_difference(one) for one in known]
        if compared:
            check.save()
        return compared


def held_grids(row: Report) -> list[Grid]:
    """The report's own tables, but those of the day itself: another day has other numbers."""
    return [from_plain(table["grid"]) for table in row.content.get("tables", []) if not table["now"]]
