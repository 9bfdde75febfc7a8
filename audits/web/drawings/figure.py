"""A drawing with what it needs beside it: its words for who does not see it, the key to its signs, and the numbers as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from audits.web.drawings.svg import element, join, name_of


class Sign(NamedTuple):
    """One line of the key: a path in 24 by 16 units, its class, its words."""

    path: str
    drawn_as: str
    said: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """`inside`: empty when there is nothing to draw, which `said` then says. `table`: the head, then the rows; empty: it stands beside. `links`: its parts are links, a list of them."""

    title: str
    said: str
    width: int
    height: int
    inside: Sequence[SafeString]
    key: Sequence[Sign]
    table: Sequence[Sequence[str]]
    links: bool = False

    def __str__(self) -> SafeString:
        """As a template shows it."""
        return figure(self)


def figure(drawing: Drawing) -> SafeString:
    """For a page."""
    return element(
        "figure",
        element("figcaption", drawing.title),
        _links(drawing) if drawing.links else _picture(drawing) if drawing.inside else element("p", drawing.said),
        element("ul", *(_entry(sign) for sign in drawing.key), class_="gop-key") if drawing.key else "",
        _numbers(drawing.table) if drawing.table else "",
        class_="gop-figure",
    )


def _picture(drawing: Drawing) -> SafeString:
    """One picture to a screen reader: the title, then the words."""
    name = name_of(drawing.title, drawing.said)
    words = (element("title", drawing.title, id=name), element("desc", drawing.said, id=f"{name}d"))
    return _svg(drawing, *words, role="img", aria_labelledby=name, aria_describedby=f"{name}d")


def _links(drawing: Drawing) -> SafeString:
    """A list of links to a screen reader, in reading order; its words stand below it for everyone."""
    return join([_svg(drawing, role="list", aria_label=drawing.title), element("p", drawing.said)])


def _svg(drawing: Drawing, *words: SafeString, **said: str) -> SafeString:
    return element("svg", *words, *drawing.inside, class_="gop-drawing", viewBox=f"0 0 {drawing.width} {drawing.height}", **said)


def _entry(sign: Sign) -> SafeString:
    drawn = element("path", class_=sign.drawn_as, d=sign.path)
    return element("li", element("svg", drawn, class_="gop-sign", viewBox="0 0 24 16", aria_hidden="true"), sign.said)


def _numbers(table: Sequence[Sequence[str]]) -> SafeString:
    """Folded: the same numbers in words."""
    head, *rows = table
    made = element("table", element("thead", _row(head, "col")), element("tbody", *(_row(row) for row in rows)), class_="gop-numbers")
    said = element("summary", "Tallene som tabel", element("span", f": {head[-1]}", class_="sr-only"), class_="details-summary")
    return element("details", said, element("div", made, class_="details-text"), class_="details")


def _row(cells: Iterable[str], scope: str | None = None) -> SafeString:
    """The first cell names the row."""
    return element(
        "tr",
        *(
            element(
                "td" if place and not scope else "th", one, scope=scope or (None if place else "row"), class_="gop-num" if place else None
            )
            for place, one in enumerate(cells)
        ),
    )
