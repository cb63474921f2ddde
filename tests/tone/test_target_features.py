"""How a mention in its sentence becomes numbers."""

import numpy as np
import pytest

from framing.tone.target_features import NAME, PAD, SPECIAL, Codes, contexts, form, spans

WORDS = [*SPECIAL, "the", "mayor", "lied", "do", "costly", "deal", "he", "his"]
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


def shown(sentence, mention):
    start = sentence.index(mention)
    return [WORDS[number] for number in near(sentence, start, start + len(mention)).ids[:-1]]


def test_small_words_and_marks_have_entries_of_their_own():
    assert shown("Ann did n't lie to us, \"do\"", "Ann") == [
        "<target>", "<unknown>", "n't", "<unknown>", "to", "<unknown>", ",", '"', "do", '"']


@pytest.mark.parametrize(("rare", "read_as"), [
    ("deals", "deal"), ("deal-mayor", "mayor"), ("deal-zzz", "deal"), ("deali-ng", "<unknown>"), ("mayoring", "mayor"),
    ("dos", "<unknown>"), ("Deals", "<name>"), ("zzz-zzz", "<unknown>"),
])
def test_a_rare_word_is_read_as_the_word_it_is_made_of(rare, read_as):
    assert shown(f"Ann {rare}", "Ann") == ["<target>", read_as]


@pytest.mark.parametrize("mention", ["Ann", "Dr. Ann Hill", "he", "He", "the mayor Hill", "Hill's deal", "The Hague"])
def test_a_name_or_a_pronoun_is_hidden_whatever_its_length(mention):
    assert shown(f"{mention} lied, the mayor", mention) == ["<target>", "lied", ",", "the", "mayor"]


@pytest.mark.parametrize("mention", ["the costly deal", "The costly deal", "his deal", "deal"])
def test_a_phrase_without_a_name_stays_in_sight_before_the_target(mention):
    assert shown(f"{mention} lied", mention) == [*mention.lower().split(), "<target>", "lied"]


def test_distance_is_counted_from_the_sign():
    places = near("the costly deal lied", 0, 15).places
    assert places.tolist()[:5] == [11, 10, 9, 0, 1]


def test_mentions_of_both_kinds_stand_side_by_side():
    both = contexts(["Ann lied, the deal"], [(0, 0, 3), (0, 10, 18)], Codes(NUMBER), CHARGES)
    assert [WORDS[number] for number in both.ids] == [
        "<target>", "lied", ",", "the", "deal", "<pad>", "<name>", "lied", ",", "the", "deal", "<target>", "<pad>"]


def test_an_unknown_capitalised_word_counts_as_a_name():
    assert near("Lake lied, the mayor knew.", 15, 20).ids[0] == NAME


def test_distance_has_a_sign():
    places = near("the Mayor lied", 4, 9).places
    assert places[0] == places[2] + 8


def test_what_stands_in_other_quotation_marks_is_known():
    other, inside = near('the Mayor "lied"', 4, 9).marks[:, 3], near('the Mayor "lied"', 4, 9).marks[:, 4]
    assert other.tolist() == [0, 0, 1, 1, 0, 0]
    assert inside.tolist() == other.tolist()


def test_clauses_are_counted_from_the_mention():
    clause = near("the Mayor , lied , the", 4, 9).marks[:, 0]
    assert np.allclose(clause[:-1], np.array([0, 0, 1, 1, 2, 2]) / 3)


def test_mentions_of_one_sentence_do_not_touch():
    both = contexts(["Ann Mayor lied"], [(0, 0, 3), (0, 4, 9)], Codes(NUMBER), CHARGES)
    assert both.firsts.tolist() == [0, 4, 8]
    assert both.ids[[3, 7]].tolist() == [PAD, PAD]


def test_a_far_word_is_out_of_sight():
    long = "Hill " + "the " * 100
    assert len(near(long, 0, 4).ids) == 1 + 40 + 1
