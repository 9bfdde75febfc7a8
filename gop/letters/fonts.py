"""The fonts of the letters, from the design system's package, and which characters they have."""

import re
import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

FAMILY = "IBM Plex Sans"
FOLDER = Path(settings.BASE_DIR) / "node_modules" / "dkfds" / "dist" / "fonts" / "IBMPlexSans" / "complete" / "ttf"
NORMAL, BOLD = "IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf"
WINDOWS_BMP, WINDOWS_FULL = (3, 1), (3, 10)


class PaperTrouble(RuntimeError):
    """A document could not be made. The message is for whoever runs the system and holds nothing of the document."""


@lru_cache(1)
def fonts() -> typst.Fonts:
    """Those of the package and no others, so that a machine's own fonts never stand in. Raises PaperTrouble when they are not there."""
    for name in (NORMAL, BOLD):
        if not (FOLDER / name).is_file():
            raise PaperTrouble(f"The font {name} is missing in {FOLDER}. Install the design system (npm ci, or make install).")
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    if FAMILY not in found.families():
        raise PaperTrouble(f"The fonts in {FOLDER} do not have the family {FAMILY}.")
    return found


@lru_cache(1)
def not_printable() -> re.Pattern[str]:
    """Matches runs of characters that the two weights in use lack; spaces between such characters belong to the run."""
    has = _characters(FOLDER / NORMAL) & _characters(FOLDER / BOLD)
    known = "".join(f"{_escaped(first)}-{_escaped(last)}" for first, last in _ranges(sorted(has | {ord("\n")})))
    return re.compile(f"[^{known}]+(?: +[^{known}]+)*")


def _escaped(code: int) -> str:
    return f"\\U{code:08x}"


def _ranges(codes: list[int]) -> Iterator[tuple[int, int]]:
    first = last = codes[0]
    for code in codes[1:]:
        if code != last + 1:
            yield first, last
            first = code
        last = code
    yield first, last


def _characters(path: Path) -> set[int]:
    """The code points in the font's `cmap` table (OpenType, formats 4 and 12)."""
    data = path.read_bytes()
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == b"cmap":
            return _cmap(data, offset)
    raise PaperTrouble(f"The font {path.name} has no table of characters.")


def _cmap(data: bytes, start: int) -> set[int]:
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        if (platform, encoding) in (WINDOWS_BMP, WINDOWS_FULL):
            form = struct.unpack_from(">H", data, start + offset)[0]
            found |= _format_12(data, start + offset) if form == 12 else _format_4(data, start + offset)
    return found


def _format_4(data: bytes, at: int) -> set[int]:
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)} - {0xFFFF}


def _format_12(data: bytes, at: int) -> set[int]:
    groups = struct.unpack_from(">I", data, at + 12)[0]
    found: set[int] = set()
    for number in range(groups):
        first, last, _ = struct.unpack_from(">III", data, at + 16 + 12 * number)
        found.update(range(first, last + 1))
    return found
