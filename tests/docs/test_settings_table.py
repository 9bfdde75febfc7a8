"""docs/settings.md lists every variable the code reads, with its default, and no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

from config.local.instance import GIVEN
from tests.docs.reading import DOCS, ROOT, bare, tables

APPLICATION = "Read by the application"
# Set by the machine, by pytest's own machinery or by the launcher for its children.
NOT_OURS = {"PATH", "PYTEST_XDIST_WORKER"}
CASTS = {"str", "int", "float", "bool", "list", "db_url", "email_url", "url", "json"}


def listed() -> dict[str, tuple[str, str]]:
    """Variable → (heading, default)."""
    return {bare(cells[0]): (heading, cells[1]) for heading, cells in tables(DOCS / "settings.md")}


def calls(path: Path) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def read_by_settings() -> dict[str, object]:
    """Variable → its literal default, or None where it has none or computes it."""
    found: dict[str, object] = {}
    for call in calls(ROOT / "config" / "settings.py"):
        if (
            isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id == "env"
            and call.func.attr in CASTS
        ):
            name = ast.literal_eval(call.args[0])
            default = call.args[1] if len(call.args) > 1 else None
            literal = default.value if isinstance(default, ast.Constant) else None
            found[name] = found.get(name) or literal
    return found


def _is_environ(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ" and isinstance(node.value, ast.Name) and node.value.id == "os"


def _names_in(path: Path) -> Iterator[str]:
    """Names asked of os.environ; a name that is computed says nothing here."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        key: ast.expr | None = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and _is_environ(node.func.value):
            key = node.args[0]
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and _is_environ(node.value):
            key = node.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value


def read_elsewhere() -> set[str]:
    folders = ["config", "accounts", "audits", "deadlines", "gop", "hospitals", "municipalities", "tests/support"]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")] + [ROOT / "tests" / "conftest.py"]
    found = {name for path in files for name in _names_in(path)}
    # Two names stand in a loop of the installer.
    return (found | set(GIVEN.values()) | {"PIP_CERT", "NODE_EXTRA_CA_CERTS"}) - NOT_OURS


def test_every_variable_the_settings_read_is_in_the_first_table() -> None:
    assert {name for name, (heading, _) in listed().items() if heading == APPLICATION} == set(read_by_settings())


def test_every_other_variable_is_in_the_second_table() -> None:
    others = {name for name, (heading, _) in listed().items() if heading != APPLICATION}
    assert others == read_elsewhere() - set(read_by_settings())


def test_defaults_are_those_of_the_code() -> None:
    table = listed()
    wrong = {name: default for name, default in read_by_settings().items() if default and f"`{default}`" not in table[name][1]}
    assert not wrong


def test_no_variable_is_listed_twice() -> None:
    names = [cells[0] for _, cells in tables(DOCS / "settings.md")]
    assert len(names) == len(set(names))
