"""Sentences as vectors whose cosine says how far they say the same, by the encoder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from framing.models.encoder import Bottom, Encoder
from framing.models.reading import bottom, processors, weights

SIGNS = ("not in marks", "in marks")  # of a piece, in the order of their slots
LONGEST = 72  # pieces of a sentence that are read; one in fifty is longer
BATCH = 24  # sentences read at once: their arrays still fit into a processor's cache
# A vector is rounded to this fraction: sums of products of such whole numbers are exact in any order.
UNIT = 1024


class Sentence(NamedTuple):
    """Pieces of a sentence between [CLS] and [SEP], and which stand in quotation marks."""

    ids: NDArray[np.int64]
    marks: NDArray[np.int64]


def sentence_of(text: str, start: int, end: int, marks: Iterable[tuple[int, int]]) -> Sentence:
    """The sentence ``text[start:end]``; `marks` are the spans of the text that stand in quotation marks."""
    tokenizer = bottom().tokenizer
    pieces = tokenizer.pieces(text, start, end)
    ids, starts = pieces.ids[:LONGEST], pieces.starts[:LONGEST]
    inside = np.zeros(len(ids) + 2, dtype=np.int64)
    for first, last in marks:
        if first < end and last > start:
            inside[1:-1] |= [first <= at < last for at in starts]
    return Sentence(np.array([tokenizer.number["[CLS]"], *ids, tokenizer.number["[SEP]"]], dtype=np.int64), inside)


class Vectors:
    """The encoder with its layers for statements.

    Parameters
    ----------
    bottom : Bottom
    layers : mapping of str to array
        ``statements.npz``, see ``resources/encoder/card.md``.
    """

    def __init__(self, bottom: Bottom, layers: Mapping[str, Any]) -> None:
        self._encoder = Encoder(bottom, layers, ("marks",))

    def __call__(self, sentences: Sequence[Sentence]) -> NDArray[np.float64]:
        """A row of whole numbers for each sentence; the product of two rows over ``UNIT**2`` is their cosine."""
        order = sorted(range(len(sentences)), key=lambda n: len(sentences[n].ids))
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        found = np.zeros((len(sentences), 384))
        with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(processors()) as pool:
            for batch, rows in zip(batches, pool.map(lambda b: self._read([sentences[n] for n in b]), batches), strict=True):
                found[batch] = rows
        return found

    def _read(self, some: list[Sentence]) -> NDArray[np.float64]:
        hidden = self._encoder([(s.ids, s.marks) for s in some])
        rows = np.array([part.astype(np.float64).sum(0) for part in hidden])
        rows /= np.sqrt(np.square(rows).sum(-1, keepdims=True))
        return np.rint(rows * UNIT)


@cache
def vectors() -> Vectors:
    """The shipped layers, read once."""
    return Vectors(bottom(), weights("statements", SIGNS, "statements"))
