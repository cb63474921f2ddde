"""What is looked at to find reported clauses, as whole numbers in arrays.

Each step of `indirect` asks one question of many places at once (is this word a cue, does its clause end here). Its
attributes are rows of an array, its slots are combinations of attributes, and a slot's value is hashed to a place in
a table of learned weights. So a step takes a dozen array operations, however many slots it has. Nothing here looks
further than `REACH` words, so that time stays linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from framing.quotes.arrays import Numbers, Reading, among
from framing.quotes.stems import word_hash

REACH = 60  # words on either side of a cue


def hashed(attributes: Sequence[Numbers] | Numbers, slots: Sequence[Numbers], bits: int) -> Numbers:
    """Places in a table of ``2 ** bits`` weights: one row a slot, one column a question.

    `slots` tells for the first, second … attribute of a slot in which slots it is, and which attribute.
    """
    rows = np.array(attributes, dtype=np.uint32)
    mixed = np.empty((slots[0].shape[1], rows.shape[1]), dtype=np.uint32)
    mixed[:] = np.arange(1, len(mixed) + 1, dtype=np.uint32)[:, None] * np.uint32(0x9E3779B1)
    for (which, attribute), factor in zip(slots, _FACTORS, strict=False):
        scattered = rows * factor
        scattered ^= scattered >> np.uint32(15)
        scattered *= np.uint32(0x2C1B3C6D)
        mixed[which] += scattered[attribute]
    mixed ^= mixed >> np.uint32(16)
    mixed *= np.uint32(0x297A2D39)
    mixed >>= np.uint32(32 - bits)
    return mixed.astype(np.intp)


_FACTORS = np.array([0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1], dtype=np.uint32)


def cue_attributes(r: Reading, i: Numbers) -> list[Numbers]:
    """Of words that may report (`CUE`): themselves, their neighbours, subject and object, and the signs about them."""
    a, z = np.maximum(r.first[i], i - REACH), np.minimum(r.last[i], i + REACH)
    around = [i - 3, i - 2, i - 1, i + 1, i + 2, i + 3]
    k = [r.at(r.kind, place, a, z) for place in around]
    g = [r.at(r.gap, place, a, z) for place in (i - 1, i, i + 1)]
    left, right = np.where(i > 0, r.stop_left[i - 1], -1), r.stop_right[i]
    away, ahead = np.minimum(i - 1 - left, 15), np.minimum(right - i, 15)
    signs = np.where(left >= a, r.gap[left], 1) * 128 + r.gap[right]
    subject = r.subject[np.maximum(i - 1, 0)]
    helper = r.helper[np.maximum(i - 1, 0)]
    head = np.where(i + 1 < z, r.head[np.minimum(i + 1, r.size)], r.size)
    quotes = (r.marks[z - 1] > r.marks[i] - (r.gap[i] == 34)) * 2 + (
        r.marks[i] - (r.gap[i] == 34) > r.marks[a] - (r.gap[a] == 34)
    )
    return [
        np.zeros_like(i), r.word[i], r.stem[i], r.group[i], r.kind[i],
        r.at(r.word, i - 2, a, z), r.at(r.word, i - 1, a, z), r.at(r.word, i + 1, a, z), r.at(r.word, i + 2, a, z),
        k[2], k[2] + 128 * k[1] + 16384 * k[0], k[3], k[3] + 128 * k[4] + 16384 * k[5], g[0], g[1], g[2],
        np.where(left >= a, r.gap[left], 1) * 16 + _coarse(away), r.gap[right] * 16 + _coarse(ahead),
        np.minimum(away, 3) * 4 + np.minimum(ahead, 3), r.at(r.kind, subject, a, i), r.at(r.stem, subject, a, i),
        r.at(r.gap, subject, a, i), r.at(r.word, helper, np.maximum(subject, a), i), r.kind[head], r.stem[head],
        quotes, r.zone[i],
        signs * 16 + np.minimum(away, 3) * 4 + np.minimum(ahead, 3),
        np.where(among(r.kind[helper], b"x") & among(r.kind[helper - 1], b"x"), r.word[helper - 1], 0),
    ]  # fmt: skip


CUE = ("none word stem group kind w2 w1 n1 n2 k1 behind kn ahead g1 gap gn left right near subject who which helper "
       "thing what quotes zone about helper2").split()  # fmt: skip


def start_attributes(r: Reading, i: Numbers, j: Numbers) -> list[Numbers]:
    """Of later words `j` with which the clause of cue `i` may begin (`START`)."""
    z = r.last[i]
    near = np.minimum(j - i, 7)
    return [
        np.zeros_like(i), r.stem[i], r.group[i], near, r.word[j], np.where(near > 1, r.word[j - 1], 0), r.kind[j],
        r.kind[j - 1], r.gap[j - 1], r.gap[j], r.at(r.kind, j + 1, i, z), r.word[np.minimum(i + 1, r.size)],
        r.at(r.word, j + 1, i, z), r.at(r.kind, j - 2, i, z),
    ]  # fmt: skip


START = "none stem group near word before kind kb gb gap kn first next kbb".split()


def edge_attributes(r: Reading, j: Numbers) -> list[Numbers]:
    """Of words `j` with which a clause may end, whatever its cue and its beginning (`EDGE`)."""
    z = np.maximum(r.last[j], j + 1)
    return [
        np.zeros_like(j), r.word[j], r.kind[j], r.gap[j], r.at(r.word, j + 1, j, z), r.at(r.kind, j + 1, j, z),
        r.at(r.word, j + 2, j, z), r.at(r.kind, j + 2, j, z), np.where(j > 0, r.kind[j - 1], 0),
    ]  # fmt: skip


EDGE = "none word kind gap n1 k1 n2 k2 kb".split()


def end_attributes(r: Reading, i: Numbers, start: Numbers, j: Numbers) -> list[Numbers]:
    """Of words `j` with which the clause of cue `i` that begins at `start` may end (`END`)."""
    z = r.last[i]
    opener = np.where(np.isin(r.word[start], _openers()), r.word[start], r.kind[start])
    signs = np.minimum(
        np.maximum(r.stop_right[start] < j, 0) + (r.stop_right[np.minimum(r.stop_right[start] + 1, r.size)] < j),
        2,
    )
    return [
        np.zeros_like(i), r.stem[i], r.group[i], opener, _coarse(j - start + 1), r.gap[j], r.at(r.word, j + 1, i, z),
        r.at(r.kind, j + 1, i, z), r.verbs[j] > np.where(start > 0, r.verbs[start - 1], 0), signs,
        r.at(r.kind, j + 2, i, z), r.gap[i],
    ]  # fmt: skip


END = "none stem group opener length gap n1 k1 verb signs k2 gc".split()


def left_attributes(r: Reading, i: Numbers, j: Numbers, end: Numbers) -> list[Numbers]:
    """Of words `j` before cue `i` with which its clause may begin, or before which it may end (`LEFT`)."""
    a = r.first[i]
    return [
        np.zeros_like(i), r.stem[i], r.group[i], r.word[j], r.kind[j], r.at(r.gap, j - 1, a, i + 1),
        r.at(r.word, j - 1, a, i + 1), r.at(r.kind, j - 1, a, i + 1), _coarse(np.abs(end - j)),
        np.minimum(i - j, 7), r.gap[i], r.at(r.kind, j + 1, a, i + 1),
        r.at(r.kind, j + 2, a, i + 1),
    ]  # fmt: skip


LEFT = "none stem group word kind gb wb kb length near gap kn kn2".split()


def span_attributes(r: Reading, i: Numbers, start: Numbers, end: Numbers, odds: Sequence[Numbers]) -> list[Numbers]:
    """Of clauses ``[start, end)`` of cues `i` (`SPAN`, after those of the cues)."""
    z = r.last[i]
    length = end - start
    head = np.minimum(r.head[start], end - 1)
    later = np.minimum(z, start + REACH) - 1
    before = np.where(start > 0, r.marked[start - 1], 0)
    marks = (r.marked[end - 1] > before) * 4 + (r.marked[later] > before) * 2 + (r.marks[end - 1] > r.marks[start])
    verbs = np.minimum(3, r.verbs[end - 1] - np.where(start > 0, r.verbs[start - 1], 0))
    return [
        *odds, _coarse(length), np.minimum(3, length // 3), r.word[start], r.kind[start],
        r.at(r.kind, start + 1, i * 0, z), r.gap[end - 1], r.at(r.word, end, i * 0, z), r.word[end - 1],
        np.clip(start - i, -20, 8) + 32, r.stem[head], r.kind[head], marks, verbs,
    ]  # fmt: skip


SPAN = "pc ps pl length thirds opener ko kon gap next final from what2 thing2 marks verbs".split()


def source_attributes(r: Reading, i: Numbers, j: Numbers, right: Numbers) -> list[Numbers]:
    """Of phrases that end with word `j` and may be the source of cue `i`, whose clause lies to the `right` or not."""
    low, high = np.minimum(i, j), np.maximum(i, j)
    first = np.minimum(low + 1, r.size)
    where = right * 2 + (j < i) + 1
    # What stands between them, as far as five words tell.
    between = np.zeros_like(i)
    for step in range(1, 6):
        between = between * 31 + np.where(low + step < high, r.kind[np.minimum(low + step, r.size)], 0)
    signs = r.stop_right[low]
    comma = np.where(signs < high, r.gap[signs], 0)
    more = (signs < high) & (r.stop_right[np.minimum(signs + 1, r.size)] < high)
    return [
        np.zeros_like(i), where, r.kind[j], between, comma, more, r.word[j], r.group[i], r.stem[i], _coarse(high - low),
        r.gap[j], r.at(r.gap, j - 1, r.first[i], r.last[i]), np.minimum(r.verbs[high] - r.verbs[low], 3), r.kind[first],
        np.minimum(r.stop_right[first] - first, 3), _aside(r, i, j),
    ]  # fmt: skip


def _aside(r: Reading, i: Numbers, j: Numbers) -> Numbers:
    """Where a phrase before a cue stands to an aside in commas that ends at the cue's verbs (*Hill, asked by Lee, has
    said*): 1 at its end, 2 before it, 3 further left, 4 within; 5 directly before the verbs, 0 elsewhere."""
    before = r.subject[np.maximum(i - 1, 0)]  # last word before the verbs
    comma = (r.gap[before] == 44) & (before >= r.first[i])
    opening = r.stop_left[np.maximum(before - 1, 0)]
    aside = comma & (opening >= r.first[i]) & (r.gap[opening] == 44)
    place = np.select([j == before, j == opening, j < opening], [1, 2, 3], 4)
    return np.where(j > i, 0, np.where(aside, place, np.where(j == before, 5, 0)))


SOURCE = "none where kind between comma more word group stem away gap gb verbs first near aside".split()


@cache
def _openers() -> Numbers:
    """Words that open a clause in a way of their own."""
    return np.array([word_hash(word) for word in "that to the a for about whether how what".split()])


def _coarse(n: Numbers) -> Numbers:
    """A length, coarser the longer."""
    return _SIZES[np.clip(n, 0, 31)]


_SIZES = np.array([0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, *[8] * 5, *[9] * 8, *[10] * 8])
