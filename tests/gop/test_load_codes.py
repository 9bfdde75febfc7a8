"""Reading in a whole code list: all of it or nothing, with what is wrong by line."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.code_file import read
from gop.enums import CodeList
from gop.models import Code
from tests import factories
from tests.gop.test_code_search import found

GOOD = "code;text;valid_from;valid_to\nDS720A;Fraktur af lårbenshals, basal;20200101;25000101\nDS720;Brud på lårbenshals;1994-01-01;31.12.2025\n"


def load(path: Path, content: str | bytes, *more: str) -> tuple[str, str]:
    file = path / "koder.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    out, err = StringIO(), StringIO()
    try:
        call_command("load_codes", str(file), "--list", "diagnose", *more, stdout=out, stderr=err)
    except CommandError as error:
        return str(error), err.getvalue()
    return out.getvalue(), err.getvalue()


def row(code: str) -> Code | None:
    with factories.reading():
        return Code.objects.filter(code_list=CodeList.DIAGNOSES, code=code).first()


@pytest.mark.django_db
def test_a_list_that_is_read_in_decides_text_and_dates_and_keeps_our_group_and_everyday_words(tmp_path: Path) -> None:
    factories.registry()
    assert load(tmp_path, GOOD)[0].startswith("2 koder er indlæst.")
    known, new = row("DS720"), row("DS720A")
    assert known
    assert new
    assert (known.text, known.group, known.valid_from, known.valid_to) == (
        "Brud på lårbenshals",
        "Hofte og lår",
        date(1994, 1, 1),
        date(2025, 12, 31),
    )
    assert "brækket hofte" in known.synonyms
    assert (new.group, new.valid_to) == ("Hofte og lår", None)
    assert found("lårbenshals basal") == ["DS720A"]
    assert "DS720" in found("brækket hofte")


@pytest.mark.django_db
def test_loading_the_registry_again_leaves_what_was_read_in(tmp_path: Path) -> None:
    factories.registry()
    load(tmp_path, GOOD)
    factories.registry()
    known = row("DS720")
    assert known
    assert (known.text, known.valid_to) == ("Brud på lårbenshals", date(2025, 12, 31))
    assert found("fraktur clavicula") == ["DS420"]


@pytest.mark.django_db
def test_with_one_fault_nothing_is_read_in_and_each_is_said_by_its_line(tmp_path: Path) -> None:
    factories.registry()
    said, lines = load(
        tmp_path, GOOD + "DS720;Igen;;\n;Uden kode;;\nDX1;;;\nDX2;Tekst;2020-13-01;\nDX3;Tekst;2021-01-01;2020-01-01\nDX 4;Tekst;;\n"
    )
    assert "6 fejl, så intet er indlæst." in said
    assert lines.splitlines() == [
        "Linje 4: Koden DS720 står også på linje 3.",
        "Linje 5: Koden mangler.",
        "Linje 6: Teksten mangler.",
        "Linje 7: »2020-13-01« er ikke en dato.",
        "Linje 8: Koden slutter, før den begynder.",
        "Linje 9: »DX 4« er ikke en kode.",
    ]
    assert row("DS720A") is None


@pytest.mark.django_db
def test_a_check_reads_nothing_in(tmp_path: Path) -> None:
    factories.registry()
    assert load(tmp_path, GOOD, "--check")[0] == "2 koder kan indlæses.\n"
    assert row("DS720A") is None


@pytest.mark.parametrize("content", [b"", b"code\n", b"a,b\n1,2\n", b"\x00\xff\xfe", b"MZ\x90\x00"])
def test_a_file_that_is_no_list_is_said_on_its_first_line(content: bytes) -> None:
    rows, faults = read(content)
    assert not rows
    assert faults[0].line == 1


def test_latin_1_and_a_byte_order_mark_are_read() -> None:
    for encoding in ("latin-1", "utf-8-sig"):
        (one,), faults = read("code,text\nDS720,Fraktur af lårbenshals\n".encode(encoding))
        assert not faults
        assert one.text == "Fraktur af lårbenshals"
