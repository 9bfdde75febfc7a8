"""A case whose citizen may choose, providers with agreements, and the two sides of an assignment as the verbs make them."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from gop.enums import AssignmentKind, ChoiceAnswer, ConsentBy, ConsentHow, GeneralLevel, GuidanceHow, TrainingField
from gop.errors import Refused
from gop.models import Assignment, AssignmentEvent, Case, CaseEvent
from gop.services import answers, assigning, cases, offers, performing
from tests import factories as make
from tests.municipalities.providers import agreement, contract

FIELD = TrainingField.LOWER_SURGICAL


def meeting(days: int, hour: int = 10) -> datetime:
    return (clock.now() + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)


def performing_as(actor: Actor) -> Actor:
    """An officer of another municipality, on a performer's page."""
    return replace(actor, kind=Kind.PROVIDER)


@dataclass
class World:
    """Aalborg's case of today, triaged and guided. `petra`: of the provider that has both kinds of agreement; `hanne`: of Herning."""

    case_id: uuid.UUID = field(init=False)
    plan_id: uuid.UUID = field(init=False)

    def __post_init__(self) -> None:
        make.registry()
        self.anna, self.birgit = make.author(), make.triage_officer()
        self.provider = make.provider()
        self.petra, self.hanne = make.provider_therapist(), performing_as(make.triage_officer("hanne", make.HERNING))
        agreement(self.provider)
        contract(self.provider)
        self.plan_id, self.case_id = make.delivered(self.anna)
        with acting_as(self.birgit):
            cases.acknowledge(self.birgit, self.case_id)
            cases.take(self.birgit, self.case_id)
            said = {"level": GeneralLevel.BASIC, "criteria": ["enkel"], "reason": "Enkel."}
            cases.triage(self.birgit, self.case_id, field=FIELD, **said)
            cases.record_guidance(self.birgit, self.case_id, GuidanceHow.PHONE)

    def does(self, verb: Any, **more: Any) -> None:
        """As the authority, on the case."""
        with acting_as(self.birgit):
            verb(self.birgit, self.case_id, **more)

    def offered(self, days: int, place: str = "Vest") -> None:
        self.does(offers.offer, meeting_at=meeting(days), place=place)

    def late(self) -> "World":
        """An offer after the deadline, so that the right stands."""
        self.offered(20)
        return self

    def chooses(self, municipality: uuid.UUID = make.HERNING) -> None:
        other = ChoiceAnswer.OTHER_MUNICIPALITY
        self.does(answers.answer_choice, answer=other, on=clock.today(), how=GuidanceHow.PHONE, municipality=municipality)

    def assigns(self, **changed: Any) -> uuid.UUID:
        said = consent() | {"assignment_id": uuid.uuid4(), "provider": self.provider, "kind": AssignmentKind.CONTRACT} | changed
        self.does(assigning.assign, **said)
        return uuid.UUID(str(said["assignment_id"]))

    def to_herning(self, **changed: Any) -> uuid.UUID:
        return self.assigns(provider=make.HERNING, kind=AssignmentKind.OTHER_MUNICIPALITY, **changed)

    def refused(self, verb: Any, *, by: Actor | None = None, subject: uuid.UUID | None = None, **more: Any) -> str:
        actor = by or self.birgit
        try:
            with acting_as(actor):
                verb(actor, subject or self.case_id, **more)
        except Refused as error:
            return str(error)
        raise AssertionError("it was not refused")

    def performs(self, verb: Any, assignment_id: uuid.UUID, *, by: Actor | None = None, deliver: bool = True, **more: Any) -> None:
        actor = by or self.petra
        with acting_as(actor):
            verb(actor, assignment_id, **more)
        if deliver:
            make.deliver_all()

    def accepted(self, days: int | None = None, **changed: Any) -> uuid.UUID:
        one = self.assigns(**changed)
        self.performs(performing.accept, one, **({"meeting_at": meeting(days), "place": "Klinikken"} if days is not None else {}))
        return one


def consent(**changed: Any) -> dict[str, Any]:
    return {"consent_on": clock.today(), "consent_how": ConsentHow.SPOKEN, "consent_by": ConsentBy.PATIENT, **changed}


def case(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


def row(assignment_id: uuid.UUID) -> Assignment:
    with make.reading():
        return Assignment.objects.get(id=assignment_id)


def history(assignment_id: uuid.UUID) -> list[str]:
    with make.reading():
        return list(AssignmentEvent.objects.filter(assignment_id=assignment_id).order_by("made_at", "id").values_list("action", flat=True))


def events(case_id: uuid.UUID, action: str) -> int:
    with make.reading():
        return CaseEvent.objects.filter(case_id=case_id, action=action).count()
