"""Folding keeps the way back to every character."""

from hypothesis import given
from hypothesis import strategies as st

from framing.matching.fold import fold, fold_without_bracketed


@given(st.text(max_size=80) | st.text(alphabet="aé \n[](x)\u00a0’", max_size=80))
def test_every_letter_leads_back_to_itself(text):
    for folded in (fold(text), fold_without_bracketed(text) or fold(text)):
        for place, letter in enumerate(folded.text):
            if letter.isascii() and letter.isalpha():
                original = text[folded.original(place)]
                assert fold(original).text[:1] == letter
