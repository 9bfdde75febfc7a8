"""Who looked at what in the own organisation: read by page, newest first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from accounts.actor import Actor, NotAllowed
from accounts.danish import copenhagen_moment
from accounts.enums import Verb
from accounts.models import AccessLog, Membership, User

PAGE = 50


@dataclass(frozen=True)
class Look:
    """One line of the log with the person's name; `person` is a job's name where no person looked."""

    row: AccessLog
    person: str


@dataclass(frozen=True)
class Asked:
    day: date | None = None
    person: UUID | None = None
    subject: UUID | None = None
    before: tuple[datetime, UUID] | None = None


def _may(actor: Actor) -> None:
    actor.must(Verb.READ_ACCESS_LOG)
    if actor.departments:  # the log knows no departments, so it cannot be narrowed to them
        raise NotAllowed("Adgangsloggen gælder hele organisationen, og din rolle gælder kun nogle af dens afdelinger.")


def looks(actor: Actor, asked: Asked) -> tuple[list[Look], tuple[datetime, UUID] | None]:
    """A page of lines, and the key of its last one when there are more."""
    _may(actor)
    rows = AccessLog.objects.filter(organisation_id=actor.tenant)
    if asked.day:
        start, end = (copenhagen_moment(day, time.min) for day in (asked.day, asked.day + timedelta(days=1)))
        rows = rows.filter(at__gte=start, at__lt=end)
    if asked.person:
        rows = rows.filter(user_id=asked.person)
    if asked.subject:
        rows = rows.filter(subject_id=asked.subject)
    if asked.before:
        at, row_id = asked.before
        rows = rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(id__lt=row_id))
    found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    page = found[:PAGE]
    names = _names({row.user_id for row in page if row.user_id})
    shown = [Look(row, names.get(row.user_id, "Ukendt bruger") if row.user_id else row.job) for row in page]
    return shown, ((page[-1].at, page[-1].id) if len(found) > PAGE else None)


def people(actor: Actor) -> list[tuple[UUID, str]]:
    """Everybody who has or had a membership here, by name."""
    _may(actor)
    ids = set(Membership.objects.filter(organisation_id=actor.tenant).values_list("user_id", flat=True))
    return sorted(_names(ids).items(), key=lambda pair: pair[1])


def _names(ids: set[UUID]) -> dict[UUID, str]:
    return dict(User.objects.filter(id__in=ids).values_list("id", "name"))
