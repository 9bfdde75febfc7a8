"""When the law makes somebody else the authority: open cases go to whoever it is today (model.md 2).

The dated rows of responsibility decide, so before their day this does nothing. Each case is moved in a savepoint and ended as it
goes, so a run that is repeated, crashed, late or doubled finds what is left. A plan that was under way comes along in the next run.
"""

import logging
from datetime import date
from uuid import UUID

from django.db import transaction

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
from gop.services.carrying import luggage
from gop.services.handing_over import Next, hand_on

log = logging.getLogger("gop.succession")
JOB = "gop.move_authority"
BATCH = 100


def moving_types(today: date) -> list[PlanType]:
    """The types whose authority is a region on the day."""
    return [one for one in PlanType if region_decides(one, today)]


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
    moved, bad = 0, set[UUID]()
    actor = job_actor(JOB, Kind.AUTHORITY, municipality)
    while True:
        with acting_as(actor):
            rows = Case.objects.filter(organisation_id=municipality, ended_at__isnull=True, kind=CaseKind.TREATMENT, plan_type__in=types)
            cases = list(rows.exclude(id__in=bad).select_for_update(of=("self",), no_key=True, skip_locked=True).order_by("id")[:BATCH])
            to, name = _next(municipality) if cases else ((), "")
            for case in cases:
                try:
                    with transaction.atomic():
                        _move(actor, case, to, name)
                    moved += 1
                except Exception as error:  # one bad case never stops the rest
                    bad.add(case.id)
                    log.error("case %s could not be moved: %s", case.id, type(error).__name__)
        if len(cases) < BATCH:
            return moved, len(bad)


def _next(municipality: UUID) -> tuple[tuple[Next, ...], str]:
    """The municipality's region of today handles the case, and the municipality is kept informed."""
    own = Organisation.objects.get(id=municipality)
    region = parent_of(municipality, RelationKind.MUNICIPALITY_IN, clock.today())
    return ((Next(region), Next(own, CaseKind.INFORMATION)) if region else (), own.name)


def _move(actor: Actor, case: Case, to: tuple[Next, ...], name: str) -> None:
    if not to:
        raise LookupError("no region")
    told = luggage(case, Handover.AUTHORITY, name)
    hand_on(actor, case, CaseAction.END, told, to, f"{to[0].holder.name} er myndighed nu, {long_date(clock.today())}.")
