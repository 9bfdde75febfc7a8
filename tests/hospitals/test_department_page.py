"""The coordinator's page: what may come to a stop, of the departments the membership names."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.tenancy import acting_as, seeding
from gop.models import AdvanceNotice, Plan
from gop.services.approving import ask_approval
from hospitals.models import Department
from tests import factories as make
from tests.gop.notice_steps import notified
from tests.hospitals.signed_in import client_of

HOME = make.AALBORG_HOSPITAL


@pytest.fixture
def olga(anna: Actor) -> Actor:
    return make.author("olga", HOME, make.ORTHOPAEDIC)


@pytest.fixture
def karen(olga: Actor) -> Client:
    make.person("karen", Role.COORDINATOR, HOME, make.ORTHOPAEDIC)
    return client_of("karen")


def part(text: str, heading: str) -> str:
    return text.split(heading, 1)[1].split("</section>", 1)[0]


def shown(client: Client) -> str:
    answer = client.get("/planer/afdeling/")
    assert answer.status_code == 200
    return answer.content.decode()


def left_still(plan_id: uuid.UUID, days: int) -> None:
    with seeding():
        Plan.objects.filter(id=plan_id).update(changed_at=clock.now() - timedelta(days=days))


def test_drafts_untouched_for_the_configured_days_lie_still(karen: Client, olga: Actor) -> None:
    later = clock.today() + timedelta(days=20)
    still, fresh = (
        make.draft(olga, discharge_date=later, discharge_expected=True, citizen_name=name) for name in ("Stille Test", "Ny Test")
    )
    left_still(still, 4)
    left_still(fresh, 2)
    text = part(shown(karen), "Kladder, der ligger stille")
    assert "Stille Test" in text
    assert "Ny Test" not in text
    assert f'href="/planer/{still}/giv-videre/"' in text


def test_a_draft_whose_discharge_has_passed_stands_as_late_and_not_as_still(karen: Client, olga: Actor) -> None:
    late = make.draft(olga, discharge_date=clock.today() - timedelta(days=1), citizen_name="Sen Test")
    left_still(late, 9)
    text = shown(karen)
    assert "Sen Test" in part(text, "Udskrevet, og planen er ikke sendt")
    assert "Sen Test" not in part(text, "Kladder, der ligger stille")


def test_a_sent_plan_not_handed_out_is_listed_until_it_is(karen: Client, olga: Actor) -> None:
    plan_id = make.sent(olga, citizen_name="Papir Test")
    assert f'href="/planer/{plan_id}/"' in part(shown(karen), "ikke udleveret til patienten")
    with seeding():
        Plan.objects.filter(id=plan_id).update(handed_out_on=clock.today(), handed_out_how="papir")
    assert "Papir Test" not in shown(karen)


def test_drafts_that_wait_for_a_doctor_are_listed(karen: Client, olga: Actor) -> None:
    with seeding():
        Department.objects.filter(organisation_id=make.ORTHOPAEDIC).update(needs_approval=True)
    plan_id = make.draft(olga, citizen_name="Venter Test")
    with acting_as(olga):
        ask_approval(olga, plan_id)
    assert "Venter Test" in part(shown(karen), "Venter på en læges godkendelse")


def test_patients_discharged_without_a_plan_are_listed_until_a_draft_is_begun(karen: Client, olga: Actor) -> None:
    notice_id = notified(olga, citizen_name="Uden Plan Test")
    with seeding():
        AdvanceNotice.objects.filter(id=notice_id).update(discharge_date=clock.today() - timedelta(days=1))
    assert f'href="/planer/varsling/{notice_id}/"' in part(shown(karen), "Udskrevet uden plan")
    client_of("olga").post(f"/planer/varsling/{notice_id}/skriv-planen/")
    text = shown(karen)
    assert "Uden Plan Test" not in part(text, "Udskrevet uden plan")
    assert "Uden Plan Test" in part(text, "Udskrevet, og planen er ikke sendt")


def test_no_department_the_membership_does_not_name(karen: Client, olga: Actor) -> None:
    fie = make.author("fie", HOME, make.PHYSIO)
    left_still(make.draft(fie, citizen_name="Fremmed Test"), 9)
    make.sent(fie, citizen_name="Fremmed Test")
    make.sent(make.author("gerda", make.GOEDSTRUP), citizen_name="Fremmed Test")
    assert "Fremmed Test" not in shown(karen)


def test_the_page_asks_as_often_for_one_row_as_for_many(karen: Client, olga: Actor) -> None:
    counts = []
    for more in (1, 6):
        for _ in range(more):
            make.sent(olga)
            make.draft(olga, discharge_date=clock.today() - timedelta(days=1))
        with CaptureQueriesContext(connection) as asked:
            shown(karen)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_author_does_not_see_the_coordinators_page(karen: Client, olga: Actor) -> None:
    assert client_of("olga").get("/planer/afdeling/").status_code == 403


def test_the_coordinator_moves_a_draft_from_there(karen: Client, olga: Actor) -> None:
    plan_id = make.draft(olga)
    otto = make.author("otto", HOME, make.ORTHOPAEDIC)
    assert "Otto" in karen.get(f"/planer/{plan_id}/giv-videre/").content.decode()
    for to, status in (("", 400), (str(uuid.uuid4()), 400), (str(otto.user), 302)):
        answer = karen.post(f"/planer/{plan_id}/giv-videre/", {"to": to, "author": str(olga.user)})
        assert answer.status_code == status
    with make.reading():
        assert Plan.objects.get(id=plan_id).author_id == otto.user
