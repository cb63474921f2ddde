"""Vectors of sentences: whole numbers, whatever else is read with a sentence, and near where two say the same."""

import numpy as np
import pytest

from framing.models import encoder
from framing.models.same import LONGEST, UNIT, pieces_of, vectors

TEXTS = (
    "Heavy rain closed the old bridge on Monday.",
    "The old bridge had to be shut because of the downpour.",
    "The mayor promised new roofs for both schools.",
)


def read(*texts):
    return vectors()([pieces_of(text, 0, len(text)) for text in texts])


@pytest.fixture(scope="module")
def rows():
    return read(*TEXTS)


def test_rows_are_whole_numbers_of_length_one(rows):
    assert (rows == np.rint(rows)).all() and rows.shape == (3, 384)
    assert np.abs(np.linalg.norm(rows, axis=1) / UNIT - 1).max() < 0.01


def test_what_else_is_read_changes_nothing(rows, monkeypatch):
    monkeypatch.setattr(encoder, "SHORT_BATCH", 1)
    np.testing.assert_array_equal(read(*TEXTS[::-1])[::-1], rows)


def test_sentences_that_say_the_same_are_nearer(rows):
    cosine = rows @ rows.T / UNIT**2
    assert cosine[0, 1] > 0.5 > cosine[0, 2]


def test_only_the_beginning_of_a_very_long_sentence_is_read():
    assert len(pieces_of("word " * 200, 0, 1000)) == LONGEST + 2


def test_no_sentences_no_rows():
    assert vectors()([]).shape == (0, 384)
