"""Windows part an article's pieces, begin at sentences, and leave out the middle of long quotations."""

import pytest

from framing.models.windows import KEPT_FIRST, KEPT_LAST, tokens, windows
from framing.models.wordpiece import WordPiece
from framing.text.document import Document

PIECES = WordPiece(["[UNK]", "[SEP]", "rain", "fell", "no", ".", "“", "”"])


@pytest.mark.parametrize("cuts", [[0, 5, 9, 12], [0, 40], [0, 1, 2, 30, 31], [0]])
def test_cores_part_the_pieces_and_context_lies_around_them(cuts):
    found = list(windows(cuts, core=10, before=3, after=2))
    assert [n for window in found for n in range(window.first, window.last)] == list(range(cuts[-1]))
    for window in found:
        assert 0 < window.last - window.first <= 10
        assert window.low == max(0, window.first - 3) and window.high == min(cuts[-1], window.last + 2)


def test_a_window_begins_with_a_sentence_where_sentences_are_short_enough():
    assert [window.first for window in windows([0, 6, 9, 14, 18], core=10)] == [0, 9]


def test_paragraphs_are_parted_by_a_piece_of_no_width():
    read = tokens(Document("Rain fell.\n\nNo rain."), PIECES, [])
    parted = read.start[read.start == read.end].tolist()
    assert parted == [0, 12] and read.cuts == [0, 4, 8]


def test_capitals_and_marks_are_signs_of_their_own():
    text = "“No” RAIN fell."
    read = tokens(Document(text), PIECES, [(1, 3)])
    signs = zip(read.start, read.end, read.marked, read.shape, strict=True)
    words = {text[a:b]: (marked, shape) for a, b, marked, shape in signs if a < b}
    assert words["No"] == (1, 1) and words["RAIN"] == (0, 2) and words["fell"] == (0, 0) and words["."] == (0, 3)


def test_the_middle_of_a_long_quotation_is_not_read():
    text = "“" + " ".join(["rain"] * 80) + "”"
    read = tokens(Document(text), PIECES, [(1, len(text) - 1)])
    assert read.marked.sum() == KEPT_FIRST + KEPT_LAST
    assert read.start[read.marked == 1][0] == 1 and read.end[read.marked == 1][-1] == len(text) - 1
