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
PLACES = 17
MARKS = 8

_TOKEN = re.compile(
    r"[^\W\d_]+(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:-[^\W\d_]+)*"
    r"|\d[\d.,]*|--+|''|``|[^\w\s]|_",
    re.IGNORECASE,
)
_BOUNDARIES = frozenset(", ; : - ( ) . ? ! but while because although though who which that after before when as "
                        "if and".split())
_DOUBLE = frozenset(("''", "``", "«", "»"))
_DISTANCES = np.array([0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6] + [7] * 8 + [8] * (WINDOW - 20))


class Contexts(NamedTuple):
    """The words around all mentions, one after the other, each mention's words followed by one `PAD`.

    `ids` (words,) numbers of the vocabulary, the mention itself one `TARGET`; `places` (words,) signed distance to
    it in 17 steps; `marks` (words, 8) clause, quotation, capital and valence; `firsts` (mentions + 1,) where each
    mention's words begin.
    """

    ids: NDArray[np.int32]
    places: NDArray[np.int8]
    marks: NDArray[np.float32]
    firsts: NDArray[np.int64]


def contexts(
    sentences: Sequence[str], mentions: Sequence[tuple[int, int, int]], vocabulary: Mapping[str, int],
    valences: NDArray[np.float32],
) -> Contexts:
    """Describe the words around each mention.

    Parameters
    ----------
    sentences : sequence of str
    mentions : sequence of (sentence, start, end)
        Number of the sentence, and characters in it.
    vocabulary : mapping of word to number
        Its first four entries are `SPECIAL`.
    valences : array, shape (vocabulary,)
        Lexicon valence of each word, 0 for most.
    """
    words = _Words(sentences, vocabulary)
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
        quoted, words.capital[word], valences[ids] / 4, valences[ids] != 0,
    ]).astype(np.float32)
    marks[pad] = 0
    return Contexts(ids.astype(np.int32), places.astype(np.int8), marks, firsts)


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Words, numbers and marks of a straightened text with their places; ``don't`` gives ``do`` and ``n't``."""
    return [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def form(token: str) -> str:
    """The entry under which a token stands in the vocabulary."""
    if token[0].isdigit():
        return "0"
    if token[0] in "-–—":
        return "-"
    return '"' if token in _DOUBLE else token.lower()


class _Words:
    """All words of all sentences, one after the other, as arrays."""

    def __init__(self, sentences: Sequence[str], vocabulary: Mapping[str, int]) -> None:
        forms: list[str] = []
        raw: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        firsts, shifts = [0], []
        shift = 0
        for sentence in sentences:
            shifts.append(shift)
            # A blank sentence still needs a word to point to.
            for token, start, end in tokens(straighten(sentence)) or [(".", 0, max(len(sentence), 1))]:
                raw.append(token)
                forms.append(form(token))
                starts.append(shift + start)
                ends.append(shift + end)
            firsts.append(len(raw))
            shift += len(sentence) + 1
        self.starts, self.ends = np.array(starts), np.array(ends)
        self.firsts, self.shifts = np.array(firsts), np.array(shifts)
        self.capital = np.array([token[0].isupper() for token in raw])
        self.ids = np.array([vocabulary.get(f, UNKNOWN) for f in forms])
        self.ids[(self.ids == UNKNOWN) & self.capital] = NAME
        self.clauses = np.cumsum([f in _BOUNDARIES for f in forms])
        marks = np.cumsum([f == '"' for f in forms])
        before = np.concatenate([[0], marks])[self.firsts[:-1]]
        self.quoted = (marks - np.repeat(before, np.diff(self.firsts))) % 2
