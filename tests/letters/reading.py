"""What a PDF says, read back from the file itself: its marks, its tags, its fonts and its words."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


class Paper:
    def __init__(self, made: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(made))
        self.root: Any = self.file.Root

    @property
    def metadata(self) -> dict[str, Any]:
        with self.file.open_metadata() as found:
            return {key.rsplit("}", 1)[-1] if "pdf" not in key else key: value for key, value in found.items()}

    def part(self, namespace: str) -> str:
        return str(self.metadata.get(f"{{http://www.aiim.org/{namespace}/ns/id/}}part", ""))

    @property
    def conformance(self) -> str:
        return str(self.metadata.get("{http://www.aiim.org/pdfa/ns/id/}conformance", ""))

    @property
    def text(self) -> str:
        """Every word on the pages, in reading order, one blank where the file has any number of them or a line ends."""
        return " ".join(" ".join(self._shown(page) for page in self.file.pages).split())

    def tags(self) -> list[str]:
        return [str(node.S)[1:] for node in self._nodes(self.root.StructTreeRoot) if "/S" in node]

    def fonts(self) -> list[Any]:
        return [font for page in self.file.pages for font in dict(page.Resources.get("/Font", {})).values()]

    def embedded(self) -> list[bool]:
        return [self._has_file(descendant) for font in self.fonts() for descendant in font.get("/DescendantFonts", [font])]

    @staticmethod
    def _has_file(font: Any) -> bool:
        return any(name in font.FontDescriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))

    def _nodes(self, node: Any) -> Iterator[Any]:
        if not isinstance(node, pikepdf.Dictionary):
            return
        yield node
        below = node.get("/K", [])
        for one in below if isinstance(below, pikepdf.Array) else [below]:
            yield from self._nodes(one)

    def _shown(self, page: Any) -> str:
        maps = {str(name): _unicode(font) for name, font in dict(page.Resources.get("/Font", {})).items()}
        said: list[str] = []
        known: dict[str, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "Tf":
                known = maps[str(operands[0])]
            elif name in ("Td", "TD", "Tm", "T*", "BT"):
                said.append(" ")
            elif name in ("Tj", "TJ"):
                pieces = operands[0] if name == "TJ" else [operands[0]]
                said += [_words(bytes(piece), known) for piece in pieces if isinstance(piece, pikepdf.String)]
        return "".join(said)


def _words(shown: bytes, known: dict[str, str]) -> str:
    return "".join(known.get(shown[at : at + 2].hex(), "") for at in range(0, len(shown), 2))


def _unicode(font: Any) -> dict[str, str]:
    """Glyph (four hex digits) to text, from the font's ToUnicode."""
    found: dict[str, str] = {}
    stream = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.S):
        for glyph, text in _CHAR.findall(block):
            found[glyph.decode().lower()] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.S):
        for first, last, text in _RANGE.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                start = bytes.fromhex(text.decode()).decode("utf-16-be")
                found[f"{int(first, 16) + step:04x}"] = start[:-1] + chr(ord(start[-1]) + step)
    return found
