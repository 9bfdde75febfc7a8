"""Whom to call stands on plan, letter and case from its day; a sent plan keeps what it was sent with, and the page says what holds now."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from accounts import clock
from accounts.actor import Actor
from accounts.contact_services import ContactAsked, set_contact
from accounts.enums import ContactMatter, Role
from accounts.tenancy import acting_as
from gop.models import Plan, PlanVersion
from gop.selectors.letter_facts import around
from gop.selectors.whom_to_call import contacts_on, matter_of
from gop.services.amending import amend
from gop.services.drafts import save_step
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop_web.pages import client_of

pytestmark = pytest.mark.django_db(transaction=True)
ON_THE_PLAN = "Visitation til genoptræning, tlf. 99 00 02 07, traening@aalborg-kommune.example"


@pytest.fixture
def anna() -> Actor:
    make.registry()
    return make.author()


@pytest.fixture
def alma(anna: Actor) -> Actor:
    return make.person("alma", Role.ORGANISATION_ADMIN, make.AALBORG)


def change(alma: Actor, name: str = "Nyt navn", matter: ContactMatter = ContactMatter.GENERAL, days: int = 0) -> None:
    with acting_as(alma):
        set_contact(alma, ContactAsked(matter=matter, name=name, phone="99 00 00 31", valid_from=clock.today() + timedelta(days=days)))


def version(plan_id: UUID) -> Any:
    with make.reading():
        number = Plan.objects.get(id=plan_id).current_version
        return PlanVersion.objects.select_related("home_municipality", "address").get(plan_id=plan_id, number=number)


def test_a_draft_is_sent_with_the_contact_of_the_day_it_is_sent(anna: Actor, alma: Actor) -> None:
    plan_id = make.draft(anna, municipality_contact=ON_THE_PLAN)
    change(alma)
    with acting_as(anna):
        send_plan(anna, plan_id)
    assert version(plan_id).municipality_contact == "Nyt navn, tlf. 99 00 00 31"


def test_the_authors_own_words_are_never_written_over(anna: Actor, alma: Actor) -> None:
    plan_id = make.draft(anna, municipality_contact="Ring til Ida på afsnittet")
    change(alma)
    with acting_as(anna):
        save_step(anna, plan_id, {"practical": "Bor på 3. sal."})
        send_plan(anna, plan_id)
    assert version(plan_id).municipality_contact == "Ring til Ida på afsnittet"


def test_a_sent_plan_keeps_what_it_was_sent_with_and_pages_and_letters_say_what_holds_now(anna: Actor, alma: Actor) -> None:
    plan_id, case_id = make.delivered(anna, municipality_contact=ON_THE_PLAN)
    make.triage_officer()
    before = client_of("anna").get(f"/planer/{plan_id}/").content.decode()
    change(alma)
    change(alma, "Fra i morgen", days=1)
    assert "Bopælskommunens kontakt i dag" not in before
    assert version(plan_id).municipality_contact == ON_THE_PLAN
    pages = [("anna", f"/planer/{plan_id}/"), ("anna", f"/planer/{plan_id}/udskriv/"), ("birgit", f"/sager/{case_id}/")]
    for person, address in pages:
        html = client_of(person).get(address).content.decode()
        assert ON_THE_PLAN in html, address
        assert "Bopælskommunens kontakt i dag" in html, address
        assert "Nyt navn, tlf. 99 00 00 31" in html, address
        assert "Fra i morgen" not in html, address
    with acting_as(anna):
        today = clock.today()
        assert around(version(plan_id), today).municipality_contact == "Nyt navn, tlf. 99 00 00 31"
        assert around(version(plan_id), today + timedelta(days=1)).municipality_contact == "Fra i morgen, tlf. 99 00 00 31"


def test_an_amendment_is_a_new_version_with_the_contact_of_its_day(anna: Actor, alma: Actor) -> None:
    plan_id = make.sent(anna, municipality_contact=ON_THE_PLAN)
    change(alma)
    with acting_as(anna):
        amend(anna, plan_id, 1, {"training_need": "Skal også træne balance."}, "Mere at træne.")
    assert version(plan_id).municipality_contact == "Nyt navn, tlf. 99 00 00 31"


@pytest.mark.parametrize(
    ("code", "matter", "line"),
    [
        ("DS720", ContactMatter.GENERAL, "Visitation til genoptræning"),
        ("DI639", ContactMatter.BRAIN_INJURY, "Hjerneskadekoordinator"),
        ("DF320", ContactMatter.PSYCHIATRY, "Socialpsykiatrien"),
    ],
)
def test_the_contact_is_the_one_of_the_matter(anna: Actor, code: str, matter: ContactMatter, line: str) -> None:
    row = version(make.draft(anna))
    row.diagnosis_code = code
    with acting_as(anna):
        assert matter_of(row, clock.today()) == matter
        assert contacts_on(row, clock.today())[0].startswith(line)
        row.birth_date = clock.today() - timedelta(days=3000)
        assert matter_of(row, clock.today()) == ContactMatter.CHILDREN


def test_each_side_sees_the_others_numbers(anna: Actor) -> None:
    plan_id, case_id = make.delivered(anna)
    make.triage_officer()
    hospital = make.person("hans", Role.ORGANISATION_ADMIN, make.AALBORG_HOSPITAL)
    change(hospital, "Sygehusets koordinator")
    html = client_of("birgit").get(f"/sager/{case_id}/").content.decode()
    assert "Hvem ringer jeg til hos sygehuset" in html
    assert "Tlf. 99 00 00 0" in html
    assert "Sygehusets koordinator" in html
    html = client_of("anna").get(f"/planer/{plan_id}/").content.decode()
    assert "Hvem ringer jeg til hos Aalborg Kommune" in html
    assert "Hjerneskadekoordinator" in html
