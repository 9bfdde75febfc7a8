"""Replacing a sent plan: a draft copied from it, which takes its place in the moment it is sent (model.md 3)."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import clock
from accounts.actor import Actor
from accounts.danish import short_moment
from accounts.enums import Verb
from deadlines.unsent import end_unsent
from gop.enums import DeliveryKind, PlanAction, PlanState, QuestionEnd, RecipientState
from gop.errors import AlreadyDone, NotFound, Refused
from gop.models import Plan, PlanEvent, PlanVersion, Recipient
from gop.rules import next_plan_state
from gop.selectors.plans import version_of
from gop.services.amending import copied
from gop.services.attachments import copy_attachments
from gop.services.courier import from_plan
from gop.services.drafts import locked_plan
from gop.services.events import plan_event
from gop.services.question_ends import fall_away_at_the_hospital

CREATE = "opret"
DETACH = "loesriv"
SAME = ("department_id", "plan_type", "citizen_name", "name_key", "cpr_hash", "discharge_date", "discharge_expected", "payment")


def replace_plan(actor: Actor, plan_id: UUID, new_id: UUID, blank: Iterable[str] = ()) -> Plan:
    """A draft under `new_id` with the content of the plan, but for `blank`. The consents are not copied: another plan is asked about anew.

    The plan stands until the draft is sent. One's own draft again is the same draft; a colleague's raises AlreadyDone.
    Raises NotFound, TransitionNotAllowed (the plan is not in force).
    """
    actor.must(Verb.REPLACE_PLAN)
    old = locked_plan(actor, plan_id)
    begun = replacement_of(old)
    if begun is not None and begun.author_id == actor.person:
        return begun
    if begun is not None:
        raise AlreadyDone(begun.author_name, begun.created_at)
    next_plan_state(PlanState(old.state), PlanAction.REPLACE)
    now = clock.now()
    new = Plan(
        id=new_id,
        organisation_id=actor.tenant,
        author_id=actor.person,
        author_name=actor.name,
        created_at=now,
        changed_at=now,
        replaces=old,
        **{name: getattr(old, name) for name in SAME},
    )
    version = copied(version_of(old), new, 1)
    version.discharge_date, version.discharge_expected, version.author_name = old.discharge_date, old.discharge_expected, actor.name
    version.hospital_name = version.department_name = ""
    empty = PlanVersion()
    for name in blank:
        setattr(version, name, getattr(empty, name))
    new.plan_type = version.plan_type
    address = version.address
    try:
        with transaction.atomic():
            new.save(force_insert=True)
    except IntegrityError as error:  # the id is taken
        raise NotFound from error
    version.save(force_insert=True)
    address.save(force_insert=True)
    copy_attachments(old, new)
    plan_event(actor, new, CREATE, replaces=str(old.id), version=old.current_version)
    return new


def replacement_of(plan: Plan) -> Plan | None:
    """The plan that replaces it, or the draft that will."""
    return Plan.objects.filter(organisation_id=plan.organisation_id, replaces=plan).first()


def close_replaced(actor: Actor, new: Plan, sent_to: Iterable[Recipient]) -> None:
    """Called in the transaction that sends `new`: the old plan is `erstattet`, and each of its cases hears what follows it.

    Raises Refused when the old plan is no longer in force; the draft then stays a draft.
    """
    if new.replaces_id is None:
        return
    old = Plan.objects.select_for_update(of=("self",), no_key=True).get(organisation_id=new.organisation_id, id=new.replaces_id)
    if old.state != PlanState.SENT:
        raise Refused([("replaces", gone_text(old))])
    before = old.state
    old.state, old.returned_at, old.changed_at = next_plan_state(PlanState(before), PlanAction.REPLACE), None, clock.now()
    plan_event(actor, old, PlanAction.REPLACE, before, replaced_by=str(new.id))
    old.save(update_fields=["state", "returned_at", "changed_at"])
    end_unsent(old.organisation_id, old.id)
    fall_away_at_the_hospital(old, QuestionEnd.REPLACED)
    new_rows = list(sent_to)
    for row in old.recipients.filter(state=RecipientState.DELIVERED, case_id__isnull=False, receiver_id__isnull=False):
        if row.receiver_id is not None:
            from_plan(
                old, row.receiver_id, DeliveryKind.REPLACEMENT, case_id=row.case_id, successor=_case_of(new_rows, row.receiver_id, row.kind)
            )
    old.recipients.filter(state=RecipientState.WAITING).update(state=RecipientState.DESELECTED)


def replaced_case(new: Plan, receiver: UUID, kind: str) -> str:
    """The id of the case that the receiver has of the plan that `new` replaces."""
    if new.replaces_id is None:
        return ""
    return _case_of(Recipient.objects.filter(organisation_id=new.organisation_id, plan_id=new.replaces_id), receiver, kind)


def _case_of(rows: Iterable[Recipient], receiver: UUID, kind: str) -> str:
    """Of two (a municipality informed before is now the authority), that of the same kind."""
    same = [one for one in rows if one.receiver_id == receiver and one.case_id]
    same.sort(key=lambda one: one.kind != kind)
    return str(same[0].case_id) if same else ""


def gone_text(old: Plan) -> str:
    """Why the plan can no longer be replaced: who ended it, and when."""
    last = PlanEvent.objects.filter(plan=old, action__in=(PlanAction.WITHDRAW, PlanAction.REPLACE)).order_by("-at").first()
    how = "erstattet af en anden plan" if old.state == PlanState.REPLACED else "trukket tilbage"
    who = f" af {last.by_name} {short_moment(last.at)}" if last else ""
    return f"Den plan, kladden skulle erstatte, er {how}{who}. Kladden er bevaret. Send den som en selvstændig plan, hvis den stadig skal bruges."


def detach(actor: Actor, plan_id: UUID) -> Plan:
    """The draft becomes a plan of its own, which replaces nothing. Only when what it should replace is gone."""
    actor.must(Verb.WRITE_PLAN)
    plan = locked_plan(actor, plan_id)
    if plan.replaces_id is None:
        return plan
    if plan.state != PlanState.DRAFT:
        raise Refused("Planen er sendt og kan ikke ændres her.")
    old = Plan.objects.get(organisation_id=actor.tenant, id=plan.replaces_id)
    if old.state == PlanState.SENT:
        raise Refused("Den plan, kladden skal erstatte, gælder stadig. Træk den tilbage først, hvis de to ikke hører sammen.")
    plan.replaces, plan.changed_at = None, clock.now()
    plan_event(actor, plan, DETACH, plan.state, replaced=str(old.id))
    plan.save(update_fields=["replaces", "changed_at"])
    return plan
