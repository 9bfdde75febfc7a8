"""Two at once about one letter: two colleagues, a finger that presses thrice, two workers, two who post the same pile."""

import uuid
from pathlib import Path
from typing import Any

import pytest

from accounts import clock
from accounts.actor import Actor
from gop.enums import LetterKind, LetterState
from gop.services import posting, sending_letters
from gop.services.case_letters import send_letter
from tests import factories as make
from tests.broken.test_races import as_, one_told, race
from tests.gop import letters_out as out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ready(tmp_path: Path, settings: Any) -> tuple[Actor, Actor, uuid.UUID]:
    settings.GOP_DIGITAL_POST, settings.GOP_DIGITAL_POST_FOLDER = "file", str(tmp_path / "post")
    make.registry()
    _, case_id = make.delivered(make.author())
    birgit = make.triage_officer()
    out.offered(birgit, case_id)
    return birgit, make.team_lead(), case_id


def test_two_colleagues_send_one_letter(ready: tuple[Actor, Actor, uuid.UUID]) -> None:
    birgit, lena, case_id = ready
    asked = {"kind": LetterKind.INFORMING, "seen": clock.now()}
    one_told(race(as_(birgit, send_letter, case_id, **asked), as_(lena, send_letter, case_id, **asked)), "Birgit", "Lena")
    assert len(out.letters(case_id)) == 1


def test_one_person_pressing_thrice_sends_one_letter(ready: tuple[Actor, Actor, uuid.UUID]) -> None:
    birgit, _, case_id = ready
    press = as_(birgit, send_letter, case_id, kind=LetterKind.INFORMING, seen=clock.now())
    assert race(press, press, press) == [None, None, None]
    assert len(out.letters(case_id)) == 1


def test_three_workers_deliver_once(ready: tuple[Actor, Actor, uuid.UUID], tmp_path: Path) -> None:
    birgit, _, case_id = ready
    letter = out.send(birgit, case_id)
    assert race(*[sending_letters.send_waiting] * 3) == [None, None, None]
    assert out.row(letter).state == LetterState.DELIVERED
    assert len(out.events(case_id, "giv_besked")) == len(out.events(case_id, "brev_ude")) == 1
    assert len(out.files(tmp_path / "post")) == 2


def test_two_who_post_the_same_pile_inform_once(ready: tuple[Actor, Actor, uuid.UUID]) -> None:
    birgit, lena, case_id = ready
    letter = out.on_paper(birgit, case_id)
    posts = [as_(one, posting.post_letters, [letter.id], clock.today()) for one in (birgit, lena)]
    assert race(*posts) == [None, None]
    assert len(out.events(case_id, "giv_besked")) == 1
