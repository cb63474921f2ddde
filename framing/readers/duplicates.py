"""Texts that stand twice, or nearly so."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_WORD = re.compile(r"\w+")
_RUN = 5  # words
_COMMON = 30  # a run of words in more texts than this is furniture and says nothing of a pair
_LIKE = 0.8  # least share of the runs of both texts that near copies have in common
_SAMPLE = 4  # one run in four is compared, the same ones in every text


def same_texts(texts: Sequence[str]) -> dict[int, int]:
    """Return for each text that stands earlier in the list the place where it does; case and blank space aside.

    Examples
    --------
    >>> same_texts(["Rain fell.", "Snow fell.", "rain  fell."])
    {2: 0}
    """
    first: dict[str, int] = {}
    found = {}
    for place, text in enumerate(texts):
        earlier = first.setdefault(" ".join(text.split()).casefold(), place)
        if earlier != place:
            found[place] = earlier
    return found


def near_texts(texts: Sequence[str]) -> dict[int, tuple[int, float]]:
    """Return for each text the earlier one that is nearly the same, with the share of their runs in common.

    Nearly the same are texts with four fifths of their runs of five words in common (Jaccard index). The same quarter
    of the runs is taken from every text (those whose checksum divides by four); texts of fewer than 30 words are left
    alone. The cost grows with the number of texts, not of pairs.
    """
    places: dict[int, list[int]] = {}
    sizes = []
    for place, text in enumerate(texts):
        runs = _runs(text)
        sizes.append(len(runs))
        for run in sorted(runs):
            places.setdefault(run, []).append(place)
    common: Counter[tuple[int, int]] = Counter()
    for holders in places.values():
        if 1 < len(holders) <= _COMMON:
            common.update((earlier, later) for n, later in enumerate(holders) for earlier in holders[:n])
    found: dict[int, tuple[int, float]] = {}
    for (earlier, later), shared in sorted(common.items()):
        share = shared / (sizes[earlier] + sizes[later] - shared)
        if share >= _LIKE and share > found.get(later, (0, 0.0))[1]:
            found[later] = earlier, share
    return found


def _runs(text: str) -> set[int]:
    words = _WORD.findall(text.casefold())
    if len(words) < 30:
        return set()
    sums = (zlib.crc32(" ".join(words[n : n + _RUN]).encode("utf-8", "replace")) for n in range(len(words) - _RUN + 1))
    return {number for number in sums if number % _SAMPLE == 0}


def alike_names(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return pairs of names that differ in case, punctuation, blank space or "the" alone.

    Examples
    --------
    >>> alike_names(["Al Jazeera", "Daily Example", "al-jazeera"])
    [('Al Jazeera', 'al-jazeera')]
    """
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        words = [word for word in _WORD.findall(name.casefold()) if word not in ("the", "com", "www")]
        groups.setdefault("".join(words), []).append(name)
    return [pair for group in groups.values() for pair in pairwise(group)]
