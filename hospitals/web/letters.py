"""What the letter to the patient is told of a plan, sent or about to be."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from accounts import clock
from accounts.enums import RelationKind
from accounts.selectors import organisation, parent_of
from deadlines.enums import DeadlineKind
from gop import letters
from gop.enums import AgreementMatter, PlanState, PlanType, RecipientKind, RecipientState
from gop.letters.facts import PlanFacts, Sender
from gop.letters.known import patient_office
from gop.letters.self_training import SelfTraining
from gop.rules.agreements import agreed
from gop.selectors.agreements import agreements
from gop.selectors.appointment import phone_of
from gop.selectors.letter_facts import around
from gop.selectors.plan_clocks import clocks_started_by
from gop.selectors.plans import recipients_of
from gop.selectors.receivers import receivers

LETTERS = {
    PlanType.GENERAL_TRAINING: letters.almen,
    PlanType.SPECIALISED_TRAINING: letters.specialised,
    PlanType.SPECIALIST_REHABILITATION: letters.rehabilitation,
}


def letter_for(actor: Any, plan: Any, version: Any) -> letters.Document:
    """The type decides which."""
    return LETTERS[PlanType(version.plan_type)](plan_facts(actor, plan, version))


def self_training_letter(actor: Any, plan: Any, version: Any) -> letters.Document:
    return letters.self_training_with_plan(plan_facts(actor, plan, version))


def without_letter(record: Any) -> letters.Document:
    """To a patient who was assessed and can train alone, without a plan."""
    today, home = clock.today(), record.home_municipality_id
    region = parent_of(home, RelationKind.MUNICIPALITY_IN, today) if home else None
    return letters.self_training(
        SelfTraining(
            citizen=record.citizen_name,
            written_on=today,
            sender=Sender(
                hospital=record.organisation.name,
                department=record.department.name,
                phone=phone_of(record.department),
                author=record.assessed_by,
            ),
            office=patient_office(region.key, today) if region else None,
        )
    )


def paper_links(plan: Any, version: Any) -> list[dict[str, str]]:
    """What can be printed for the patient of a plan in force, or of a draft that lacks nothing."""
    links = [{"text": "Brev til patienten (PDF)", "url": reverse("hospitals:letter", args=[plan.id])}]
    if plan.state == PlanState.SENT:
        links.append({"text": "Planen (PDF)", "url": reverse("hospitals:plan_pdf", args=[plan.id])})
    if may_train_alone(version.home_municipality_id):
        links.append({"text": "Brev om egentræning (PDF)", "url": reverse("hospitals:letter_self_training", args=[plan.id])})
    return links


def may_train_alone(home_municipality: UUID | None) -> bool:
    """Whether an agreement of the patient's region uses a plan to inform of training on one's own."""
    return agreed(agreements(home_municipality, clock.today()), AgreementMatter.SELF_TRAINING) is not None


def plan_facts(actor: Any, plan: Any, version: Any) -> PlanFacts:
    today, sent = clock.today(), plan.sent_at is not None
    rows = list(recipients_of(plan)) if sent else receivers(version, {one.kind: one.answer for one in plan.consents.all()}, today)
    has_it = {one.kind: one.name for one in rows if one.state == RecipientState.DELIVERED}
    specialised = version.plan_type == PlanType.SPECIALISED_TRAINING
    due = {one.kind: one for one in clocks_started_by(plan, version, clock.now())}
    offer_by, municipality = due.get(DeadlineKind.OFFER_BY), has_it.get(RecipientKind.MUNICIPALITY, "")
    region = has_it.get(RecipientKind.REGION, "")
    return PlanFacts(
        citizen=version.citizen_name,
        written_on=today,
        sender=_sender(actor, plan, version),
        around=around(version, today),
        sent=sent,
        authority="" if specialised else region or municipality,
        performing=has_it.get(RecipientKind.HOSPITAL, ""),
        informed=municipality if specialised or region else "",
        to_gp=any(one.kind == RecipientKind.GP and one.state == RecipientState.WAITING for one in rows),
        on_its_way=plan.returned_at is not None or any(one.state == RecipientState.MANUAL for one in rows),
        expected=plan.discharge_expected,
        earliest_start=version.earliest_start,
        inform_by=_day(due.get(DeadlineKind.INFORM_BY)),
        offer_by=_day(offer_by),
        start_by=_day(due.get(DeadlineKind.PLAN_START_BY)),
        # A rule carried on by assumption gives no private choice that anybody could promise (model.md 6, rule 9).
        private_choice=offer_by is not None and not offer_by.assumption,
    )


def _sender(actor: Any, plan: Any, version: Any) -> Sender:
    """As it was when the plan was sent; a draft is written by whoever sends it."""
    department = organisation(plan.department_id)
    said = ", ".join(part for part in (version.author_name or actor.name, version.author_title) if part)
    return Sender(
        hospital=version.hospital_name or actor.organisation_name,
        department=version.department_name or department.name,
        phone=version.author_phone or phone_of(department),
        author=said,
    )


def _day(clock_row: Any) -> Any:
    return clock_row.due_on if clock_row else None
