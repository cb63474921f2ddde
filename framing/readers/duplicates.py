"""Texts that are there twice, or nearly so."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_RUN = 5  # words
_SHORTEST = 30  # words; of a shorter text the runs tell little
_LIKE = 0.8  # least share of the runs of both texts that near copies have in common
# MinHash in bands (Broder 1997; Leskovec, Rajaraman & Ullman 2020, chapter 3): with 16 bands of 3, two texts with four
# fifths of their runs in common meet in a band with probability 1 - (1 - .8^3)^16 > .9999.
_BANDS, _ROWS = 16, 3
_KEPT = 256  # smallest hashes of a text that are kept to estimate how much two share; exact up to so many runs
_NEIGHBOURS = 4  # texts of a band that each text is compared with, besides the band's first
_PIECE = 2_000_000  # characters that are looked at at a time; of a longer text the runs are those of its beginning
_MIX = np.uint64(0x9E3779B97F4A7C15)
_BASE = 0x100000001B3  # odd, so that it has an inverse modulo 2**64
_INVERSE = pow(_BASE, -1, 2**64)


class Near(NamedTuple):
    """The earlier text that a text is nearly the same as, and the share of their runs of words in common."""

    earlier: int
    share: float


class Copies:
    """Texts taken in one by one and let go; which of them are there twice, or nearly so.

    Of each text a checksum and some hundred numbers are kept. Two texts are near copies if they have four fifths of
    their runs of five words in common (Jaccard index; estimated where a text has more than 256). Texts of fewer than 30
    words are compared as a whole only. The cost grows with the number of texts, not of pairs, however many are copies
    of one.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. *Proceedings of SEQUENCES*, 21-29.

    Shrivastava, A. & Li, P. (2014). Densifying one permutation hashing via rotation for fast near neighbor search.
    *ICML*, 557-565.

    Examples
    --------
    >>> copies = Copies()
    >>> for text in ("Rain fell.", "Snow fell.", "rain  fell."):
    ...     copies.add(text)
    >>> copies.same(), copies.near()
    ({2: 0}, {})
    """

    def __init__(self) -> None:
        self._count = 0
        self._first: dict[bytes, int] = {}
        self._same: dict[int, int] = {}
        self._places: list[int] = []  # of the texts in the index
        self._bands: list[Hashes] = []
        self._kept: list[NDArray[np.uint32]] = []
        self._complete: list[bool] = []

    def add(self, text: str) -> None:
        """Take in the next text."""
        place, self._count = self._count, self._count + 1
        letters = _letters(text[:_PIECE])
        digest = blake2b(letters[letters > 0].tobytes(), digest_size=16)
        for begin in range(_PIECE, len(text), _PIECE):
            more = _letters(text[begin : begin + _PIECE])
            digest.update(more[more > 0].tobytes())
        earlier = self._first.setdefault(digest.digest(), place)
        if earlier != place:
            self._same[place] = earlier
            return
        runs = _runs(np.where(_in_word(letters), letters, 0))
        if runs is None:
            return
        self._places.append(place)
        self._bands.append(_signature(runs))
        self._kept.append((runs[:_KEPT] >> np.uint64(32)).astype(np.uint32))
        self._complete.append(len(runs) <= _KEPT)

    def same(self) -> dict[int, int]:
        """Return for each text that came earlier the place where it did; case and blank space aside."""
        return self._same

    def near(self) -> dict[int, Near]:
        """Return for each text the earlier one that is most nearly the same, if one is; exact copies left aside."""
        found: dict[int, Near] = {}
        if len(self._places) < 2:
            return found
        for earlier, later in _pairs(np.stack(self._bands)):
            share = self._share(earlier, later)
            place = self._places[later]
            if share >= _LIKE and share > (found[place].share if place in found else 0):
                found[place] = Near(self._places[earlier], share)
        return dict(sorted(found.items()))

    def _share(self, one: int, other: int) -> float:
        """Estimate the Jaccard index from the smallest hashes of both: their share among those of the union."""
        mine, its = self._kept[one], self._kept[other]
        union = np.union1d(mine, its)
        if not (self._complete[one] and self._complete[other]):
            union = union[:_KEPT]
        both = np.intersect1d(mine, its, assume_unique=False)
        return float(np.isin(union, both, assume_unique=True).sum() / len(union))


def _pairs(bands: Hashes) -> list[tuple[int, int]]:
    """Return pairs of texts, (earlier, later) in order, that meet in a band and are close to each other in it.

    Within a band texts are ordered by the next one, so that those which meet in both are neighbours; each is also
    paired with the band's first text, so that every copy of one text has an earlier one.
    """
    numbers = np.arange(len(bands))
    keys = []
    for band in range(_BANDS):
        mine, following = bands[:, band], bands[:, (band + 1) % _BANDS]
        order = np.lexsort((numbers, following, mine))
        sorted_keys = mine[order]
        begins = np.flatnonzero(np.concatenate([[True], sorted_keys[1:] != sorted_keys[:-1]]))
        sizes = np.diff(np.append(begins, len(order)))
        firsts = np.repeat(np.minimum.reduceat(order, begins), sizes)
        pairs = [(firsts, order)]
        pairs += [(order[:-d], order[d:]) for d in range(1, _NEIGHBOURS + 1) if d < len(order)]
        for one, other in pairs:
            meet = (bands[one, band] == bands[other, band]) & (one != other)
            low, high = np.minimum(one[meet], other[meet]), np.maximum(one[meet], other[meet])
            keys.append(low.astype(np.int64) * len(bands) + high)
    unique = np.unique(np.concatenate(keys))
    return [(int(key) // len(bands), int(key) % len(bands)) for key in unique]


def _signature(runs: Hashes) -> Hashes:
    """Return one number for each band: equal numbers where the smallest hashes of its bins are equal.

    One permutation stands for many: the range of hashes is cut into bins, and an empty bin takes the next one's.
    """
    bins = _BANDS * _ROWS
    edges = (np.arange(bins, dtype=np.uint64) * np.uint64(2**64 // bins)).astype(np.uint64)
    smallest = runs[np.searchsorted(runs, edges) % len(runs)].reshape(_BANDS, _ROWS)
    mixed = np.zeros(_BANDS, dtype=np.uint64)
    for row in range(_ROWS):
        mixed = _mixed(mixed ^ smallest[:, row])
    return mixed


def _runs(words: NDArray[np.uint32]) -> Hashes | None:
    """Return the hashes of a text's runs of words, sorted, each once; None where it is too short.

    `words` holds a letter's number where a word is, else 0. A word's hash is a polynomial of its letters, taken for all
    words at once as the difference of two sums that begin at the text's first letter.
    """
    inside = words != 0
    change = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).view(np.int8)))
    starts, ends = change[::2], change[1::2]
    if len(starts) < _SHORTEST:
        return None
    power, inverse = _powers(1 << len(words).bit_length())
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(words.astype(np.uint64) * power[: len(words)])])
    hashes = _mixed((sums[ends] - sums[starts]) * inverse[starts])
    count = len(hashes) - _RUN + 1
    runs = np.zeros(count, np.uint64)
    for n in range(_RUN):
        runs = runs * _MIX + hashes[n : n + count]
    runs = np.sort(_mixed(runs))  # quicker than np.unique, which sorts by a table of hashes first
    once: Hashes = runs[np.concatenate([[True], runs[1:] != runs[:-1]])]
    return once


def _mixed(numbers: Hashes) -> Hashes:
    """Spread 64-bit numbers over their whole range (the finaliser of MurmurHash3)."""
    numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    numbers = (numbers ^ (numbers >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return numbers ^ (numbers >> np.uint64(33))


def _letters(text: str) -> NDArray[np.uint32]:
    """Return the characters of a text as numbers, in small letters; blanks are 0."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint32, copy=False)
    small = _small()
    if len(codes) and codes.max() >= len(small):
        return np.where(codes < len(small), small[np.minimum(codes, len(small) - 1)], codes)
    return small[codes]


def _in_word(letters: NDArray[np.uint32]) -> NDArray[np.bool_]:
    return _word_letters()[np.minimum(letters, 0xFFFF)]


@cache
def _small() -> NDArray[np.uint32]:
    """Return the small letter of every character of the basic plane, and 0 for blanks."""
    table = np.arange(0x10000, dtype=np.uint32)
    for code in range(0x10000):
        letter = chr(code)
        if letter.isspace():
            table[code] = 0
        elif letter.isupper() and len(letter.casefold()) == 1:
            table[code] = ord(letter.casefold())
    return table


@cache
def _word_letters() -> NDArray[np.bool_]:
    """Return which characters of the basic plane are part of a word: letters, digits, the underscore."""
    return np.array([chr(code).isalnum() or chr(code) == "_" for code in range(0x10000)])


@cache
def _powers(length: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the polynomial's base, and of its inverse, modulo 2**64."""
    tables = []
    for base in (_BASE, _INVERSE):
        steps = np.full(length, base, dtype=np.uint64)
        steps[0] = 1
        tables.append(np.multiply.accumulate(steps))
    return tables[0], tables[1]
