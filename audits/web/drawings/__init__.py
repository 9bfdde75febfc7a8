"""Drawings of figures as SVG from the server: no script, no inline style, each with its words, its key and its numbers (ADR 0055)."""

from audits.web.drawings.bars import bars
from audits.web.drawings.limits import limits_of
from audits.web.drawings.lines import line_chart
from audits.web.drawings.tiles import tile_map

__all__ = ["bars", "limits_of", "line_chart", "tile_map"]
