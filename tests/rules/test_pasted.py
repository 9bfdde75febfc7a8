"""Text from a word processor: what a person sees is kept, what nobody sees is not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gop.rules.pasted import cleaned, cleaned_line

ANY = st.text(
    st.characters(min_codepoint=0, max_codepoint=0x2FFF) | st.sampled_from("\x00\u00ad\u200b\u200f\u202e\ufeff\r\n\u2028\U0001f9b5")
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hun sagde: „godt“ – og “fint”…", "Hun sagde: „godt“ – og “fint”…"),
        ("gen\u00adop\u00adtræning\u200b", "genoptræning"),
        ("a\x00b\x07c\x1b[0m", "abc[0m"),
        ("en\r\nto\rtre\u2028fire\x0bfem", "en\nto\ntre\nfire\nfem"),
        ("12\u00a0kg", "12 kg"),
        ("\ufeffPlan", "Plan"),
        ("\tpunkt", "\tpunkt"),
        ("Går 🚶\u200d♀️ og 🦵🏽", "Går 🚶\u200d♀️ og 🦵🏽"),
        ("\u200fעברית\u200e", "\u200fעברית\u200e"),
        ("navn\u202egnp.exe", "navngnp.exe"),
        ("e\u0301n", "e\u0301n"),
    ],
)
def test_what_is_seen_is_kept_and_what_is_not_seen_is_removed(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_a_line_has_no_breaks() -> None:
    assert cleaned_line(" Nancy\r\nAnn\u00a0 Test\t") == "Nancy Ann Test"


@given(ANY)
def test_cleaning_again_changes_nothing_and_leaves_only_what_can_be_stored(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert not [one for one in once if unicodedata.category(one) == "Cc" and one not in "\n\t"]
    assert once.encode().decode() == once


@given(st.text(st.characters(categories=["L", "Nd", "P", "S"])))
def test_letters_figures_and_signs_are_never_touched(text: str) -> None:
    assert cleaned(text) == text
