"""What there is to count, as the job sees it: which cases and plans, by ids, moments and codes. No text."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from accounts.enums import OrganisationKind
from accounts.models import Organisation
from audits.models import Counted
from audits.selectors.told_plans import COUNTED
from deadlines.models import Unsent
from gop.criteria.type_criteria import is_psychiatric
from gop.models import Case, Experience, Plan
from hospitals.models import Department

# A case is new to the figures when it has another number of events than was counted.
UNCOUNTED_CASES = """
SELECT t.organisation_id, t.subject_id FROM ({touched}) AS t (organisation_id, subject_id)
CROSS JOIN LATERAL (
    SELECT count(*) AS number FROM gop_caseevent e WHERE e.organisation_id = t.organisation_id AND e.case_id = t.subject_id
) n
LEFT JOIN audits_counted c ON c.subject_id = t.subject_id
WHERE (c.rows ->> 'seen')::int IS DISTINCT FROM n.number::int"""
UNCOUNTED_PLANS = """
SELECT t.organisation_id, t.subject_id FROM ({touched}) AS t (organisation_id, subject_id)
CROSS JOIN LATERAL (
    SELECT count(*) AS number FROM gop_planevent e
    WHERE e.organisation_id = t.organisation_id AND e.plan_id = t.subject_id AND e.action = ANY(%s)
) n
CROSS JOIN LATERAL (
    SELECT count(*) + count(u.ended_at) AS number FROM deadlines_unsent u
    WHERE u.organisation_id = t.organisation_id AND u.subject_id = t.subject_id
) s
LEFT JOIN audits_counted c ON c.subject_id = t.subject_id
WHERE n.number + s.number > 0 AND (c.rows ->> 'seen')::int IS DISTINCT FROM (n.number + s.number)::int"""
NEW_CASES = "SELECT DISTINCT organisation_id, case_id FROM gop_caseevent WHERE at >= %s"
NEW_PLANS = """SELECT organisation_id, plan_id FROM gop_planevent WHERE at >= %s AND action = ANY(%s)
UNION SELECT organisation_id, subject_id FROM deadlines_unsent WHERE created_at >= %s OR ended_at >= %s"""
THESE = "SELECT %s::uuid, unnest(%s::uuid[])"
ByHolder = dict[UUID, list[UUID]]
ACTIONS = [str(action) for action in COUNTED]


def cases_since(since: datetime) -> ByHolder:
    """By authority, those with events since the moment that are not counted yet."""
    return _by_holder(UNCOUNTED_CASES.format(touched=NEW_CASES), [since])


def plans_since(since: datetime) -> ByHolder:
    return _by_holder(UNCOUNTED_PLANS.format(touched=NEW_PLANS), [since, ACTIONS, since, since, ACTIONS])


def uncounted_cases(organisation: UUID, ids: Collection[UUID]) -> list[UUID]:
    """Of these, those not counted yet."""
    return _by_holder(UNCOUNTED_CASES.format(touched=THESE), [organisation, list(ids)]).get(organisation, [])


def uncounted_plans(organisation: UUID, ids: Collection[UUID]) -> list[UUID]:
    return _by_holder(UNCOUNTED_PLANS.format(touched=THESE), [organisation, list(ids), ACTIONS]).get(organisation, [])


def _by_holder(sql: str, params: Sequence[Any]) -> ByHolder:
    found: ByHolder = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for organisation, subject in cursor.fetchall():
            found[organisation].append(subject)
    return dict(found)


def holders() -> list[tuple[UUID, str]]:
    """Every organisation that has or had something to count: (id, name)."""
    own = {"organisation_id": OuterRef("id")}
    anything = [Exists(model.objects.filter(**own)) for model in (Case, Plan, Unsent, Experience, Counted)]
    rows = Organisation.objects.filter(reduce(or_, map(Q, anything)))
    return list(rows.order_by("kind", "name", "id").values_list("id", "name"))


def cases_of(organisation: UUID) -> list[UUID]:
    return list(Case.objects.filter(organisation_id=organisation).order_by("id").values_list("id", flat=True))


def plans_of(hospital: UUID) -> list[UUID]:
    """Begun or only expected."""
    begun = Plan.objects.filter(organisation_id=hospital).values_list("id", flat=True)
    return sorted({*begun, *Unsent.objects.filter(organisation_id=hospital).values_list("subject_id", flat=True)})


def unsent_of(hospital: UUID, ids: Collection[UUID]) -> dict[UUID, list[Unsent]]:
    """Plans that should be sent by a discharge, oldest first; neither returned ones nor questions."""
    found: dict[UUID, list[Unsent]] = defaultdict(list)
    for row in Unsent.objects.filter(organisation_id=hospital, subject_id__in=ids).order_by("created_at", "id"):
        found[row.subject_id].append(row)
    return found


def departments_of(plans: Iterable[UUID]) -> dict[UUID, UUID]:
    """By plan the department that sent it."""
    return dict(Plan.objects.filter(id__in=set(plans)).values_list("id", "department_id"))


def psychiatric() -> frozenset[UUID]:
    """The departments of psychiatry."""
    rows = Department.objects.values_list("organisation_id", "specialty")
    return frozenset(key for key, specialty in rows if is_psychiatric(specialty))


def municipalities() -> frozenset[UUID]:
    return frozenset(Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).values_list("id", flat=True))


def answers(before: date, since: date | None, organisation: UUID | None = None) -> dict[tuple[UUID, date], list[tuple[str, str, int]]]:
    """By organisation and month that is over: (as one, involved, how many answered so)."""
    rows = Experience.objects.filter(month__lt=before)
    if since is not None:
        rows = rows.filter(month__gte=since)
    if organisation is not None:
        rows = rows.filter(organisation_id=organisation)
    found: dict[tuple[UUID, date], list[tuple[str, str, int]]] = defaultdict(list)
    counted = rows.values_list("organisation_id", "month", "as_one", "involved").annotate(number=Count("id")).order_by()
    for key, month, as_one, involved, number in counted:
        found[key, month].append((as_one, involved, number))
    return dict(found)
