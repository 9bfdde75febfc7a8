"""Reports as their readers find them: a region's analyst all of the region's, a municipality or a region the released ones about itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Kind, OrganisationKind, Verb
from accounts.folding import sort_key
from accounts.groupings import groupings_on
from audits.corrections import Difference, told_difference
from audits.enums import Population, ReportKind, ReportState
from audits.models import CommitteeMeeting, Report, ReportCheck
from gop.errors import NotFound

MOST_SHOWN = 300
LIST = ("id", "subject_id", "subject__name", "subject__kind", "organisation_id", "kind", "population", "period", "due_on", "committee")
STATE = ("meets_on", "state", "progress", "problem", "attempts", "data_on", "made_at", "released_at", "released_by_name")
UNDER_WAY = (ReportState.PLANNED, ReportState.MAKING, ReportState.FAILED)


@dataclass(frozen=True, slots=True)
class Round:
    """Reports that belong together: of one kind and period."""

    kind: ReportKind
    period: date


def readable(actor: Actor) -> "QuerySet[Report]":
    """Raises NotAllowed. The database holds the same line."""
    actor.must(Verb.READ_REPORTS)
    if actor.kind == Kind.ANALYST:
        return Report.objects.filter(organisation_id=actor.tenant)
    return Report.objects.filter(reader_id=actor.tenant, state=ReportState.RELEASED)


def rounds_of(actor: Actor) -> list[Round]:
    """The latest first. One query."""
    found = readable(actor).values_list("kind", "period").distinct().order_by("-period", "kind")
    return [Round(ReportKind(kind), period) for kind, period in found[:MOST_SHOWN]]


def reports_in(actor: Actor, one: Round | None) -> list[Report]:
    """Without their content: the region first, then groupings, then municipalities, by name. One query."""
    rows = readable(actor) if one is None else readable(actor).filter(kind=one.kind, period=one.period)
    rows = rows.select_related("subject", "check_row").only(
        *(name for name in LIST if not name.startswith("subject__")), *STATE, "subject__name", "subject__kind", "check_row__differences"
    )
    found = list(rows.order_by("-period", "kind", "subject__kind", "subject__name", "population")[:MOST_SHOWN])
    return sorted(found, key=_place)


def _place(row: Report) -> tuple[int, str, str, bool]:
    """By the Danish alphabet; the latest meeting first, those who live in the region before those its hospitals sent."""
    kinds = (OrganisationKind.REGION, OrganisationKind.GROUPING, OrganisationKind.MUNICIPALITY)
    days = f"{(date.max - row.meets_on).days:07}" if row.meets_on else ""
    return kinds.index(OrganisationKind(row.subject.kind)), days, sort_key(row.subject.name), row.population != Population.HOME


def under_way(actor: Actor) -> list[Report]:
    """What is planned, being made or could not be made. One query."""
    rows = readable(actor).filter(state__in=UNDER_WAY).select_related("subject").defer("content")
    return list(rows.order_by("due_on", "kind", "subject__name", "population")[:MOST_SHOWN])


def made_today(actor: Actor) -> int:
    """How many of the region were made since midnight, so that progress is of a whole."""
    day = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return readable(actor).filter(made_at__gte=day).count()


def report(actor: Actor, report_id: UUID) -> Report:
    """Raises NotFound for one that is not there, another's, or not released to this reader."""
    row = readable(actor).filter(id=report_id).select_related("subject", "organisation").first()
    if row is None:
        raise NotFound
    return row


def changed_since(row: Report) -> tuple[date | None, list[Difference]]:
    """(the date of data it was last compared with, what is different). None: nothing newer is published."""
    check = ReportCheck.objects.filter(report_id=row.id).first()
    return (check.compared_on, [told_difference(one) for one in check.differences]) if check else (None, [])


def meetings(actor: Actor) -> list[CommitteeMeeting]:
    """Of the region's committees, the latest first."""
    actor.must(Verb.RELEASE_REPORT)
    rows = CommitteeMeeting.objects.filter(organisation_id=actor.tenant).select_related("subject")
    return list(rows.order_by("-meets_on", "committee", "made_at")[:MOST_SHOWN])


def told_of(actor: Actor) -> list[tuple[UUID, str]]:
    """What a status can be told of: the region, or a grouping in it today."""
    return [(actor.tenant, actor.organisation_name), *((one.id, one.name) for one in groupings_on(clock.today(), actor.tenant))]
