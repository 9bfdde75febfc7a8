"""Decisions have unique numbers in a row, the same sections, and a place in the list."""

import re
from pathlib import Path

import pytest

from tests.docs.reading import DOCS

FOLDER = DOCS / "adr"
DECISIONS = sorted(FOLDER.glob("[0-9]*.md"))
SECTIONS = ["Context", "Options", "Decision", "Consequences", "How we check it"]
STATUS = re.compile(r"Status: (proposed|accepted|superseded by \[\d+\]\(\d{4}-[a-z0-9-]+\.md\)), \d{4}-\d{2}-\d{2}")


def test_numbers_are_unique_and_in_a_row() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_each_has_number_status_and_sections(path: Path) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith(f"# {int(path.name[:4])}. ")
    assert STATUS.fullmatch(lines[2])
    assert [line[3:] for line in lines if line.startswith("## ")] == SECTIONS


def test_the_list_names_every_decision_by_its_title() -> None:
    titles = {path.name: path.read_text(encoding="utf-8").splitlines()[0].split(". ", 1)[1] for path in DECISIONS}
    listed = dict(re.findall(r"^- \[[^]]+\]\(([^)]+)\): (.+)$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.M))
    assert listed == titles
