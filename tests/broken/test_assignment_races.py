"""Two at once about one task: the two sides, two colleagues, the scan; and a scan that is killed at any statement."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection

from accounts import clock
from gop.enums import AssignmentKind, CaseAction, DeclineReason
from gop.errors import AlreadyDone, NotFound, Refused
from gop.services import assigning, performing
from gop.services.assignment_scan import close_assignments
from tests import factories as make
from tests.broken.test_races import as_, one_told, race
from tests.gop.assigned import World, case, consent, events, history, row
from tests.gop.courses import told_alike

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return World()


def test_a_yes_against_a_withdrawal_ends_as_whoever_was_first_said_and_the_other_hears_it(world: World) -> None:
    one, seen = world.assigns(), clock.now()
    take = as_(world.birgit, assigning.withdraw, world.case_id, reason="Fortrudt.", seen=seen)
    yes, no = race(as_(world.petra, performing.accept, one, seen=seen), take)
    make.deliver_all()
    if yes is None:
        assert isinstance(no, Refused)
        assert "har sagt ja" in str(no)
        assert row(one).state == "accepteret"
    else:
        assert isinstance(yes, NotFound)  # nothing of the citizen is left to tell of
        assert (no, row(one).state, row(one).access_open) == (None, "trukket", False)
    told_alike(world.case_id)


def test_two_colleagues_who_say_yes_are_one_yes(world: World) -> None:
    one, seen = world.assigns(), clock.now()
    pia = make.provider_therapist("pia", world.provider)
    one_told(race(*[as_(who, performing.accept, one, seen=seen) for who in (world.petra, pia)]), "Petra", "Pia")
    assert history(one) == ["send", "sig_ja"]


def test_two_officers_who_send_at_once_are_one_task(world: World) -> None:
    lena, seen = make.team_lead(), clock.now()
    said = consent() | {"provider": world.provider, "kind": AssignmentKind.CONTRACT, "seen": seen}
    sends = [as_(who, assigning.assign, world.case_id, assignment_id=uuid.uuid4(), **said) for who in (world.birgit, lena)]
    one_told(race(*sends), "Birgit", "Lena")
    with make.reading():
        assert case(world.case_id).assignments.count() == 1


def test_a_yes_against_the_scan_at_the_limit_is_one_or_the_other(world: World) -> None:
    one = world.late().assigns(kind=AssignmentKind.EXTENDED)
    with time_machine.travel(row(one).answer_by, tick=False):
        (yes, _) = race(as_(world.petra, performing.accept, one), close_assignments)
        make.deliver_all()
        assert isinstance(yes, Refused | NotFound)  # at the limit silence is a no, whoever comes first
        assert row(one).state == "udloebet"
        told_alike(world.case_id)


def test_three_scans_close_a_task_once(world: World) -> None:
    one = world.assigns()
    with time_machine.travel(row(one).answer_by, tick=True):
        assert race(*[close_assignments] * 3) == [None, None, None]
        assert history(one) == ["send", "udloeb"]
        assert events(world.case_id, CaseAction.ASSIGNMENT_TOLD) == 1


def test_a_no_against_a_withdrawal_leaves_nothing_of_the_citizen(world: World) -> None:
    one, seen = world.assigns(), clock.now()
    no = as_(world.petra, performing.decline, one, reason=DeclineReason.CAPACITY, text="", seen=seen)
    said, taken = race(no, as_(world.birgit, assigning.withdraw, world.case_id, reason="Fortrudt.", seen=seen))
    make.deliver_all()
    assert isinstance(said, NotFound) != isinstance(taken, Refused)
    assert (row(one).access_open, case(world.case_id).assigned_to) == (False, "")
    told_alike(world.case_id)


class _Killed(BaseException):
    """The process is gone: nothing of ours catches it."""


def killed_at(number: int, run: Callable[[], Any]) -> bool:
    """Whether the run came as far as its statement of that number."""
    left = [number]

    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if left[0] == 0:
            raise _Killed
        left[0] -= 1
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(wrapper):
            run()
    except _Killed:
        return True
    return False


def test_a_scan_killed_at_any_statement_leaves_a_task_that_the_next_one_closes_whole(world: World) -> None:
    one = world.late().assigns(kind=AssignmentKind.EXTENDED)
    with time_machine.travel(row(one).answer_by, tick=True):
        number = 0
        while killed_at(number, close_assignments):
            number += 1
            whole = row(one).state == "udloebet"
            assert history(one) == (["send", "udloeb"] if whole else ["send"])
            assert events(world.case_id, CaseAction.ASSIGNMENT_TOLD) == int(whole)
            assert number < 200
        assert number > 10
        assert (row(one).state, history(one)) == ("udloebet", ["send", "udloeb"])
        told_alike(world.case_id)


def test_sending_twice_by_one_finger_is_one_task(world: World) -> None:
    said = consent() | {"provider": world.provider, "kind": AssignmentKind.CONTRACT, "seen": clock.now(), "assignment_id": uuid.uuid4()}
    press = as_(world.birgit, assigning.assign, world.case_id, **said)
    assert [error for error in race(press, press, press) if error is not None and not isinstance(error, AlreadyDone)] == []
    assert events(world.case_id, CaseAction.ASSIGN) == 1
