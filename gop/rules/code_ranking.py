"""Which codes answer what was typed, best first. Values in, values out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from gop.rules.code_words import allowed, distances, swaps


class Match(IntEnum):
    """How one typed word hits a code, best first."""

    CODE = 0
    CODE_PREFIX = 1
    WORD = 2
    WORD_PREFIX = 3
    EVERYDAY = 4
    INSIDE = 5
    NEAR = 6
    NEAR_PREFIX = 7
    FAR = 8
    FAR_PREFIX = 9


@dataclass(frozen=True, slots=True)
class Listed:
    """A word of the index and the codes it stands for."""

    word: str
    everyday: bool
    codes: Sequence[str]


Hits = dict[str, Match]
Score = tuple[int, int, int]


def as_written(spellings: Iterable[str], word: str, *, everyday: bool) -> Match | None:
    """How the word holds one of the spellings, letter for letter."""
    found: Match | None = None
    for typed in spellings:
        if typed == word:
            match = Match.EVERYDAY if everyday else Match.WORD
        elif len(typed) > 1 and word.startswith(typed):
            match = Match.EVERYDAY if everyday else Match.WORD_PREFIX
        elif len(typed) > 2 and typed in word:
            match = Match.INSIDE
        else:
            continue
        found = match if found is None else min(found, match)
    return found


def nearly(spellings: Iterable[str], word: str) -> Match | None:
    """How near the word is to one of the spellings, when one or two letters are wrong."""
    found: Match | None = None
    for typed in spellings:
        most = allowed(typed)
        if not most or len(word) < len(typed) - most:
            continue
        # What stands beyond cannot bring the beginning nearer
        whole, beginning = distances(typed, word[: len(typed) + most + 1], most)
        if most == 1 and word in swaps(typed):
            match = Match.NEAR
        elif whole <= most:
            match = Match.NEAR if whole < 2 else Match.FAR
        elif beginning <= most:
            match = Match.NEAR_PREFIX if beginning < 2 else Match.FAR_PREFIX
        else:
            continue
        found = match if found is None else min(found, match)
    return found


def hits(words: Iterable[tuple[Listed, Match | None]]) -> Hits:
    """The best match of each code."""
    found: Hits = {}
    for listed, match in words:
        if match is not None:
            for code in listed.codes:
                found[code] = min(match, found.get(code, match))
    return found


def ranked(typed: Sequence[Mapping[str, Match]], *, partly: bool = False) -> list[tuple[Score, str]]:
    """(score, code), best first: codes that every typed word hits; `partly`: those that most of them hit."""
    counted: dict[str, list[Match]] = {}
    for found in typed:
        for code, match in found.items():
            counted.setdefault(code, []).append(match)
    least = max((len(one) for one in counted.values()), default=0) if partly else len(typed)
    return sorted(((len(typed) - len(one), max(one), sum(one)), code) for code, one in counted.items() if len(one) >= least)
