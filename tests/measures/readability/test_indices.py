"""Ten indices: published formulas, textstat's numbers where both split a text alike."""

from __future__ import annotations

import pytest

from framing.measures._readability import INDICES, readability
from framing.measures._readability.table import count
from framing.measures._readability.words import textstat
from framing.text.document import Document

# Plain prose, where both splitters find the same words and sentences: no initials, no slashes.
EASY = "The dog ran to the old house. It did not bark at all. The boy gave it some milk and a bone."
NEWS = (
    "Negotiators approved a preliminary agreement on agricultural tariffs yesterday, officials said. "
    "The government didn't publish its immediate consequences, and several opposition parties demanded "
    "an extraordinary session of parliament. Farmers in the northern provinces have blocked the motorway "
    "since Thursday. Nobody could say whether the well-known mediator would return!"
)
LONG = " ".join([NEWS, EASY, "What does the ministry intend to do about the harvest?", NEWS, EASY])
TEXTS = {"easy": EASY, "news": NEWS, "long": LONG}
PEERS = {
    "flesch_reading_ease": "flesch_reading_ease",
    "flesch_kincaid_grade": "flesch_kincaid_grade",
    "smog_index": "smog_index",
    "automated_readability_index": "automated_readability_index",
    "dale_chall_score": "dale_chall_readability_score",
    "gunning_fog": "gunning_fog",
    "linsear_write": "linsear_write_formula",
    "lix": "lix",
    "rix": "rix",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_counts_are_those_of_textstat(text: str) -> None:
    peer, counts = textstat(), count(Document(text))
    assert counts.words == peer.lexicon_count(text)
    assert counts.sentences == peer.sentence_count(text)
    assert counts.syllables == peer.syllable_count(text)
    assert counts.letters == peer.letter_count(text)
    assert counts.characters == peer.char_count(text)
    assert counts.polysyllabic == peer.polysyllabcount(text)


@pytest.mark.parametrize("index", PEERS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nine_indices_are_those_of_textstat(index: str, text: str) -> None:
    peer = getattr(textstat(), PEERS[index])(text)
    assert readability(text)[index].iloc[0] == pytest.approx(peer, abs=1e-9)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_coleman_liau_has_the_constant_of_the_paper_where_textstat_rounds_it(text: str) -> None:
    letters = 100 * textstat().letter_count(text) / textstat().lexicon_count(text)
    peer = textstat().coleman_liau_index(text) + (0.0588 - 0.058) * letters
    assert readability(text)["coleman_liau_index"].iloc[0] == pytest.approx(peer, abs=1e-9)


def test_every_index_is_checked() -> None:
    assert {*PEERS, "coleman_liau_index"} == set(INDICES)
    assert len(INDICES) == 10
