"""Notices and letters: two connections at the same moment, and a full disk (53100) at each write."""

import uuid
from contextlib import suppress

import pytest
from django.db import OperationalError

from accounts.actor import Actor
from accounts.tenancy import acting_as
from deadlines.models import Unsent
from gop.enums import NoticeState, Told
from gop.errors import AlreadyDone, Refused
from gop.models import AdvanceNotice, Delivery, NoticeEvent, Plan, PlanVersion, ReceivedCorrespondence, ReceivedNotice
from gop.services.correspondence import answer_letter
from gop.services.drafts import save_step
from gop.services.notice_plan import write_plan
from gop.services.notices import change_notice, send_notice, withdraw_notice
from gop.services.receiving import apply_all_waiting, apply_delivery
from gop.services.sending import send_plan
from tests import factories as make
from tests.broken.test_full_disk import as_, failure_of, full_at
from tests.broken.test_races import one_told, race
from tests.gop.notice_steps import facts, in_days, notified, received, written

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two() -> tuple[Actor, Actor]:
    make.registry()
    return make.author("anna"), make.author("bo")


def told(notice_id: uuid.UUID, kind: str = "varsling") -> int:
    with make.reading():
        return Delivery.objects.filter(subject_id=notice_id, kind=kind).count()


def test_two_who_press_write_the_plan_at_once_get_one_draft(two: tuple[Actor, Actor]) -> None:
    notice_id = notified(two[0])
    assert race(*(as_(actor, write_plan, notice_id) for actor in two)) == [None, None]
    with make.reading():
        assert (Plan.objects.count(), PlanVersion.objects.count()) == (1, 1)
        assert NoticeEvent.objects.filter(action="skriv_plan").count() == 1


def test_two_who_withdraw_at_once_tell_the_receiver_once(two: tuple[Actor, Actor]) -> None:
    notice_id = notified(two[0])
    one_told(race(*(as_(actor, withdraw_notice, notice_id, "Aflyst") for actor in two)), "Anna", "Bo")
    assert told(notice_id, "varsling_slut") == 1


def test_the_same_form_sent_twice_at_once_is_one_notice(two: tuple[Actor, Actor]) -> None:
    notice_id, said = uuid.uuid4(), facts()
    answers = race(*(as_(two[0], send_notice, notice_id, said) for _ in range(2)))
    assert None in answers
    assert told(notice_id) == 1


def test_withdrawn_while_the_plan_is_begun_ends_either_way_with_one_truth(two: tuple[Actor, Actor]) -> None:
    anna, bo = two
    notice_id = notified(anna)
    answers = race(as_(anna, withdraw_notice, notice_id, "Aflyst"), as_(bo, write_plan, notice_id))
    assert answers[0] is None
    assert answers[1] is None or isinstance(answers[1], Refused)
    with make.reading():
        assert AdvanceNotice.objects.get().state == NoticeState.WITHDRAWN
        assert Plan.objects.count() == (1 if answers[1] is None else 0)


def test_changed_while_the_plan_is_sent_leaves_the_notice_followed(two: tuple[Actor, Actor]) -> None:
    anna, bo = two
    notice_id = notified(anna)
    with acting_as(anna):
        plan_id = write_plan(anna, notice_id).id
        save_step(anna, plan_id, make.content())
    answers = race(as_(anna, send_plan, plan_id), as_(bo, change_notice, notice_id, in_days(6), Told.YES))
    assert answers[0] is None
    assert answers[1] is None or isinstance(answers[1], Refused)
    make.deliver_all()
    row = received(notice_id)
    assert row is None or row.state == NoticeState.FOLLOWED


def test_two_workers_on_one_delivery_make_one_copy(two: tuple[Actor, Actor]) -> None:
    notice_id = notified(two[0])
    with make.reading():
        delivery = Delivery.objects.get(subject_id=notice_id)
    race(*(lambda: apply_delivery(delivery.id, delivery.receiver_id) for _ in range(2)))
    with make.reading():
        assert ReceivedNotice.objects.count() == 1


def test_two_who_answer_a_letter_at_once_give_one_answer(two: tuple[Actor, Actor]) -> None:
    birgit, bodil = make.triage_officer(), make.triage_officer("bodil")
    letter_id = written(two[0])
    make.deliver_all()
    with make.reading():
        copy = ReceivedCorrespondence.objects.get(letter_id=letter_id).id
    answers = race(as_(birgit, answer_letter, copy, "Hold A"), as_(bodil, answer_letter, copy, "Hold B"))
    assert sorted(type(one).__name__ for one in answers) == ["AlreadyDone", "NoneType"]
    assert isinstance(next(one for one in answers if one), AlreadyDone)
    assert told(letter_id, "brev_svar") == 1


def test_a_full_disk_at_any_write_of_a_notice_leaves_nothing_and_again_works(two: tuple[Actor, Actor]) -> None:
    notice_id, said = uuid.uuid4(), facts()
    number = 0
    while True:
        number += 1
        with full_at(number):
            failure = failure_of(as_(two[0], send_notice, notice_id, said))
        if failure is None:
            break
        with make.reading():
            assert not AdvanceNotice.objects.exists()
            assert not Unsent.objects.exists()
        assert told(notice_id) == 0
    assert number > 4
    assert told(notice_id) == 1


def test_a_worker_killed_at_any_write_of_the_copy_is_made_up_by_the_next_round(two: tuple[Actor, Actor]) -> None:
    notice_id = notified(two[0])
    for number in range(1, 5):
        with full_at(number), suppress(OperationalError):
            apply_all_waiting()
        with make.reading():
            Delivery.objects.update(retry_at=None)
    apply_all_waiting()
    assert received(notice_id) is not None
    with make.reading():
        assert ReceivedNotice.objects.count() == 1
