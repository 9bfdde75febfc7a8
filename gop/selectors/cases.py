"""The authority's reads: one case, its plan and its history, and the search. Lists stand in gop.selectors.inbox."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.expressions import CombinedExpression

from accounts.actor import Actor
from accounts.folding import prefix_range, sort_key
from accounts.prepared import Asked, Prepared
from accounts.secret import cpr_hashes
from deadlines.enums import DeadlineState
from gop.enums import CaseKind
from gop.models import Case, CaseEvent, Consent, Offer, PlanVersion

PAGE = 50
OPEN = Q(ended_at__isnull=True)
TREATMENT = Q(kind=CaseKind.TREATMENT)
ASKS = Q(first_meeting_on__isnull=True, other_accepted_on__isnull=True)  # else a broken clock is history
RUNNING = ASKS & (Q(inform_state=DeadlineState.OPEN) | Q(offer_state=DeadlineState.OPEN) | Q(plan_start_state=DeadlineState.OPEN))

# What a row of a list is made of (gop.web.presenters); the case's own page reads all of it.
LISTED = (
    *("organisation", "kind", "sender_name", "citizen_name", "birth_date", "diagnosis_group", "plan_type", "plan_version", "state"),
    *("received_at", "day_zero", "day_zero_expected", "acknowledged_at", "owner_name", "level", "decided_on_version"),
    *("offer_meeting_at", "informed_on", "told_no_offer_on", "declined_meetings", "other_accepted_on", "held_reason"),
    "choice_from",
    *(
        "first_meeting_on",
        "ended_at",
        "end_code",
        "last_working_day",
        "team_id",
        "team_name",
        "asked_at",
        "disagreed_at",
        "answered_at",
        "performer_said_at",
    ),
    "second_plan_open",
    *(f"{clock}_{what}" for clock in ("inform", "offer", "plan_start") for what in ("by", "state")),
)


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """The organisation's cases; a hospital membership is narrowed to its departments."""
    rows = Case.objects.filter(organisation_id=actor.tenant)
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


def overdue_on(day: date) -> Q:
    """An open clock whose due date has passed, no first meeting held, and no other municipality has taken it."""
    passed = Q()
    for name in ("inform", "offer", "plan_start"):
        passed |= Q(**{f"{name}_state": DeadlineState.OPEN, f"{name}_by__lt": day})
    return passed & ASKS


def due_within(day: date, days: int) -> Q:
    """An open clock that is due from the day to so many days later, and no first meeting held. The day goes in as it is given, as Prepared asks."""
    last = CombinedExpression(Value(day, output_field=DateField()), "+", Value(days), output_field=DateField())
    due = Q()
    for name in ("inform", "offer", "plan_start"):
        due |= Q(**{f"{name}_state": DeadlineState.OPEN, f"{name}_by__gte": day, f"{name}_by__lte": last})
    return due & ASKS


def case_of(actor: Actor, case_id: UUID) -> Case | None:
    found: Case | None = _case.first(actor, case_id)
    return found


def cases_by_id(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Case]:
    """For a page that knows ids alone (alerts): those of them that the actor may see."""
    return {case.id: case for case in cases_visible_to(actor).filter(id__in=set(ids))}


def version_for(case: Case) -> PlanVersion | None:
    """The version the case works on; readable because it was delivered."""
    found: PlanVersion | None = _version.first(case.plan_id, case.plan_version)
    return found


def consents_for(case: Case) -> list[Consent]:
    return _consents.objects(case.plan_id)


def case_events(case: Case) -> list[CaseEvent]:
    return _of_this(case, _events.objects(case.id))


def offers_of(case: Case) -> list[Offer]:
    return _of_this(case, _offers.objects(case.id))


def ask_case(case: Case) -> list[Asked]:
    """What `case_events`, `version_for`, `offers_of` and `consents_for` ask."""
    return [(_events, (case.id,)), (_version, (case.plan_id, case.plan_version)), (_offers, (case.id,)), (_consents, (case.plan_id,))]


def _of_this(case: Case, rows: list[Any]) -> list[Any]:
    """Each with the case at hand, as a related manager gives them."""
    for row in rows:
        row.case = case
    return rows


def _version_numbered(plan_id: UUID, number: int) -> QuerySet[PlanVersion]:
    rows = PlanVersion.objects.select_related("address", "home_municipality", "performing_department")
    return rows.filter(plan_id=plan_id, number=number)[:1]


_case = Prepared(lambda actor, case_id: cases_visible_to(actor).filter(id=case_id)[:1])
_version = Prepared(_version_numbered)
_consents = Prepared(lambda plan_id: Consent.objects.filter(plan_id=plan_id).order_by("kind"))
_events = Prepared(lambda case_id: CaseEvent.objects.filter(case_id=case_id).order_by("-at", "-id"))
_offers = Prepared(lambda case_id: Offer.objects.filter(case_id=case_id).order_by("-made_at", "-id"))


def find_cases(actor: Actor, *, number: str = "", name: str = "") -> list[Case]:
    """By whole CPR (ten characters) or by the first letters of the last name; open cases first."""
    if number:
        return _of_citizen.objects(actor, PAGE, *cpr_hashes(number))
    low, high = prefix_range(sort_key(name))
    rows = cases_visible_to(actor).only(*LISTED)
    return list(rows.filter(name_key__gte=low, name_key__lt=high).order_by("name_key", "id")[:PAGE])


def _under(actor: Actor, most: int, *hashes: bytes) -> QuerySet[Case]:
    rows = cases_visible_to(actor).only(*LISTED).filter(cpr_hash__in=hashes)
    return rows.order_by("last_working_day", "id")[:most]


_of_citizen = Prepared(_under)
