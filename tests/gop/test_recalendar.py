"""A changed calendar moves last working day and warning of open deadlines. Due dates stay, and alerts are given once."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.actor import Actor
from accounts.enums import Role
from accounts.tenancy import acting_as
from deadlines import calendar_services as change
from deadlines.enums import AlertKind, CalendarKind, DeadlineKind, DeadlineState
from deadlines.models import Alert, CalendarRow, Deadline
from deadlines.scan import scan
from gop.enums import EndCode
from gop.models import Case
from gop.services import recalendar
from gop.services.offers import end_case
from tests import factories as make

pytestmark = pytest.mark.django_db
# Received Friday 20 November 2026: told by Tuesday 24, offered by Friday 27.
FRIDAY = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
TUESDAY, NEXT_FRIDAY = date(2026, 11, 24), date(2026, 11, 27)


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(FRIDAY, tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def case(friday: time_machine.Traveller) -> uuid.UUID:
    return make.delivered(make.author())[1]


@pytest.fixture
def admin() -> Actor:
    return make.person("alma", Role.ORGANISATION_ADMIN, make.AALBORG)


def close(admin: Actor, *days: date) -> None:
    with acting_as(admin):
        for day in days:
            change.set_days(admin, kind=CalendarKind.CLOSED, first=day, last=None, text="Lukket")


def rows(case: uuid.UUID, *names: str) -> dict[str, Any]:
    with make.reading():
        return {row["kind"]: tuple(row[name] for name in names) for row in Deadline.objects.filter(subject_id=case).values("kind", *names)}


def given(case: uuid.UUID) -> list[str]:
    """What has been said of the deadline of telling, in order."""
    with make.reading():
        said = Alert.objects.filter(subject_id=case, deadline_kind=DeadlineKind.INFORM_BY)
        return list(said.order_by("created_at").values_list("kind", flat=True))


def test_the_last_working_day_and_the_warning_move_and_the_due_date_does_not(case: uuid.UUID, admin: Actor) -> None:
    close(admin, NEXT_FRIDAY)
    assert recalendar.recalculate(make.AALBORG) == (1, 0)
    due, last, warn, look, basis = rows(case, "due_on", "last_working_day", "warn_at", "next_alert_at", "basis")[DeadlineKind.OFFER_BY]
    assert (due, last) == (NEXT_FRIDAY, date(2026, 11, 26))
    assert warn == look == datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
    assert basis[-1] == "Sidste arbejdsdag før fristen er torsdag 26. november 2026."
    assert rows(case, "last_working_day")[DeadlineKind.INFORM_BY] == (TUESDAY,)


def test_the_inbox_sorts_by_the_day_that_now_holds(case: uuid.UUID, admin: Actor) -> None:
    close(admin, TUESDAY)
    recalendar.recalculate(make.AALBORG)
    with make.reading():
        assert Case.objects.get(id=case).last_working_day == date(2026, 11, 23)


def test_run_twice_it_changes_nothing(case: uuid.UUID, admin: Actor) -> None:
    close(admin, NEXT_FRIDAY)
    recalendar.recalculate(make.AALBORG)
    before = rows(case, "changed_at", "generation")
    assert recalendar.recalculate(make.AALBORG) == (0, 0)
    assert rows(case, "changed_at", "generation") == before


def test_an_alert_that_was_given_is_not_given_again(case: uuid.UUID, admin: Actor, friday: time_machine.Traveller) -> None:
    friday.move_to(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    scan()
    assert given(case) == [AlertKind.WARNING]
    close(admin, date(2026, 11, 23), TUESDAY)
    recalendar.recalculate(make.AALBORG)
    assert rows(case, "last_working_day")[DeadlineKind.INFORM_BY] == (date(2026, 11, 20),)
    scan()
    assert given(case) == [AlertKind.WARNING]
    friday.move_to(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    scan()
    assert given(case) == [AlertKind.WARNING, AlertKind.BREACH]


def test_a_warning_that_has_become_due_by_the_change_is_given(case: uuid.UUID, admin: Actor) -> None:
    close(admin, date(2026, 11, 23), TUESDAY)
    recalendar.recalculate(make.AALBORG)
    scan()
    assert given(case) == [AlertKind.WARNING]


def test_met_and_lapsed_rows_stay_as_they_were(case: uuid.UUID, admin: Actor) -> None:
    birgit = make.triage_officer()
    with acting_as(birgit):
        end_case(birgit, case, code=EndCode.DECLINED)
    close(admin, TUESDAY, NEXT_FRIDAY)
    assert recalendar.recalculate(make.AALBORG) == (0, 0)
    assert rows(case, "state", "last_working_day")[DeadlineKind.OFFER_BY] == (DeadlineState.LAPSED, NEXT_FRIDAY)


def test_another_authoritys_deadlines_stay(admin: Actor) -> None:
    _, elsewhere = make.delivered(make.author("vera", make.GOEDSTRUP), home_municipality_id=make.HERNING)
    close(admin, NEXT_FRIDAY)
    recalendar.recalculate_waiting()
    assert rows(elsewhere, "last_working_day")[DeadlineKind.OFFER_BY] == (NEXT_FRIDAY,)


def test_a_case_received_after_the_change_has_the_new_day_at_once(admin: Actor) -> None:
    close(admin, NEXT_FRIDAY)
    _, case = make.delivered(make.author())
    assert rows(case, "last_working_day")[DeadlineKind.OFFER_BY] == (date(2026, 11, 26),)


def test_a_lost_wake_up_is_found_by_the_next_round_and_done_with_after_a_minute(
    case: uuid.UUID, admin: Actor, friday: time_machine.Traveller
) -> None:
    close(admin, NEXT_FRIDAY)  # no worker runs in this test
    assert recalendar.waiting() == [make.AALBORG]
    assert recalendar.recalculate_waiting() == (1, 0)
    assert recalendar.waiting() == [make.AALBORG]
    friday.move_to(FRIDAY + timedelta(minutes=2))
    assert recalendar.recalculate_waiting() == (0, 0)
    assert recalendar.waiting() == []


def test_more_cases_than_a_batch_are_all_computed(admin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recalendar, "BATCH", 2)
    anna = make.author()
    for _ in range(5):
        make.delivered(anna)
    close(admin, NEXT_FRIDAY)
    assert recalendar.recalculate(make.AALBORG) == (5, 0)


def test_one_case_that_fails_stops_neither_the_others_nor_is_it_forgotten(
    admin: Actor, monkeypatch: pytest.MonkeyPatch, friday: time_machine.Traveller
) -> None:
    anna = make.author()
    cases = [make.delivered(anna)[1] for _ in range(3)]
    real = recalendar.facts_of
    monkeypatch.setattr(recalendar, "facts_of", lambda case: 1 / 0 if case.id == cases[1] else real(case))
    close(admin, NEXT_FRIDAY)
    assert recalendar.recalculate(make.AALBORG) == (2, 1)
    friday.move_to(FRIDAY + timedelta(minutes=2))
    recalendar.recalculate_waiting()
    assert recalendar.waiting() == [make.AALBORG]
    monkeypatch.setattr(recalendar, "facts_of", real)
    assert recalendar.recalculate_waiting() == (1, 0)
    with make.reading():
        assert not CalendarRow.objects.filter(applied_at__isnull=True).exists()
