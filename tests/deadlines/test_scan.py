"""The scan: one warning and one breach a deadline, to the right person, later rather than never."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.test import override_settings

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.tenancy import acting_as
from deadlines import post
from deadlines.enums import AlertKind, DeadlineKind
from deadlines.models import Alert, Deadline, Heartbeat, Unowned
from deadlines.scan import scan
from deadlines.selectors import unseen_count
from gop.services import cases
from tests import factories as make

pytestmark = pytest.mark.django_db
# Received Friday 20 November 2026 at 12: told by Tuesday 24, offered by Friday 27.
FRIDAY = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(FRIDAY, tick=True) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def case(friday: time_machine.Traveller) -> uuid.UUID:
    _, case_id = make.delivered(make.author())
    with make.reading():
        Unowned.objects.update(next_alert_at=None)  # tests/deadlines/test_unowned.py has these
    return case_id


def alerts() -> list[tuple[str, str]]:
    with make.reading():
        return list(Alert.objects.order_by("created_at", "kind").values_list("deadline_kind", "kind"))


def send_all() -> list[mail.EmailMessage]:
    post.send_mail()
    return list(mail.outbox)


def waiting() -> list[uuid.UUID]:
    with acting_as(job_actor("test")):
        return [alert.id for alert in post.unmailed()]


def test_nothing_is_said_before_the_warning_is_due(case: uuid.UUID) -> None:
    assert scan() == (0, 0)


def test_the_warning_leaves_at_eight_the_opening_day_before_the_last_working_day(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    friday.move_to(datetime(2026, 11, 23, 6, 59, tzinfo=UTC))  # Monday 7.59 in Copenhagen
    assert scan() == (0, 0)
    friday.move_to(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    assert scan() == (1, 0)
    assert alerts() == [(DeadlineKind.INFORM_BY, AlertKind.WARNING)]


def test_the_breach_leaves_at_midnight_after_the_due_date(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    friday.move_to(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    scan()
    friday.move_to(datetime(2026, 11, 24, 22, 59, tzinfo=UTC))
    assert scan() == (0, 0)
    friday.move_to(datetime(2026, 11, 24, 23, 0, tzinfo=UTC))
    assert scan() == (1, 0)
    assert alerts() == [(DeadlineKind.INFORM_BY, AlertKind.WARNING), (DeadlineKind.INFORM_BY, AlertKind.BREACH)]


def test_a_scan_that_runs_twice_gives_one_alert_each(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    friday.move_to(datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    assert scan()[0] == 2
    with make.reading():
        Deadline.objects.update(next_alert_at=clock.now())  # as if the first scan had died before its second statement
    assert scan() == (0, 0)
    assert len(alerts()) == 2


def test_a_worker_that_slept_over_the_breach_gives_the_breach_and_not_a_late_warning(
    case: uuid.UUID, friday: time_machine.Traveller
) -> None:
    friday.move_to(datetime(2026, 12, 7, 12, 0, tzinfo=UTC))
    scan()
    assert [kind for _, kind in alerts()] == [AlertKind.BREACH, AlertKind.BREACH]


def test_one_bad_row_does_not_stop_the_rest(case: uuid.UUID, friday: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    friday.move_to(datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    from deadlines import scan as module

    good = module.due_alert

    def bad(said: list[tuple[datetime, AlertKind]], given: set[str], now: datetime) -> AlertKind | None:
        if min(said)[0] == datetime(2026, 11, 23, 7, 0, tzinfo=UTC):  # the first clock's warning
            raise ValueError("broken row")
        return good(said, given, now)

    monkeypatch.setattr(module, "due_alert", bad)
    assert scan() == (1, 1)
    monkeypatch.setattr(module, "due_alert", good)
    assert scan() == (1, 0)


def test_a_batch_that_the_database_refuses_is_written_row_by_row_and_only_the_bad_row_stands_over(
    case: uuid.UUID, friday: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bad row fails by its statement, is tried alone once and not again within the scan."""
    friday.move_to(datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    from deadlines import scan as module

    with make.reading():
        bad = Deadline.objects.get(kind=DeadlineKind.INFORM_BY).id
    good, tried = module._insert, []

    def insert(told: list[module.Said], now: datetime) -> None:
        tried.append([one.deadline for one in told])
        good([one._replace(kind="x" * 21) if one.deadline == bad else one for one in told], now)

    monkeypatch.setattr(module, "_insert", insert)
    assert scan() == (1, 1)
    assert [len(one) for one in tried] == [2, 1, 1]
    with make.reading():
        assert list(Alert.objects.values_list("deadline__kind", flat=True)) == [DeadlineKind.OFFER_BY]
        assert Deadline.objects.get(id=bad).next_alert_at is not None


def test_an_unowned_case_alerts_the_team_lead_and_an_owned_one_its_owner(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    lena, birgit = make.team_lead(), make.triage_officer()
    friday.move_to(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    scan()
    assert [message.to for message in send_all()] == [["lena@test.example"]]
    assert (_count(lena), _count(birgit)) == (1, 0)
    with acting_as(birgit):
        cases.take(birgit, case)
    friday.move_to(datetime(2026, 11, 24, 23, 0, tzinfo=UTC))
    scan()
    assert [message.to for message in send_all()][1:] == [["birgit@test.example"]]
    assert _count(birgit) == 1


def _count(actor: Actor) -> int:
    with acting_as(actor):
        return unseen_count(actor)


def test_the_mail_names_clock_and_day_and_no_citizen(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    make.team_lead()
    friday.move_to(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    scan()
    (message,) = send_all()
    with make.reading():
        alert = Alert.objects.get()
    assert message.extra_headers["Message-ID"] == f"<{alert.mail_id}@gop>"
    assert "tirsdag 24. november 2026" in message.body
    assert f"/sager/{case}/" in message.body
    for secret in ("Nancy", "Berggren", "251248", "9996", "hofte", "DS720"):
        assert secret not in str(message.body) + message.subject


def test_mail_is_a_file_that_a_person_can_open(case: uuid.UUID, friday: time_machine.Traveller, tmp_path: Path) -> None:
    make.team_lead()
    friday.move_to(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    scan()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend", EMAIL_FILE_PATH=str(tmp_path)):
        send_all()
    (file,) = tmp_path.iterdir()
    assert "En frist nærmer sig." in file.read_text()


def test_mail_that_cannot_leave_is_tried_again_later(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    make.team_lead()
    friday.move_to(datetime(2026, 11, 23, 7, 0, tzinfo=UTC))
    scan()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9):
        send_all()
    assert waiting() == []  # it waits for its retry
    friday.shift(timedelta(minutes=6))
    assert len(send_all()) == 1


def test_a_met_clock_says_nothing(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    from gop.enums import GeneralLevel, GuidanceHow, InformedHow
    from gop.services import offers

    birgit = make.triage_officer()
    with acting_as(birgit):
        cases.triage(birgit, case, level=GeneralLevel.BASIC, criteria=["enkel"], reason="Enkel.")
        cases.record_guidance(birgit, case, GuidanceHow.PHONE)
        offers.offer(birgit, case, meeting_at=clock.now() + timedelta(days=4), place="Træningscenter Vest")
        offers.inform(birgit, case, on=clock.today(), how=InformedHow.PHONE)
    friday.move_to(datetime(2026, 12, 24, 12, 0, tzinfo=UTC))
    assert scan() == (0, 0)


def test_a_case_received_after_the_deadline_alerts_at_once(friday: time_machine.Traveller) -> None:
    make.delivered(make.author(), discharge_date=clock.today() - timedelta(days=30))
    assert scan()[0] == 2


def test_two_workers_share_the_rows_and_give_one_alert_each(case: uuid.UUID, friday: time_machine.Traveller) -> None:
    """A second worker skips rows that the first one holds (SKIP LOCKED), so the same row is never handled at once."""
    friday.move_to(datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    for _ in range(3):
        scan()
    assert len(alerts()) == len(set(alerts())) == 2


def test_the_scan_leaves_a_heartbeat(friday: time_machine.Traveller) -> None:
    scan()
    with make.reading():
        beat = Heartbeat.objects.get(name="deadlines.scan")
    assert beat.ended_at is not None
    assert beat.ended_at >= beat.started_at
