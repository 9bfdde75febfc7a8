"""Searching the code lists as a therapist types: words, codes, everyday words and slips of the pen."""

from datetime import date

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from accounts.actor import job_actor
from accounts.enums import Kind
from accounts.tenancy import acting_as
from gop.enums import CodeList
from gop.registry import CodeRow, codes
from gop.rules.code_words import EMPTY, forms, words_of
from gop.selectors.codes import MOST, find_codes
from gop.services.codes import put_codes
from tests import factories

pytestmark = pytest.mark.django_db
DIAGNOSES, INTERVENTIONS, ICF = CodeList.DIAGNOSES, CodeList.INTERVENTIONS, CodeList.ICF
OURS = codes(DIAGNOSES)
ALL_WORDS = {form for row in OURS for word in words_of(" ".join((row.text, row.group, *row.synonyms))) for form in forms(word)}
LONG = [(row, word) for row in OURS for word in words_of(row.text) if len(word) >= 6 and word not in EMPTY]
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


@pytest.fixture(autouse=True)
def _registry() -> None:
    factories.registry()


def found(text: str, of: CodeList = DIAGNOSES) -> list[str]:
    with acting_as(job_actor("test", Kind.PUBLIC)):
        return [row.code for row in find_codes(of, text).rows]


def read_in(*rows: CodeRow, of: CodeList = DIAGNOSES) -> None:
    with acting_as(job_actor("test", Kind.PLATFORM)):
        put_codes(of, rows, imported=True)


@pytest.mark.parametrize("typed", ["DS720", "ds720", "s720", "S72.0", "DS72.0", " s72.0 "])
def test_a_code_is_found_with_and_without_its_d_and_its_point(typed: str) -> None:
    assert found(typed)[0] == "DS720"


def test_an_exact_code_stands_before_the_longer_codes_that_begin_so() -> None:
    assert found("s721") == ["DS721", "DS721A"]


@pytest.mark.parametrize(("typed", "code"), [("d450", "d450"), ("fd450", "d450"), ("FB770", "b770"), ("B77", "b770")])
def test_an_icf_category_is_found_by_either_notation(typed: str, code: str) -> None:
    assert found(typed, ICF)[0] == code


def test_an_intervention_is_found_by_the_beginning_of_its_letters() -> None:
    assert found("btna4", INTERVENTIONS)[:2] == ["BTNA4", "BTNA40"]
    assert set(found("blna", INTERVENTIONS)[:5]) == {"BLNA0", "BLNA1", "BLNA3", "BLNA4", "BLNA6"}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("forstuvet ankel", {"DS934"}),
        ("benbrud", {"DS722", "DS723", "DS821", "DS825", "DS826", "DS828"}),
        ("brækket ben", {"DS722", "DS723", "DS821", "DS825", "DS826", "DS828"}),
        ("armbrud", {"DS422", "DS423", "DS525", "DS528"}),
        ("slidt hofte", {"DM161", "DM169"}),
        ("ondt i ryggen", {"DM544", "DM545"}),
        ("ondt i skulderen", {"DM750", "DM751", "DM754"}),
        ("hjerteblodprop", {"DI214", "DI219"}),
        ("kan ikke holde på vandet", {"DN393"}),
        ("får mad galt i halsen", {"DR13"}),
        ("sovende hænder", {"DG560"}),
        ("rygsammenfald", {"DS220", "DS320"}),
    ],
)
def test_a_phrase_of_everyday_speech_finds_what_it_means_first(typed: str, first: set[str]) -> None:
    assert set(found(typed)[: len(first)]) == first


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("brækket hofte", "DS720"),
        ("blodprop i hjernen", "DI639"),
        ("diskusprolaps", "DM511"),
        ("ny hofte", "DZ966A"),
        ("KOL", "DJ449"),
        ("slidgigt i knæet", "DM179"),
        ("sklerose", "DG35"),
        ("lungebetændelse", "DJ189"),
        ("brystkræft", "DC509"),
        ("svært ved at gå", "DR262"),
    ],
)
def test_everyday_words_find_the_diagnosis(typed: str, code: str) -> None:
    assert code in found(typed)[:5]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("lårbenshls", "DS720"),  # one letter left out
        ("lårbnshls", "DS720"),  # two
        ("fraktur lårbenshasl", "DS720"),  # two exchanged places
        ("lårbenshal", "DS720"),  # not typed to the end
        ("lårbnsha", "DS720"),  # both
        ("frkatur af clavicula", "DS420"),
        ("parkinsson", "DG20"),
        ("appopleksi", "DI64"),
        ("hjerneblødnig", "DI619"),
        ("skuldr", "DM754"),
    ],
)
def test_one_or_two_wrong_letters_are_forgiven(typed: str, code: str) -> None:
    assert code in found(typed)


@pytest.mark.parametrize(
    "typed", ["lårbenshals", "laarbenshals", "larbenshals", "LÅRBENSHALS", "la\u030arbenshals"], ids=["å", "aa", "a", "Å", "decomposed"]
)
def test_danish_letters_are_found_as_they_can_be_typed(typed: str) -> None:
    assert found(typed)[0] == "DS720"


@pytest.mark.parametrize(("typed", "code"), [("hjertekrampe hofteledsprotese", "DZ966A"), ("brækket højre hofte", "DS720")])
def test_a_word_that_is_nowhere_does_not_hide_the_others(typed: str, code: str) -> None:
    with acting_as(job_actor("test", Kind.PUBLIC)):
        answer = find_codes(DIAGNOSES, typed)
    assert answer.partly
    assert code in [row.code for row in answer.rows]


def test_what_is_called_so_in_everyday_words_stands_before_what_only_has_the_words_somewhere() -> None:
    assert found("brækket hofte")[0] == "DS720"


def test_the_best_stands_first() -> None:
    """Whole words of the text, then beginnings, then everyday words, then the inside of words."""
    read_in(
        CodeRow("DX001", "Qvist"),
        CodeRow("DX002", "Qvistbrud"),
        CodeRow("DX003", "Noget helt andet", synonyms=("qvist",)),
        CodeRow("DX004", "Storqvist"),
        CodeRow("DX005", "Qwist"),
    )
    assert found("qvist") == ["DX001", "DX002", "DX003", "DX004"]
    assert found("qvisd") == ["DX001", "DX003", "DX002"]  # near misses only when nothing is spelt so


def test_near_misses_are_said_to_be_near() -> None:
    with acting_as(job_actor("test", Kind.PUBLIC)):
        assert find_codes(DIAGNOSES, "lårbenshls").near
        assert not find_codes(DIAGNOSES, "lårbenshals").near


@pytest.mark.parametrize("typed", ["", " ", "%", "_", "æ", "'; --", "\\", "x" * 500, "🦴", "\x00", "qqqqqqqq", "i", "af"])
def test_anything_may_be_typed(typed: str) -> None:
    assert len(found(typed)) <= MOST


def test_small_words_do_not_count() -> None:
    assert found("kræft i brystet") == found("kræft brystet")


def test_a_code_of_another_list_is_not_found() -> None:
    assert "DS720" not in found("lårbenshals", INTERVENTIONS)


def test_of_equal_hits_those_in_force_stand_first() -> None:
    read_in(CodeRow("DX010", "Xylofon", valid_to=date(2020, 12, 31)), CodeRow("DX011", "Xylofon"))
    assert found("xylofon") == ["DX011", "DX010"]


def one_letter_wrong(word: str, place: int, letter: str) -> str:
    return word[:place] + letter + word[place + 1 :]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(LONG), st.integers(0, 50), st.sampled_from(["", *LETTERS]))
@example((OURS[0], "lårbenshals"), 0, "")
def test_a_diagnosis_is_found_with_any_one_letter_wrong_in_a_long_word(picked: tuple[CodeRow, str], place: int, letter: str) -> None:
    """Among the first twelve, when its other words stand beside. A word that is then spelt like another of the list is that word."""
    row, word = picked
    wrong = one_letter_wrong(word, place % len(word), letter)
    assume(not any(form in other for form in forms(wrong) for other in ALL_WORDS if other not in forms(word)))
    text = " ".join(wrong if one == word else one for one in words_of(row.text))
    assert row.code in found(text), text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(LONG), st.integers(0, 50), st.sampled_from(["", *LETTERS]))
def test_a_long_word_alone_with_one_letter_wrong_finds_its_diagnosis(picked: tuple[CodeRow, str], place: int, letter: str) -> None:
    """When it stands in so few diagnoses that they fit among the first twelve."""
    row, word = picked
    assume(sum(1 for other in OURS if any(word in one for one in words_of(" ".join((other.text, other.group, *other.synonyms))))) <= 6)
    wrong = one_letter_wrong(word, place % len(word), letter)
    assume(not any(form in other for form in forms(wrong) for other in ALL_WORDS if other not in forms(word)))
    assert row.code in found(wrong), wrong
