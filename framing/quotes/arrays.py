"""A document as arrays of whole numbers, one a word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Chances = NDArray[np.float64]

_VERB, _SKIP, _HELPER = b"xVveg", b"xcVv", b"x"
_MODIFIER, _NOMINAL = b"DhaJlIrO#n", b"aJnmRSGBNTUrg#O"


class Reading(NamedTuple):
    """Documents in arrays, one number a word. A blank stands behind each document, the last at `size`."""

    size: int
    word: Numbers
    stem: Numbers
    group: Numbers
    rate: Numbers  # in thousandths, how often the stem is a cue
    kind: Numbers  # class letter
    gap: Numbers  # sign after the word
    first: Numbers  # first word of the word's sentence
    last: Numbers  # word after that sentence
    zone: Numbers
    stop_left: Numbers  # nearest word at or before it with a sign after it
    stop_right: Numbers  # nearest word at or after it with a sign after it
    subject: Numbers  # nearest word at or before it that is no helper of a verb
    helper: Numbers  # nearest auxiliary at or before it
    head: Numbers  # head of the noun phrase that begins with it
    marks: Numbers  # quotation marks up to it
    marked: Numbers  # words in quotations up to it
    verbs: Numbers  # verbs up to it

    def at(self, values: Numbers, place: Numbers, low: Numbers, high: Numbers) -> Numbers:
        """`values` at `place`, or NONE outside ``[low, high)``."""
        return values[np.where((place >= low) & (place < high), place, self.size)]


def read(
    words: Sequence[str], tags: str, sentences: Sequence[tuple[int, int, str]], inside: Sequence[tuple[int, int]],
    memo: dict[str, int],
) -> Reading:  # fmt: skip
    """Arrays of a document: words in lower case, class letters and gaps, sentences and quotations in word numbers.

    `memo` packs what is known of a word into one number, see `framing.quotes.stems.Words`.
    """
    size = len(words) - 1
    packed = np.array([memo[word] if word else 0 for word in words], dtype=np.int64)
    drawn = np.frombuffer(tags.encode("latin-1", "replace"), dtype=np.uint8).astype(np.int64)
    kind, gap = drawn[0::2], drawn[1::2]
    first, last, zone = (
        np.zeros(size + 1, np.int64),
        np.zeros(size + 1, np.int64),
        np.zeros(size + 1, np.int64),
    )
    for a, z, name in sentences:
        first[a:z], last[a:z], zone[a:z] = a, z, len(name)
    quoted = np.zeros(size + 1, np.int64)
    for a, z in inside:
        quoted[a:z] = 1
    place = np.arange(size + 1)
    signed = gap != 32
    helper = among(kind, _HELPER) | (kind == 0)  # none is looked for in the document before
    verb = ~signed & among(kind, _SKIP) | (kind == ord("l"))
    phrase = np.zeros(size + 1, bool)
    phrase[:-1] = ~signed[:-1] & among(kind[:-1], _MODIFIER) & among(kind[1:], _NOMINAL)
    return Reading(
        size, packed & 0x3FFFFF, packed >> 22 & 0xFFFFF, packed >> 42 & 0x3FF, packed >> 52, kind, gap,
        first, last, zone,
        _before(signed, place), _after(signed, place), _before(~verb, place), _before(helper, place),
        _after(~phrase, place), np.cumsum(gap == 34), np.cumsum(quoted), np.cumsum(among(kind, _VERB)),
    )  # fmt: skip


def among(letters: Numbers, wanted: bytes) -> NDArray[np.bool_]:
    return _table(wanted)[letters]


@cache
def _table(wanted: bytes) -> NDArray[np.bool_]:
    table = np.zeros(256, bool)
    table[list(wanted)] = True
    return table


def _before(hit: NDArray[np.bool_], place: Numbers) -> Numbers:
    """The nearest hit at or before each place; -1 where there is none."""
    return np.maximum.accumulate(np.where(hit, place, -1))


def _after(hit: NDArray[np.bool_], place: Numbers) -> Numbers:
    """The nearest hit at or after each place; the last place where there is none."""
    return np.minimum.accumulate(np.where(hit, place, place[-1])[::-1])[::-1]
