"""A mention in its sentence as numbers: which words stand around it, how far, on which side, in what role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.tone.vocabulary import straighten

PAD, UNKNOWN, NAME, TARGET = 0, 1, 2, 3
SPECIAL = ("<pad>", "<unknown>", "<name>", "<target>")
"""The first four entries of every vocabulary: between sentences, a rare word, a rare capitalised word, the target."""
WINDOW = 40
"""Words of the sentence that are looked at on each side of the target."""
_REMEMBERED = 200_000  # distinct tokens: some 25 MB
PLACES = 17
MARKS = 10

_PLAIN = (r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:-[^\W\d_]+)*|'(?:[sS]|[rR][eE]|[vV][eE]|[lL]{2}|[dD]|[mM])\b"
          r"|\d[\d.,]*|--+|''|``|[^\w\s]|_")  # fmt: skip
_TOKEN = re.compile(_PLAIN)
# Looking for the n't at the end of every word takes twice as long: only where there is one.
_TOKEN_NEGATED = re.compile(r"[^\W\d_]+(?=[nN]'[tT]\b)|[nN]'[tT]\b|" + _PLAIN)
_BOUNDARIES = frozenset(", ; : - ( ) . ? ! but while because although though who which that after before when as "
                        "if and".split())
_DOUBLE = frozenset(("''", "``", "«", "»"))
_DISTANCES = np.array([0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6] + [7] * 8 + [8] * (WINDOW - 20))


class Contexts(NamedTuple):
    """The words around all mentions, one after the other, each mention's words followed by one `PAD`.

    `ids` (words,) numbers of the vocabulary, the mention itself one `TARGET`; `places` (words,) signed distance to
    it in 17 steps; `marks` (words, 10) clause, quotation, capital and charge; `firsts` (mentions + 1,) where each
    mention's words begin.
    """

    ids: NDArray[np.int32]
    places: NDArray[np.int8]
    marks: NDArray[np.float32]
    firsts: NDArray[np.int64]


def contexts(
    sentences: Sequence[str], mentions: Sequence[tuple[int, int, int]], codes: Codes, charges: NDArray[np.float32]
) -> Contexts:
    """Describe the words around each mention.

    Parameters
    ----------
    sentences : sequence of str
    mentions : sequence of (sentence, start, end)
        Number of the sentence, and characters in it.
    codes : Codes
        Of the vocabulary, whose first four entries are `SPECIAL`.
    charges : array, shape (vocabulary, 4)
        How good or bad each word is, as far as it is known without the target.
    """
    words = _Words(sentences, codes)
    sentence, start, end = np.array(mentions, dtype=np.int64).reshape(-1, 3).T
    first, last = words.firsts[sentence], words.firsts[sentence + 1]
    # Characters of all sentences on one line, so that one search finds the words of every mention.
    shift = words.shifts[sentence]
    head = np.clip(np.searchsorted(words.ends, start + shift, side="right"), first, last - 1)
    tail = np.clip(np.searchsorted(words.starts, end + shift, side="left"), head + 1, last)
    low, high = np.maximum(first, head - WINDOW), np.minimum(last, tail + WINDOW)

    # One row a word kept: those before the mention, its first word (which stands for all), those after, a pad.
    before, after = head - low, high - tail
    lengths = before + after + 2
    firsts = np.concatenate([[0], np.cumsum(lengths)])
    mention = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(firsts[-1]) - firsts[mention] - before[mention]
    pad = place == after[mention] + 1
    word = np.where(place <= 0, head[mention] + place, tail[mention] + place - 1)
    word[pad] = 0

    ids = words.ids[word]
    ids[place == 0] = TARGET
    ids[pad] = PAD
    distance = _DISTANCES[np.minimum(np.abs(place), WINDOW)]
    places = np.where(place < 0, distance + 8, distance)
    clause = words.clauses[word] - words.clauses[head[mention]]
    quoted = words.quoted[word]
    marks = np.column_stack([
        np.clip(clause, -3, 3) / 3, clause == 0, np.abs(clause) == 1, quoted != quoted[firsts[:-1] + before][mention],
        quoted, words.capital[word], charges[ids],
    ]).astype(np.float32)
    marks[pad] = 0
    return Contexts(ids.astype(np.int32), places.astype(np.int8), marks, firsts)


def spans(text: str) -> list[tuple[int, int]]:
    """Places of words, numbers and marks in a straightened text; ``don't`` gives ``do`` and ``n't``."""
    pattern = _TOKEN_NEGATED if "n't" in text or "N'T" in text else _TOKEN
    return [match.span() for match in pattern.finditer(text)]


def form(token: str) -> str:
    """The entry under which a token stands in the vocabulary."""
    if token[0].isdigit():
        return "0"
    if token[0] in "-–—":
        return "-"
    return '"' if token in _DOUBLE else token.lower()


class Codes(dict[str, int]):
    """Tokens met so far: number in the vocabulary, and whether it is capitalised, parts clauses, is a mark."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def __missing__(self, token: str) -> int:
        entry, capital = form(token), token[0].isupper()
        number = self.vocabulary.get(entry, NAME if capital else UNKNOWN)
        code = number * 8 + capital * 4 + (entry in _BOUNDARIES) * 2 + (entry == '"')
        if len(self) >= _REMEMBERED:
            self.clear()
        self[token] = code
        return code


class _Words:
    """All words of all sentences, one after the other, as arrays."""

    def __init__(self, sentences: Sequence[str], codes: Codes) -> None:
        coded: list[int] = []
        places: list[tuple[int, int]] = []
        firsts, shifts = [0], [0]
        for sentence in sentences:
            text = straighten(sentence)
            # A blank sentence still needs a word to point to.
            found = spans(text) or [(0, 1)]
            coded += [codes[text[start:end] or " "] for start, end in found]
            places += found
            firsts.append(len(places))
            shifts.append(shifts[-1] + len(sentence) + 1)
        self.firsts, self.shifts = np.array(firsts), np.array(shifts[:-1])
        counts = np.diff(self.firsts)
        self.starts, self.ends = (np.array(places) + np.repeat(self.shifts, counts)[:, None]).T
        packed = np.array(coded)
        self.ids = packed >> 3
        self.capital = (packed & 4) > 0
        self.clauses = np.cumsum((packed & 2) > 0)
        marks = np.cumsum(packed & 1)
        before = np.concatenate([[0], marks])[self.firsts[:-1]]
        self.quoted = (marks - np.repeat(before, counts)) % 2
