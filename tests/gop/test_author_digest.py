"""One mail a day to each author with news of own plans: a row, then the mail; never at night, and told of once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.filebased import EmailBackend
from django.test import override_settings

from accounts.actor import Actor
from accounts.models import Membership
from accounts.tenancy import acting_as
from config.schedule import SCHEDULE
from gop.enums import MilestoneCode
from gop.models import AuthorDigest
from gop.rules.digest import counted_until, digest_due
from gop.services import author_digest, cases, digest_mail
from gop.services.author_digest import send_digests
from gop.services.phrases import keep_details
from tests import factories as make
from tests.deadlines.monday import at
from tests.gop.notice_steps import coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(db: None) -> Iterator[time_machine.Traveller]:
    """Monday noon."""
    with time_machine.travel(at("23T12:00"), tick=False) as traveller:
        make.registry()
        yield traveller


@pytest.fixture
def anna(clock: time_machine.Traveller) -> Actor:
    return make.author()


def mails() -> list[tuple[str, str]]:
    """(to, subject) since the last call."""
    found = [(one.to[0].partition("@")[0], str(one.subject)) for one in mail.outbox]
    mail.outbox.clear()
    return found


def acknowledged(case_id: object) -> None:
    birgit = make.triage_officer()
    with acting_as(birgit):
        cases.acknowledge(birgit, case_id)  # type: ignore[arg-type]
    make.deliver_all()


ONE = "Nyt om en af dine genoptræningsplaner"


def test_at_the_set_hour_each_author_with_news_gets_one_mail_that_counts_and_names_nobody(
    anna: Actor, clock: time_machine.Traveller
) -> None:
    bo = make.author("bo")
    make.author("dorte")  # no news
    _, case_id = make.delivered(anna)
    make.delivered(anna)
    make.delivered(bo)
    acknowledged(case_id)
    clock.move_to(at("23T14:00"))
    assert send_digests() == (0, 0)  # what is being noted at the very hour is waited for
    clock.move_to(at("23T14:01"))
    assert send_digests() == (2, 0)
    message = next(one for one in mail.outbox if one.to == ["anna@test.example"])
    assert "1 plan er der kvitteret for" in message.body
    assert "2 planer er modtaget" in message.body
    assert "/planer/" in message.body
    for secret in ("Nancy", "Berggren", "251248", "9996", "Aalborg", str(case_id)):
        assert secret not in str(message.body) + str(message.subject)
    assert sorted(mails()) == [("anna", "3 nyheder om dine genoptræningsplaner"), ("bo", ONE)]


def test_the_job_runs_at_every_interval_and_mails_once(anna: Actor, clock: time_machine.Traveller) -> None:
    assert SCHEDULE["digests"]["task"] == "gop.author_digest"
    make.delivered(anna)
    for minute in ("01", "02", "59"):
        clock.move_to(at(f"23T14:{minute}"))
        send_digests()
    assert mails() == [("anna", ONE)]


def test_what_comes_after_the_hour_is_the_next_days(anna: Actor, clock: time_machine.Traveller) -> None:
    make.delivered(anna)
    clock.move_to(at("23T14:30"))
    send_digests()
    make.delivered(anna)
    clock.move_to(at("23T18:00"))
    assert send_digests() == (0, 0)
    clock.move_to(at("24T14:01"))
    send_digests(), send_digests()
    assert mails() == [("anna", ONE), ("anna", ONE)]
    clock.move_to(at("25T14:01"))
    assert send_digests() == (0, 0)  # a day without news


@pytest.mark.parametrize("hour", ["23T20:00", "23T23:30", "24T03:00", "24T07:00"])
def test_a_start_that_comes_late_sends_nothing_at_night(anna: Actor, clock: time_machine.Traveller, hour: str) -> None:
    make.delivered(anna)
    clock.move_to(at(hour))
    assert send_digests() == (0, 0)
    clock.move_to(at("24T14:01"))
    assert send_digests() == (1, 0)
    assert mails() == [("anna", ONE)]


def test_after_a_stop_of_days_everything_is_told_in_one_mail(anna: Actor, clock: time_machine.Traveller) -> None:
    make.delivered(anna)
    clock.move_to(at("25T12:00"))
    make.delivered(anna)
    clock.move_to(at("27T19:59"))
    send_digests()
    assert mails() == [("anna", "2 nyheder om dine genoptræningsplaner")]


def test_killed_between_mail_and_mark_the_same_mail_comes_again_under_the_same_id(
    anna: Actor, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.delivered(anna)
    clock.move_to(at("23T14:01"))

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(AuthorDigest, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            send_digests()
    send_digests(), send_digests()
    first, again = mail.outbox
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
    assert first.body == again.body


def test_killed_between_row_and_mail_the_mail_leaves_with_the_next_run(
    anna: Actor, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.delivered(anna)
    clock.move_to(at("23T14:01"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(author_digest, "_send", killed)
        with pytest.raises(KeyboardInterrupt):
            send_digests()
    with make.reading():
        assert AuthorDigest.objects.filter(mailed_at=None, told=1).count() == 1
    make.delivered(anna)  # news meanwhile is the next day's
    send_digests()
    assert mails() == [("anna", ONE)]


def test_mail_that_cannot_leave_is_tried_again_and_after_the_night_told_of_by_the_next_days(
    anna: Actor, clock: time_machine.Traveller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.delivered(anna)
    clock.move_to(at("23T14:01"))
    with monkeypatch.context() as broken:
        broken.setattr(digest_mail.EmailMessage, "send", lambda self: 1 / 0)
        assert send_digests() == (0, 1)
        assert send_digests() == (0, 0)
        clock.move_to(at("23T14:07"))
        assert send_digests() == (0, 1)
    make.delivered(anna)
    clock.move_to(at("24T14:01"))
    assert send_digests() == (1, 0)
    assert mails() == [("anna", "2 nyheder om dine genoptræningsplaner")]


def test_whoever_wants_none_or_has_left_gets_none(anna: Actor, clock: time_machine.Traveller) -> None:
    bo, karen = make.author("bo"), coordinator("karen")
    for one in (anna, bo, karen):
        make.delivered(one)
    with acting_as(anna):
        keep_details(anna, "Fysioterapeut", "99 00 00 01", digest=False)
    with make.reading():
        Membership.objects.filter(user_id=bo.user).update(valid_to=date(2026, 11, 22))
    clock.move_to(at("23T14:01"))
    assert send_digests() == (1, 0)
    assert mails() == [("karen", ONE)]


def test_set_back_an_hour_in_october_the_day_still_has_one_mail(clock: time_machine.Traveller) -> None:
    clock.move_to(datetime(2026, 10, 25, 10, tzinfo=UTC))
    anna = make.author()
    make.delivered(anna)
    for moment in (
        datetime(2026, 10, 25, 13, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 12, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 13, 5, tzinfo=UTC),
    ):
        clock.move_to(moment)
        send_digests()
    assert mails() == [("anna", ONE)]


def test_the_hour_is_copenhagens_summer_and_winter_and_lies_in_the_daytime() -> None:
    assert counted_until(date(2026, 10, 24), 14) == datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert counted_until(date(2026, 10, 25), 14) == datetime(2026, 10, 25, 13, tzinfo=UTC)
    assert digest_due(at("23T19:59"), 14) == date(2026, 11, 23)
    for hour in (0, 2, 6, 20, 23):
        with pytest.raises(ValueError, match="hour"):
            counted_until(date(2026, 11, 23), hour)


def test_every_milestone_has_its_words_in_the_mail() -> None:
    body = str(digest_mail.message(dict.fromkeys(MilestoneCode.values(), 2), "a@test.example", "x").body)
    assert body.count("\n2 ") == len(MilestoneCode)


@override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_loses_no_digest(anna: Actor, clock: time_machine.Traveller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make.delivered(anna)
    clock.move_to(at("23T14:01"))
    with override_settings(EMAIL_FILE_PATH=str(tmp_path)):
        with monkeypatch.context() as full:
            full.setattr(EmailBackend, "_get_filename", lambda _: "/dev/full")
            assert send_digests() == (0, 1)
        clock.shift(timedelta(minutes=6))
        assert send_digests() == (1, 0)
    assert len(list(tmp_path.iterdir())) == 1
