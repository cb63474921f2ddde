"""Two articles laid side by side: wordings that stand in both, as pairs of words."""

from framing.measures.selection.align import align
from framing.measures.selection.tokens import tokens
from framing.text.document import Document

SHARED = "The flood destroyed the old bridge over the river late on Monday evening."


def wordings(one, other):
    a, b = (tokens(Document(text), []) for text in (one, other))
    return [(a.surface[m.start_a : m.end_a], b.surface[m.start_b : m.end_b]) for m in align(a, b)]


def test_a_sentence_that_both_print_pairs_up_word_by_word():
    ((one, other),) = wordings(f"{SHARED} Rain fell.", f"Nobody was hurt. {SHARED}")
    assert one == other and one[0] == "the" and one[-1] == "evening"


def test_a_word_more_parts_no_wording():
    ((one, other),) = wordings(SHARED, SHARED.replace("old bridge", "old stone bridge"))
    assert len(other) == len(one) + 1


def test_words_of_the_trade_are_no_shared_wording():
    assert wordings("He said that it would be done.", "She said that it would be over.") == []


def test_no_word_is_paired_twice():
    a, b = (tokens(Document(text), []) for text in (f"{SHARED} {SHARED}", SHARED))
    for match in align(a, b):
        left, right = zip(*match.pairs, strict=True)
        assert sorted(set(left)) == list(left) and sorted(set(right)) == list(right)
