"""How an advance notice ends: withdrawn, followed by a plan, or assessed without one. Each receiver hears what concerns it."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts import clock
from accounts.actor import Actor
from accounts.prepared import Prepared
from deadlines.unsent import end_unsent
from gop.enums import DeliveryKind, NoticeAction, NoticeState
from gop.models import AdvanceNotice, Plan
from gop.services.courier import about
from gop.services.events import notice_event
from gop.services.meeting_follows import follow_notice

NOT_YOURS = "Varslingen er ikke længere aktuel for jer."
# A notice of a stay that ends later than the plan's by more than this is of another stay.
SAME_STAY = timedelta(days=7)


def end_notice(
    actor: Actor,
    notice: AdvanceNotice,
    state: NoticeState,
    action: NoticeAction,
    *,
    reason: str = "",
    got_it: Collection[UUID] | None = None,
) -> None:
    """The notice's row is held. `got_it`: who has the plan, of one that was sent; the others hear only that it is not theirs any more."""
    before, at = notice.state, clock.now()
    notice.state, notice.ended_at, notice.changed_at, notice.ended_reason = state, at, at, reason[:300]
    notice.save(update_fields=["state", "ended_at", "changed_at", "ended_reason", "plan_id"])
    notice_event(actor, notice, action, before, reason=reason)
    sequence = notice.events.count()
    for receiver in notice.receivers:
        theirs = got_it is None or receiver in got_it
        told = {"state": state, "reason": reason} if theirs else {"state": NoticeState.WITHDRAWN, "reason": NOT_YOURS}
        about(notice, receiver, "varsling", DeliveryKind.NOTICE_ENDED, sequence, notice.id, **told)


def _open_of(plan: Plan) -> list[AdvanceNotice]:
    """The notice the plan was written from, and those of the same stay that somebody wrote past."""
    if plan.cpr_hash is None or plan.discharge_date is None:
        return _written_from.objects(plan.organisation_id, plan.id)
    same_stay = plan.discharge_date + SAME_STAY
    return _of_stay.objects(plan.organisation_id, plan.id, bytes(plan.cpr_hash), plan.department_id, same_stay)


def _held(mine: Q, organisation: UUID) -> QuerySet[AdvanceNotice]:
    rows = AdvanceNotice.objects.filter(mine, organisation_id=organisation, state=NoticeState.NOTIFIED)
    return rows.select_for_update(of=("self",), no_key=True).order_by("id")


def _stay(organisation: UUID, plan_id: UUID, cpr_hash: bytes, department: UUID, until: date) -> QuerySet[AdvanceNotice]:
    stay = Q(discharge_date__isnull=True) | Q(discharge_date__lte=until)
    return _held(Q(plan_id=plan_id) | Q(cpr_hash=cpr_hash, department_id=department) & stay, organisation)


_written_from = Prepared(lambda organisation, plan_id: _held(Q(plan_id=plan_id), organisation))
_of_stay = Prepared(_stay)


def follow_notices(actor: Actor, plan: Plan, got_it: Collection[UUID]) -> None:
    """Called in the transaction that sends the plan, whose row is held: nobody waits for it any more."""
    end_unsent(plan.organisation_id, plan.id)
    for notice in _open_of(plan):
        end_unsent(notice.organisation_id, notice.plan_id)
        notice.plan_id = plan.id
        end_notice(actor, notice, NoticeState.FOLLOWED, NoticeAction.FOLLOW, got_it=got_it)
        follow_notice(notice.organisation_id, notice.id, plan.id)


def close_without_plan(actor: Actor, notice: AdvanceNotice) -> None:
    """Assessed, and no plan follows: the receivers need not wait. The notice's row is held; one that has ended stays as it is."""
    if notice.state != NoticeState.NOTIFIED:
        return
    end_unsent(notice.organisation_id, notice.plan_id)
    end_notice(actor, notice, NoticeState.WITHOUT_PLAN, NoticeAction.CLOSE)


def notices_of(actor: Actor, cpr_hashes: Collection[bytes], notice_id: UUID | None = None) -> list[AdvanceNotice]:
    """Open notices of one citizen in the own hospital, or of one id, held: what an assessment without a plan closes."""
    which = Q(cpr_hash__in=cpr_hashes) if notice_id is None else Q(id=notice_id)
    rows = AdvanceNotice.objects.filter(which, organisation_id=actor.tenant, state=NoticeState.NOTIFIED)
    return list(rows.select_for_update(of=("self",), no_key=True).order_by("id"))
