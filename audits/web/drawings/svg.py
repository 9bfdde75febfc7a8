"""Elements of SVG as safe text: every value is escaped, and numbers take as few signs as they need."""

from decimal import Decimal
from zlib import crc32

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

WIDTH = 320  # units of a drawing; a phone of 360 px shows it nearly one to one, so a text of 14 stays above 12 px
Number = int | float | Decimal


def element(name: str, *inside: object, **said: object) -> SafeString:
    """`class_` is class, `aria_label` is aria-label; what is None is left out."""
    given = join(
        format_html(' {}="{}"', key.rstrip("_").replace("_", "-") if key != "viewBox" else key, _text(value))
        for key, value in said.items()
        if value is not None
    )
    body = join(inside)
    # Names are the callers' own words; given and body are escaped above.
    return mark_safe(f"<{name}{given}>{body}</{name}>" if body or name in ("title", "desc") else f"<{name}{given}/>")  # noqa: S308


def join(parts: object) -> SafeString:
    return mark_safe("".join(conditional_escape(part) for part in parts))  # type: ignore[attr-defined]  # noqa: S308


def short(value: Number) -> str:
    """12.5, 12, -3: one decimal at most."""
    return f"{float(value):.1f}".removesuffix(".0")


def points(places: list[tuple[float, float]]) -> str:
    """10,20 30,40"""
    return " ".join(f"{short(x)},{short(y)}" for x, y in places)


def name_of(*said: object) -> str:
    """An id that two drawings on a page do not share, and that is the same each time."""
    return f"t{crc32(repr(said).encode()):08x}"


def _text(value: object) -> object:
    return short(value) if isinstance(value, float | Decimal) else value
