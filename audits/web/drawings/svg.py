"""Elements of SVG as safe text: every value is escaped, and numbers take as few signs as they need."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from html import escape
from zlib import crc32

from django.utils.safestring import SafeString

WIDTH = 320  # units of a drawing; a phone of 360 px shows it nearly one to one, so a text of 14 stays above 12 px
Number = int | float | Decimal


def element(name: str, *inside: object, **said: object) -> SafeString:
    """`class_` is class, `aria_label` is aria-label; what is None is left out. What is not safe text is escaped."""
    given = "".join(f' {_called(key)}="{_value(value)}"' for key, value in said.items() if value is not None)
    body = "".join(map(_text, inside))
    return SafeString(f"<{name}{given}>{body}</{name}>" if body or name in ("title", "desc") else f"<{name}{given}/>")


def join(parts: Iterable[object]) -> SafeString:
    return SafeString("".join(map(_text, parts)))


def short(value: Number) -> str:
    """12.5, 12, -3: one decimal at most."""
    return f"{float(value):.1f}".removesuffix(".0")


def points(places: list[tuple[float, float]]) -> str:
    """10,20 30,40"""
    return " ".join(f"{short(x)},{short(y)}" for x, y in places)


def name_of(*said: object) -> str:
    """An id that two drawings on a page do not share, and that is the same each time."""
    return f"t{crc32(repr(said).encode()):08x}"


@lru_cache(64)
def _called(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return short(value) if isinstance(value, float | Decimal) else escape(str(value))


def _text(part: object) -> str:
    return part if isinstance(part, SafeString) else escape(str(part))
