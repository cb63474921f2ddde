"""How far the words of two sentences are the same."""

from framing.measures.selection.similarity import likeness, root, weighted
from framing.measures.selection.tokens import tokens
from framing.text.document import Document

REST = " Trains ran late. Shops stayed open. Schools closed at noon."


def read(number, text):
    document = Document(text + REST)
    return weighted(number, document, tokens(document, []))[0]


A, B = read(0, "The flood destroyed the old bridge."), read(1, "An old bridge was destroyed in the flooding.")


def test_likeness_is_the_same_from_both_sides_and_less_where_words_differ():
    other = read(1, "An old bridge was destroyed in the storm of Monday night.")
    assert likeness(A, other) == likeness(other, A) < likeness(A, B)


def test_nouns_and_verbs_of_one_root_meet():
    assert root("migrat") == root("migration") != root("mining")
