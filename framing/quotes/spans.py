"""Where the clause of a cue begins and ends."""

from __future__ import annotations

import numpy as np

from framing.quotes import clauses
from framing.quotes.arrays import Chances, Numbers, Reading, among
from framing.quotes.clauses import REACH
from framing.quotes.steps import Model

EDGE = -6.5  # log odds; places less likely than this are no end of any clause
START_REACH = 12  # words from a cue to its clause
_NO_END = b"Dha"  # no phrase ends in a determiner, nor in an adjective before its noun


def starts(r: Reading, i: Numbers, model: Model) -> tuple[Numbers, Chances]:
    """The likeliest first word of the clause after each cue, and its probability."""
    row, j = spread(i + 1, np.minimum(r.last[i], i + 1 + START_REACH))
    here = chance(model.steps["start"].scores(clauses.start_attributes(r, i[row], j)))
    return _first_hit(row, j, here, len(i))


def ends(r: Reading, i: Numbers, start: Numbers, model: Model) -> tuple[Numbers, Chances]:
    """The word after the clause of each cue, and the chance that its length is about right."""
    row, j = end_places(r, start)
    edge = model.steps["edge"].scores(clauses.edge_attributes(r, j))
    final = j + 1 == np.minimum(r.last[start], start + REACH)[row]
    kept = (edge > EDGE) | final
    row, j, edge, final = row[kept], j[kept], edge[kept], final[kept]
    here = chance(edge + model.steps["end"].scores(clauses.end_attributes(r, i[row], start[row], j)))
    here[final] = 1.0
    length, mass = _about_right(row, j - start[row] + 1, here, len(i))
    return start + length, mass


def end_places(r: Reading, start: Numbers) -> tuple[Numbers, Numbers]:
    """Places where a clause may end: the number of the clause, and the word."""
    row, j = spread(start, np.minimum(r.last[start], start + REACH))
    last = np.minimum(r.last[start], start + REACH)[row]
    kept = (r.gap[j] != 32) | ~among(r.kind[j], _NO_END) | (j + 1 == last)
    return row[kept], j[kept]


def left_ends(r: Reading, i: Numbers, model: Model) -> tuple[Numbers, Chances]:
    """The word after the clause that goes before each cue."""
    row, back = spread(np.zeros_like(i), np.minimum(i - r.first[i], START_REACH))
    j = i[row] - back
    here = chance(model.steps["left_end"].scores(clauses.left_attributes(r, i[row], j, i[row])))
    return _first_hit(row, j, here, len(i))


def left_starts(r: Reading, i: Numbers, end: Numbers, model: Model) -> tuple[Numbers, Chances]:
    """The first word of the clause before each cue that ends before word `end`."""
    row, back = spread(np.ones_like(i), np.minimum(end - r.first[i], REACH) + 1)
    j = end[row] - back
    here = chance(model.steps["left_start"].scores(clauses.left_attributes(r, i[row], j, end[row])))
    here[j == np.maximum(r.first[i], end - REACH)[row]] = 1.0
    length, mass = _about_right(row, back, here, len(i))
    return end - length, mass


def spread(low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """All whole numbers of the ranges ``[low, high)``, one after the other, and before them the range of each."""
    count = np.maximum(high - low, 0)
    row = np.repeat(np.arange(len(low)), count)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + low[row]


def chance(score: Chances) -> Chances:
    """Probability of log odds."""
    result: Chances = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
    return result


def _first_hit(row: Numbers, j: Numbers, here: Chances, size: int) -> tuple[Numbers, Chances]:
    """For each row the place likeliest to be the first hit, where each place is one with the chance `here`."""
    best, found, left = [0.0] * size, [-1] * size, [1.0] * size
    for n, place, sure in zip(row.tolist(), j.tolist(), here.tolist(), strict=True):
        if found[n] < 0 or left[n] * sure > best[n]:
            best[n], found[n] = left[n] * sure, place
        left[n] *= 1 - sure
    return np.array(found), np.array(best)


def _about_right(row: Numbers, length: Numbers, here: Chances, size: int) -> tuple[Numbers, Chances]:
    """For each row the length most likely to share more than half with the true one, and the chance that it does."""
    likely: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    left = [1.0] * size
    for n, words, sure in zip(row.tolist(), length.tolist(), here.tolist(), strict=True):
        p = left[n] * sure
        if p > 0.03 or sure == 1.0 and not likely[n]:
            likely[n].append((words, p))
        left[n] *= 1 - sure
    best = []
    for lengths in likely:
        if len(lengths) == 1:
            best.append(lengths[0])
            continue
        worth = [(sum([p * of[m] for m, p in lengths]), -n) for n, of in [(n, _WORTH[n]) for n, _ in lengths]]
        n = -max(worth)[1]
        best.append((n, sum([p for m, p in lengths if m <= 2 * n and n <= 2 * m])))
    return np.array([n for n, _ in best]), np.array([p for _, p in best])


def _worth(n: int, m: int) -> float:
    """Of a clause of `n` words where `m` are right: one, and something for closeness; little below about half."""
    ratio = min(n, m) / max(n, m, 1)
    return 1 + 0.2 * ratio if ratio >= 0.55 else 0.2 * ratio


_WORTH = [[_worth(n, m) for m in range(REACH + 2)] for n in range(REACH + 2)]
