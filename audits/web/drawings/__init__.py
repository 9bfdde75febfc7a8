"""Drawings of figures as SVG from the server: no script, no inline style, each with its words, its key and its numbers (ADR 0055).

`line_chart`, `bars`, `tile_map` are figures for a page; `…_drawing` the same for paper.
"""

from audits.web.drawings.bars import bars, bars_drawing
from audits.web.drawings.figure import Drawing
from audits.web.drawings.limits import limits_of
from audits.web.drawings.lines import line_chart, line_drawing
from audits.web.drawings.tiles import row_address, tile_drawing, tile_map

__all__ = ["Drawing", "bars", "bars_drawing", "limits_of", "line_chart", "line_drawing", "row_address", "tile_drawing", "tile_map"]
