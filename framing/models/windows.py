"""An article cut into the windows that the encoder reads: pieces with their context, marks and capitals."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.models.wordpiece import WordPiece
from framing.text.document import Document

Numbers = NDArray[np.int64]

CORE = 144  # pieces that a window is read for: the longest that keeps attention cheaper than the other layers
BEFORE, AFTER = 48, 20  # pieces of context: a speaker stands up to a paragraph before, a cue seldom far behind
KEPT_FIRST, KEPT_LAST = 28, 20  # of a longer stretch in marks only its first and last pieces are read
SEP = "[SEP]"


class Tokens(NamedTuple):
    """Pieces of a document. Each array has one number for each piece, in the order of the text."""

    ids: Numbers
    start: Numbers  # characters of the text
    end: Numbers
    marked: Numbers  # 1 inside quotation marks
    shape: Numbers  # 0 lower case, 1 a capital, 2 capitals, 3 a number or sign
    cuts: list[int]  # pieces at which a window may begin: heads of sentences, and the end


class Window(NamedTuple):
    """Pieces ``[low, high)`` are read, ``[first, last)`` are what the window is read for."""

    low: int
    first: int
    last: int
    high: int


def tokens(document: Document, tokenizer: WordPiece, marks: Sequence[tuple[int, int]]) -> Tokens:
    """Pieces of a document as the encoder reads them.

    Paragraphs are parted by a piece of no width. In the middle of long stretches in marks pieces are left out: what is
    said there tells little about who says it.

    Parameters
    ----------
    document : Document
    tokenizer : WordPiece
    marks : sequence of (start, end)
        Outermost stretches in quotation marks, in order.
    """
    text = document.text
    separator = tokenizer.number[SEP]
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    cuts: list[int] = []
    paragraph = -1
    for sentence in document.sentences:
        found = tokenizer.pieces(text, sentence.start, sentence.end)
        if not found.ids:
            continue
        cuts.append(len(ids))
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            ids.append(separator)
            starts.append(sentence.start)
            ends.append(sentence.start)
        ids += found.ids
        starts += found.starts
        ends += found.ends
    marked = np.zeros(len(ids), dtype=np.int64)
    kept = np.ones(len(ids), dtype=bool)
    for start, end in marks:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        marked[first:last] = 1
        if last - first > KEPT_FIRST + KEPT_LAST:
            kept[first + KEPT_FIRST : last - KEPT_LAST] = False
    shape = np.array([_shape(text, start, end) for start, end in zip(starts, ends, strict=True)], dtype=np.int64)
    left = np.concatenate([[0], np.cumsum(kept)]).astype(np.int64)
    places = sorted({int(left[cut]) for cut in cuts} | {int(left[-1])})
    return Tokens(
        np.array(ids, dtype=np.int64)[kept],
        np.array(starts, dtype=np.int64)[kept],
        np.array(ends, dtype=np.int64)[kept],
        marked[kept],
        shape[kept],
        places,
    )


def windows(cuts: Sequence[int], core: int = CORE, before: int = BEFORE, after: int = AFTER) -> Iterator[Window]:
    """Windows whose cores part the pieces, at heads of sentences where these are no longer than a core.

    Examples
    --------
    >>> list(windows([0, 5, 9, 12], core=10, before=3, after=2))
    [Window(low=0, first=0, last=9, high=11), Window(low=6, first=9, last=12, high=12)]
    """
    size = cuts[-1] if cuts else 0
    first = 0
    while first < size:
        last = first + core
        if last < size:
            nearest = cuts[bisect_left(cuts, last + 1) - 1]
            last = nearest if nearest > first else last
        else:
            last = size
        yield Window(max(0, first - before), first, last, min(size, last + after))
        first = last


def _shape(text: str, start: int, end: int) -> int:
    first = text[start:end][:1]
    if not first.isalpha():
        return 3
    if not first.isupper():
        # A later piece of a word in capitals is in capitals; of any other word it is in lower case.
        return 0
    return 2 if end - start > 1 and text[start:end].isupper() else 1
