"""Text as it can be printed: what no font of ours has is said, never dropped without a word."""

import re
import unicodedata
from typing import Any

from gop.letters.fonts import not_printable

INSTEAD = "[kan ikke trykkes]"
NOTE = "Nogle tegn i teksten kan ikke trykkes. De står i planen på skærmen."
_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]")
_LONG = re.compile(r"\S{41,}")
_BREAK = "\u200b"
_WIDTH = 40


class Printer:
    """Makes values printable and remembers whether something could not be."""

    def __init__(self) -> None:
        self.lost = False

    def text(self, said: str) -> str:
        """NFC, one kind of line end, nothing unseen, and a place to break in words longer than a line."""
        clean = _UNSEEN.sub("", _ENDS.sub("\n", unicodedata.normalize("NFC", said))).replace("\t", " ")
        return _LONG.sub(self._broken, not_printable().sub(self._instead, clean))

    def value(self, said: Any) -> Any:
        """The same for every text in lists and mappings."""
        if isinstance(said, str):
            return self.text(said)
        if isinstance(said, dict):
            return {key: self.value(one) for key, one in said.items()}
        if isinstance(said, list | tuple):
            return [self.value(one) for one in said]
        return said

    def _instead(self, _: re.Match[str]) -> str:
        self.lost = True
        return INSTEAD

    @staticmethod
    def _broken(word: re.Match[str]) -> str:
        said = word[0]
        return _BREAK.join(said[start : start + _WIDTH] for start in range(0, len(said), _WIDTH))
