"""docs/krav.md names, for each requirement, tests that exist."""

import re
from pathlib import Path

import pytest

from tests.docs.reading import DOCS, tables

ROOT = Path(__file__).resolve().parents[2]
POINTER = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def rows() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(id, requirement, [(file, test)]) of every line."""
    found = []
    for _, cells in tables(DOCS / "krav.md"):
        if re.fullmatch(r"[A-Z]\d+", cells[0]):
            found.append((cells[0], cells[1], POINTER.findall(cells[2])))
    return found


def test_there_are_requirements_and_each_stands_once() -> None:
    ids = [one[0] for one in rows()]
    assert len(ids) > 50
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("line", rows(), ids=lambda line: line[0])
def test_every_requirement_names_a_test_that_exists(line: tuple[str, str, list[tuple[str, str]]]) -> None:
    _, requirement, pointers = line
    assert pointers, f"{requirement}: no test is named"
    for file, name in pointers:
        path = ROOT / file
        assert path.is_file(), file
        if name:
            assert re.search(rf"^(async )?def {name}\(", path.read_text(), re.M), f"{file} has no {name}"
