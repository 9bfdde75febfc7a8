"""A code list as words that can be found: folding, the index, and how near two spellings are. Values in, values out.

Words are kept as they are written and, where that differs, with aa, ae and oe as one letter, so that å, æ and ø are found either way.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

ACCENTS = str.maketrans("éèêëáàâäóòôöúùûüíìîï", "eeeeaaaæoooøuuuyiiii")
WORD = re.compile(r"[a-z0-9æøå]+")
POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])")  # S72.0 is one word
LONGEST_WORD, MOST_WORDS = 60, 8
EMPTY = frozenset(
    {"af", "anden", "andet", "at", "de", "den", "der", "det", "efter", "eller", "en", "et", "fra", "i", "ikke", "med", "mhp"}
    | {"og", "om", "på", "til", "uden", "ved"}
)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without accents."""
    plain = unicodedata.normalize("NFC", text).lower().translate(ACCENTS)
    return [word[:LONGEST_WORD] for word in WORD.findall(POINT.sub("", plain))]


def forms(word: str) -> tuple[str, ...]:
    """The spellings by which a word is found."""
    folded = word.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
    return (word,) if folded == word else (word, folded)


def asked_words(text: str) -> list[tuple[str, ...]]:
    """What somebody typed, a tuple of spellings a word; small words count only when there are no others."""
    words = list(dict.fromkeys(words_of(text)))
    return [forms(word) for word in ([one for one in words if one not in EMPTY] or words)[:MOST_WORDS]]


@dataclass(frozen=True, slots=True)
class IndexKey:
    """`everyday`: from the synonyms or the group, not from the list's own text."""

    word: str
    everyday: bool


def index(rows: Iterable[tuple[str, str, str, Iterable[str]]]) -> Mapping[IndexKey, list[str]]:
    """(code, text, group, synonyms) → the codes each word stands for, in order."""
    found: dict[IndexKey, set[str]] = {}
    for code, text, group, synonyms in rows:
        for everyday, said in ((False, text), (True, " ".join((group, *synonyms)))):
            for word in words_of(said):
                for form in forms(word):
                    found.setdefault(IndexKey(form, everyday), set()).add(code)
    return {key: sorted(codes) for key, codes in found.items()}


def allowed(word: str) -> int:
    """How many wrong letters are forgiven: one from five letters, two from eight."""
    return 0 if len(word) < 5 else 1 if len(word) < 8 else 2


def pieces(word: str) -> list[tuple[int, str]]:
    """(place, letters), one piece more than wrong letters are forgiven: within that distance one of them stands unbroken."""
    count = allowed(word) + 1
    ends = [len(word) * number // count for number in range(count + 1)]
    return [(begin, word[begin:end]) for begin, end in pairwise(ends)]


def swaps(word: str) -> list[str]:
    """The word with two neighbouring letters the other way about, each in turn."""
    return [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1) if word[i] != word[i + 1]]


def distances(typed: str, word: str, most: int) -> tuple[int, int]:
    """Letters added, left out or exchanged (Levenshtein) to the whole word, and to the beginning of it that is nearest.

    More than `most` is told as one more: only places that near the diagonal are looked at.
    """
    far = most + 1
    row = [min(place, far) for place in range(len(word) + 1)]
    for number, letter in enumerate(typed, 1):
        first = max(1, number - most)
        if first > len(word) + 1:
            return far, far
        before, row[first - 1] = row[first - 1], min(number, far) if first == 1 else far
        least = row[first - 1]
        for place in range(first, min(len(word), number + most) + 1):
            change = before + (letter != word[place - 1])
            before = row[place]
            row[place] = min(change, before + 1, row[place - 1] + 1, far)
            least = min(least, row[place])
        if least > most:
            return far, far
    return row[-1], min(row)
