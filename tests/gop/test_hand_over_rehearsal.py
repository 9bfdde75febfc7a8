"""The night rehearsed: two workers at once, killed between two cases, one case that cannot be moved, and many."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.tenancy import acting_as
from gop.enums import CaseKind
from gop.models import Case, CaseEvent, Delivery, Milestone
from gop.services import receiving_transition, sent, succession
from gop.services.handing_over import hand_on, successor_id
from gop.services.receiving import apply_all_waiting
from tests import factories as make
from tests.gop.handing import AFTER, BEFORE, at, case_of, cases_at, check_every_case, rehabilitation


@pytest.fixture
def time(transactional_db: None) -> Iterator[Any]:
    with time_machine.travel(at(BEFORE), tick=True) as traveller:
        make.registry()
        yield traveller


class Killed(BaseException):
    """As a process that is killed: nothing catches it, and its transaction is rolled back."""


def once_each(ids: list[Any]) -> None:
    """Every case has one successor at the region, one information case at home, and one milestone of each at the hospital."""
    region, home = cases_at(make.NORDJYLLAND), cases_at(make.AALBORG, kind=CaseKind.INFORMATION)
    assert {case.id for case in region} == {successor_id(one, make.NORDJYLLAND) for one in ids}
    assert {case.id for case in home} == {successor_id(one, make.AALBORG) for one in ids}
    with make.reading():
        assert Delivery.objects.filter(kind="overgang").count() == 2 * len(ids)
        assert Milestone.objects.filter(code="overdraget").count() == len(ids)
        assert CaseEvent.objects.filter(case__organisation_id=make.NORDJYLLAND, action="modtaget").count() == len(ids)
        assert not Delivery.objects.filter(applied_at__isnull=True).exists()
    check_every_case()


def at_once(*work: Any) -> None:
    failures: list[BaseException] = []

    def run(one: Any) -> None:
        try:
            one()
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_two_workers_at_once_move_each_case_once(time: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(succession, "BATCH", 2)
    anna = make.author()
    ids = [rehabilitation(anna)[1] for _ in range(8)]
    time.move_to(at(AFTER))
    at_once(succession.move_all, succession.move_all, apply_all_waiting)
    succession.move_all()
    make.deliver_all()
    once_each(ids)


def test_two_workers_at_once_apply_each_delivery_once(time: Any) -> None:
    anna = make.author()
    ids = [rehabilitation(anna)[1] for _ in range(6)]
    time.move_to(at(AFTER))
    succession.move_all()
    at_once(apply_all_waiting, apply_all_waiting)
    make.deliver_all()
    once_each(ids)


def test_killed_between_two_cases_the_next_run_moves_what_is_left(time: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(succession, "BATCH", 2)
    anna = make.author()
    ids = [rehabilitation(anna)[1] for _ in range(5)]
    time.move_to(at(AFTER))
    done = []

    def killed_at_the_fourth(*arguments: Any) -> None:
        if len(done) == 3:
            raise Killed
        hand_on(*arguments)
        done.append(1)

    with monkeypatch.context() as killing:
        killing.setattr(succession, "hand_on", killed_at_the_fourth)
        with pytest.raises(Killed):
            succession.move_all()
    with make.reading():
        assert Case.objects.filter(end_code="overgang").count() == 2
    assert succession.move_all() == (3, 0)
    make.deliver_all()
    once_each(ids)


def test_killed_while_the_region_takes_a_case_in_the_next_try_takes_it_once(time: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _, case_id = rehabilitation(make.author())
    time.move_to(at(AFTER))
    succession.move_all()

    def killed(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as killing:
        killing.setattr(receiving_transition, "reclock", killed)
        with pytest.raises(Killed):
            apply_all_waiting()
    assert cases_at(make.NORDJYLLAND) == []
    make.deliver_all()
    once_each([case_id])


def test_one_case_that_cannot_be_moved_stops_no_other_and_is_tried_again(time: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = make.author()
    ids = [rehabilitation(anna)[1] for _ in range(3)]
    time.move_to(at(AFTER))

    def bad_first(actor: Any, case: Case, *rest: Any) -> None:
        if case.id == min(ids):
            raise ValueError("bad")
        hand_on(actor, case, *rest)

    with monkeypatch.context() as breaking:
        breaking.setattr(succession, "hand_on", bad_first)
        assert succession.move_all() == (2, 1)
    assert case_of(min(ids)).ended_at is None
    assert succession.move_all() == (1, 0)
    make.deliver_all()
    once_each(ids)


def test_corrections_sent_while_the_job_runs_end_up_at_the_region(time: Any) -> None:
    anna = make.author()
    plans = [rehabilitation(anna, discharge_date=at("2027-01-05").date(), discharge_expected=True) for _ in range(4)]
    time.move_to(at(AFTER))

    def correct() -> None:
        for plan_id, _ in plans:
            with acting_as(anna):
                sent.set_discharge(anna, plan_id, clock.today() + timedelta(days=8), expected=True)

    at_once(succession.move_all, correct, apply_all_waiting)
    make.deliver_all()
    for _, case_id in plans:
        assert case_of(successor_id(case_id, make.NORDJYLLAND)).day_zero == at("2027-01-09").date()
    check_every_case()


def test_a_case_more_in_a_batch_costs_no_more_than_its_own_rows(time: Any) -> None:
    """Who is read and who is told is asked once a batch."""
    anna = make.author()
    counts: list[int] = []
    ids = []
    for number, day in ((2, "2027-01-01"), (12, "2027-01-02")):
        time.move_to(at("2026-12-29T10:00"))
        ids += [rehabilitation(anna, cpr=make.somebody())[1] for _ in range(number)]
        time.move_to(at(f"{day}T00:00:30"))
        with CaptureQueriesContext(connection) as seen:
            assert succession.move_all() == (number, 0)
        counts.append(len(seen))
        make.deliver_all()
    assert (counts[1] - counts[0]) / 10 <= 15  # an open task, and a second plan of the citizen, are asked for each
    once_each(ids)
