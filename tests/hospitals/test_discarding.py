"""A draft begun by mistake is discarded without CPR or name, and can be taken up again."""

import uuid
from typing import Any

import pytest
from django.test import Client

from accounts.actor import Actor, NotAllowed
from accounts.enums import Role
from accounts.tenancy import acting_as
from deadlines.models import Unsent
from gop.errors import Refused
from gop.models import Plan, PlanEvent
from gop.services.correspondence import send_letter
from gop.services.discarding import discard_draft, take_up_draft
from gop.services.drafts import create_draft
from gop.services.notice_plan import write_plan
from gop.services.replacing import replace_plan
from gop.services.sending import send_plan
from tests import factories as make
from tests.gop.notice_steps import at_hospital, notified
from tests.hospitals.signed_in import client_of

pytestmark = pytest.mark.django_db


def body(answer: Any) -> str:
    return str(answer.content.decode())


def empty_draft(actor: Actor) -> uuid.UUID:
    plan_id = uuid.uuid4()
    with acting_as(actor):
        create_draft(actor, plan_id, make.ORTHOPAEDIC)
    return plan_id


def row(plan_id: uuid.UUID) -> Plan:
    with make.reading():
        return Plan.objects.get(id=plan_id)


def unsent(subject: uuid.UUID) -> list[Unsent]:
    with make.reading():
        return list(Unsent.objects.filter(subject_id=subject, ended_at__isnull=True))


def test_a_draft_without_number_and_name_is_discarded_by_one_answered_question(page: Client, anna: Actor) -> None:
    plan_id = empty_draft(anna)
    assert f"/planer/{plan_id}/kasser/" in body(page.get(f"/planer/{plan_id}/trin/send/"))
    assert "Vil du kassere kladden for en patient uden navn?" in body(page.get(f"/planer/{plan_id}/kasser/"))
    done = page.post(f"/planer/{plan_id}/kasser/", follow=True)
    assert "Kladden er kasseret." in body(done)
    assert f"/planer/{plan_id}/" not in body(page.get("/planer/"))


def test_pressed_twice_it_is_discarded_once(page: Client, anna: Actor) -> None:
    plan_id = empty_draft(anna)
    for _ in range(2):
        assert page.post(f"/planer/{plan_id}/kasser/").headers["Location"] == "/planer/"
    with make.reading():
        assert PlanEvent.objects.filter(plan_id=plan_id, action="kasser").count() == 1


def test_a_discarded_draft_is_listed_under_without_a_plan_and_taken_up_from_there(page: Client, anna: Actor) -> None:
    plan_id = make.draft(anna)
    page.post(f"/planer/{plan_id}/kasser/")
    assert f"/planer/{plan_id}/kasser/" in body(page.get("/planer/uden-plan/?udfald=kasseret"))
    for place in (f"/planer/{plan_id}/", f"/planer/{plan_id}/uden-plan/", f"/planer/{plan_id}/trin/patient/"):
        assert "Tag kladden op igen</button>" in body(page.get(place, follow=True)), place
    for _ in range(2):
        page.post(f"/planer/{plan_id}/kasser/genoptag/")
    assert f"/planer/{plan_id}/" in body(page.get("/planer/"))
    assert "Ingen kasserede kladder." in body(page.get("/planer/uden-plan/?udfald=kasseret"))
    with make.reading():
        assert PlanEvent.objects.filter(plan_id=plan_id, action="genoptag").count() == 1
    with acting_as(anna):
        send_plan(anna, plan_id)


def test_a_sent_plan_is_not_discarded(page: Client, anna: Actor) -> None:
    plan_id = make.sent(anna)
    assert "Træk planen tilbage" in body(page.post(f"/planer/{plan_id}/kasser/", follow=True))
    assert row(plan_id).put_away_at is None


def test_only_the_author_or_the_coordinator_discards_a_draft(anna: Actor, orthopaedist: Actor) -> None:
    plan_id = make.draft(anna, department_id=make.ORTHOPAEDIC)
    other = client_of("olga")
    assert "Kun forfatteren eller koordinatoren" in body(other.get(f"/planer/{plan_id}/kasser/"))
    assert other.post(f"/planer/{plan_id}/kasser/").status_code == 403
    with acting_as(orthopaedist), pytest.raises(NotAllowed):
        discard_draft(orthopaedist, plan_id)
    assert row(plan_id).put_away_at is None
    make.person("karen", Role.COORDINATOR, make.AALBORG_HOSPITAL)
    assert client_of("karen").post(f"/planer/{plan_id}/kasser/").status_code == 302
    assert row(plan_id).put_away_at is not None


def test_nobody_is_told_any_more_that_a_discarded_draft_is_not_sent(anna: Actor) -> None:
    plan_id = make.draft(anna)
    assert unsent(plan_id)
    with acting_as(anna):
        discard_draft(anna, plan_id)
    assert unsent(plan_id) == []
    with acting_as(anna):
        take_up_draft(anna, plan_id)
    assert len(unsent(plan_id)) == 1


def test_a_draft_discarded_of_an_open_notice_leaves_the_notice_open_watched_and_to_be_begun_again(page: Client, anna: Actor) -> None:
    notice_id = notified(anna)
    with acting_as(anna):
        plan_id = write_plan(anna, notice_id).id
    assert "står stadig, og modtagerne venter på en plan" in body(page.get(f"/planer/{plan_id}/kasser/"))
    page.post(f"/planer/{plan_id}/kasser/")
    assert at_hospital(notice_id).state == "varslet"
    (watched,) = unsent(plan_id)
    assert watched.discharge_on == at_hospital(notice_id).discharge_date
    assert "Skriv planen<span" in body(page.get("/planer/"))
    assert "Skriv planen</button>" in body(page.get(f"/planer/varsling/{notice_id}/"))
    page.post(f"/planer/varsling/{notice_id}/skriv-planen/")
    assert row(plan_id).put_away_at is None
    assert len(unsent(plan_id)) == 1


def test_what_a_discarded_draft_should_replace_may_be_replaced_by_another(anna: Actor) -> None:
    old, first, second = make.sent(anna), uuid.uuid4(), uuid.uuid4()
    with acting_as(anna):
        replace_plan(anna, old, first)
        discard_draft(anna, first)
        again = take_up_draft(anna, first)
        assert again.replaces_id == old
        discard_draft(anna, first)
        assert replace_plan(anna, old, second).id == second
        assert take_up_draft(anna, first).replaces_id is None


def test_a_draft_put_away_otherwise_is_neither_discarded_nor_taken_up_here(anna: Actor) -> None:
    from tests.gop.notice_steps import letter_facts

    plan_id = make.draft(anna)
    with acting_as(anna):
        send_letter(anna, uuid.uuid4(), letter_facts(), plan_id)
        with pytest.raises(Refused):
            discard_draft(anna, plan_id)
        with pytest.raises(Refused):
            take_up_draft(anna, plan_id)


def test_a_discarded_draft_is_not_sent_from_a_page_left_open(page: Client, anna: Actor) -> None:
    plan_id = make.draft(anna)
    page.post(f"/planer/{plan_id}/kasser/")
    page.post(f"/planer/{plan_id}/send/")
    assert row(plan_id).state == "kladde"
