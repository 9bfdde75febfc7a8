"""The first page: the two commands, the people of the demo, the pictures."""

import re

from config.personas import PASSWORD, PERSONAS
from tests.docs.reading import ROOT, bare, tables

README = ROOT / "README.md"


def test_the_two_commands_stand_first() -> None:
    assert [line.strip() for line in README.read_text(encoding="utf-8").splitlines()[:2]] == ["make run", "make test"]


def test_the_people_are_those_of_the_demo() -> None:
    listed = [(bare(cells[0]), *cells[1:]) for heading, cells in tables(README) if heading == "Try it"]
    assert listed == [tuple(persona) for persona in PERSONAS]
    assert f"`{PASSWORD}`" in README.read_text(encoding="utf-8")


def test_every_picture_has_words_for_those_who_do_not_see_it() -> None:
    pictures = re.findall(r"<img [^>]*>", README.read_text(encoding="utf-8"))
    assert len(pictures) == 4
    assert all(re.search(r'alt="[^"]{20,}"', picture) for picture in pictures)
