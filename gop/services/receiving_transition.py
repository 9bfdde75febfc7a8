"""A case that comes from another holder, and what the hospital notes of where it went."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from accounts.actor import Actor
from accounts.enums import OrganisationKind
from deadlines.enums import DeadlineState
from deadlines.models import Deadline
from gop.enums import (
    CaseAction,
    CaseKind,
    CaseState,
    DocumentKind,
    EndCode,
    Handover,
    MilestoneCode,
    PlanType,
    RecipientKind,
    RecipientState,
)
from gop.errors import NotFound
from gop.models import Case, CaseDocument, Delivery, Offer, Plan, PlanVersion, Recipient, SecondPlanAnswer
from gop.rules import next_case_state
from gop.services.carrying import answers_from, offers_from, unpack
from gop.services.causes import propose_at_receipt
from gop.services.clocks import reclock
from gop.services.events import case_event
from gop.services.milestones import milestone
from gop.services.receipt_facts import postcode_of
from gop.services.receiving_authority import case_from, dates_of, day_of
from gop.services.routing import route
from gop.services.second_plan import ask_about_others, one_at_a_time
from gop.services.verbs import close

RECIPIENT = {OrganisationKind.REGION: RecipientKind.REGION, OrganisationKind.HOSPITAL: RecipientKind.HOSPITAL}


def transition_told(actor: Actor, delivery: Delivery) -> None:
    """The next holder's case. One that is there already stays as it is."""
    if delivery.case_id is None or delivery.version is None:
        raise NotFound
    if Case.objects.filter(organisation_id=actor.tenant, id=delivery.case_id).exists():
        return
    told, why = delivery.payload, Handover(delivery.payload["why"])
    version = PlanVersion.objects.get(plan_id=delivery.plan_id, number=delivery.version)
    case = case_from(actor.tenant, delivery, version)
    # The delivery's sender is the former holder; the hospital is whose the version is
    case.sender_id, case.plan_type, case.handover = version.organisation_id, PlanType(told["plan_type"]), why
    case.earliest_start, case.latest_start, case.start_reason_kind = day_of(told["earliest"]), day_of(told["latest"]), told["start_reason"]
    treated = case.kind == CaseKind.TREATMENT
    case.started_elsewhere = treated and told["started_elsewhere"]
    if treated:
        unpack(case, told.get("facts", {}))
    if why != Handover.MOVED:  # the plan's address is where the citizen moved from
        case.postcode = postcode_of(version)
    one_at_a_time(case)
    case.save(force_insert=True)
    SecondPlanAnswer.objects.bulk_create(answers_from(case, told.get("beside", ())), ignore_conflicts=True)
    kept = {name: told.get(name, []) for name in ("rows", "lines")} if treated else {}
    case_event(
        actor,
        case,
        MilestoneCode.RECEIVED,
        by_name=told["from_name"],
        version=version.number,
        why=why,
        from_name=told["from_name"],
        started_elsewhere=case.started_elsewhere,
        **kept,
        **dates_of(case),
    )
    Offer.objects.bulk_create(offers_from(case, told.get("offers", ()) if treated else ()))
    _keep_closing(case, told)
    _close_information(actor, case)
    if treated:
        milestone(case, MilestoneCode.RECEIVED)
    route(actor, case, version)
    ask_about_others(case)
    reclock(actor, case)
    _mark_given(case, told.get("given", {}))
    if why == Handover.MOVED:
        propose_at_receipt(case)


def _keep_closing(case: Case, told: dict[str, Any]) -> None:
    """The former holder's closing status, as a copy of the case's own."""
    if not (found := told.get("closing_status")):
        return
    CaseDocument.objects.create(
        id=uuid5(UUID(found["id"]), str(case.organisation_id)),
        organisation_id=case.organisation_id,
        case=case,
        kind=DocumentKind.CLOSING_STATUS,
        from_name=told["from_name"],
        sent_at=datetime.fromisoformat(found["sent_at"]),
        **{name: found[name] for name in ("body", "by_name", "by_title", "by_phone", "by_email")},
    )


def _close_information(actor: Actor, case: Case) -> None:
    """The home municipality followed the specialised course; now the training is its own."""
    if case.handover != Handover.TYPE:
        return
    rows = Case.objects.filter(organisation_id=case.organisation_id, plan_id=case.plan_id, kind=CaseKind.INFORMATION, ended_at__isnull=True)
    for former in rows.select_for_update(of=("self",), no_key=True):
        before, former.state = former.state, next_case_state(CaseState(former.state), CaseAction.END, CaseKind.INFORMATION)
        close(former, EndCode.TRANSITION, "")
        former.continued_at_id = case.organisation_id
        to = [{"holder": str(case.organisation_id), "case": str(case.id), "kind": case.kind, "name": "", "of": ""}]
        case_event(actor, former, CaseAction.END, before, end_code=EndCode.TRANSITION, why=Handover.TYPE, to=to)
        reclock(actor, former)


def _mark_given(case: Case, given: dict[str, list[str]]) -> None:
    """What the former authority was told of a clock is not said again."""
    for kind, alerts in given.items():
        rows = Deadline.objects.filter(organisation_id=case.organisation_id, subject_id=case.id, kind=kind)
        rows.exclude(state=DeadlineState.SUPERSEDED).update(given_before=alerts)


def went_on(plan: Plan, delivery: Delivery) -> None:
    """At the hospital: who has the case now gets what is said from now on. The plan's row is locked."""
    to: list[dict[str, Any]] = delivery.payload["to"]
    former = plan.recipients.filter(case_id=delivery.case_id).first()
    version = former.version if former else plan.current_version
    for one in to:
        holder, case_id = UUID(one["holder"]), UUID(one["case"])
        kept = plan.recipients.filter(receiver_id=holder, state=RecipientState.DELIVERED).update(case_id=case_id, name=one["name"])
        if not kept:
            Recipient.objects.create(
                organisation_id=plan.organisation_id,
                plan=plan,
                version=version,
                kind=RECIPIENT.get(OrganisationKind(one["of"]), RecipientKind.MUNICIPALITY),
                receiver_id=holder,
                name=one["name"],
                state=RecipientState.DELIVERED,
                case_id=case_id,
                at=delivery.created_at,
            )
        if one["kind"] == CaseKind.TREATMENT:
            plan.case_id = case_id
    plan.recipients.filter(case_id=delivery.case_id).update(state=RecipientState.FORWARDED)
    plan.save(update_fields=["case_id"])
