"""The phrase that names the source of a reported clause."""

from __future__ import annotations

import numpy as np

from framing.quotes import clauses
from framing.quotes.arrays import Numbers, Reading, among
from framing.quotes.spans import chance, spread
from framing.quotes.steps import Model

SOURCE = 0.25  # chance from which a phrase is the source
SOURCE_REACH = 24  # words from a cue to its source
_PHRASE_END = b"NUORSGBnmrPpWI#t"
_PHRASE_GOES_ON = b"NURSGBnmTJO"
_ALONE = b"PpWt"
_LINKS, _LINKED = frozenset(b"ofi"), frozenset(b"RSGBnmU")
_IN_PHRASE = frozenset(b"DhaJNTUOGRSrBen#I")


def sources(r: Reading, model: Model, kept: list[tuple[float, int, int, int, int]]) -> list[tuple[int, int]]:
    """First and last word of the phrase that names the source of each clause; -1 where there is none."""
    if not kept:
        return []
    a, z, i, right = (np.array([row[n] for row in kept]) for n in (1, 2, 3, 4))
    row, j = source_places(r, i, a, z)
    chances = chance(model.steps["source"].scores(clauses.source_attributes(r, i[row], j, right[row]))).tolist()
    best = [(SOURCE, -1)] * len(kept)
    for n, place, sure in zip(row.tolist(), j.tolist(), chances, strict=True):
        if sure > best[n][0]:
            best[n] = sure, place
    kinds = r.kind
    phrases = []
    for (_, _, _, cue, _), (_, head) in zip(kept, best, strict=True):
        first = head
        if head >= 0 and kinds[head] not in _ALONE:
            low = max(int(r.first[head]), head - SOURCE_REACH, cue + 1 if cue < head else 0)
            first = _phrase_start(r, head, low)
            # Of *a report by the ministry* the first word counts: it is the report that says so.
            while (
                first - 2 >= low
                and r.kind[first - 1] in _LINKS
                and r.kind[first - 2] in _LINKED
                and r.gap[first - 2] == 32
            ):
                first = _phrase_start(r, first - 2, low)
        phrases.append((first, head))
    return phrases


def _phrase_start(r: Reading, head: int, low: int) -> int:
    """First word of the phrase that ends with `head`."""
    first = head
    while first > low and r.gap[first - 1] == 32 and int(r.kind[first - 1]) in _IN_PHRASE:
        first -= 1
    return first


def source_places(r: Reading, i: Numbers, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
    """Last words of the phrases about each cue and outside its clause: the number of the cue, and the word."""
    row, j = spread(np.maximum(r.first[i], i - SOURCE_REACH), np.minimum(r.last[i], i + 1 + SOURCE_REACH))
    goes_on = (r.gap[j] == 32) & among(r.kind[np.minimum(j + 1, r.size)], _PHRASE_GOES_ON)
    goes_on &= ~among(r.kind[j], _ALONE) & (j + 1 < r.last[j])
    kept = among(r.kind[j], _PHRASE_END) & ~goes_on & (j != i[row]) & ((j < start[row]) | (j >= end[row]))
    return row[kept], j[kept]
