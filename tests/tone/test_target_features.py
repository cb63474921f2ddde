"""How a mention in its sentence becomes numbers."""

import numpy as np
import pytest

from framing.tone.target_features import NAME, PAD, SPECIAL, TARGET, UNKNOWN, Codes, contexts, form, spans

WORDS = [*SPECIAL, "the", "mayor", "lied", ",", "do", "n't", '"', "0"]
NUMBER = {word: number for number, word in enumerate(WORDS)}
CHARGES = np.zeros((len(WORDS), 4), np.float32)


def near(sentence, start, end):
    return contexts([sentence], [(0, start, end)], Codes(NUMBER), CHARGES)


@pytest.mark.parametrize(("text", "tokens"), [
    ("They don't", ["They", "do", "n't"]),
    ("They do n't", ["They", "do", "n't"]),
    ("CAN'T", ["CA", "N'T"]),
    ("Hill's plan", ["Hill", "'s", "plan"]),
    ("the U.S. well-known 3,000", ["the", "U.S.", "well-known", "3,000"]),
    ("``no''", ["``", "no", "''"]),
    ("López", ["López"]),
    ("", []),
])
def test_words_numbers_and_marks_are_told_apart(text, tokens):
    assert [text[start:end] for start, end in spans(text)] == tokens


def test_figures_dashes_and_marks_share_an_entry():
    assert [form(token) for token in ("1990", "3,000", "—", "--", "``", "''", "Lied")] == [
        "0", "0", "-", "-", '"', '"', "lied"]


def test_the_mention_becomes_one_target_whatever_its_length():
    sentence = "Dr. Ann Hill lied, the mayor knew."
    found = near(sentence, 0, 12)
    assert found.ids.tolist() == [TARGET, NUMBER["lied"], NUMBER[","], NUMBER["the"], NUMBER["mayor"], UNKNOWN,
                                  UNKNOWN, PAD]


def test_an_unknown_capitalised_word_counts_as_a_name():
    assert near("Lake lied, the mayor knew.", 15, 20).ids[0] == NAME


def test_distance_has_a_sign():
    places = near("the mayor lied", 4, 9).places
    assert places[0] == places[2] + 8


def test_what_stands_in_other_quotation_marks_is_known():
    other, inside = near('the mayor "lied"', 4, 9).marks[:, 3], near('the mayor "lied"', 4, 9).marks[:, 4]
    assert other.tolist() == [0, 0, 1, 1, 0, 0]
    assert inside.tolist() == other.tolist()


def test_clauses_are_counted_from_the_mention():
    clause = near("the mayor , lied , the", 4, 9).marks[:, 0]
    assert np.allclose(clause[:-1], np.array([0, 0, 1, 1, 2, 2]) / 3)


def test_mentions_of_one_sentence_do_not_touch():
    both = contexts(["the mayor lied"], [(0, 0, 3), (0, 4, 9)], Codes(NUMBER), CHARGES)
    assert both.firsts.tolist() == [0, 4, 8]
    assert both.ids[[3, 7]].tolist() == [PAD, PAD]


def test_a_far_word_is_out_of_sight():
    long = "Hill " + "the " * 100
    assert len(near(long, 0, 4).ids) == 1 + 40 + 1
