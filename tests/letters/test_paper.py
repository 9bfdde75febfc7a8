"""Every PDF keeps PDF/A-2a and PDF/UA-1, whatever was typed; read back from the file by pikepdf."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gop import letters
from gop.letters import fonts
from gop.letters.document import Table, text
from gop.letters.printable import INSTEAD, NOTE, Printer
from tests.letters.examples import ALL, document, of_everything
from tests.letters.reading import Paper

NASTY = {
    "markup": '#panic("x") $x^2$ \\u{41} @ref *fed* _kursiv_ "citat" <label> `kode` // note /* note */ [a](b) = overskrift - punkt',
    "script": '#import "/etc/passwd" #read("paper.typ") #eval("1") #sys.inputs',
    "json": '"}, {"kind": "heading", "level": 9}',
    "danish": "Rødgrød med fløde, Æ Ø Å, naïve, 50 % – “sådan” … ½ ² ≥ ± µ °",
}


@pytest.fixture(params=sorted(ALL))
def paper(request: pytest.FixtureRequest) -> Paper:
    return Paper(letters.pdf(ALL[request.param]()))


def test_every_document_says_that_it_keeps_both_standards(paper: Paper) -> None:
    assert (paper.part("pdfa"), paper.conformance, paper.part("pdfua")) == ("2", "A", "1")


def test_every_document_is_tagged_danish_and_shows_its_title(paper: Paper) -> None:
    assert str(paper.root.Lang) == "da-DK"
    assert bool(paper.root.MarkInfo.Marked)
    assert bool(paper.root.ViewerPreferences.DisplayDocTitle)
    assert paper.metadata["title"]


def test_every_document_has_one_first_heading_and_skips_no_level(paper: Paper) -> None:
    levels = [int(tag[1]) for tag in paper.tags() if tag in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_document_carries_its_own_fonts_and_no_others(paper: Paper) -> None:
    assert paper.embedded()
    assert all(paper.embedded())
    assert {str(font.BaseFont).split("+")[1] for font in paper.fonts()} <= {"IBMPlexSans", "IBMPlexSans-SemiBold"}


def test_every_document_names_its_reader_nowhere_in_the_files_own_data(paper: Paper) -> None:
    assert "Berggren" not in str(paper.metadata)


def test_a_table_has_tagged_headings_and_cells() -> None:
    made = Paper(letters.pdf(document(Table("Før og nu", ["Område", "Før", "Nu"], [["Krop", "God", "Nedsat"]]))))
    assert [tag for tag in made.tags() if tag in {"Table", "Caption", "TH", "TD"}] == ["Table", "Caption", *["TH"] * 3, *["TD"] * 3]


def test_a_list_is_tagged_as_one() -> None:
    assert {"L", "LI", "Lbl", "LBody"} <= set(Paper(letters.pdf(ALL["almen"]())).tags())


def test_a_documents_text_can_be_taken_out_again_with_aeoeaa() -> None:
    assert "Rødgrød med fløde, Æ Ø Å" in Paper(letters.pdf(document(text(NASTY["danish"])))).text


@pytest.mark.parametrize("said", NASTY.values(), ids=NASTY.keys())
def test_what_was_typed_is_printed_as_it_stands_and_never_read_as_markup(said: str) -> None:
    made = Paper(letters.pdf(of_everything(said)))
    assert "".join(made.text.split()).count("".join(said.split())) >= 7


@pytest.mark.parametrize("said", ["😀", "مرحبا", "שלום", "漢字", "👩🏽‍⚕️"])
def test_what_no_font_has_is_said_and_not_dropped(said: str) -> None:
    shown = Paper(letters.pdf(of_everything(f"Før {said} efter"))).text
    assert f"Før {INSTEAD} efter" in shown
    assert NOTE in shown


def test_two_signs_in_a_row_are_said_once() -> None:
    printer = Printer()
    assert printer.text("a 😀 😀 b") == f"a {INSTEAD} b"
    assert printer.lost


def test_unseen_signs_leave_no_trace_and_letters_are_put_together() -> None:
    printer = Printer()
    assert printer.text("A\u030a\u200b \u202eb\r\nc\x00\tq\ud800") == "Å b\nc q"
    assert not printer.lost


def test_a_word_longer_than_a_line_breaks_and_stays_whole() -> None:
    assert Printer().text("a" * 100).replace("\u200b", "") == "a" * 100


@pytest.mark.parametrize("said", ["ord og # $ \\ @ \" ' 😀 مرحبا\n" * 6000, "a" * 200_000], ids=["words", "one word"])
def test_200_kb_of_text_becomes_a_document_within_seconds(said: str) -> None:
    began = perf_counter()
    made = Paper(letters.pdf(document(text(said))))
    assert perf_counter() - began < 20
    assert len(made.file.pages) > 20


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_whatever_is_typed_the_document_keeps_its_standards(said: str) -> None:
    assert letters.pdf(document(text("x", said))).startswith(b"%PDF-1.7")


@pytest.fixture
def no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    fonts.fonts.cache_clear()
    yield
    fonts.fonts.cache_clear()


@pytest.mark.usefixtures("no_fonts")
def test_a_missing_font_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(letters.PaperTrouble, match=r"IBMPlexSans-Regular\.ttf is missing in .* Install the design system"):
        letters.pdf(ALL["almen"]())


def test_the_same_document_is_made_twice_alike() -> None:
    assert letters.pdf(ALL["plan"]()) == letters.pdf(ALL["plan"]())
