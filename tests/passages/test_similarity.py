"""Sentences of one event that say the same in other words are linked; those of other events are not."""

from framing.document import Document
from framing.passages.similarity import likeness, links, root, sameness, weighted
from framing.passages.tokens import tokens

REST = " Trains ran late. Shops stayed open. Schools closed at noon."


def read(number, text):
    document = Document(text + REST)
    return weighted(number, document, tokens(document, []))[0]


A, B = read(0, "The flood destroyed the old bridge."), read(1, "An old bridge was destroyed in the flooding.")


def test_likeness_is_the_same_from_both_sides_and_less_where_words_differ():
    other = read(1, "An old bridge was destroyed in the storm of Monday night.")
    assert likeness(A, other) == likeness(other, A) < likeness(A, B)


def test_a_sentence_within_a_longer_one_is_alike_and_not_the_same():
    mills = "The flood destroyed the old bridge, two mills and a chapel"
    short, long = read(0, f"{mills}."), read(1, f"{mills}, cut the power of four towns and drowned many sheep.")
    assert likeness(short, long) > 0.75 > sameness(short, long) and sameness(long, long) == 1


def test_only_sentences_of_one_event_and_of_different_articles_are_linked():
    assert [(i, j) for _, i, j in links([A, B], 0.3, [0, 0])] == [(0, 1)]
    assert list(links([A, B], 0.3, [0, 1])) == [] and list(links([A, A], 0.3, [0, 0])) == []


def test_nouns_and_verbs_of_one_root_meet():
    assert root("migrat") == root("migration") != root("mining")
