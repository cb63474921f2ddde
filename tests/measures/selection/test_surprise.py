"""Set phrases of the trade surprise nobody; words that one reporter chose do."""

from framing.measures.selection.surprise import MOST, surprise
from framing.measures.selection.tokens import stem


def test_a_set_phrase_is_cheaper_than_a_choice_of_words():
    prime, minister, goat = map(stem, ("prime", "minister", "goat"))
    assert surprise(prime, minister) < surprise(prime, goat)


def test_a_pair_never_seen_costs_no_more_than_the_most():
    assert 0 < surprise("zzzz", "qqqq") <= MOST
