"""What is looked at of the words in marks and beside them."""

from framing.measures.quotes.kind_features import word_features
from framing.measures.quotes.marks import marked
from framing.text.document import Document


def features(text):
    document = Document(text)
    return [set(row) for row in word_features(document, marked(document))]


def test_words_beside_and_at_the_edges_are_told_by_place():
    (row,) = features("She hosts the show “Harbour Lights” on Monday.")
    assert {"athe", "bshow", "con", "dharbour", "elights", "iharbour", "ilights"} <= row


def test_a_text_begins_and_ends_in_blanks():
    (row,) = features("“Stay”")
    assert {"a^", "b^", "c^", "dstay", "estay"} <= row


def test_a_long_quotation_gives_its_first_words_only():
    (row,) = features("“One two three four five six seven eight,” she said.")
    assert "isix" in row and "iseven" not in row
