"""Reports are planned, made and compared by a job: a row first, one report a transaction, the row held while it is made.

A kill leaves a row that says it is being made and that nobody holds: it is taken again when its time has come, with the reason said.
"""

import logging
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q

from accounts import clock
from accounts.actor import job_actor
from accounts.danish import long_date
from accounts.tenancy import acting_as
from audits.enums import Population, ReportKind, ReportState
from audits.models import Publication, Report, ReportCheck
from audits.selectors.report_sources import grids_in, grids_now, period_for, publications_of, rows_for
from audits.services.report_checks import check_reports
from audits.services.report_content import Asked, content_of
from audits.services.report_planning import plan_reports
from deadlines.heartbeat import began, ended

log = logging.getLogger("gop.reports")
JOB = "audits.reports"
RETRY = timedelta(minutes=5)  # longer than one report takes: until then whoever took it is let work
WAITS = timedelta(minutes=10)
HALFWAY = 50
INTERRUPTED = "Arbejdet blev afbrudt. Rapporten laves igen."
FAILED = "Rapporten kunne ikke laves ({error}). Den prøves igen af sig selv."
NOT_YET = "Venter på, at tallene til og med {day} bliver offentliggjort."
NOTHING = "Der er ikke offentliggjort tal for {period}."
TO_MAKE = (ReportState.PLANNED, ReportState.MAKING, ReportState.FAILED)


class Waiting(Exception):
    """What it is made of is not published yet. Carries a Danish sentence."""


def make_reports() -> int:
    """Plans what is due, makes what is planned, and compares what was made with the newest figures. Returns how many were made."""
    began(JOB)
    run = Run()
    run.plan()
    made, failed = run.make()
    check_reports(JOB)
    ended(JOB, handled=made, failed=failed)
    return made


@dataclass(frozen=True, slots=True)
class Run:
    """`only`: makes those of one region. `inside`: the caller's transaction may read and write all of it (the demo's loading)."""

    only: UUID | None = None
    inside: bool = False

    def _job(self) -> AbstractContextManager[object]:
        return nullcontext() if self.inside else acting_as(job_actor(JOB))

    def plan(self) -> int:
        with self._job():
            return plan_reports()

    def make(self) -> tuple[int, int]:
        """(made, failed); each row is tried once."""
        made = failed = 0
        tried: set[UUID] = set()
        while (report_id := self._take(tried)) is not None:
            tried.add(report_id)
            done = self._make(report_id)
            made, failed = made + (done is True), failed + (done is False)
        return made, failed

    def _take(self, tried: set[UUID]) -> UUID | None:
        """The next row that is due and that nobody holds, marked as being made."""
        now = clock.now()
        due = Q(retry_at__isnull=True) | Q(retry_at__lte=now)
        with self._job():
            rows = Report.objects.filter(due, state__in=TO_MAKE, due_on__lte=clock.today()).exclude(id__in=tried)
            rows = rows.filter(organisation_id=self.only) if self.only else rows
            row = rows.select_for_update(of=("self",), skip_locked=True).order_by("attempts", "due_on", "id").first()
            if row is None:
                return None
            # Whoever took it before did not come to an end
            row.problem = INTERRUPTED if row.state == ReportState.MAKING else row.problem
            row.state, row.progress, row.attempts, row.retry_at = ReportState.MAKING, HALFWAY, row.attempts + 1, now + RETRY
            row.save(update_fields=["state", "progress", "attempts", "retry_at", "problem"])
            return row.id

    def _make(self, report_id: UUID) -> bool | None:
        """True: made. False: it failed and is tried again. None: it waits, or another worker has it."""
        try:
            with self._job():
                rows = Report.objects.filter(id=report_id, state=ReportState.MAKING).select_related("subject", "organisation")
                row = rows.select_for_update(of=("self",), skip_locked=True).first()
                if row is None:
                    return None
                publication = _publication(row)
                row.content = _content(row, publication)
                row.data_on, row.definition, row.made_at = publication.data_on, publication.definition, clock.now()
                row.state, row.progress, row.problem, row.retry_at = ReportState.READY, 100, "", None
                row.save(update_fields=["content", "data_on", "definition", "made_at", "state", "progress", "problem", "retry_at"])
                # Made anew: what was different from the one before says nothing of this one
                ReportCheck.objects.filter(report_id=row.id).update(compared_on=publication.data_on, differences=[])
                return True
        except Waiting as waiting:
            self._put_back(report_id, ReportState.PLANNED, str(waiting), WAITS)
            return None
        except Exception as error:  # one report's trouble keeps no other back; its row says what kind
            log.error("a report failed: %s", type(error).__name__)
            self._put_back(report_id, ReportState.FAILED, FAILED.format(error=type(error).__name__), RETRY)
            return False

    def _put_back(self, report_id: UUID, state: ReportState, problem: str, wait: timedelta) -> None:
        with self._job():
            row = Report.objects.select_for_update(of=("self",)).filter(id=report_id, state=ReportState.MAKING).first()
            if row is not None:
                row.state, row.progress, row.problem, row.retry_at = state, 0, problem, clock.now() + wait
                row.save(update_fields=["state", "progress", "problem", "retry_at"])


def _publication(row: Report) -> Publication:
    """The region's newest; it holds the day before the report is due. Raises Waiting."""
    newest = publications_of(row.organisation_id).order_by("-data_on").first()
    wanted = row.due_on - timedelta(days=1)
    if newest is None or newest.data_on < wanted:
        raise Waiting(NOT_YET.format(day=long_date(wanted)))
    return newest


def _content(row: Report, publication: Publication) -> dict[str, object]:
    period = period_for(row)
    grids = grids_in(publication, row, period)
    if not grids:
        raise Waiting(NOTHING.format(period=period.name))
    whole = row.subject_id == row.organisation_id
    asked = Asked(
        kind=ReportKind(row.kind),
        population=Population(row.population),
        period=period,
        subject=row.subject.name,
        region=row.organisation.name,
        rows=rows_for(row, period.last),
        own="" if whole else str(row.subject_id),
        committee=row.committee,
        meets_on=row.meets_on,
    )
    before = {grid.table: grid for grid in grids_in(publication, row, period.before)}
    return content_of(asked, [*grids_now(publication, row), *grids], before)
