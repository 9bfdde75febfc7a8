"""Readability of what a patient reads: LIX, and the words that nobody has explained. Pure.

LIX (Björnsson, 1968) = words / sentences + 100 * long words / words, a long word having more than six letters. A sentence ends with a full
stop, question mark, exclamation mark or colon before a blank, or with the line: plans are written in short lines without full stops.
"""

import re
from dataclasses import dataclass

LONG = 6
# A figure of a handful of words says nothing.
FEWEST_WORDS = 20
EASY, MIDDLE = 35, 45
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_END = re.compile(r"[.!?:](?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Readability:
    """`lix` rounded to a whole number; `word` as a person would say it."""

    lix: int
    word: str
    words: int
    sentences: int


def readability(text: str) -> Readability | None:
    """None for a text too short to say anything of."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = max(1, sum(bool(_WORD.search(part)) for part in _END.split(text)))
    lix = round(len(words) / sentences + 100 * sum(len(word) > LONG for word in words) / len(words))
    return Readability(lix, grade(lix), len(words), sentences)


def grade(lix: float) -> str:
    """'let' up to 34, 'middel' up to 44, then 'svær' (the scale's usual bounds)."""
    return "let" if lix < EASY else "middel" if lix < MIDDLE else "svær"
