"""A document as plain values: what stands on paper, in order. It knows no citizen's row and no layout."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph; `strong` for the date or name that must be seen."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: Literal[2, 3] = 2
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph; line ends in it stay."""

    parts: Sequence[Part]
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Listing:
    items: Sequence[Sequence[Part]]
    kind: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class Pair:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Question and answer; `brief` puts both on one line."""

    rows: Sequence[Pair]
    brief: bool = False
    kind: Literal["rows"] = "rows"


@dataclass(frozen=True, slots=True)
class Table:
    """A real table: every row has as many cells as the head. `numbers`: all but the first column are, and stand to the right in small."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG with its fonts named in it. `alt`: the same in words. `width` in millimetres."""

    svg: str
    alt: str
    caption: str
    width: int
    kind: Literal["picture"] = "picture"


Block = Heading | Text | Listing | Rows | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """`title` and `sender` go into the file's own data, so they name no citizen. `to` is the receiver's lines, empty when handed out."""

    title: str
    heading: str
    sender: str
    footer: str
    written_on: date
    blocks: Sequence[Block]
    to: str = ""
    date: str = ""


def strong(text: str) -> Part:
    return Part(text, strong=True)


def parts(*said: str | Part) -> tuple[Part, ...]:
    """A paragraph's words, in order; nothing empty."""
    found = (Part(one) if isinstance(one, str) else one for one in said)
    return tuple(one for one in found if one.text)


def text(*said: str | Part) -> Text:
    return Text(parts(*said))


def listing(*items: str | Sequence[Part]) -> Listing:
    """Empty items are left out."""
    return Listing([parts(one) if isinstance(one, str) else one for one in items if one])


def rows(*pairs: tuple[str, str]) -> Rows:
    """Short answers, one a line: (label, value); a pair without a value is left out."""
    return Rows([Pair(label, value) for label, value in pairs if value], brief=True)
