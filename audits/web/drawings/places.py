"""Where each of the 98 municipalities stands on the map: a square each, about where it lies, Copenhagen unfolded, islands apart."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from accounts.registry import municipalities, read_rows

FILE = Path(__file__).parents[2] / "data" / "tiles.csv"


@dataclass(frozen=True, slots=True)
class Tile:
    """`row`, `column` from nought, north and west first. `label`: three letters, nobody else's."""

    code: str
    name: str
    label: str
    column: int
    row: int


@lru_cache(1)
def tiles() -> tuple[Tile, ...]:
    """In reading order: from north, each row from west. Raises KeyError for a code that is no municipality's."""
    names = {one.code: one.name for one in municipalities()}
    found = (
        Tile(row["kommunekode"], names[row["kommunekode"]], row["label"], int(row["column"]), int(row["row"])) for row in read_rows(FILE)
    )
    return tuple(sorted(found, key=lambda tile: (tile.row, tile.column)))
