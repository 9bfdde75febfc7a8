"""The glossary names every stored code, and nothing that is gone."""

import importlib
from enum import Enum
from typing import Any

import pytest

from accounts import enums as accounts_enums
from accounts.choices import Choice
from deadlines import enums as deadlines_enums
from gop import enums as gop_enums
from hospitals import enums as hospitals_enums
from tests.docs.reading import DOCS, bare, tables

GLOSSARY = DOCS / "glossary.md"
MODULES = {"accounts.enums": accounts_enums, "gop.enums": gop_enums, "deadlines.enums": deadlines_enums, "hospitals.enums": hospitals_enums}
# Not stored: what a page asks for.
UNSTORED = {"accounts.enums.Verb"}


def enums_in_code() -> dict[str, type[Enum]]:
    found = {}
    for module, names in MODULES.items():
        for name, value in vars(names).items():
            if isinstance(value, type) and issubclass(value, Enum) and value is not Choice and len(value):
                found[f"{module}.{name}"] = value
    return {name: value for name, value in found.items() if name not in UNSTORED}


def members_in_glossary() -> dict[str, list[tuple[str, str, str]]]:
    """Enum → (label, identifier, stored value) in the order of the table."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for heading, cells in tables(GLOSSARY):
        if heading.rpartition(".")[0] in MODULES:
            found.setdefault(heading, []).append((cells[0], bare(cells[1]), bare(cells[2])))
    return found


def test_every_enum_has_a_table_and_no_table_lacks_its_enum() -> None:
    assert members_in_glossary().keys() == enums_in_code().keys()


@pytest.mark.parametrize("name", sorted(enums_in_code()))
def test_members_values_and_labels_are_those_of_the_code(name: str) -> None:
    in_code = [(getattr(member, "label", "–"), member.name, str(member.value)) for member in enums_in_code()[name]]
    assert members_in_glossary().get(name) == in_code


def _resolves(dotted: str) -> Any:
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part, None)
        return found
    return None


@pytest.mark.parametrize("dotted", [bare(cells[1]) for heading, cells in tables(GLOSSARY) if heading.startswith("Words")])
def test_words_point_at_something_that_exists(dotted: str) -> None:
    assert _resolves(dotted) is not None
