"""A story as the hospital's rows: plan, version, address, consents, events, and the deliveries it sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from accounts.clock import local
from accounts.enums import OrganisationKind
from accounts.folding import name_key
from accounts.secret import cpr_hash, encrypt_cpr
from config.demo.batch import Batch, new_id
from config.demo.story import Story, moment
from config.demo.teams import lives_in
from config.demo.world import Ward, World
from gop.enums import (
    CaseKind,
    ChildGroup,
    ConsentAnswer,
    ConsentBy,
    ConsentHow,
    ConsentKind,
    DeliveryKind,
    PlanAction,
    PlanState,
    PlanType,
    RecipientKind,
    RecipientState,
    Relation,
    SpecialisedReason,
)
from gop.models import Consent, Delivery, Plan, PlanAddress, PlanEvent, PlanVersion, Recipient
from gop.rules import cases_to_open, responsibility

UNDER_WAY = timedelta(seconds=2)
PARENT = "Signe"
CHILDS = {
    "child_group": ChildGroup.LOSS,
    "doctor_name": "Gro Hedelund Ask",
    "doctor_title": "overlæge",
    "doctor_phone": "99 00 00 61",
    "doctor_email": "laege@sygehus.example",
}

CALL_ABOUT = "hvor meget benet må belastes"


def _wishes(story: Story) -> dict[str, Any]:
    """A control, a closing status or a call, by the plan's own id: a child has a control, and one plan in eight of the others."""
    number = story.id.int % 24
    found: dict[str, Any] = {}
    if story.child or number in (0, 1, 2):
        on = story.day_zero + timedelta(days=35 + story.id.int % 5 * 7)
        found["controls"] = [{"on": on.isoformat(), "when": "", "place": "Ambulatoriet", "doctor": "", "therapist": ""}]
    if number in (2, 3, 4):
        found["status_receivers"] = [{"name": "Ortopædkirurgisk ambulatorium", "phone": "99 00 00 62"}]
    if number in (5, 6):
        found |= {"contact_wanted": True, "contact_wanted_about": CALL_ABOUT}
    return found


@dataclass
class Sent:
    """One receiver of the plan: the delivery, and the case that it shall become."""

    delivery: Delivery
    recipient: Recipient
    receiver_name: str
    kind: CaseKind
    department: Ward | None = None


class PlanRows:
    """Makes the rows of one plan; `sent` are the receivers whose cases case_rows.py goes on with."""

    def __init__(self, rng: Random, world: World, story: Story, batch: Batch) -> None:
        self.rng, self.world, self.story, self.batch = rng, world, story, batch
        self.events = 0
        self.plan = self._plan()
        self.version = self._version()
        self.sent: list[Sent] = []
        batch.add(self.plan, self.version, self._address())
        self.event("opret", story.created_at, PlanState.DRAFT, PlanState.DRAFT)
        if story.sent_at:
            self._send(story.sent_at)

    def _plan(self) -> Plan:
        story = self.story
        return Plan(
            id=story.id,
            organisation_id=story.ward.hospital,
            department_id=story.ward.id,
            author_id=story.author[0],
            author_name=story.author[1],
            state=PlanState.WITHDRAWN if story.withdrawn_at else PlanState.SENT if story.sent_at else PlanState.DRAFT,
            plan_type=story.plan_type,
            citizen_name=story.citizen.name,
            name_key=name_key(story.citizen.name),
            cpr_hash=cpr_hash(story.citizen.number),
            created_at=story.created_at,
            changed_at=story.sent_at or story.created_at + timedelta(minutes=20),
            sent_at=story.sent_at,
            withdrawn_at=story.withdrawn_at,
            discharge_date=story.day_zero,
            discharge_expected=story.still_expected,
            handed_out_on=story.handed_out_on,
            handed_out_how=story.handed_out_how or "",
        )

    def _version(self) -> PlanVersion:
        story, specialised = self.story, self.story.plan_type == PlanType.SPECIALISED_TRAINING
        region_id, region = self.world.region_of(story.home.id, local(story.created_at).date())
        return PlanVersion(
            id=new_id(self.rng),
            organisation_id=story.ward.hospital,
            plan_id=story.id,
            frozen_at=story.sent_at,
            cpr_encrypted=encrypt_cpr(story.citizen.number),
            cpr_kind=story.citizen.kind,
            birth_date=story.citizen.birth_date,
            citizen_name=story.citizen.name,
            home_municipality_id=story.home.id,
            contact_kind=story.contact_kind,
            admitted_on=story.admitted_on,
            discharge_date=story.day_zero,
            discharge_expected=story.expected,
            diagnosis_code=story.diagnosis.code,
            diagnosis_text=story.diagnosis.text,
            diagnosis_group=story.diagnosis.group,
            plan_type=story.plan_type,
            specialised_reason=self.rng.choice(list(SpecialisedReason)) if specialised else "",
            performing_department_id=story.performer.id if story.performer else None,
            earliest_start=story.earliest_start,
            latest_start=story.latest_start,
            start_reason_kind=story.start_reason_kind or "",
            start_reason=story.start_reason,
            municipality_contact=self._contact(story.home.id, story.home.name),
            region_contact=self._contact(region_id, region),
            author_name=story.author[1],
            author_title="fysioterapeut",
            hospital_name=story.ward.hospital_name,
            department_name=story.ward.name,
            extended_description=story.extended_description,
            **(CHILDS if story.child else {}),
            **_wishes(story),
            **story.texts,
        )

    def _contact(self, organisation: UUID, name: str) -> str:
        return f"{name}, {self.world.contacts[organisation]}" if organisation in self.world.contacts else name

    def _address(self) -> PlanAddress:
        citizen, home = self.story.citizen, self.story.home
        postcode, town = lives_in(home.id, citizen.street, (home.postcode, home.town))
        return PlanAddress(
            id=new_id(self.rng),
            organisation_id=self.plan.organisation_id,
            version_id=self.version.id,
            street=citizen.street,
            postcode=postcode,
            city=town,
            phone=citizen.phone,
            protected=citizen.protected,
            relatives=[{"name": f"{PARENT} {citizen.name.split()[-1]}", "relation": Relation.PARENT, "phone": citizen.phone, "email": ""}]
            if self.story.child
            else [],
        )

    def event(self, action: str, at: datetime, before: str, after: str, by_name: str = "", /, **data: Any) -> None:
        """Made by the author unless a name says otherwise."""
        self.events += 1
        by, name = (None, by_name) if by_name else self.story.author
        plan, event = self.plan, new_id(self.rng)
        self.batch.put(
            PlanEvent,
            id=event,
            organisation_id=plan.organisation_id,
            plan_id=plan.id,
            action=action,
            at=at,
            by=by,
            by_name=name,
            from_state=before,
            to_state=after,
            data=data,
        )

    def consents(self) -> dict[ConsentKind, ConsentAnswer]:
        story = self.story
        answers = {
            ConsentKind.PLAN: ConsentAnswer.GIVEN,
            ConsentKind.MUNICIPALITY: ConsentAnswer.GIVEN if story.to_municipality else ConsentAnswer.REFUSED,
        }
        answers[ConsentKind.GP] = ConsentAnswer.GIVEN if self.rng.random() < 0.93 else ConsentAnswer.REFUSED
        if story.performer:
            answers[ConsentKind.PERFORMING_HOSPITAL] = ConsentAnswer.GIVEN
        how = ConsentHow.SPOKEN if self.rng.random() < 0.9 else ConsentHow.WRITTEN
        day = local(story.created_at).date()
        for kind, answer in answers.items():
            said = {"answer": answer, "given_on": day, "how": how, "by": ConsentBy.PATIENT}
            self.batch.put(Consent, id=new_id(self.rng), organisation_id=self.plan.organisation_id, plan_id=story.id, kind=kind, **said)
        return answers

    def _send(self, at: datetime) -> None:
        story, answers = self.story, self.consents()
        self.event(PlanAction.SEND, at, PlanState.DRAFT, PlanState.SENT, version=1)
        receivers = list(self._municipal(at)) if story.to_municipality else []
        if not story.to_municipality:
            self._recipient(RecipientKind.MUNICIPALITY, None, story.home.name, RecipientState.DESELECTED, at)
        for kind, receiver, name, case_kind in receivers:
            self._deliver(at, kind, receiver, name, case_kind)
        if story.performer:
            self._deliver(
                at, RecipientKind.HOSPITAL, story.performer.hospital, story.performer.hospital_name, CaseKind.TREATMENT, story.performer
            )
        gp = RecipientState.WAITING if answers[ConsentKind.GP] == ConsentAnswer.GIVEN else RecipientState.DESELECTED
        self._recipient(RecipientKind.GP, None, "Egen læge", gp, at)

    def _municipal(self, at: datetime) -> Iterator[tuple[RecipientKind, UUID, str, CaseKind]]:
        """As gop.services.sending: the authority's case, and the municipality's information case."""
        story, day = self.story, local(at).date()
        answer = responsibility(self.world.responsibility, story.plan_type, None, day)
        for case in cases_to_open(story.plan_type, answer) if answer else ():
            if case.holder == OrganisationKind.MUNICIPALITY:
                yield RecipientKind.MUNICIPALITY, story.home.id, story.home.name, case.kind
            elif case.holder == OrganisationKind.REGION:
                yield RecipientKind.REGION, *self.world.region_of(story.home.id, day), case.kind

    def _recipient(
        self, kind: RecipientKind, receiver: UUID | None, name: str, state: RecipientState, at: datetime, case_id: UUID | None = None
    ) -> Recipient:
        row = Recipient(
            id=new_id(self.rng),
            organisation_id=self.plan.organisation_id,
            plan_id=self.plan.id,
            version=1,
            kind=kind,
            receiver_id=receiver,
            name=name,
            state=state,
        )
        row.case_id, row.at = case_id, at
        self.batch.add(row)
        return row

    def _deliver(
        self, at: datetime, kind: RecipientKind, receiver: UUID, name: str, case_kind: CaseKind, department: Ward | None = None
    ) -> None:
        story, case_id = self.story, new_id(self.rng)
        said = {
            "case_kind": case_kind.value,
            "department": str(department.id) if department else "",
            "day_zero": story.day_zero.isoformat(),
            "expected": story.expected,
            "home_municipality": str(story.home.id),
        }
        delivery = self.tell(DeliveryKind.PLAN, receiver, case_id, at, version=1, **said)
        recipient = self._recipient(
            kind, receiver, f"{name}, {department.name}" if department else name, RecipientState.DELIVERED, at, case_id
        )
        if case_kind == CaseKind.TREATMENT:
            self.plan.case_id = case_id
        self.sent.append(Sent(delivery, recipient, name, case_kind, department))

    def tell(self, kind: DeliveryKind, receiver: UUID, case_id: UUID, at: datetime, version: int | None = None, **payload: Any) -> Delivery:
        """A delivery that was applied two seconds later."""
        delivery = Delivery(
            id=new_id(self.rng),
            receiver_id=receiver,
            sender_id=self.plan.organisation_id,
            origin="plan",
            kind=kind,
            plan_id=self.plan.id,
            case_id=case_id,
        )
        delivery.version, delivery.payload, delivery.sequence = version, payload, self.events
        delivery.created_at, delivery.applied_at, delivery.attempts = at, at + UNDER_WAY, 1
        self.batch.add(delivery)
        return delivery

    def afterwards(self) -> None:
        """What the hospital did after sending, in order: confirmed, handed out, withdrawn."""
        story, plan, day = self.story, self.plan, self.story.day_zero.isoformat()
        steps: list[tuple[datetime, str, DeliveryKind | None, dict[str, Any]]] = []
        if story.confirmed_at and not (story.withdrawn_at and story.withdrawn_at < story.confirmed_at):
            told = {"before": day, "day_zero": day, "expected": False}
            steps.append((story.confirmed_at, PlanAction.CORRECT_DISCHARGE, DeliveryKind.DISCHARGE, told))
        if story.handed_out_on and story.handed_out_how and story.sent_at:
            at = max(story.sent_at + timedelta(minutes=12), moment(story.handed_out_on, 14, 20))
            steps.append((at, PlanAction.HAND_OUT, None, {"on": story.handed_out_on.isoformat(), "how": story.handed_out_how.value}))
        if story.withdrawn_at:
            steps.append((story.withdrawn_at, PlanAction.WITHDRAW, DeliveryKind.WITHDRAWAL, {"reason": story.withdrawn_reason}))
        for at, action, kind, data in sorted(steps, key=lambda step: step[0]):
            before = PlanState.SENT
            self.event(action, at, before, PlanState.WITHDRAWN if action == PlanAction.WITHDRAW else before, **data)
            plan.changed_at = at
            for one in self.sent if kind else ():
                if one.recipient.state == RecipientState.DELIVERED and one.recipient.case_id and kind:
                    self.tell(kind, one.delivery.receiver_id, one.recipient.case_id, at, **data)
