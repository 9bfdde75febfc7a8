"""Files made in memory: a PDF, pictures, and what they may be made into."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from PIL import Image


def pdf(change: Callable[[Any], object] | None = None, pages: int = 1, **options: Any) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    if change:
        change(made)
    made.save(out, **options)
    return out.getvalue()


def picture(kind: str, width: int = 60, height: int = 40, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((width, height)).save(out, kind, **options)
    return out.getvalue()
