"""A delivered plan as its receiver's rows: the case by the services' own builder, its events, its offer, the milestones."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from accounts.danish import copenhagen_date
from accounts.enums import Role
from config.demo.batch import new_id
from config.demo.clock_rows import add_clocks
from config.demo.handling import COUNTED_IN, Handling, by_department, by_municipality, for_information
from config.demo.history import Step, returned_with, steps
from config.demo.people import people_in
from config.demo.plan_rows import UNDER_WAY, PlanRows, Sent
from config.demo.teams import lives_in
from config.demo.turns import Former
from config.demo.world import Owner
from gop.enums import (
    BreachCause,
    CaseAction,
    CaseKind,
    CaseState,
    ContactForm,
    ContactState,
    DeliveryKind,
    EndCode,
    InformedHow,
    MilestoneCode,
    OfferEnd,
    PlaceKind,
    RecipientState,
    TrainingField,
)
from gop.fsiii import INTERVENTION, terms
from gop.models import Case, CaseContact, CaseEvent, Delivery, Milestone, Offer
from gop.rules.returning import returned_text
from gop.rules.routing import Desk
from gop.rules.training_field import proposed_field
from gop.selectors.causes import broken
from gop.services.receipt_facts import plain_postcode
from gop.services.receiving_author import milestone_sentence
from gop.services.receiving_authority import case_from

TRAINING = next(one for one in terms(INTERVENTION).values() if one.text == "Funktionstræning")
# What the letter says of a course in the demo
OF_THE_COURSE = {
    "minutes": 45,
    "place_kind": PlaceKind.CENTRE,
    "professions": "Fysioterapeut",
    "duration": "6 til 8 uger, to gange om ugen",
}


class CaseRows:
    def __init__(self, plan: PlanRows, sent: Sent, now: datetime, done: Handling | None = None) -> None:
        self.rng, self.batch, self.plan, self.sent = plan.rng, plan.batch, plan, sent
        self.case: Case = case_from(sent.delivery.receiver_id, sent.delivery, plan.version)
        self.case.received_at = sent.delivery.created_at + UNDER_WAY
        self.owners = sent.department.therapists if sent.department else plan.story.home.owners
        self.done = done or self._handling()
        self.by: Owner = self.done.owner or self.owners[0]
        self.confirmed_at = self._confirmed()
        self.events = 0
        self._facts()
        self.desk = self._routed()
        self._history()
        add_clocks(self.case, self.done, self.by[0], plan.world, self.rng, now, self.batch)
        self._cause(now)
        self.batch.add(self.case)

    def _cause(self, now: datetime) -> None:
        """Every other ended case with a broken deadline has its cause, set by the team lead on the day after."""
        case = self.case
        if case.ended_at is None or case.id.int % 2:
            return
        due = broken(case, copenhagen_date(now))
        lead = next(iter(people_in(Role.TEAM_LEAD, case.organisation_id)), None) if due else None
        if due and lead is None and self.plan.story.home.region == COUNTED_IN:
            lead = self.by
        if lead is None:
            return
        case.breach_cause = BreachCause.CITIZEN if case.id.int % 3 else BreachCause.CAPACITY
        at = min(case.ended_at + timedelta(days=1), now)
        said = {"cause": case.breach_cause.value, "former": "", "clocks": [kind.value for kind, _ in due]}
        self._event(Step(at, CaseAction.SET_CAUSE, lead, said), case.state, case.state)

    def _handling(self) -> Handling:
        world, story, received_at = self.plan.world, self.plan.story, self.case.received_at
        if self.case.kind == CaseKind.INFORMATION:
            return for_information(self.rng, world, story, received_at)
        return (by_department if self.sent.department else by_municipality)(self.rng, world, story, received_at, self.owners)

    def _confirmed(self) -> datetime | None:
        """When the case heard that the expected discharge had come; a case that had ended hears nothing."""
        at, ended = self.plan.story.confirmed_at, self.done.ended_at
        return at + UNDER_WAY if at and not (ended and ended < at + UNDER_WAY) else None

    def _facts(self) -> None:
        case, done = self.case, self.done
        case.day_zero_expected = self.plan.story.expected and self.confirmed_at is None
        case.acknowledged_at, case.guidance_at = done.acknowledged_at, done.guided_at
        case.owner_id, case.owner_name = done.owner or (None, "")
        case.level, case.level_criteria, case.level_reason = done.level or "", list(done.criteria), done.reason
        case.triaged_at, case.decided_on_version = done.triaged_at, 1 if done.triaged_at else None
        case.training_field = self._field() if done.triaged_at and self.sent.department is None else ""
        case.guidance_how = done.guided_how if done.guided_at else ""
        if done.offered_at:
            case.offer_meeting_at, case.offer_place = done.meeting, done.place
        if done.former and done.former.how:
            case.declined_meetings = [copenhagen_date(done.former.meeting_at)]
        if done.held:
            case.held_at, case.held_reason = done.held
        if done.told_none_at:
            case.no_start_at = done.told_none_at
            case.told_no_offer_on, case.informed_how = copenhagen_date(done.told_none_at), done.told_how
        if done.told_at:
            post = self.plan.world.postal_days if done.told_how == InformedHow.LETTER else 0
            case.informed_on, case.informed_how = copenhagen_date(done.told_at) + timedelta(days=post), done.told_how
            case.informed_meeting_on = copenhagen_date(done.meeting)
        case.first_meeting_on = copenhagen_date(done.meeting) if done.started_at else None
        case.ended_at, case.end_code, case.end_reason = done.ended_at, done.end_code or "", done.end_reason
        case.goal_reached = done.goal

    def _field(self) -> str:
        """As the form proposes it, confirmed."""
        version, case = self.plan.version, self.case
        found = proposed_field(
            code=version.diagnosis_code,
            group=version.diagnosis_group,
            interventions=version.interventions,
            birth=case.birth_date,
            on=case.day_zero,
        )
        return (found.field if found else TrainingField.OTHER).value

    def _routed(self) -> Desk | None:
        """Team by the rules at receipt; who has it now has taken it since."""
        case, story, citizen = self.case, self.plan.story, self.plan.story.citizen
        postcode, _ = lives_in(story.home.id, citizen.street, (story.home.postcode, story.home.town))
        case.postcode = plain_postcode(postcode, citizen.protected)
        desk = self.plan.world.routing.desk(case)
        if desk is not None:
            case.team_id, case.team_name, case.routed_by = desk.team, desk.team_name, desk.rule.name
        return desk

    def _history(self) -> None:
        case, state = self.case, CaseState.RECEIVED.value
        for step in steps(
            case, self.done, self.by, confirmed_at=self.confirmed_at, department=self.sent.department is not None, desk=self.desk
        ):
            self._event(step, state, step.after or state)
            state = step.after or state
            if step.code and (case.kind == CaseKind.TREATMENT or step.code == MilestoneCode.ACKNOWLEDGED):
                self._milestone(step.code, step.at, step.told)
        case.state = state
        for at, held in self.done.contacts:
            self._contact(at, held)
        if self.done.former:
            self._former(self.done.former)
        if self.done.offered_at:
            offered = {"made_at": self.done.offered_at, "meeting_at": self.done.meeting, "place": self.done.place, **OF_THE_COURSE}
            self.batch.put(Offer, **self._own(), case_id=case.id, by=self.by[0], by_name=self.by[1], team_id=case.team_id, **offered)

    def _contact(self, at: datetime, state: ContactState) -> None:
        own, minutes = self._own(), 45 if state == ContactState.HELD else None
        said = {"form": ContactForm.GROUP, "code": TRAINING.code, "code_text": TRAINING.text, "at": at, "minutes": minutes, "state": state}
        self.batch.put(CaseContact, **own, case_id=self.case.id, made_at=at, by_name=self.by[1], **said)
        told = {"contact": str(own["id"]), "form": ContactForm.GROUP.value, "at": at.isoformat(), "state": state.value}
        self._event(Step(at, CaseAction.CONTACT, self.by, told), CaseState.STARTED, CaseState.STARTED)

    def _former(self, former: Former) -> None:
        ended_by, reason = (OfferEnd.CITIZEN_NO, former.how.label) if former.how else (OfferEnd.CANCELLED, f"Aflyst: {former.reason}")
        offered = {"made_at": former.offered_at, "meeting_at": former.meeting_at, "place": former.place}
        ended = {"withdrawn_at": former.ended_at, "withdrawn_reason": reason, "ended_by": ended_by}
        self.batch.put(Offer, **self._own(), case_id=self.case.id, by=self.by[0], by_name=self.by[1], **offered, **ended)

    def _own(self) -> dict[str, UUID]:
        return {"id": new_id(self.rng), "organisation_id": self.case.organisation_id}

    def _event(self, step: Step, before: str, after: str) -> None:
        self.events += 1
        by, name = step.by
        said = {"action": step.action, "at": step.at, "by": by, "by_name": name, "data": step.data}
        self.batch.put(CaseEvent, **self._own(), case_id=self.case.id, from_state=before, to_state=after, **said)

    def _deliver_back(self, kind: DeliveryKind, at: datetime, payload: dict[str, Any]) -> UUID:
        delivery, case = new_id(self.rng), self.case
        self.batch.put(
            Delivery,
            id=delivery,
            receiver_id=case.sender_id,
            sender_id=case.organisation_id,
            origin="sag",
            kind=kind,
            plan_id=case.plan_id,
            case_id=case.id,
            payload=payload,
            sequence=self.events,
            created_at=at,
            applied_at=at + UNDER_WAY,
            attempts=1,
        )
        return delivery

    def _milestone(self, code: MilestoneCode, at: datetime, data: dict[str, Any]) -> None:
        delivery = self._deliver_back(DeliveryKind.MILESTONE, at, {"code": code.value, **data})
        name, plan = self.sent.receiver_name, self.plan.plan
        own = {"id": new_id(self.rng), "organisation_id": plan.organisation_id, "plan_id": plan.id, "case_id": self.case.id}
        self.batch.put(Milestone, **own, delivery_id=delivery, code=code, at=at, noted_at=at + UNDER_WAY, sender_name=name, data=data)
        if plan.last_milestone_at is None or at >= plan.last_milestone_at:
            plan.last_milestone, plan.last_milestone_at = code, at
            plan.last_milestone_text = milestone_sentence(code, name, data)

    def returned(self) -> None:
        """The plan lies in the sending department's queue."""
        plan, at = self.plan.plan, self.done.ended_at
        if self.done.end_code != EndCode.RETURNED or at is None:
            return
        said = returned_with(self.case, self.done)
        self._deliver_back(DeliveryKind.RETURN, at, said)
        self.sent.recipient.state = RecipientState.RETURNED
        plan.returned_at, plan.returned_reason = at, returned_text(said)
        self.plan.event(DeliveryKind.RETURN, at, plan.state, plan.state, self.sent.receiver_name, **said)
