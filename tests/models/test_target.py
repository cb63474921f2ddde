"""The judge of tone toward a mention: what it reads, and that it reads it alike whatever stands beside it."""

import numpy as np
import pytest

from framing.models.reading import bottom
from framing.models.target import (
    BEFORE_TARGET,
    BEHIND_TARGET,
    MARK,
    TARGET,
    is_name,
    is_pronoun,
    joined,
    judge,
    mention,
)

SENTENCES = ["Ms. Hill accused Mr. Orr of lying.", "She left.", "Voters called the costly deal a disgrace on Monday."]
MENTIONS = [(0, 4, 8), (0, 21, 24), (1, 0, 3), (2, 14, 29)]


def pieces(text, start, end, hide_names=False):
    tokenizer = bottom().tokenizer
    read = mention(tokenizer, text, tokenizer.pieces(text), start, end, hide_names)
    vocabulary = list(tokenizer.number)
    return [vocabulary[n] for n in read.ids], read.signs.tolist()


def test_a_mention_stands_between_two_marks_with_its_possessive_behind_them():
    read, signs = pieces("Hill's plan failed.", 0, 6)
    assert read == ["[CLS]", MARK, "hill", MARK, "'", "s", "plan", "failed", ".", "[SEP]"]
    assert signs == [0, BEFORE_TARGET, TARGET, BEHIND_TARGET, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("words", ["Hill", "Ms. Hill", "the President", "O’Neill"])
def test_a_name_can_be_hidden(words):
    read, signs = pieces(f"{words} left.", 0, len(words), hide_names=True)
    assert is_name(words) and read[:5] == ["[CLS]", MARK, MARK, MARK, "left"] and signs[2] == TARGET


def test_a_pronoun_is_always_hidden():
    assert is_pronoun("she") and pieces("She left.", 0, 3) == pieces("He left.", 0, 2)


@pytest.mark.parametrize("words", ["the costly deal", "The migrants", "a mayor"])
def test_other_phrases_were_a_choice_of_words_and_are_read(words):
    assert not is_name(words) and pieces(f"{words} left.", 0, len(words), hide_names=True)[0][2] != MARK


def test_a_phrase_is_marked_as_a_whole():
    read, signs = pieces("the costly deal died", 0, 15)
    assert [piece for piece, sign in zip(read, signs, strict=True) if sign == TARGET] == ["the", "costly", "deal"]


def test_a_long_sentence_is_read_around_the_mention():
    text = "word " * 500 + "Hill " + "word " * 500
    read, signs = pieces(text, 2500, 2504)
    assert len(read) < 128 and read[signs.index(TARGET)] == "hill"


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
