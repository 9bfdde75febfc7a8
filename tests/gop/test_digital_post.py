"""What any way to Digital Post must do; a new one is added to WAYS. Only the file-based one takes letters."""

import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accounts import clock
from accounts.secret import cpr_hash
from gop.digital_post import DigitalPost, Exempt, Later, mailbox
from gop.digital_post.files import PostFiles
from gop.digital_post.nobody import NoPost

NANCY, OTHER = "2512489996", "1310169995"
WAYS: dict[str, Callable[[Path], DigitalPost]] = {"file": PostFiles}


@pytest.fixture(params=WAYS)
def post(request: Any, tmp_path: Path) -> DigitalPost:
    return WAYS[request.param](tmp_path)


def test_a_letter_sent_twice_is_delivered_once_and_the_first_receipt_stands(post: DigitalPost) -> None:
    letter = uuid.uuid4()
    assert post.delivered(letter) is None
    first = post.send(letter, NANCY, "Besked", b"%PDF-1")
    assert post.send(letter, NANCY, "Besked", b"%PDF-2") == first == post.delivered(letter)
    assert abs((clock.now() - first.delivered_at).total_seconds()) < 60


def test_an_exempt_citizen_gets_none_and_others_do(tmp_path: Path) -> None:
    (tmp_path / "fritaget.txt").write_text(f"{cpr_hash(NANCY).hex()}\n")
    post = PostFiles(tmp_path)
    assert (post.accepts(NANCY), post.accepts(OTHER)) == (False, True)
    with pytest.raises(Exempt):
        post.send(uuid.uuid4(), NANCY, "Besked", b"%PDF")
    assert [one.name for one in tmp_path.iterdir()] == ["fritaget.txt"]


def test_files_are_whole_named_by_letter_and_closed_to_others(tmp_path: Path) -> None:
    letter, post = uuid.uuid4(), PostFiles(tmp_path / "post")
    post.send(letter, NANCY, "Besked", b"%PDF")
    assert sorted(one.name for one in post.folder.iterdir()) == [f"{letter}.json", f"{letter}.pdf"]
    assert post.folder.stat().st_mode & 0o77 == 0
    assert all(one.stat().st_mode & 0o77 == 0 for one in post.folder.iterdir())
    assert NANCY not in (post.folder / f"{letter}.json").read_text()


def test_killed_between_the_two_files_the_letter_is_not_delivered_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter, post = uuid.uuid4(), PostFiles(tmp_path)
    real = os.link
    monkeypatch.setattr(os, "link", lambda source, target: _die() if str(target).endswith("json") else real(source, target))
    with pytest.raises(SystemExit):
        post.send(letter, NANCY, "Besked", b"%PDF")
    assert post.delivered(letter) is None
    monkeypatch.undo()
    assert post.send(letter, NANCY, "Besked", b"%PDF").reference == str(letter)


def _die() -> None:
    raise SystemExit


def test_a_full_disk_is_a_reason_to_try_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PostFiles, "_half", lambda _: Path("/dev/full"))
    with pytest.raises(Later):
        PostFiles(tmp_path).send(uuid.uuid4(), NANCY, "Besked", b"%PDF" * 9999)
    assert list(tmp_path.iterdir()) == []


def test_without_digital_post_nobody_accepts_it() -> None:
    assert not NoPost().accepts(NANCY)
    with pytest.raises(Exempt):
        NoPost().send(uuid.uuid4(), NANCY, "Besked", b"%PDF")


@pytest.mark.parametrize(("chosen", "made"), [("file", PostFiles), ("none", NoPost), ("gop.digital_post.nobody.NoPost", NoPost)], ids=str)
def test_the_setting_names_the_way(settings: Any, chosen: str, made: type) -> None:
    settings.GOP_DIGITAL_POST = chosen
    assert isinstance(mailbox(), made)
