"""LIX and the words that nobody has explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gop.criteria.lix import FEWEST_WORDS, grade, readability
from gop.criteria.wording import ABBREVIATIONS, TERMS, explained, terms_in, unexplained

EASY = "Du går en tur hver dag. Du kan gå på trapper. Du får en stok. Vi ringer til dig om en uge. Du må ikke løbe."
HARD = (
    "Funktionsnedsættelserne omfatter gangfunktion, balancefunktion samt udholdenhed, hvorfor genoptræningsindsatsen tilrettelægges "
    "tværfagligt med udgangspunkt i bevægelsesanalyse, smerteproblematik, belastningsrestriktioner og hjælpemiddelafprøvning i eget hjem samt vejledning af pårørende."
)
words = st.text(alphabet="abcdefghijklmnoprstuvæøå", min_size=1, max_size=14)


def test_words_by_sentence_and_the_share_of_long_words_make_the_figure() -> None:
    # 20 words in 4 sentences: 5; 4 of them have more than six letters: 20
    found = readability(
        "Den gamle mand går langsomt. Han bruger stok nu derfor. Han sover godt om natten. Mennesker hjælper mennesker hver dag."
    )
    assert found is not None
    assert (found.words, found.sentences, found.lix) == (20, 4, 5 + 20)


def test_a_word_of_six_letters_is_short_and_one_of_seven_is_long() -> None:
    assert readability("seksen " * FEWEST_WORDS).lix == FEWEST_WORDS  # type: ignore[union-attr]
    assert readability("syvende " * FEWEST_WORDS).lix == FEWEST_WORDS + 100  # type: ignore[union-attr]


def test_plain_danish_is_easy_and_a_journals_danish_is_hard() -> None:
    assert readability(EASY).word == "let"  # type: ignore[union-attr]
    assert readability(HARD).word == "svær"  # type: ignore[union-attr]


def test_a_few_words_get_no_figure() -> None:
    assert readability("") is None
    assert readability("ord " * (FEWEST_WORDS - 1)) is None


def test_lines_without_full_stops_are_sentences() -> None:
    assert readability("går med stok\n" * 10).sentences == 10  # type: ignore[union-attr]


@pytest.mark.parametrize(("lix", "word"), [(0, "let"), (34, "let"), (35, "middel"), (44, "middel"), (45, "svær"), (90, "svær")])
def test_the_bounds_of_the_plain_words(lix: int, word: str) -> None:
    assert grade(lix) == word


@given(st.lists(words, min_size=FEWEST_WORDS, max_size=60))
def test_the_figure_lies_between_one_and_the_words_plus_a_hundred(said: list[str]) -> None:
    found = readability(" ".join(said))
    assert found is not None
    assert found.words == len(said)
    assert 1 <= found.lix <= len(said) + 100


@given(st.lists(words, min_size=FEWEST_WORDS, max_size=40))
def test_a_full_stop_more_never_makes_it_harder(said: list[str]) -> None:
    whole, parted = readability(" ".join(said)), readability(". ".join(said))
    assert whole is not None
    assert parted is not None
    assert parted.lix <= whole.lix


@given(st.text(max_size=500))
def test_any_text_is_measured_without_an_error(text: str) -> None:
    found = readability(text)
    assert found is None or found.lix >= 0
    unexplained(text)
    terms_in(text)


def test_abbreviations_are_listed_once_in_the_order_met_with_what_they_mean() -> None:
    assert unexplained("VAS 6, ROM 90 og VAS igen") == ["VAS", "ROM"]
    assert explained(["ROM", "XYZ"]) == "ROM (hvor langt leddet kan bevæges), XYZ"
    assert explained(["ROM", "VAS", "ADL", "GOP", "ICF"]).endswith("og 1 anden")


def test_codes_capitals_throughout_and_what_everybody_knows_are_no_abbreviations() -> None:
    assert unexplained("Opereret DS720, se CPR og TV") == []
    assert unexplained("PATIENTEN GÅR MED STOK") == []


def test_a_term_is_found_with_its_endings_unless_a_bracket_follows() -> None:
    assert terms_in("Fleksionen er nedsat, og der er ødem.") == ["fleksion", "ødem"]
    assert terms_in("Fleksion (bøjning) er nedsat.") == []
    assert all(key == key.casefold() for key in TERMS)
    assert all(key.upper() == key for key in ABBREVIATIONS)
