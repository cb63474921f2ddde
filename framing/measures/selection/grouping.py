"""Which sentences of an event's articles make one statement."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence

from framing.measures.selection.judge import Judged

SAME = 0.25  # mean chance from which two groups of sentences are one; best of .2, .25, .3 on part development


def grouped(pairs: Judged, sides: Sequence[int], same: float = SAME) -> list[list[int]]:
    """Groups of sentences that say the same, each sentence in one group at most; sentences alone are left out.

    Average linkage: the two groups whose sentences say the same with the highest mean chance become one, as long as
    the mean over all their pairs of different articles reaches `same`.

    Parameters
    ----------
    pairs : Judged
        Pairs that are not listed have a chance of 0.
    sides : sequence of int
        For each sentence the number of its article (headlines apart): two sentences of one side are no pair.

    Examples
    --------
    >>> import numpy as np
    >>> pairs = Judged(np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([0.9, 0.8, 0.02]))
    >>> grouped(pairs, [0, 1, 2])
    [[0, 1, 2]]
    >>> grouped(pairs, [0, 1, 2], same=0.5)
    [[0, 1]]
    """
    members: dict[int, list[int]] = {}
    count: dict[int, Counter[int]] = {}
    total: dict[int, dict[int, float]] = defaultdict(dict)
    for i, j, chance in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.chance.tolist(), strict=True):
        total[i][j] = total[j][i] = chance
        for k in (i, j):
            members.setdefault(k, [k])
            count.setdefault(k, Counter({sides[k]: 1}))

    def mean(a: int, b: int) -> float:
        few, many = sorted((count[a], count[b]), key=len)
        possible = few.total() * many.total() - sum(number * many[side] for side, number in few.items())
        return round(total[a][b] / possible, 9) if possible else 0.0

    waiting = [(-mean(i, j), i, j) for i, row in total.items() for j in row if i < j]
    waiting = [one for one in waiting if -one[0] >= same]
    heapq.heapify(waiting)
    newest = max(members, default=0)
    while waiting:
        value, a, b = heapq.heappop(waiting)
        if a not in members or b not in members:
            continue
        newest += 1
        members[newest] = members.pop(a) + members.pop(b)
        count[newest] = count.pop(a) + count.pop(b)
        rows = total.pop(a), total.pop(b)
        joined: dict[int, float] = defaultdict(float)
        for row in rows:
            for c, chance in row.items():
                if c in members:
                    joined[c] += chance
        total[newest] = joined
        for c in joined:
            for old in (a, b):
                total[c].pop(old, None)
            total[c][newest] = joined[c]
            value = mean(newest, c)
            if value >= same:
                heapq.heappush(waiting, (-value, min(c, newest), max(c, newest)))
    return sorted(sorted(group) for group in members.values() if len(group) > 1)
