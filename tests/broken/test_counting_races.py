"""Several counters at once, and people at work meanwhile: every case counts once."""

import threading

import pytest
from django.db import connection

from accounts import clock
from audits.enums import Measure, Split
from audits.services.counted_rows import ALONE
from audits.services.counting import count_changes, count_when_due
from gop.enums import GeneralLevel
from gop.services import cases
from tests import factories as make
from tests.audits.counted import as_of, equals_a_rebuild, stands
from tests.broken.test_races import as_, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_counters_at_once_and_an_officer_at_work_count_each_case_once() -> None:
    make.registry()
    anna, birgit = make.author(), make.triage_officer()
    made = [make.delivered(anna, cpr=make.somebody())[1] for _ in range(4)]
    decide = {"level": GeneralLevel.BASIC, "criteria": ["enkel"], "reason": "Enkel."}
    raised = race(count_changes, count_changes, as_(birgit, cases.triage, made[0], **decide))
    assert raised == [None, None, None]
    count_changes()
    assert stands(make.AALBORG, Measure.PLANS) == {"": 4}
    assert stands(make.AALBORG, Measure.PLANS, Split.KIND) == {"almen_basal": 1, "almen_uden_niveau": 3}
    assert as_of(make.AALBORG, clock.today())[Measure.OPEN_NOW] == (0, 4)
    equals_a_rebuild()


def test_a_worker_that_finds_another_counting_leaves_at_once() -> None:
    make.registry()
    make.delivered(make.author())
    counting, over = threading.Event(), threading.Event()

    def another() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ALONE])
            counting.set()
            over.wait(timeout=30)
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ALONE])
        connection.close()

    thread = threading.Thread(target=another)
    thread.start()
    assert counting.wait(timeout=30)
    assert count_when_due() == 0
    over.set()
    thread.join(timeout=30)
    assert count_when_due() == 2
