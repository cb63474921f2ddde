"""Groups of sentences that say the same, from the chances of pairs."""

import numpy as np

from framing.measures.selection.grouping import grouped
from framing.measures.selection.judge import Judged


def pairs(*rows):
    one, other, chance = zip(*rows, strict=True)
    return Judged(np.array(one), np.array(other), np.array(chance, dtype=float))


def test_a_sentence_is_in_one_group_alone():
    """The second says the same as the first and the third, which say different things: it goes with the likelier."""
    assert grouped(pairs((0, 1, 0.6), (1, 2, 0.7)), [0, 1, 2], same=0.4) == [[1, 2]]


def test_what_is_likely_on_the_whole_is_one_group_though_one_pair_is_not():
    chances = pairs((0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.1))
    assert grouped(chances, [0, 1, 2], same=0.4) == [[0, 1, 2]]


def test_sentences_of_one_article_come_together_by_others_and_are_no_pair():
    assert grouped(pairs((0, 1, 0.9), (0, 2, 0.8)), [0, 1, 1], same=0.5) == [[0, 1, 2]]


def test_pairs_that_are_not_listed_count_as_none():
    assert grouped(pairs((0, 1, 0.9), (2, 3, 0.9), (0, 2, 0.5)), [0, 1, 2, 3], same=0.4) == [[0, 1], [2, 3]]


def test_the_order_of_pairs_does_not_matter():
    rows = [(0, 1, 0.5), (1, 2, 0.5), (2, 3, 0.5), (0, 3, 0.5), (0, 2, 0.5), (1, 3, 0.5)]
    assert grouped(pairs(*rows), [0, 1, 2, 3]) == grouped(pairs(*rows[::-1]), [0, 1, 2, 3]) == [[0, 1, 2, 3]]


def test_nothing_is_grouped_without_pairs():
    none = np.empty(0, dtype=np.int64)
    assert grouped(Judged(none, none, np.empty(0)), []) == []
