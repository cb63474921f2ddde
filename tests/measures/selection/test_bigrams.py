"""Set phrases of the trade surprise nobody; words that one reporter chose do."""

from framing.measures.selection.bigrams import MOST, surprisal
from framing.measures.selection.tokens import stem


def test_a_set_phrase_is_cheaper_than_a_choice_of_words():
    prime, minister, goat = map(stem, ("prime", "minister", "goat"))
    assert surprisal(prime, minister) < surprisal(prime, goat)


def test_a_pair_never_seen_costs_no_more_than_the_most():
    assert 0 < surprisal("zzzz", "qqqq") <= MOST
