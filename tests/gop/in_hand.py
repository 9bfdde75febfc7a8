"""A course under way: started, with a goal and contacts, as the verbs make them."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.tenancy import acting_as
from gop.enums import ContactForm, ContactState, GeneralLevel, GuidanceHow, InformedHow
from gop.models import Case, CaseContact, Goal
from gop.services import cases, contacts, goals, offers
from gop.services.contacts import ContactSaid
from gop.services.goals import GoalSaid
from tests import factories as make

AIM = "Kan gå til købmanden og hjem igen."


def begun(anna: Actor, birgit: Actor, **plan: Any) -> uuid.UUID:
    """A case whose first meeting was held today."""
    _, case_id = make.delivered(anna, **{"cpr": make.somebody()} | plan)
    start(birgit, case_id)
    return case_id


def start(birgit: Actor, case_id: uuid.UUID) -> None:
    with acting_as(birgit):
        cases.acknowledge(birgit, case_id)
        cases.take(birgit, case_id)
        cases.triage(birgit, case_id, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        cases.record_guidance(birgit, case_id, GuidanceHow.PHONE)
        offers.offer(birgit, case_id, meeting_at=clock.now() + timedelta(minutes=1), place="Vest")
        offers.inform(birgit, case_id, on=clock.today(), how=InformedHow.PHONE)
        offers.register_first_meeting(birgit, case_id, on=clock.today())


def aimed(actor: Actor, case_id: uuid.UUID, text: str = AIM, **more: Any) -> uuid.UUID:
    goal_id = uuid.uuid4()
    with acting_as(actor):
        goals.agree(actor, case_id, goal_id, GoalSaid(text=text, agreed_on=clock.today(), **more))
    return goal_id


def met(actor: Actor, case_id: uuid.UUID, state: ContactState = ContactState.HELD, at: datetime | None = None, **more: Any) -> uuid.UUID:
    contact_id = uuid.uuid4()
    said = ContactSaid(form=ContactForm.INDIVIDUAL, at=at or clock.now() - timedelta(minutes=1), state=state, **more)
    with acting_as(actor):
        contacts.put_contact(actor, case_id, contact_id, said)
    return contact_id


def tomorrow() -> datetime:
    return clock.now() + timedelta(days=1)


def row(case_id: uuid.UUID) -> Case:
    with make.reading():
        return Case.objects.get(id=case_id)


def goal(goal_id: uuid.UUID) -> Goal:
    with make.reading():
        return Goal.objects.get(id=goal_id)


def contact(contact_id: uuid.UUID) -> CaseContact:
    with make.reading():
        return CaseContact.objects.get(id=contact_id)
