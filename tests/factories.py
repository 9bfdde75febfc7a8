"""What tests start from: the registry, people, a plan ready to send. Made as the seeding role, used as an actor."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import connection

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind, Role
from accounts.models import Membership, Organisation, User
from accounts.roles import KIND_OF
from accounts.tenancy import acting_as, seeding
from config import registry_loader
from config.registry_loader import id_of
from gop.enums import ConsentKind, PlanType
from gop.models import Plan
from gop.selectors.earlier import unanswered
from gop.services.drafts import create_draft, save_step
from gop.services.earlier import stand_beside
from gop.services.receiving import apply_delivery, waiting
from gop.services.sending import send_plan
from hospitals.models import Department
from tests.support.databases import COPY

LAID_ASIDE = 2026  # whose public holidays stand in the template's registry, also when an earlier day is asked (config/registry_loader.py)
AALBORG, HERNING, HOLBAEK = id_of("kommune-0851"), id_of("kommune-0657"), id_of("kommune-0316")
AALBORG_HOSPITAL = id_of("sygehus-aalborg-universitetshospital")
GOEDSTRUP = id_of("sygehus-regionshospitalet-goedstrup")
ORTHOPAEDIC = id_of("afdeling-aalborg-universitetshospital-ortopaedkirurgisk-afsnit")
PHYSIO = id_of("afdeling-aalborg-universitetshospital-fysio-og-ergoterapien")
GOEDSTRUP_ORTHOPAEDIC = id_of("afdeling-regionshospitalet-goedstrup-ortopaedkirurgisk-afsnit")
NORDJYLLAND, MIDTJYLLAND = id_of("region-nordjylland"), id_of("region-midtjylland")
NANCY = "2512489996"
_NUMBERS = count(1)  # a seventh digit below 4: born in December 1948


def registry() -> None:
    with acting_as(job_actor("load_registry", Kind.PLATFORM)):
        if Organisation.objects.exists() or clock.today().year > LAID_ASIDE:
            registry_loader.load(clock.today())
        else:
            with connection.cursor() as cursor:
                cursor.execute(COPY)


def person(username: str, role: Role, organisation: uuid.UUID, *departments: uuid.UUID, name: str = "") -> Actor:
    """A user with one membership, as the Actor that a request would make."""
    with seeding():
        user = User.objects.filter(username=username).first() or User(
            username=username, name=name or username.capitalize(), email=f"{username}@test.example"
        )
        user.set_password("gop-test-1")
        user.save()
        membership = Membership.objects.create(
            user=user, organisation_id=organisation, role=role, departments=list(departments), valid_from=date(2020, 1, 1)
        )
        name_of = Organisation.objects.get(id=organisation).name
    return Actor(
        kind=KIND_OF[role],
        organisation=organisation,
        user=user.id,
        name=user.name,
        role=role,
        departments=frozenset(departments),
        membership=membership.id,
        organisation_name=name_of,
    )


def author(username: str = "anna", organisation: uuid.UUID = AALBORG_HOSPITAL, *departments: uuid.UUID) -> Actor:
    return person(username, Role.AUTHOR, organisation, *departments)


def triage_officer(username: str = "birgit", organisation: uuid.UUID = AALBORG) -> Actor:
    return person(username, Role.TRIAGE_OFFICER, organisation)


def team_lead(username: str = "lena", organisation: uuid.UUID = AALBORG) -> Actor:
    return person(username, Role.TEAM_LEAD, organisation)


def provider(name: str = "Testby Fysioterapi") -> uuid.UUID:
    """An invented private provider."""
    key = f"leverandoer-{name.lower().replace(' ', '-')}"
    with seeding():
        Organisation.objects.get_or_create(
            id=id_of(key), defaults={"kind": "leverandoer", "key": key, "name": name, "valid_from": date(2020, 1, 1), "invented": True}
        )
    return id_of(key)


def provider_therapist(username: str = "petra", organisation: uuid.UUID | None = None) -> Actor:
    return person(username, Role.PROVIDER_THERAPIST, organisation or provider())


def hospital_therapist(username: str = "theo", *departments: uuid.UUID) -> Actor:
    return person(username, Role.HOSPITAL_THERAPIST, AALBORG_HOSPITAL, *(departments or (PHYSIO,)))


def consents(*kinds: ConsentKind) -> dict[ConsentKind, dict[str, Any]]:
    said = {"answer": "givet", "given_on": clock.today(), "how": "mundtligt", "by": "patient"}
    return {
        kind: dict(said) for kind in kinds or (ConsentKind.PLAN, ConsentKind.MUNICIPALITY, ConsentKind.GP, ConsentKind.PERFORMING_HOSPITAL)
    }


def somebody() -> str:
    """The number of a citizen whom no other plan of the test is about."""
    number = next(_NUMBERS)
    return f"{number // 4000 + 1:02d}1248{number % 4000:04d}"


def content(**changed: Any) -> dict[str, Any]:
    """Everything the law requires of an almen plan."""
    return {
        "cpr": NANCY,
        "citizen_name": "Nancy Ann Test Berggren",
        "home_municipality_id": AALBORG,
        "contact_kind": "indlaeggelse",
        "discharge_date": clock.today(),
        "discharge_expected": False,
        "functioning_before": "Gik uden hjælpemidler og handlede selv ind.",
        "functioning_now": "Går 50 meter med rollator og klarer trapper med støtte.",
        "limitations": "Nedsat kraft og bevægelse i højre hofte.",
        "training_need": "Træning af gang, trapper og kraft i benene.",
        "potential": "Forventes at kunne gå ude uden hjælpemidler.",
        "plan_type": PlanType.GENERAL_TRAINING,
        "diagnosis_code": "DS720",
        "municipality_contact": "Aalborg Kommune, tlf. 99 00 00 01",
        "region_contact": "Region Nordjylland, tlf. 99 00 00 02",
        "consents": consents(),
        **changed,
    }


def draft(actor: Actor, **changed: Any) -> uuid.UUID:
    plan_id = uuid.uuid4()
    with acting_as(actor):
        department = create_draft(actor, plan_id).department_id
        save_step(actor, plan_id, content(**changed))
    if changed.get("plan_type") == "rehabilitering":  # which the agreement in Nordjylland asks of whoever writes it
        with seeding():
            Department.objects.filter(organisation_id=department).update(function_level="regionsfunktion")
    return plan_id


def sent(actor: Actor, **changed: Any) -> uuid.UUID:
    """A sent plan whose deliveries wait; `deliver_all` applies them as the worker would."""
    plan_id = draft(actor, **changed)
    with acting_as(actor):
        answer_beside(actor, plan_id)
        send_plan(actor, plan_id)
    return plan_id


def answer_beside(actor: Actor, plan_id: uuid.UUID) -> None:
    """The author's word that the plan stands beside those the patient already has."""
    for one in unanswered(actor, Plan.objects.get(id=plan_id)):
        stand_beside(actor, plan_id, one.id)


def deliver_all() -> int:
    """What the worker does, here and now, until nothing waits."""
    applied = 0
    while rows := waiting():
        for delivery_id, receiver in rows:
            assert apply_delivery(delivery_id, receiver), "a delivery failed"
            applied += 1
    return applied


def delivered(actor: Actor, **changed: Any) -> tuple[uuid.UUID, uuid.UUID]:
    """(plan, case): sent and received."""
    plan_id = sent(actor, **changed)
    deliver_all()
    with seeding():
        case_id = Plan.objects.get(id=plan_id).case_id
    assert case_id is not None
    return plan_id, case_id


@contextmanager
def reading() -> Iterator[None]:
    """Look at rows as the seeding role."""
    with seeding():
        yield


def days(number: int) -> timedelta:
    return timedelta(days=number)
