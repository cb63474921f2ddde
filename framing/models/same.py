"""Sentences as vectors whose cosine says how far they say the same, by the encoder."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.models.encoder import EXACT, Bottom, Encoder, in_batches
from framing.models.reading import bottom, weights
from framing.models.remembered import remembered

LAYOUT = ("mean of all pieces, [CLS] and [SEP] included",)  # what the weights were learned for
LONGEST = 72  # pieces of a sentence that are read; one in fifty is longer
# A vector is rounded to this fraction: sums of products of such whole numbers are exact in any order.
UNIT = 1024


def pieces_of(text: str, start: int, end: int) -> NDArray[np.int64]:
    """Pieces of the sentence ``text[start:end]`` between [CLS] and [SEP]."""
    tokenizer = bottom().tokenizer
    ids = tokenizer.pieces(text, start, end).ids[:LONGEST]
    return np.array([tokenizer.number["[CLS]"], *ids, tokenizer.number["[SEP]"]], dtype=np.int64)


class Vectors:
    """The encoder with its layers for statements.

    Parameters
    ----------
    bottom : Bottom
    layers : mapping of str to array
        ``statements.npz``, see ``resources/encoder/card.md``.
    """

    def __init__(self, bottom: Bottom, layers: Mapping[str, Any]) -> None:
        self._encoder = Encoder(bottom, layers, ())

    def __call__(self, sentences: Sequence[NDArray[np.int64]]) -> NDArray[np.float64]:
        """A row of whole numbers for each sentence's pieces; the product of two over ``UNIT**2`` is their cosine."""
        made = remembered("vectors", [ids.tobytes() for ids in sentences], lambda some: self._kept(sentences, some))
        rows = [np.frombuffer(base64.b64decode(row), "<i2") for row in made]
        return np.array(rows, dtype=np.float64).reshape(len(sentences), 384)

    def _kept(self, sentences: Sequence[NDArray[np.int64]], places: list[int]) -> list[str]:
        """The rows of some sentences as text: their numbers are whole and lie between -UNIT and UNIT."""
        found = np.zeros((len(places), 384))
        lengths = [len(sentences[n]) for n in places]
        for batch, rows in in_batches(lambda some: self._read([sentences[places[n]] for n in some]), lengths):
            found[batch] = rows
        return [base64.b64encode(row.tobytes()).decode() for row in found.astype("<i2")]

    def _read(self, some: list[NDArray[np.int64]]) -> NDArray[np.float64]:
        hidden = self._encoder([(ids,) for ids in some])
        # Whole numbers again, whose sums are exact, and a sum of squares that is rounded once.
        rows = np.array([np.rint(part * np.float32(EXACT / 256)).sum(0, dtype=np.float64) for part in hidden])
        lengths = np.array([math.sqrt(math.fsum(np.square(row).tolist())) for row in rows])
        made: NDArray[np.float64] = np.rint(rows / lengths[:, None] * UNIT)
        return made


@cache
def vectors() -> Vectors:
    """The shipped layers, read once."""
    return Vectors(bottom(), weights("statements", LAYOUT, "statements"))
