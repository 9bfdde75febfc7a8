"""The documents as text and tables."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.files import tracked

__all__ = ["DOCS", "ROOT", "bare", "documents", "tables", "tracked"]
ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def documents() -> list[Path]:
    """The Markdown files at the top and under docs/."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def tables(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(heading above, cells) for each body row of each table."""
    heading, body = "", False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading, body = line.lstrip("# "), False
        elif not line.startswith("|"):
            body = False
        elif re.fullmatch(r"[|\-: ]+", line):
            body = True
        elif body:
            yield heading, [cell.strip() for cell in line.strip("|").split("|")]


def bare(cell: str) -> str:
    return cell.strip("`")
