"""Which pairs of articles are worth aligning: an index of word runs instead of all pairs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.passages.tokens import stem

RUN = 5  # words in a row that are looked up
RUNS = 3  # runs that two articles must share: seven words in a row, or as much in pieces
CROWD = 40  # articles that print one run; beyond it each is paired with its next only
SMALL = 60  # articles; every pair of so few is aligned
_MIX = np.uint64(0x9E3779B97F4A7C15)


def candidates(documents: Iterable[Document]) -> list[tuple[int, int]]:
    """Pairs of documents, by number, that may share a passage.

    All pairs of a small corpus, so that a quotation of three words is found too. In a larger one the pairs that share
    at least `RUNS` runs of five words. A run that more than `CROWD` articles print links each of them to the next in
    order only: copies of one dispatch stay connected, and the pairs grow with the articles and not with their square.

    Notes
    -----
    Memory: twelve bytes a word of the corpus while the runs are sorted.
    """
    prints = [runs(document) for document in documents]
    count = len(prints)
    if count <= SMALL:
        return [(i, j) for i in range(count) for j in range(i + 1, count)]
    owners = np.repeat(np.arange(count, dtype=np.int32), [len(p) for p in prints])
    pairs, times = shared_runs(np.concatenate(prints), owners, count)
    return [(int(pair) // count, int(pair) % count) for pair in pairs[times >= RUNS]]


def shared_runs(
    runs: NDArray[np.uint64], owners: NDArray[np.int32], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of documents i < j, as ``i * count + j`` in order, and how many runs each shares.

    Parameters
    ----------
    runs, owners : arrays
        Each run that a document has, once, and the number of that document; those of one run in order. Runs may be
        divided by their value, and what comes of each share added up.
    count : int
        Documents in all.
    """
    order = np.argsort(runs, kind="stable")
    return np.unique(_pairs(runs[order], owners[order], count), return_counts=True)


def _pairs(runs: NDArray[np.uint64], owner: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """One entry, ``i * count + j``, for every run that the documents i < j share."""
    edges = np.flatnonzero(np.diff(runs)) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(runs)]])
    sizes = ends - starts
    found: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    # The owners of one run stand in order, so the pairs of all runs at one distance are taken at once.
    longest = int(sizes.max(initial=0))
    for distance in range(1, min(longest, CROWD)):
        at = np.flatnonzero(runs[distance:] == runs[:-distance])
        if distance > 1:
            group = np.searchsorted(ends, at, side="right")
            at = at[sizes[group] <= CROWD]
        found.append(owner[at].astype(np.int64) * count + owner[at + distance])
    return np.concatenate(found)


def runs(document: Document) -> NDArray[np.uint64]:
    """Different hashes of the runs of `RUN` stems, without those of the page's furniture."""
    notices = [p for p in document.paragraphs if p.zone == "notice"]
    hashes = np.array(
        [
            _hash(stem(word))
            for word, (start, _) in zip(document.word_texts, document.words, strict=True)
            if not any(p.start <= start < p.end for p in notices)
        ],
        dtype=np.uint64,
    )
    if len(hashes) < RUN:
        return np.empty(0, dtype=np.uint64)
    mixed = hashes[: len(hashes) - RUN + 1].copy()
    with np.errstate(over="ignore"):
        for k in range(1, RUN):
            mixed = mixed * _MIX ^ hashes[k : len(hashes) - RUN + 1 + k]
    return np.unique(mixed)


@lru_cache(maxsize=500_000)
def _hash(word: str) -> int:
    """The same number in every process, unlike Python's own hash."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
