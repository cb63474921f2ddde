"""Chances that sentences say the same: which pairs are looked at, and what makes them likelier."""

import numpy as np
import pytest

from framing.measures.selection import judge
from framing.measures.selection.judge import judged, measured
from framing.measures.selection.similarity import weighted
from framing.measures.selection.tokens import tokens
from framing.text.document import Document

BRIDGE = "Heavy rain closed the old bridge over the river on Monday and left crowds of commuters stranded."
AGAIN = "Crowds of commuters were left stranded on Monday as rain closed the old river bridge."
SCHOOL = "The mayor promised new roofs for both schools before the winter comes."


def read(*texts):
    reads = [tokens(document, []) for document in map(Document, texts)]
    return [s for number, one in enumerate(reads) for s in weighted(number, one.document, one)]


def pairs(found):
    return list(zip(found.one.tolist(), found.other.tolist(), strict=True))


def test_sentences_of_one_article_are_no_pair():
    assert pairs(judged(read(f"{BRIDGE} {AGAIN}"))) == []


def test_a_headline_is_a_pair_with_its_own_story():
    found = judged(read(f"Rain closes old bridge, commuters stranded\n\n{BRIDGE} {SCHOOL}\n\n{SCHOOL}"))
    assert (0, 1) in pairs(found)


def test_sentences_that_share_no_words_are_not_looked_at():
    assert (0, 1) not in pairs(judged(read(BRIDGE, SCHOOL)))


def test_what_says_the_same_is_likelier_than_what_shares_a_topic():
    topic = "Repairs to the old bridge over the river will take a month, engineers said."
    found = judged(read(BRIDGE, f"{topic} {AGAIN}"))
    chance = dict(zip(pairs(found), found.chance.tolist(), strict=True))
    assert chance[0, 2] > 0.5 > 0.2 > chance[0, 1]


def test_the_same_quotation_makes_it_likelier():
    sentences = read(BRIDGE, AGAIN)
    assert judged(sentences, {(0, 1)}).chance[0] > judged(sentences).chance[0]


def test_a_sentence_within_a_longer_one_is_never_taken_for_another_matter():
    assert judged(read(BRIDGE, "Heavy rain closed the bridge.")).chance[0] >= judge.PART


def test_vectors_bring_in_pairs_without_a_word_in_common():
    sentences = read(BRIDGE, SCHOOL)
    assert pairs(judged(sentences, (), np.array([[1.0, 0.0], [0.8, 0.6]]))) == [(0, 1)]


def test_blocks_of_rows_change_nothing(monkeypatch):
    sentences = read(f"{BRIDGE} {SCHOOL}", f"{SCHOOL} {AGAIN}", f"{AGAIN} {SCHOOL}")
    whole = measured(sentences)
    monkeypatch.setattr(judge, "ROWS", 2)
    for one, other in zip(whole, measured(sentences), strict=True):
        np.testing.assert_array_equal(one, other)


def test_weights_that_belong_to_other_features_are_refused(monkeypatch):
    monkeypatch.setattr(judge, "ENCODED", ("like",))
    judge._weights.cache_clear()
    judge.learned.cache_clear()
    with pytest.raises(ValueError, match=r"weights\.json was learned from other features"):
        judged(read(BRIDGE, AGAIN))
