"""When the law makes somebody else the authority: open cases go to whoever it is today (model.md 2).

The dated rows of responsibility decide, so before their day this does nothing. Each batch is moved whole or not at all,
and a moved case is ended, so a run that is repeated, crashed, late or doubled finds what is left. A plan that was under way comes along in the next run.
"""

import logging
from datetime import date
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.danish import long_date
from accounts.enums import Kind, OrganisationKind, RelationKind
from accounts.models import Organisation
from accounts.selectors import parent_of
from accounts.tenancy import acting_as
from deadlines.heartbeat import began, ended
from gop.enums import CaseAction, CaseKind, Handover, PlanType
from gop.models import Case
from gop.selectors.course import region_decides
from gop.selectors.law import responsibility_rows
from gop.services.carrying import clocks_running, luggage
from gop.services.courier import gathering
from gop.services.handing_over import Next, hand_on

log = logging.getLogger("gop.succession")
JOB = "gop.move_authority"
BATCH = 100


def moving_types(today: date) -> list[PlanType]:
    """The types whose authority is a region on the day."""
    rows = responsibility_rows()
    return [one for one in PlanType if region_decides(one, today, rows)]


def holders(types: list[PlanType]) -> list[UUID]:
    """Municipalities that still hold open cases of treatment of these types."""
    rows = Case.objects.filter(ended_at__isnull=True, kind=CaseKind.TREATMENT, plan_type__in=types)
    return list(rows.filter(organisation__kind=OrganisationKind.MUNICIPALITY).values_list("organisation_id", flat=True).distinct())


def move_all() -> tuple[int, int]:
    """(cases moved, cases that failed and stay until the next run)."""
    began(JOB)
    with acting_as(job_actor(JOB)):
        types = moving_types(clock.today())
        waiting = holders(types) if types else []
    moved = failed = 0
    for municipality in waiting:
        one_moved, one_failed = move_cases_of(municipality, types)
        moved, failed = moved + one_moved, failed + one_failed
    ended(JOB, handled=moved, failed=failed)
    return moved, failed


def move_cases_of(municipality: UUID, types: list[PlanType]) -> tuple[int, int]:
    """One transaction a batch, as the municipality; two workers share what there is."""
    actor = job_actor(JOB, Kind.AUTHORITY, municipality)
    moved, bad = 0, set[UUID]()
    while True:
        try:
            found = _batch(actor, types, bad, BATCH)
            moved += found
        except Exception as error:  # one bad case never stops the rest: each alone, and the bad ones stand over
            log.warning("a batch of cases could not be moved: %s", type(error).__name__)
            found = BATCH
            moved += _one_by_one(actor, types, bad)
        if found < BATCH:
            return moved, len(bad)


def _one_by_one(actor: Actor, types: list[PlanType], bad: set[UUID]) -> int:
    with acting_as(actor):
        ids = list(_open(actor, types).exclude(id__in=bad).order_by("id").values_list("id", flat=True)[:BATCH])
    moved = 0
    for case_id in ids:
        try:
            moved += _batch(actor, types, bad, 1, case_id)
        except Exception as error:
            bad.add(case_id)
            log.error("case %s could not be moved: %s", case_id, type(error).__name__)
    return moved


def _open(actor: Actor, types: list[PlanType]) -> QuerySet[Case]:
    return Case.objects.filter(organisation_id=actor.tenant, ended_at__isnull=True, kind=CaseKind.TREATMENT, plan_type__in=types)


def _batch(actor: Actor, types: list[PlanType], bad: set[UUID], size: int, only: UUID | None = None) -> int:
    """How many were moved, all or none."""
    with acting_as(actor):
        rows = _open(actor, types).exclude(id__in=bad)
        rows = rows.filter(id=only) if only else rows
        cases = list(rows.select_for_update(of=("self",), no_key=True, skip_locked=True).order_by("id")[:size])
        if not cases:
            return 0
        to = _next(actor.tenant)
        prefetch_related_objects(cases, "events", "offers", "second_plan_answers")
        running = clocks_running(actor.tenant, [case.id for case in cases])
        with gathering():
            for case in cases:
                told = luggage(case, Handover.AUTHORITY, to[1].holder.name, running[case.id])
                hand_on(actor, case, CaseAction.END, told, to, f"{to[0].holder.name} er myndighed nu, {long_date(clock.today())}.")
        return len(cases)


def _next(municipality: UUID) -> tuple[Next, Next]:
    """The municipality's region of today handles the case, and the municipality is kept informed."""
    own = Organisation.objects.get(id=municipality)
    region = parent_of(municipality, RelationKind.MUNICIPALITY_IN, clock.today())
    if region is None:
        raise LookupError("no region today")
    return Next(region), Next(own, CaseKind.INFORMATION)
