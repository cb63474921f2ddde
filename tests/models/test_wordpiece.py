"""Words are cut as BERT's own tokenizer cuts them (compared on 1,500 articles: see the encoder's card)."""

import pytest

from framing.models.wordpiece import WordPiece

PIECES = WordPiece(["[UNK]", "fram", "##ing", ".", "cafe", "##s", "'", "s", "don", "t", "$", "ab"])


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in zip(*PIECES.pieces(text)[1:], strict=True)]


def test_the_longest_piece_is_taken_first():
    assert PIECES.pieces("framing") == ([1, 2], [0, 4], [4, 7])


def test_capitals_and_accents_make_no_difference_to_pieces_and_none_to_places():
    assert PIECES.pieces("Cafés").ids == PIECES.pieces("cafes").ids
    assert cut("Cafés") == ["Café", "s"]
    assert cut("Cafe\u0301s.") == ["Cafe", "s", "."]  # the accent is a character of its own and belongs to no piece


@pytest.mark.parametrize("text", ["framing.", "framing .", "\tframing\n."])
def test_punctuation_stands_alone_and_blanks_belong_to_nothing(text: str):
    assert cut(text) == ["fram", "ing", "."]


def test_a_control_character_inside_a_word_parts_nothing():
    assert PIECES.pieces("fra\u200bming").ids == [1, 2]
    assert cut("fra\u200bming") == ["fra\u200bm", "ing"]


def test_a_word_without_pieces_is_one_unknown():
    assert PIECES.pieces("framzz") == ([0], [0], [6])
    assert PIECES.pieces("x" * 200).ids == [0]


def test_a_part_of_a_text_keeps_its_places():
    assert PIECES.pieces("No framing.", 3, 10) == ([1, 2], [3, 7], [7, 10])
