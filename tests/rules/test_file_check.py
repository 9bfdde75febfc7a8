"""A file is what it opens as, not what it is called; what acts, hides other files or is two things at once is refused."""

import zlib
from typing import Any

import pikepdf
import pytest

from gop.enums import FileType
from gop.errors import Refused
from gop.services import opened_file
from gop.services.opened_file import REASONS, opened
from tests.gop.files import pdf, picture

PIXELS = picture("PNG")


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        opened(content)
    ((field, sentence),) = refused.value.messages
    assert field == "file"
    return next(reason for reason, said in REASONS.items() if said == sentence)


def named(name: str, **more: Any) -> Any:
    def change(made: Any) -> None:
        made.Root.Extra = pikepdf.Dictionary(S=pikepdf.Name(f"/{name}"), **more)

    return change


def with_a_file(made: Any) -> None:
    made.attachments["tool.exe"] = b"MZ\x90"


def bomb() -> bytes:
    """An object stream of 3 MB that unpacks to 3 GB: twice the ceiling."""
    squeeze = zlib.compressobj(9)
    packed = squeeze.compress(b"1 0 ") + squeeze.flush(zlib.Z_FULL_FLUSH)
    packed += (squeeze.compress(b" " * 50_000_000) + squeeze.flush(zlib.Z_FULL_FLUSH)) * 60
    head = b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + str(len(packed)).encode()
    return head + b">>stream\n" + packed + b"\nendstream endobj\ntrailer<</Root 2 0 R>>\n%%EOF"


def test_a_pdf_with_pages_is_taken_and_its_pages_counted() -> None:
    found = opened(pdf(pages=3))
    assert (found.file_type, found.pages) == (FileType.PDF, 3)


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {})])
def test_a_picture_is_taken(kind: str, options: dict[str, Any]) -> None:
    assert opened(picture(kind, **options)).file_type == FileType[kind]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + pdf(), "program"),
        (b"\x7fELF\x02", "program"),
        (b"#!/bin/sh\n" + pdf(), "program"),
        (b"PK\x03\x04" + b"\0" * 40, "document"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"Kun tekst", "other"),
        (pdf() + b"MZ\x90\x00", "polyglot"),
        (pdf() + b"<script>1</script>", "polyglot"),
        (picture("JPEG") + b"MZ\x90", "polyglot"),
        (picture("PNG") + b"MZ\x90", "polyglot"),
        (PIXELS[:-30], "broken"),
        (PIXELS[:60] + b"\0\0\0\0" + PIXELS[64:], "broken"),
        (picture("JPEG")[:-40], "broken"),
        (b"%PDF-1.7\nikke en PDF\n%%EOF", "broken"),
        (pdf(pages=0), "pages"),
        (pdf(pages=501), "pages"),
        (picture("PNG", 7000, 7000), "pixels"),
    ],
)
def test_what_is_no_document_or_picture_is_refused_and_said_why(content: bytes, reason: str) -> None:
    assert refusal(content) == reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf(named("JavaScript", JS="app.alert(1)")), "script"),
        (pdf(named("Launch")), "acts"),
        (pdf(named("SubmitForm")), "acts"),
        (pdf(named("RichMedia")), "acts"),
        (pdf(with_a_file), "files"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "encrypted"),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="")), "encrypted"),
    ],
)
def test_a_pdf_that_acts_hides_files_or_is_locked_is_refused(content: bytes, reason: str) -> None:
    assert refusal(content) == reason


def test_a_script_deep_inside_a_page_is_found() -> None:
    def change(made: Any) -> None:
        inner = pikepdf.Dictionary(A=pikepdf.Dictionary(Next=pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.JavaScript)])))
        made.pages[0].obj.Annots = pikepdf.Array([inner])

    assert refusal(pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate)) == "script"


def test_a_pdf_whose_parts_unpack_to_three_gigabytes_is_refused() -> None:
    assert refusal(bomb()) == "broken"


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened_file, "SECONDS", 0.001)
    assert refusal(pdf()) == "broken"


def test_the_program_that_opens_it_is_given_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    seen: dict[str, Any] = {}

    def run(*arguments: Any, **options: Any) -> Any:
        seen.update(options, program=arguments[0])
        return real(*arguments, **options)

    real = subprocess.run
    monkeypatch.setattr(subprocess, "run", run)
    opened(pdf())
    assert seen["env"] == {}
    assert "-I" in seen["program"]
