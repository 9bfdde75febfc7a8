"""The author's reads: own plans, drafts, the content of a version, who has it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.enums import RelationKind
from accounts.folding import prefix_range, sort_key
from accounts.models import Organisation, OrganisationRelation
from accounts.prepared import Asked, Prepared
from accounts.secret import cpr_hashes, decrypt_cpr
from accounts.selectors import children_of, valid_on
from gop.cpr import age_on
from gop.criteria import PlanContent
from gop.enums import ConsentAnswer, ConsentKind, PlanState
from gop.models import Consent, Milestone, Plan, PlanAddress, PlanEvent, PlanVersion, Recipient
from gop.selectors.agreements import agreements
from gop.selectors.codes import ended_codes
from hospitals.models import Department

PAGE = 50
ADULT = 18  # whose contact point is named; consent and pathway by age are rules of their own


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """The hospital's plans, narrowed to the departments of the membership."""
    rows = Plan.objects.filter(organisation_id=actor.tenant)
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


def plan_of(actor: Actor, plan_id: UUID) -> Plan | None:
    return plans_visible_to(actor).filter(id=plan_id).select_related("department__department").first()


@dataclass(frozen=True)
class Outbox:
    """Mine planer: what asks for the author first (returned, the longest waiting first), then drafts, then sent, newest first."""

    asking: list[Plan]
    drafts: list[Plan]
    sent: list[Plan]
    more_sent: bool


def outbox(actor: Actor, today: date, before: tuple[datetime, UUID] | None = None) -> Outbox:
    """`before` is (changed_at, id) of the last row shown, for the next page of sent plans. Three queries, one for a next page."""
    shown = _sent.objects(actor, *(before or (None, None)), PAGE + 1)
    return Outbox(
        asking=[] if before else _asking.objects(actor, today, PAGE),
        drafts=[] if before else _drafts.objects(actor, PAGE),
        sent=shown[:PAGE],
        more_sent=len(shown) > PAGE,
    )


def _listed(actor: Actor) -> QuerySet[Plan]:
    return plans_visible_to(actor).select_related("department").defer("marks")


def _sent_before(actor: Actor, at: datetime | None, plan_id: UUID | None, most: int) -> QuerySet[Plan]:
    rows = _listed(actor).exclude(state=PlanState.DRAFT)
    if at:
        rows = rows.filter(changed_at__lte=at).filter(Q(changed_at__lt=at) | Q(id__lt=plan_id))
    return rows.order_by("-changed_at", "-id")[:most]


def _that_ask(actor: Actor, today: date, most: int) -> QuerySet[Plan]:
    rows = _listed(actor).filter(state=PlanState.SENT)
    asking = rows.filter(
        Q(returned_at__isnull=False)
        | Q(discharge_date__isnull=True)  # called off without a new date: the case waits for one
        | Q(handed_out_on__isnull=True, discharge_date__lte=today)
        | Q(discharge_expected=True, discharge_date__lte=today)
    )
    return asking.order_by(F("returned_at").asc(nulls_last=True), "discharge_date", "id")[:most]


def _begun(actor: Actor, most: int) -> QuerySet[Plan]:
    return _listed(actor).filter(state=PlanState.DRAFT, put_away_at__isnull=True).order_by("-changed_at", "-id")[:most]


_sent, _asking, _drafts = Prepared(_sent_before), Prepared(_that_ask), Prepared(_begun)


def version_of(plan: Plan, number: int | None = None) -> PlanVersion:
    version: PlanVersion | None = _version.first(plan.id, number or plan.current_version)
    if version is None:
        raise PlanVersion.DoesNotExist
    version.plan = plan
    return version


def _version_numbered(plan_id: UUID, number: int) -> QuerySet[PlanVersion]:
    rows = PlanVersion.objects.select_related("home_municipality", "performing_department", "address")
    return rows.filter(plan_id=plan_id, number=number)[:1]


_version = Prepared(_version_numbered)


def cpr_of(version: PlanVersion) -> str:
    """Ten characters, or empty."""
    return decrypt_cpr(version.cpr_encrypted) if version.cpr_encrypted else ""


def read_consents(plan: Plan) -> None:
    """As prefetching `consents` does: later asking for all of them reads nothing."""
    found: Any = plan.consents.all()
    found._result_cache, found._prefetch_done = _consents.objects(plan.id), True  # noqa: SLF001
    plan._prefetched_objects_cache = {"consents": found}  # type: ignore[attr-defined]  # noqa: SLF001


_consents = Prepared(lambda plan_id: Consent.objects.filter(plan_id=plan_id))


def ask_consents(plan: Plan) -> Asked:
    return _consents, (plan.id,)


def consents_of(plan: Plan) -> dict[str, Consent]:
    return {row.kind: row for row in plan.consents.all()}


_SAID = {one.name for one in fields(PlanContent)}
_ON_VERSION = _SAID & {one.attname for one in PlanVersion._meta.concrete_fields}  # noqa: SLF001 (Django documents _meta)
_ON_ADDRESS = (_SAID & {one.attname for one in PlanAddress._meta.concrete_fields}) - _ON_VERSION  # noqa: SLF001


def content_of(plan: Plan, version: PlanVersion) -> PlanContent:
    """The version as a value that the criteria of a good plan can read."""
    return content_from(version, plan.consents.all(), getattr(plan.department, "department", None))


def content_from(version: PlanVersion, consents: Iterable[Consent], department: Department | None) -> PlanContent:
    """The same of a version with what else its reader has. `department`: the sending one, when it is known."""
    said: dict[str, Any] = {name: getattr(version, name) for name in _ON_VERSION}
    said |= {name: getattr(version.address, name) for name in _ON_ADDRESS}
    said |= {
        "cpr": cpr_of(version),
        "home_municipality": str(version.home_municipality_id or ""),
        "home_last_day": version.home_municipality.valid_to if version.home_municipality else None,
        "performing_hospital": str(version.performing_department_id or ""),
        "performing_last_day": version.performing_department.valid_to if version.performing_department else None,
        "protected_address": version.address.protected,
        "consents": {ConsentKind(row.kind): ConsentAnswer(row.answer) for row in consents if row.answer},
        "ended": ended_codes(version, version.discharge_date),
        **_known(department, version),
    }
    return PlanContent(**said)


def known_of(plan: Plan, version: PlanVersion) -> PlanContent:
    """Only what the registry says, for a page that asks by it."""
    return PlanContent(**_known(getattr(plan.department, "department", None), version))


def _known(department: Department | None, version: PlanVersion) -> dict[str, Any]:
    """What the registry says of the patient's region and of the department, on day 0 or, while it is not known, today."""
    day = version.discharge_date or clock.today()
    return {
        "age": age_on(version.birth_date, day) if version.birth_date else None,
        "agreements": agreements(version.home_municipality_id, day),
        "department_level": department.function_level if department else "",
        "specialty": department.specialty if department else "",
    }


def recipients_of(plan: Plan) -> list[Recipient]:
    return list(plan.recipients.order_by("at", "kind", "name"))


def plan_events(plan: Plan) -> list[PlanEvent]:
    return list(plan.events.order_by("-at", "-id"))


def milestones_of(plan: Plan) -> list[Milestone]:
    return list(plan.milestones.order_by("-at", "-id"))


def find_plans(actor: Actor, *, number: str = "", name: str = "") -> list[Plan]:
    """By whole CPR (ten characters) or by the first letters of the last name; at most one page."""
    if number:
        return _of_patient.objects(actor, PAGE, *cpr_hashes(number))
    low, high = prefix_range(sort_key(name))
    return list(plans_visible_to(actor).filter(name_key__gte=low, name_key__lt=high).order_by("name_key", "id")[:PAGE])


def _under(actor: Actor, most: int, *hashes: bytes) -> QuerySet[Plan]:
    return plans_visible_to(actor).filter(cpr_hash__in=hashes).order_by("-changed_at")[:most]


_of_patient = Prepared(_under)


def departments_of(actor: Actor, day: date) -> list[Organisation]:
    rows = children_of(actor.tenant, RelationKind.DEPARTMENT_OF, day)
    return list(rows.filter(id__in=actor.departments) if actor.departments else rows)


def performing_departments(day: date) -> list[tuple[str, Organisation]]:
    """Departments that perform specialised training, each after its hospital's name."""
    rows = OrganisationRelation.objects.filter(
        valid_on(day), valid_on(day, "child__"), kind=RelationKind.DEPARTMENT_OF, child__department__performs_specialised=True
    )
    return [(row.parent.name, row.child) for row in rows.select_related("parent", "child").order_by("parent__name", "child__name")]


def is_overdue_discharge(plan: Plan, today: date) -> bool:
    """An expected discharge that has passed counts as come, and unconfirmed it is a task for the hospital."""
    return plan.discharge_expected and plan.discharge_date is not None and plan.discharge_date <= today
