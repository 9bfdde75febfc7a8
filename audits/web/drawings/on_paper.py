"""A drawing that stands alone, as paper needs it: its own style inside, its key below it. For typst, which knows no stylesheet of ours."""

from collections.abc import Iterator

from django.utils.safestring import SafeString, mark_safe

from audits.web.drawings.figure import Drawing, Sign
from audits.web.drawings.svg import element

LINE, SIGN = 18, 32
# The same classes and colours as static/css/gop.css: a test holds them together.
STYLE = """
text { font-family: "IBM Plex Sans"; font-size: 11px; fill: #1a1a1a }
.gop-strong, .gop-shade-hidden text { font-weight: 600; paint-order: stroke; stroke: #fff; stroke-width: 3px }
.gop-tiles text { font-size: 8.5px; text-anchor: middle; font-weight: 400 }
.gop-grid { stroke: #d0d0d0; fill: none }
.gop-band { fill: #dde8f3 }
.gop-hidden { fill: none; stroke: #1a1a1a; stroke-width: 2 }
.gop-bar, .gop-dot { fill: #004d99 }
.gop-outside { fill: #b30000 }
.gop-run { fill: #fff; stroke: #004d99; stroke-width: 2 }
.gop-curve { fill: none; stroke: #004d99; stroke-width: 2 }
.gop-other { fill: none; stroke: #595959; stroke-width: 2; stroke-dasharray: 6 4 }
.gop-centre { fill: none; stroke: #595959; stroke-width: 1; stroke-dasharray: 2 3 }
.gop-total { fill: none; stroke: #1a1a1a; stroke-width: 2 }
.gop-shade-1 { fill: #edf3f9 } .gop-shade-1 path, path.gop-shade-1 { stroke: #8e8e8e }
.gop-shade-2 { fill: #bcd3ea }
.gop-shade-3 { fill: #84aed6 }
.gop-shade-4 { fill: #2f6cae }
.gop-shade-5 { fill: #00274f }
.gop-shade-4 text, .gop-shade-5 text { fill: #fff }
.gop-shade-hidden { fill: #fff } .gop-shade-hidden path, path.gop-shade-hidden { stroke: #1a1a1a; stroke-dasharray: 3 2 }
.gop-shade-none { fill: #f5f5f5 }
.gop-shade-out { fill: #fff } .gop-shade-out path, path.gop-shade-out { stroke: #d0d0d0 } .gop-shade-out text { fill: #595959 }
"""


def svg_of(drawing: Drawing) -> str:
    """Without a place in the page's reading order: whoever sets it gives its title and words."""
    height = drawing.height + LINE * len(drawing.key) + (8 if drawing.key else 0)
    return element(
        "svg",
        element("style", mark_safe(STYLE)),  # noqa: S308 - our own text
        *drawing.inside,
        *_key(drawing),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {drawing.width} {height}",
        width=drawing.width,
        height=height,
    )


def _key(drawing: Drawing) -> Iterator[SafeString]:
    for place, sign in enumerate(drawing.key):
        yield _entry(sign, drawing.height + 8 + place * LINE)


def _entry(sign: Sign, top: int) -> SafeString:
    return element(
        "g", element("path", class_=sign.drawn_as, d=sign.path), element("text", sign.said, x=SIGN, y=12), transform=f"translate(0 {top})"
    )
