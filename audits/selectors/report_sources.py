"""The published tables a report is made of, and compared with later. Read by the job."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts.enums import OrganisationKind
from accounts.groupings import groupings_on
from audits.enums import PeriodKind, Population, ReportKind
from audits.grid import Grid, from_plain
from audits.indicators.report_list import PERIODS, STATUS_NOW, Series, series_of
from audits.models import Publication, PublishedTable, Report
from audits.rules.period import Period


def publications_of(region: UUID) -> QuerySet[Publication]:
    """Those with tables of the region."""
    tables = PublishedTable.objects.filter(publication=OuterRef("pk"), organisation_id=region)
    return Publication.objects.filter(Exists(tables))


def series_for(report: Report) -> Series:
    return series_of(ReportKind(report.kind), Population(report.population), report.subject_id == report.organisation_id)


def period_for(report: Report) -> Period:
    return Period(report.period, PERIODS[ReportKind(report.kind)])


def grids_in(publication: Publication, report: Report, period: Period) -> list[Grid]:
    """Its tables of the period as that publication has them, in the report's order."""
    keys = [table.key for table in series_for(report).held()]
    rows = PublishedTable.objects.filter(
        publication=publication,
        organisation_id=report.organisation_id,
        population=report.population,
        table__in=keys,
        period_kind=period.kind,
        period=period.first,
    )
    by_key = {row.table: from_plain(row.content) for row in rows}
    return [by_key[key] for key in keys if key in by_key]


def grids_now(publication: Publication, report: Report) -> list[Grid]:
    """What stood on the day of data itself; only a committee's status shows it."""
    if report.kind != ReportKind.COMMITTEE:
        return []
    found = []
    for table in STATUS_NOW:
        rows = PublishedTable.objects.filter(
            publication=publication,
            organisation_id=report.organisation_id,
            population=report.population,
            table=table.key,
            period_kind=PeriodKind.MONTH,
        )
        found += [from_plain(row.content) for row in rows.order_by("-period")[:1]]
    return found


def rows_for(report: Report, day: date) -> Collection[str] | None:
    """Whose rows it shows beside the total, as the country was on the day; None: every row. `report.subject` is read."""
    if report.subject_id == report.organisation_id:
        return None
    if report.subject.kind != OrganisationKind.GROUPING:
        return {str(report.subject_id)}
    members = next((one.members for one in groupings_on(day, report.organisation_id) if one.id == report.subject_id), ())
    return {str(report.subject_id), *map(str, members)}
