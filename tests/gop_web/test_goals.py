"""Own goals stand on the case page under their own heading and touch neither deadlines nor choice."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import User
from accounts.tenancy import acting_as
from deadlines import calendar_services as change
from deadlines.calendar_services import GoalAsked
from deadlines.enums import GoalFrom, GoalMetBy, GoalUnit
from deadlines.models import Alert, Deadline
from gop.enums import GuidanceHow, PlanType
from gop.models import Case
from gop.services.cases import record_guidance
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
GOAL = GoalAsked("Vi ringer hurtigt", GoalFrom.RECEIVED, GoalUnit.OPENING_DAYS, 2, GoalMetBy.CONTACT, ("almen",))


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 20, 11, 0, tzinfo=UTC), tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def case(friday: time_machine.Traveller) -> uuid.UUID:
    admin = make.person("alma", Role.ORGANISATION_ADMIN, make.AALBORG)
    with acting_as(admin):
        change.set_goal(admin, GOAL, valid_from=TODAY)
    return make.delivered(make.author())[1]


def page(actor: Actor, case: uuid.UUID) -> str:
    with make.reading():
        user = User.objects.get(id=actor.user)
    client = Client()
    client.force_login(user)
    return client.get(reverse("gop:case", args=[case])).content.decode()


def test_an_own_goal_stands_apart_with_its_day_and_says_it_is_no_law(case: uuid.UUID) -> None:
    html = page(make.triage_officer(), case)
    goals = html[html.index("Egne mål") :]
    assert "Vi ringer hurtigt: senest tirsdag 24. november" in " ".join(goals.split())
    assert "De er ikke lov og giver ikke frit valg." in goals
    assert "Målet er 2 åbningsdage efter modtagelsen" in goals


def test_contact_meets_it_and_afterwards_it_says_when(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    birgit = make.triage_officer()
    friday.move_to(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
    assert "ikke nået, 1 dag over målet" in page(birgit, case)
    with acting_as(birgit):
        record_guidance(birgit, case, how=GuidanceHow.PHONE)
    assert "sket onsdag 25. november, 1 dag efter målet" in page(birgit, case)


def test_a_goal_makes_no_deadline_and_no_alert(case: uuid.UUID) -> None:
    with make.reading():
        assert Deadline.objects.filter(subject_id=case).count() == 2
        assert not Alert.objects.exists()


def test_another_municipality_has_no_such_heading(case: uuid.UUID) -> None:
    _, elsewhere = make.delivered(make.author("vera", make.GOEDSTRUP), home_municipality_id=make.HERNING)
    assert "Egne mål" not in page(make.triage_officer("hans", make.HERNING), elsewhere)


def test_a_discharge_before_the_law_has_no_deadline_and_says_why(case: uuid.UUID) -> None:
    with make.reading():
        Deadline.objects.filter(subject_id=case).update(state="afloest", next_alert_at=None)
        Case.objects.filter(id=case).update(day_zero=date(2018, 6, 30))
    assert "Lovens 4 og 7 dage gælder for udskrivninger fra søndag 1. juli 2018." in page(make.triage_officer(), case)


def test_the_agreement_of_region_midtjylland_stands_on_a_departments_case() -> None:
    therapy = make.id_of("afdeling-regionshospitalet-goedstrup-fysio-og-ergoterapien")
    plan = {"plan_type": PlanType.SPECIALISED_TRAINING, "specialised_reason": "koordination", "performing_department_id": therapy}
    make.delivered(make.author("vera", make.GOEDSTRUP), home_municipality_id=make.HERNING, **plan)
    with make.reading():
        case = Case.objects.get(organisation_id=make.GOEDSTRUP)
    html = page(make.person("thea", Role.HOSPITAL_THERAPIST, make.GOEDSTRUP, therapy), case.id)
    assert "Kontakt til patienten senest 3 hverdage" in html
    assert "Antagelse: at målet gælder på denne dag" in html
