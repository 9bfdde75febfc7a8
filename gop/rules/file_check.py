"""What a file is, by opening it. Run as a program of its own: bytes on standard input, one line of JSON out.

It is given no settings, no keys and no database, and a ceiling of memory, time and writing, for a file from outside may be made to
break whatever opens it. Nothing but the standard library, pikepdf and Pillow is imported.

Out: {"type": "pdf" | "jpeg" | "png", "pages": n | null}, or {"refused": a reason of REASONS in gop/services/attachments.py}.
"""

import io
import json
import sys
import zipfile
from typing import Any

MEMORY, SECONDS = 1_500_000_000, 10
MAGIC = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
MOST_PIXELS = 40_000_000
MOST_PAGES = 500
DEPTH = 60
# What makes a document act instead of being read (ISO 32000): as a key, or as the type of an action or an annotation.
SCRIPTS = frozenset({"/JavaScript", "/JS"})
ACTS = frozenset({"/Launch", "/SubmitForm", "/ImportData", "/RichMedia", "/Movie", "/3D", "/XFA"})
FILES = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/FileAttachment", "/EF"})


class Refused(Exception):
    """With a reason."""


def examine(content: bytes) -> dict[str, Any]:
    """Raises Refused."""
    if not content:
        raise Refused("empty")
    kind = next((kind for magic, kind in MAGIC if content.startswith(magic)), None)
    if kind is None:
        raise Refused(_foreign(content))
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused("polyglot")
    if kind == "pdf":
        return {"type": kind, "pages": _pdf(content)}
    _image(content, kind)
    return {"type": kind, "pages": None}


def _foreign(content: bytes) -> str:
    if content.startswith(PROGRAMS):
        return "program"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1"):
        return "heic"
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return "document"
    return "other"


def _pdf(content: bytes) -> int:
    import pikepdf

    if content.rpartition(b"%%EOF")[2].strip(b"\r\n\t \x00"):
        raise Refused("polyglot")
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted")
            pages = len(pdf.pages)
            if not 0 < pages <= MOST_PAGES:
                raise Refused("pages")
            for one in pdf.objects:
                _harmless(one, 0)
            _harmless(pdf.trailer, 0)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    except (pikepdf.PdfError, RuntimeError, ValueError):
        raise Refused("broken") from None
    return pages


def _harmless(found: Any, depth: int) -> None:
    """Down through what stands in one object; what it points at is looked at on its own."""
    import pikepdf

    if depth > DEPTH:
        raise Refused("broken")
    if isinstance(found, pikepdf.Array):
        for one in found:
            if isinstance(one, pikepdf.Object) and not one.is_indirect:
                _harmless(one, depth + 1)
        return
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return
    says = set(found.keys()) | {str(found.get(key)) for key in ("/S", "/Subtype", "/Type") if isinstance(found.get(key), pikepdf.Name)}
    for dangers, reason in ((SCRIPTS, "script"), (FILES, "files"), (ACTS, "acts")):
        if says & dangers:
            raise Refused(reason)
    for key in found.keys():  # noqa: SIM118 (no mapping)
        held = found.get(key)
        if isinstance(held, pikepdf.Object) and not held.is_indirect:
            _harmless(held, depth + 1)


def _image(content: bytes, kind: str) -> None:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, and is said as such
    end = _end_of_jpeg(content) if kind == "jpeg" else _end_of_png(content)
    if content[end:].strip(b"\r\n\x00 "):
        raise Refused("polyglot")
    try:
        with Image.open(io.BytesIO(content), formats=[kind.upper()]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Refused("pixels")
            image.verify()
        with Image.open(io.BytesIO(content), formats=[kind.upper()]) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Refused("broken") from None


def _end_of_png(content: bytes) -> int:
    """Where the last chunk ends."""
    at = 8
    while at + 12 <= len(content):
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at
    raise Refused("broken")


def _end_of_jpeg(content: bytes) -> int:
    """Where the picture's own end marker stands: segments by their lengths, and through each scan to the next marker."""
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise Refused("broken")
        marker = content[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker == 0xFF:  # filling
            at += 1
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xDA:
            at = _after_scan(content, at)
    if content[at : at + 2] == b"\xff\xd9":
        return at + 2
    raise Refused("broken")


def _after_scan(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise Refused("broken")
        if content[at + 1] not in (0x00, *range(0xD0, 0xD8)):
            return at
        at += 2


def main() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        said = examine(sys.stdin.buffer.read())
    except Refused as refusal:
        said = {"refused": str(refusal)}
    except MemoryError:
        said = {"refused": "broken"}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
