"""Reads of advance notices: the hospital's own, what lies above a receiver's inbox, and who was discharged without a plan."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.danish import copenhagen_moment
from accounts.models import Organisation
from accounts.prepared import Asked, Prepared
from accounts.secret import decrypt_cpr
from gop.enums import NoticeState, PlanState, Told
from gop.models import AdvanceNotice, Case, NoticeEvent, Plan, ReceivedNotice, WithoutPlan
from gop.models.notices import Named

MOST = 200
# How long a receiver sees that a notice came to nothing.
SHOWN_FOR = timedelta(days=7)


def notices_visible_to(actor: Actor) -> QuerySet[AdvanceNotice]:
    """The hospital's notices, narrowed to the departments of the membership."""
    rows = AdvanceNotice.objects.filter(organisation_id=actor.tenant)
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


def notice_of(actor: Actor, notice_id: UUID) -> AdvanceNotice | None:
    return notices_visible_to(actor).filter(id=notice_id).select_related("department", "home_municipality", "performing_department").first()


def events_of(notice: AdvanceNotice) -> list[NoticeEvent]:
    return list(notice.events.order_by("-at", "-id"))


def receiver_names(notice: AdvanceNotice) -> list[str]:
    """Who was told, in the order of the deliveries: the municipality, then the hospital with its department."""
    names = dict(Organisation.objects.filter(id__in=notice.receivers).values_list("id", "name"))
    found = [names[one] for one in notice.receivers if one in names]
    if notice.performing_department and len(found) > 1:
        found[-1] = f"{found[-1]}, {notice.performing_department.name}"
    return found


def cpr_in(row: Named) -> str:
    """Ten characters."""
    return decrypt_cpr(row.cpr_encrypted)


@dataclass(frozen=True)
class OwnNotice:
    """An open notice, and the plan that somebody has begun from it."""

    notice: AdvanceNotice
    plan: Plan | None


def open_notices(actor: Actor) -> list[OwnNotice]:
    """What is due first stands first; without a date last. Two queries."""
    notices: list[AdvanceNotice] = _open.objects(actor)
    if not notices:
        return []
    begun = {plan.id: plan for plan in Plan.objects.filter(organisation_id=actor.tenant, id__in=[one.plan_id for one in notices])}
    return [OwnNotice(one, begun.get(one.plan_id)) for one in notices]


def _open_for(actor: Actor) -> QuerySet[AdvanceNotice]:
    rows = notices_visible_to(actor).filter(state=NoticeState.NOTIFIED).select_related("department", "home_municipality")
    return rows.order_by(F("discharge_date").asc(nulls_last=True), "id")[:MOST]


_open = Prepared(_open_for)


def plan_from(actor: Actor, notice: AdvanceNotice) -> Plan | None:
    return Plan.objects.filter(organisation_id=actor.tenant, id=notice.plan_id).first()


def unsent_drafts(actor: Actor, today: date, most: int = MOST) -> list[Plan]:
    """Drafts whose patient should have been discharged before today, longest first; those that replace a sent plan keep nobody waiting."""
    found: list[Plan] = _unsent.objects(actor, today, most)
    return found


def unsent_before(actor: Actor, today: date) -> QuerySet[Plan]:
    """All of them, in no order."""
    rows = Plan.objects.filter(
        organisation_id=actor.tenant, state=PlanState.DRAFT, discharge_date__lt=today, replaces__isnull=True, put_away_at__isnull=True
    )
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


_unsent = Prepared(
    lambda actor, today, most: (
        unsent_before(actor, today).select_related("department").defer("marks").order_by("discharge_date", "id")[:most]
    )
)


def discharged_without_plan(actor: Actor, today: date, most: int = MOST) -> list[AdvanceNotice]:
    """Notices that said a plan follows, whose expected discharge has passed: no plan sent, and no assessment without one recorded."""
    found: list[AdvanceNotice] = _without_plan.objects(actor, today, most)
    return found


def late_without_plan(actor: Actor, today: date) -> QuerySet[AdvanceNotice]:
    """All of them, in no order."""
    rows = notices_visible_to(actor).filter(state=NoticeState.NOTIFIED, follows=Told.YES, discharge_date__lt=today)
    named = Q(notice_id=OuterRef("id")) | Q(cpr_hash=OuterRef("cpr_hash"), created_at__gte=OuterRef("created_at"))
    assessed = WithoutPlan.objects.filter(named, organisation_id=OuterRef("organisation_id"), undone_at__isnull=True)
    return rows.filter(~Exists(assessed))


_without_plan = Prepared(
    lambda actor, today, most: (
        late_without_plan(actor, today).select_related("department", "home_municipality").order_by("discharge_date", "id")[:most]
    )
)


def received_visible_to(actor: Actor) -> QuerySet[ReceivedNotice]:
    rows = ReceivedNotice.objects.filter(organisation_id=actor.tenant)
    return rows.filter(department_id__in=actor.departments) if actor.departments else rows


def received_of(actor: Actor, notice_id: UUID) -> ReceivedNotice | None:
    return received_visible_to(actor).filter(id=notice_id).first()


def above_inbox(actor: Actor, now_day: date) -> list[ReceivedNotice]:
    """What is notified, by expected discharge, and for some days what came to nothing. What the plan has followed is gone."""
    return [one for asked, given in ask_above_inbox(actor, now_day) for one in asked.objects(*given)]


def ask_above_inbox(actor: Actor, now_day: date) -> list[Asked]:
    return [(_waiting, (actor,)), (_gone, (actor, copenhagen_moment(now_day - SHOWN_FOR, time.min)))]


def _waiting_for(actor: Actor) -> QuerySet[ReceivedNotice]:
    rows = received_visible_to(actor).filter(state=NoticeState.NOTIFIED)
    return rows.order_by(F("discharge_date").asc(nulls_last=True), "id")[:MOST]


def _gone_since(actor: Actor, since: datetime) -> QuerySet[ReceivedNotice]:
    ended = (NoticeState.WITHDRAWN, NoticeState.WITHOUT_PLAN)
    return received_visible_to(actor).filter(state__in=ended, ended_at__gte=since).order_by("-ended_at", "id")[:MOST]


_waiting, _gone = Prepared(_waiting_for), Prepared(_gone_since)


def notice_before(case: Case) -> ReceivedNotice | None:
    """The notice that told of the case's plan."""
    found: ReceivedNotice | None = _before.first(case.organisation_id, case.id)
    return found


def ask_notice_before(case: Case) -> Asked:
    return _before, (case.organisation_id, case.id)


_before = Prepared(lambda home, case_id: ReceivedNotice.objects.filter(organisation_id=home, case_id=case_id).order_by("received_at")[:1])
