"""The judge of tone toward a mention: what it reads, and that it reads it alike whatever stands beside it."""

import numpy as np
import pytest

from framing.models.reading import bottom
from framing.models.target import HIDDEN, is_hidden, joined, judge, mention

SENTENCES = ["Ms. Hill accused Mr. Orr of lying.", "She left.", "Voters called the costly deal a disgrace on Monday."]
MENTIONS = [(0, 4, 8), (0, 21, 24), (1, 0, 3), (2, 14, 29)]


def pieces(text, start, end):
    tokenizer = bottom().tokenizer
    read = mention(tokenizer, text, tokenizer.pieces(text), start, end)
    vocabulary = list(tokenizer.number)
    return [vocabulary[n] for n in read.ids], read.target.tolist()


@pytest.mark.parametrize("words", ["Hill", "Ms. Hill", "she", "the President", "O’Neill"])
def test_names_and_pronouns_are_hidden(words):
    assert is_hidden(words)


@pytest.mark.parametrize("words", ["the costly deal", "The migrants", "a mayor"])
def test_other_phrases_were_a_choice_of_words_and_are_read(words):
    assert not is_hidden(words)


def test_a_hidden_mention_is_one_piece_with_its_possessive_behind_it():
    read, target = pieces("Hill's plan failed.", 0, 6)
    assert read == ["[CLS]", HIDDEN, "'", "s", "plan", "failed", ".", "[SEP]"]
    assert target == [0, 1, 0, 0, 0, 0, 0, 0]


def test_a_phrase_keeps_its_pieces():
    read, target = pieces("the costly deal died", 0, 15)
    assert [piece for piece, own in zip(read, target, strict=True) if own] == ["the", "costly", "deal"]


def test_a_long_sentence_is_read_around_the_mention():
    text = "word " * 500 + "Hill " + "word " * 500
    read, target = pieces(text, 2500, 2504)
    assert len(read) < 128 and read[target.index(1)] == HIDDEN


def test_places_stay_where_tokens_are_joined():
    text = "They did n't say ``no'' to Hill"
    assert len(joined(text)) == len(text) and joined(text).index("Hill") == text.index("Hill")


def test_a_mention_is_judged_alike_alone_in_another_order_and_with_any_threads():
    together = judge().probabilities(SENTENCES, MENTIONS, threads=1)
    assert np.array_equal(together, judge().probabilities(SENTENCES, MENTIONS, threads=2))
    assert np.array_equal(together[::-1], judge().probabilities(SENTENCES, MENTIONS[::-1]))
    for n, (sentence, start, end) in enumerate(MENTIONS):
        assert np.array_equal(together[n : n + 1], judge().probabilities([SENTENCES[sentence]], [(0, start, end)]))


def test_nothing_asked_is_nothing_judged():
    assert judge().probabilities([], []).shape == (0, 3)
