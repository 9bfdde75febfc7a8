"""Which reports are due: a row each, planned once whatever runs twice, late or side by side."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from accounts import clock
from accounts.enums import RelationKind
from accounts.groupings import groupings_on
from accounts.selectors import children_of, valid_on
from audits.enums import PeriodKind, Population, ReportKind
from audits.indicators.known import SINCE
from audits.indicators.report_list import BEFORE_A_MEETING, READY_AFTER, SERIES, Series
from audits.models import CommitteeMeeting, Publication, PublishedTable, Report
from audits.rules.period import Period, latest_whole

Published = tuple[UUID, str, str, date, str]
Key = tuple[UUID, UUID, str, str, date, str, date | None]


def due_period(kind: PeriodKind, today: date) -> Period:
    """The last period whose report is due by today."""
    return latest_whole(kind, today - READY_AFTER + timedelta(days=1))


def plan_reports() -> int:
    """How many rows were added, in the caller's transaction. A period that nothing is published of, or that began before the indicators, is left."""
    today = clock.today()
    newest = Publication.objects.order_by("-data_on").first()
    if newest is None:
        return 0
    periods = {kind: due_period(kind, today) for kind in {one.period for one in SERIES} if due_period(kind, today).first >= SINCE}
    rows = PublishedTable.objects.filter(publication=newest, period__in={period.first for period in periods.values()})
    published = set(rows.values_list("organisation_id", "population", "period_kind", "period", "table"))
    wanted = [*_regular(periods, published), *_before_meetings(today)]
    there = set(
        Report.objects.filter(period__in={row.period for row in wanted}).values_list(
            "organisation_id", "subject_id", "kind", "population", "period", "committee", "meets_on"
        )
    )
    new = [row for row in wanted if _key(row) not in there]
    Report.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _key(row: Report) -> Key:
    return (row.organisation_id, row.subject_id, row.kind, row.population, row.period, row.committee, row.meets_on)


def _regular(periods: dict[PeriodKind, Period], published: set[Published]) -> Iterator[Report]:
    for region in sorted({one[0] for one in published}):
        subjects: dict[tuple[PeriodKind, bool, bool], list[UUID]] = {}
        for one in SERIES:
            period = periods.get(one.period)
            if period is None or not any(
                (region, one.population.value, one.period.value, period.first, table.key) in published for table in one.held()
            ):
                continue
            key = (one.period, one.groupings, one.municipalities)
            if key not in subjects:
                subjects[key] = _subjects(region, one, period.last)
            for subject in [region] if one.whole else subjects[key]:
                yield Report(
                    organisation_id=region,
                    subject_id=subject,
                    kind=one.kind,
                    population=one.population,
                    period=period.first,
                    due_on=period.last + READY_AFTER,
                )


def _subjects(region: UUID, series: Series, day: date) -> list[UUID]:
    """As the country was on the last day of the period."""
    groupings = [one.id for one in groupings_on(day, region)] if series.groupings else []
    if not series.municipalities:
        return groupings
    children = children_of(region, RelationKind.MUNICIPALITY_IN, day).filter(valid_on(day))
    return [*groupings, *children.order_by("key").values_list("id", flat=True)]


def _before_meetings(today: date) -> Iterator[Report]:
    meetings = CommitteeMeeting.objects.filter(cancelled_at__isnull=True, meets_on__gte=today, meets_on__lte=today + BEFORE_A_MEETING)
    for meeting in meetings.order_by("meets_on", "id"):
        due = meeting.meets_on - BEFORE_A_MEETING
        yield Report(
            organisation_id=meeting.organisation_id,
            subject_id=meeting.subject_id,
            kind=ReportKind.COMMITTEE,
            population=Population.HOME,
            period=due_period(PeriodKind.QUARTER, due).first,
            due_on=due,
            committee=meeting.committee,
            meets_on=meeting.meets_on,
        )
