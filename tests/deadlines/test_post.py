"""One mail a receiver and scan; what waits for digest, quiet hours or a cover; what never waits."""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from uuid import UUID

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.test import override_settings

from deadlines import post
from deadlines.models import Alert, Deadline
from deadlines.scan import scan
from tests import factories as make
from tests.deadlines.monday import URGENT, at, habits, mailed, owned_by, said, scanned, unseen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def friday(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(at("20T12:00"), tick=False) as traveller:
        make.registry()
        yield traveller


def test_one_mail_a_receiver_and_scan_with_a_count_and_at_most_twenty_links(friday: time_machine.Traveller) -> None:
    make.team_lead()
    anna = make.author()
    for _ in range(23):
        make.delivered(anna)
    friday.move_to(at("23T08:00"))
    assert scanned() == 46
    (message,) = mail.outbox
    assert message.subject == "46 varsler: 23 sager uden ejer, 23 frister nærmer sig"
    assert len(re.findall("/sager/", str(message.body))) == 20
    assert "Og 26 mere." in message.body
    for secret in ("Nancy", "Berggren", "251248", "9996", "hofte", "DS720"):
        assert secret not in str(message.body) + message.subject
    with make.reading():
        assert set(Alert.objects.values_list("mail_id", flat=True)) == {_id(message)}
        assert not Alert.objects.filter(mailed_at=None).exists()


def _id(message: EmailMessage) -> UUID:
    return UUID(message.extra_headers["Message-ID"].strip("<>").removesuffix("@gop"))


def test_a_crash_after_sending_means_the_same_mail_again_under_the_same_id(
    friday: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    owned_by(make.triage_officer())
    friday.move_to(at("23T08:00"))
    scan()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    tell = post._tell
    monkeypatch.setattr(post, "_tell", killed)
    with pytest.raises(KeyboardInterrupt):
        post.send_mail()
    monkeypatch.setattr(post, "_tell", tell)
    post.send_mail()
    post.send_mail()
    first, again = mail.outbox
    assert _id(first) == _id(again)


def test_a_scan_that_died_before_its_mail_leaves_it_to_the_next(friday: time_machine.Traveller) -> None:
    owned_by(make.triage_officer())
    friday.move_to(at("23T08:00"))
    scan()
    assert scanned() == 0
    assert mailed() == ["birgit"]


def test_a_warning_in_quiet_hours_stands_in_the_application_and_is_mailed_when_they_end(friday: time_machine.Traveller) -> None:
    birgit = make.triage_officer()
    habits(birgit, quiet_from=time(7), quiet_to=time(9))
    owned_by(birgit)
    friday.move_to(at("23T08:00"))
    scanned()
    assert (mailed(), unseen(birgit)) == ([], 1)
    friday.move_to(at("23T08:59"))
    scanned()
    assert mailed() == []
    friday.move_to(at("23T09:00"))
    scanned()
    assert mailed() == ["birgit"]


def test_a_digest_leaves_once_a_day_with_everything_since_the_last(friday: time_machine.Traveller) -> None:
    birgit = make.triage_officer()
    habits(birgit, digest_at=time(12))
    owned_by(birgit)
    friday.move_to(at("23T08:00"))
    scanned()
    make.delivered(make.author("anne"), discharge_date=date(2026, 11, 20))
    with make.reading():
        Deadline.objects.update(owner_id=birgit.user)
    scanned()
    for moment in ("23T11:59", "23T12:00", "23T12:01"):
        friday.move_to(at(moment))
        scanned()
    assert [message.subject.split(":")[0] for message in mail.outbox] == ["2 varsler"]
    assert mailed() == ["birgit"]
    with make.reading():
        Alert.objects.update(told=[], mailed_at=None)  # as if two more had come a little late
    scanned()
    assert mailed() == []
    friday.move_to(at("24T12:00"))
    scanned()
    assert mailed() == ["birgit"]


def test_a_breach_is_never_held_back(friday: time_machine.Traveller) -> None:
    birgit, bo = make.triage_officer(), make.triage_officer("bo")
    habits(
        birgit,
        digest_at=time(12),
        quiet_from=time(22),
        quiet_to=time(6),
        absent_from="2026-11-20",
        absent_to="2026-11-30",
        cover_id=bo.user,
    )
    owned_by(birgit)
    friday.move_to(at("25T00:00"))
    scanned()
    assert mailed() == ["birgit", "bo"]


def test_absence_sends_a_warning_to_the_cover_and_shows_it_there(friday: time_machine.Traveller) -> None:
    birgit, bo, lena = make.triage_officer(), make.triage_officer("bo"), make.team_lead()
    habits(birgit, absent_from="2026-11-20", absent_to="2026-11-30", cover_id=bo.user)
    owned_by(birgit)
    friday.move_to(at("23T08:00"))
    scanned()
    assert mailed() == ["bo"]
    assert (unseen(birgit), unseen(bo), unseen(lena)) == (1, 1, 0)


def test_a_cover_who_is_away_too_leaves_it_to_the_leads(friday: time_machine.Traveller) -> None:
    birgit, bo, lena = make.triage_officer(), make.triage_officer("bo"), make.team_lead()
    habits(birgit, absent_from="2026-11-20", absent_to="2026-11-30", cover_id=bo.user)
    habits(bo, absent_from="2026-11-23", absent_to="2026-11-23")
    owned_by(birgit)
    friday.move_to(at("23T08:00"))
    scanned()
    assert mailed() == ["lena"]
    assert (unseen(bo), unseen(lena)) == (1, 1)


def test_a_lead_with_a_digest_is_told_later_and_the_other_at_once(friday: time_machine.Traveller) -> None:
    habits(make.team_lead(), digest_at=time(12))
    make.team_lead("lone")
    make.delivered(make.author())
    friday.move_to(at("23T08:00"))
    scanned()
    scanned()
    assert mailed() == ["lone"]
    friday.move_to(at("23T12:00"))
    scanned()
    assert mailed() == ["lena"]
    with make.reading():
        assert not Alert.objects.filter(mailed_at=None).exists()


def test_one_receivers_failing_mail_keeps_nobody_else_waiting(friday: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    make.team_lead()
    make.team_lead("lone")
    make.delivered(make.author())
    friday.move_to(at("23T08:00"))
    send = EmailMessage.send

    def broken(self: EmailMessage, fail_silently: bool = False) -> int:
        if self.to == ["lena@test.example"]:
            raise OSError("mailbox full")
        return send(self, fail_silently)

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", broken)
        scanned()
    assert mailed() == ["lone"]
    scanned()
    assert mailed() == []  # it waits for its retry
    friday.shift(timedelta(minutes=6))
    scanned()
    assert mailed() == ["lena"]


def test_a_plan_that_must_start_within_two_days_alerts_at_receipt_at_night(friday: time_machine.Traveller) -> None:
    lena = make.team_lead()
    habits(lena, digest_at=time(12), quiet_from=time(20), quiet_to=time(7))
    friday.move_to(at("20T23:30"))
    make.delivered(
        make.author(),
        earliest_start=date(2026, 11, 21),
        latest_start=date(2026, 11, 22),
        start_reason_kind="sundhedsfaglig",
        start_reason="Sår.",
    )
    scanned()
    assert (URGENT, 0) in said()
    assert mailed() == ["lena"]


@override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
def test_mail_to_nobody_is_tried_again_when_somebody_has_an_address(friday: time_machine.Traveller) -> None:
    make.delivered(make.author())
    friday.move_to(at("23T08:00"))
    scanned()
    with make.reading():
        assert set(Alert.objects.values_list("mailed_at", flat=True)) == {None}
    make.team_lead()
    friday.shift(timedelta(hours=1))
    scanned()
    with make.reading():
        assert not Alert.objects.filter(mailed_at=None).exists()
