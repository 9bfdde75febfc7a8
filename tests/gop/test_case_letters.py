"""A letter from the press of a button to the day the citizen has it."""

import base64
import json
import uuid
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection

from accounts import clock
from accounts.actor import Actor, job_actor
from accounts.enums import Kind
from accounts.secret import cpr_hash, decrypt_file
from accounts.tenancy import acting_as
from gop.digital_post import files as post_files
from gop.enums import EndCode, InformedHow, LetterChannel, LetterKind, LetterState
from gop.errors import AlreadyDone, Refused
from gop.models import Case, CaseLetter, Delivery
from gop.services import case_letters, cases, offers, posting, rotation, sending_letters, trainers
from tests import factories as make
from tests.deadlines.monday import at
from tests.gop import letters_out as out
from tests.letters.reading import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.GOP_DIGITAL_POST, settings.GOP_DIGITAL_POST_FOLDER = "file", str(tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture
def case(anna: Actor, folder: Path) -> uuid.UUID:
    """Offered in time, nobody told, no guidance recorded."""
    _, case_id = make.delivered(anna)
    out.offered(make.triage_officer(), case_id)
    return case_id


@pytest.fixture
def birgit(case: uuid.UUID) -> Actor:
    return make.triage_officer("birgit2")


def test_one_press_freezes_one_encrypted_letter(case: uuid.UUID, birgit: Actor) -> None:
    letter = out.row(out.send(birgit, case))
    assert (letter.state, letter.channel) == (LetterState.WAITING, LetterChannel.DIGITAL_POST)
    assert not bytes(letter.content).startswith(b"%PDF")
    said = Paper(decrypt_file(letter.content, letter.id)).text
    assert out.PLACE in said
    assert "251248" not in said
    assert not out.case_row(case).informed_on


def test_delivered_counts_as_told_that_day_in_the_writers_name(case: uuid.UUID, birgit: Actor) -> None:
    letter = out.send(birgit, case)
    assert out.round_() == (1, 0)
    row, told = out.row(letter), out.case_row(case)
    assert (row.state, row.receipt) == (LetterState.DELIVERED, str(letter.id))
    assert (told.informed_on, told.informed_how) == (clock.today(), InformedHow.DIGITAL_POST)
    assert told.inform_state == "overholdt"
    event = out.events(case, "giv_besked")[0]
    assert (event.by, event.by_name) == (birgit.user, birgit.name)
    assert out.events(case, "vejled")[0].data["how"] == "skriftligt"
    with make.reading():
        assert Delivery.objects.filter(case_id=case, kind="milepael", payload__code="orienteret").count() == 1
    assert out.round_() == (0, 0)


def test_the_files_name_nobody_and_hold_a_keyed_hash(case: uuid.UUID, birgit: Actor, folder: Path) -> None:
    letter = out.send(birgit, case)
    out.round_()
    assert out.files(folder) == [f"{letter.id}.json", f"{letter.id}.pdf"]
    receipt = (folder / f"{letter.id}.json").read_text()
    assert json.loads(receipt)["recipient"] == cpr_hash(make.NANCY).hex()
    for word in ("251248", "9996", "Nancy", "Berggren"):
        assert word not in receipt


def test_killed_after_posting_it_is_sent_again_and_delivered_once(
    case: uuid.UUID, birgit: Actor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(clock.now(), tick=False) as moved:
        letter = out.send(birgit, case)
        with monkeypatch.context() as killed:
            killed.setattr(sending_letters, "_delivered", _die)
            with pytest.raises(SystemExit):
                out.round_()
        first = (folder / f"{letter.id}.json").read_text()
        assert out.row(letter).state == LetterState.WAITING
        assert out.round_() == (0, 0)  # the try that was begun holds the letter for a minute
        moved.shift(timedelta(days=1))
        assert out.round_() == (1, 0)
    assert (folder / f"{letter.id}.json").read_text() == first
    assert len(out.files(folder)) == 2
    assert out.case_row(case).informed_on == clock.today()  # the first delivery's day
    assert len(out.events(case, "giv_besked")) == 1


def _die(*_: Any) -> None:
    raise SystemExit


def test_a_letter_of_an_old_offer_is_stopped_before_it_goes(case: uuid.UUID, birgit: Actor, folder: Path) -> None:
    letter = out.send(birgit, case)
    out.offer(birgit, case, 4)
    assert out.round_() == (1, 0)
    assert (out.row(letter).state, out.files(folder)) == (LetterState.STOPPED, [])
    assert out.case_row(case).informed_on is None
    assert "Tilbuddet er ændret" in out.events(case, "brev_ude")[0].data["why"]


def test_a_letter_that_went_out_before_the_offer_changed_informs_of_nothing(
    case: uuid.UUID, birgit: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(clock.now(), tick=False) as moved:
        letter = out.send(birgit, case)
        with monkeypatch.context() as killed:
            killed.setattr(sending_letters, "_delivered", _die)
            with pytest.raises(SystemExit):
                out.round_()
        moved.shift(timedelta(minutes=2))
        out.offer(birgit, case, 4)
        assert out.round_() == (1, 0)
    assert out.row(letter).state == LetterState.DELIVERED
    assert out.case_row(case).informed_on is None
    said = out.events(case, "brev_ude")[0].data
    assert (said["told"], said["why"]) == (False, "Tilbuddet er ændret, siden brevet blev lavet.")


def test_told_by_phone_meanwhile_the_first_telling_stands(case: uuid.UUID, birgit: Actor) -> None:
    out.send(birgit, case)
    with acting_as(birgit):
        cases.record_guidance(birgit, case, "telefon", clock.now())
        offers.inform(birgit, case, on=clock.today(), how=InformedHow.PHONE, seen=clock.now())
    out.round_()
    assert out.case_row(case).informed_how == InformedHow.PHONE
    assert len(out.events(case, "giv_besked")) == 1


def test_a_full_disk_leaves_nothing_half_and_the_letter_goes_later(
    case: uuid.UUID, birgit: Actor, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with time_machine.travel(clock.now(), tick=False) as moved:
        letter = out.send(birgit, case)
        with monkeypatch.context() as full:
            full.setattr(post_files.PostFiles, "_half", lambda _: Path("/dev/full"))
            assert out.round_() == (0, 1)
        assert out.files(folder) == []
        assert out.row(letter).last_error == "Brevet kunne ikke skrives."
        assert "Nancy" not in caplog.text
        assert "251248" not in caplog.text
        moved.shift(timedelta(minutes=2))
        assert out.round_() == (1, 0)
    assert out.row(letter).state == LetterState.DELIVERED


def test_a_letter_that_fails_waits_longer_each_time(case: uuid.UUID, birgit: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post_files.PostFiles, "_half", lambda _: Path("/dev/full"))
    with time_machine.travel(clock.now(), tick=False) as moved:
        letter = out.send(birgit, case)
        waited = []
        for _ in range(9):
            out.round_()
            retry = out.row(letter).retry_at
            assert retry is not None
            waited.append(int((retry - clock.now()).total_seconds() / 60))
            moved.move_to(retry)
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def exempt(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "fritaget.txt").write_text(cpr_hash(make.NANCY).hex())


def test_a_citizen_who_is_exempt_gets_paper_whatever_was_chosen(case: uuid.UUID, birgit: Actor, folder: Path) -> None:
    exempt(folder)
    out.send(birgit, case)
    assert out.letters(case) == [("brev", "til_udskrift")]
    assert out.case_row(case).digital_post_exempt is True


def test_what_digital_post_turns_down_becomes_a_letter_to_print(case: uuid.UUID, birgit: Actor, folder: Path) -> None:
    refused = out.send(birgit, case)
    exempt(folder)
    assert out.round_() == (1, 0)
    assert sorted(out.letters(case)) == [("brev", "til_udskrift"), ("digital_post", "afvist")]
    assert out.case_row(case).digital_post_exempt is True
    assert out.case_row(case).informed_on is None
    assert "fritaget" in out.events(case, "brev_ude")[0].data["why"]
    with acting_as(birgit):
        paper = CaseLetter.objects.get(case_id=case, channel="brev")
        assert decrypt_file(paper.content, paper.id) == decrypt_file(out.row(refused).content, refused.id)


def test_a_letter_on_paper_counts_as_told_the_postal_days_after_it_was_posted(anna: Actor, folder: Path) -> None:
    with time_machine.travel(at("23T10:00"), tick=False):
        _, case_id = make.delivered(anna)
        birgit = make.triage_officer()
        out.offered(birgit, case_id, 4)
        letter = out.on_paper(birgit, case_id)
        assert out.round_() == (0, 0)
        with acting_as(birgit):
            assert posting.post_letters(birgit, [letter.id], clock.today()) == 1
            assert posting.post_letters(birgit, [letter.id], clock.today()) == 0
        told = out.case_row(case_id)
        sent = out.events(case_id, "giv_besked")[0].data
        assert told.informed_on is not None
        assert told.informed_on > clock.today()
        assert (sent["sent"], sent["how"]) == (clock.today().isoformat(), "brev")
        assert out.row(letter).state == LetterState.POSTED


def test_a_letter_is_not_posted_before_it_was_made_nor_tomorrow(case: uuid.UUID, birgit: Actor) -> None:
    letter = out.on_paper(birgit, case)
    for day in (clock.today() - make.days(1), clock.today() + make.days(1), None):
        with pytest.raises(Refused), acting_as(birgit):
            posting.post_letters(birgit, [letter.id], day)


@pytest.mark.parametrize("code", [EndCode.DEAD, EndCode.DECLINED])
def test_when_the_case_ends_letters_that_are_not_sent_stop(case: uuid.UUID, birgit: Actor, folder: Path, code: EndCode) -> None:
    out.send(birgit, case)
    out.on_paper(birgit, case)
    with acting_as(birgit):
        offers.end_case(birgit, case, code=code)
    assert {state for _, state in out.letters(case)} == {"stoppet"}
    assert out.round_() == (0, 0)
    assert out.files(folder) == []


def test_a_child_letter_goes_to_the_parents_on_paper(anna: Actor, folder: Path) -> None:
    _, case_id = make.delivered(anna)
    with make.reading():
        Case.objects.filter(id=case_id).update(birth_date=clock.today() - make.days(17 * 365))
    birgit = make.triage_officer()
    out.offered(birgit, case_id)
    with pytest.raises(Refused, match="forældrene"):
        out.send(birgit, case_id)
    letter = out.row(out.on_paper(birgit, case_id))
    said = Paper(decrypt_file(letter.content, letter.id)).text
    assert "Til forældrene til" in said


def test_that_no_start_can_be_offered_is_told_by_letter_with_the_right_to_choose(anna: Actor, folder: Path) -> None:
    _, case_id = make.delivered(anna)
    birgit = make.triage_officer()
    out.triaged(birgit, case_id)
    letter = out.row(out.send(birgit, case_id, LetterKind.NO_START))
    said = Paper(decrypt_file(letter.content, letter.id)).text
    assert "mingenoptraening.dk" in said
    out.round_()
    told = out.case_row(case_id)
    assert told.told_no_offer_on == clock.today()
    assert told.no_start_at is not None
    assert (told.inform_state, told.offer_state) == ("overholdt", "aaben")


def test_the_trainer_is_told_with_the_meeting_when_known_before_and_else_by_a_letter(case: uuid.UUID, birgit: Actor) -> None:
    with acting_as(birgit):
        trainers.name_trainer(birgit, case, name="Mette Test", phone="99 00 00 31", address="Prøvevej 7", seen=clock.now())
    letter = out.row(out.send(birgit, case))
    assert "Mette Test" in Paper(decrypt_file(letter.content, letter.id)).text
    out.round_()
    assert out.case_row(case).trainer_told_on == clock.today()
    with acting_as(birgit):
        trainers.name_trainer(birgit, case, name="Mads Test", phone="99 00 00 32", address="", seen=clock.now())
    assert out.case_row(case).trainer_told_on is None
    out.send(birgit, case, LetterKind.TRAINER)
    out.round_()
    assert out.case_row(case).trainer_told_on == clock.today()
    assert len(out.events(case, "giv_besked")) == 1


def test_a_repeat_makes_no_second_letter_and_a_colleagues_is_told(case: uuid.UUID, birgit: Actor) -> None:
    seen = clock.now()
    first = out.send(birgit, case, seen=seen)
    assert out.send(birgit, case, seen=seen).id == first.id
    with pytest.raises(AlreadyDone):
        out.send(make.team_lead(), case, seen=seen)
    assert len(out.letters(case)) == 1


def test_a_letter_without_its_level_is_refused_with_what_is_missing(anna: Actor, folder: Path) -> None:
    _, case_id = make.delivered(anna)
    with pytest.raises(Exception, match="først bruges, når sagen er visiteret"):
        out.send(make.triage_officer(), case_id)


def test_a_lost_wake_up_is_found_by_the_next_round(case: uuid.UUID, birgit: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_letters, "wake", lambda *_: None)
    out.send(birgit, case)
    assert out.round_() == (1, 0)


def test_killed_at_any_statement_it_is_delivered_and_told_once(case: uuid.UUID, birgit: Actor, folder: Path) -> None:
    with time_machine.travel(clock.now(), tick=False) as moved:
        letter = out.send(birgit, case)
        last = 0
        while out.row(letter).state == LetterState.WAITING:
            last += 1
            with suppress(SystemExit), connection.execute_wrapper(_Killed(last)):
                out.round_()
            moved.shift(timedelta(hours=2))
    assert last > 20
    assert len(out.files(folder)) == 2
    assert [len(out.events(case, one)) for one in ("giv_besked", "brev_ude", "vejled")] == [1, 1, 1]
    with make.reading():
        assert Delivery.objects.filter(case_id=case, payload__code="orienteret").count() == 1


class _Killed:
    """The process dies at the statement of that number."""

    def __init__(self, at_statement: int) -> None:
        self.left = at_statement

    def __call__(self, execute: Any, *asked: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise SystemExit
        return execute(*asked)


def test_a_new_key_encrypts_kept_letters_anew(case: uuid.UUID, birgit: Actor, settings: Any) -> None:
    letter, old = out.send(birgit, case), settings.GOP_CPR_KEYS
    before = decrypt_file(out.row(letter).content, letter.id)
    settings.GOP_CPR_KEYS = f"9:{base64.b64encode(bytes(range(32))).decode()},{old}"
    with acting_as(job_actor(rotation.JOB, Kind.AUTHORITY, make.AALBORG)) as job:
        step = rotation._files(CaseLetter, "breve", job, rotation.FIRST)
    assert (step.changed, step.unreadable) == (1, 0)
    assert bytes(out.row(letter).content)[:1] == bytes([9])
    assert decrypt_file(out.row(letter).content, letter.id) == before
