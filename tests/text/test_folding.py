"""Folding keeps the way back to every character."""

import re

from hypothesis import given
from hypothesis import strategies as st

from framing.text.folding import fold, without_bracketed

TEXTS = st.text(max_size=80) | st.text(alphabet="aé \n[](x)\u00a0’", max_size=80)


@given(TEXTS)
def test_every_letter_leads_back_to_itself(text):
    folded = fold(text)
    for place, letter in enumerate(folded.text):
        if letter.isascii() and letter.isalpha():
            assert fold(text[folded.original(place)]).text[:1] == letter


@given(TEXTS)
def test_what_stands_about_an_insertion_is_text_of_the_folded_text(text):
    folded = fold(text)
    for closed in without_bracketed(text, folded, 3):
        for place, letter in enumerate(closed.text):
            assert folded.text[closed.folded(place)] == letter


@given(st.lists(st.sampled_from(["a", "b", " ", "  ", "\n", "[a b]", "(b)", "é", "["]), max_size=20).map("".join))
def test_without_a_reach_the_whole_text_is_closed_over_its_insertions(text):
    whole = fold(re.sub(r"\s*+(?:\[[^\[\]\n]{1,60}\]|\([^()\n]{1,60}\))(?!\w)", "", text)).text
    for closed in without_bracketed(text, fold(text), None):
        assert closed.text.replace("\n", " ").split() == whole.replace("\n", " ").split()


@given(TEXTS)
def test_a_place_is_found_by_its_offset(text):
    folded = fold(text)
    places = list(range(len(folded.text)))
    assert list(folded.at(folded.original(place) for place in places)) == places
