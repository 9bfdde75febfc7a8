"""How near two spellings are, against the plain definition; and that no near word is missed by its pieces."""

import string
from functools import lru_cache

from hypothesis import given
from hypothesis import strategies as st

from gop.rules.code_words import allowed, asked_words, distances, forms, pieces, swaps, words_of

WORDS = st.text("abeø", max_size=9)
TYPED = st.text("abeø", min_size=5, max_size=12)


def plain(one: str, other: str) -> int:
    """Levenshtein by its definition."""

    @lru_cache(None)
    def left(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        return min(left(i - 1, j) + 1, left(i, j - 1) + 1, left(i - 1, j - 1) + (one[i - 1] != other[j - 1]))

    return left(len(one), len(other))


@given(WORDS, WORDS, st.integers(0, 2))
def test_the_distance_is_levenshteins_as_far_as_it_is_asked(typed: str, word: str, most: int) -> None:
    whole = plain(typed, word)
    beginning = min(plain(typed, word[:end]) for end in range(len(word) + 1))
    assert distances(typed, word, most) == (min(whole, most + 1), min(beginning, most + 1))


@given(TYPED, st.lists(st.tuples(st.integers(0, 12), st.sampled_from("abeø"), st.integers(0, 2)), max_size=2), st.text("abeø", max_size=3))
def test_a_word_that_is_near_enough_holds_a_piece_near_its_place(typed: str, slips: list[tuple[int, str, int]], rest: str) -> None:
    most, word = allowed(typed), typed
    for place, letter, taken in slips[:most]:
        word = word[:place] + letter * (taken < 2) + word[place + (taken > 0) :]  # put in, exchanged or left out
    word += rest
    assert distances(typed, word, most)[1] <= most
    windows = [(letters, word[max(0, place - most) : place + len(letters) + most]) for place, letters in pieces(typed)]
    assert any(letters in window for letters, window in windows)


@given(TYPED)
def test_the_pieces_are_the_whole_word(typed: str) -> None:
    assert "".join(letters for _, letters in pieces(typed)) == typed
    assert all(typed[place:].startswith(letters) for place, letters in pieces(typed))


def test_one_wrong_letter_is_forgiven_from_five_letters_and_two_from_eight() -> None:
    assert [allowed(string.ascii_lowercase[:length]) for length in (4, 5, 7, 8)] == [0, 1, 1, 2]


def test_neighbours_that_changed_places() -> None:
    assert swaps("aab") == ["aba"]


def test_words_and_spellings() -> None:
    assert words_of("Guillain-Barrés syndrom, S72.0") == ["guillain", "barres", "syndrom", "s720"]
    assert forms("laarben") == ("laarben", "lårben")
    assert asked_words("brud på den") == [("brud",)]
    assert asked_words("på") == [("på",)]
