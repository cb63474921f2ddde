"""A mention in its sentence as numbers: which words stand around it, how far, on which side, in what role.

A name or a pronoun is hidden. A phrase without a name ("illegal immigrants", "the costly deal") was somebody's choice
of words: it stays in sight, and the target's sign follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.tone.vocabulary import straighten

PAD, UNKNOWN, NAME, TARGET = 0, 1, 2, 3
SPECIAL = ("<pad>", "<unknown>", "<name>", "<target>",
           *"to of and a n't ca wo 's 're 've 'm 'll 'd 0 , . ; : ? ! \" ' - ( ) [ ] / & % $ …".split())
"""The first entries of every vocabulary: between sentences, a rare word, a rare capitalised word, the target, and the
small words, figures and marks that the news vectors leave out."""
WINDOW = 40
"""Words of the sentence that are looked at on each side of the target."""
_REMEMBERED = 200_000  # distinct tokens: some 25 MB
PLACES = 17
MARK_NAMES = (
    "clauses away", "same clause", "next clause", "across quotation marks", "inside quotation marks", "capital",
    "valence", "has a valence", "reading by lexicon", "reading by editorials",
)  # fmt: skip
MARKS = len(MARK_NAMES)

_PLAIN = (r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:-[^\W\d_]+)*|'(?:[sS]|[rR][eE]|[vV][eE]|[lL]{2}|[dD]|[mM])\b"
          r"|\d[\d.,]*|--+|''|``|[^\w\s]|_")  # fmt: skip
_TOKEN = re.compile(_PLAIN)
# Looking for the n't at the end of every word takes twice as long: only where there is one.
_TOKEN_NEGATED = re.compile(r"[^\W\d_]+(?=[nN]'[tT]\b)|[nN]'[tT]\b|" + _PLAIN)
_BOUNDARIES = frozenset(", ; : - ( ) . ? ! but while because although though who which that after before when as "
                        "if and".split())
_DOUBLE = frozenset(("''", "``", "«", "»"))
_DETERMINERS = frozenset("the a an this that these those all both each every few many most no other several some such "
                         "his her its our their my your".split())
_PRONOUNS = frozenset("he him his himself she her hers herself it its itself they them their theirs themselves we us "
                      "our ours ourselves i me my mine myself you your yours yourself who whom whose".split())
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
            ("ily", "y"), ("ly", ""), ("ness", ""))  # fmt: skip
_SHORTEST_MADE = 5  # letters of a word that may be cut
_DISTANCES = np.array([0, 1, 2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6] + [7] * 8 + [8] * (WINDOW - 20))


class Contexts(NamedTuple):
    """The words around all mentions, one after the other, each mention's words followed by one `PAD`.

    `ids` (words,) numbers of the vocabulary, one `TARGET` for the mention, or after it where it has no name;
    `places` (words,) signed distance to the `TARGET` in 17 steps; `marks` (words, 10) clause, quotation, capital and
    charge; `firsts` (mentions + 1,) where each mention's words begin.
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
        Of the vocabulary, whose first entries are `SPECIAL`.
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
    named = words.names[tail] > words.names[head]
    hidden = named | (words.pronouns[tail] - words.pronouns[head] == tail - head)

    # One row a word kept: those before the sign, the sign (which takes the marks of the mention's first word), those
    # after it, a pad.
    sign = np.where(hidden, head, tail)
    before, after = sign - low, high - tail
    lengths = before + after + 2
    firsts = np.concatenate([[0], np.cumsum(lengths)])
    mention = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(firsts[-1]) - firsts[mention] - before[mention]
    pad = place == after[mention] + 1
    word = np.where(place < 0, sign[mention] + place, tail[mention] + place - 1)
    word[place == 0] = head
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
    """Tokens met so far: number in the vocabulary, and whether it is a pronoun, a name, a capital, a boundary, a mark.

    A capitalised word is taken for a name unless it is a determiner.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def __missing__(self, token: str) -> int:
        entry, capital = form(token), token[0].isupper()
        number = self.vocabulary.get(entry)
        if number is None:
            number = self._kin(entry, capital)
        code = number * 32 + (entry in _PRONOUNS) * 16 + (capital and entry not in _DETERMINERS) * 8
        code += capital * 4 + (entry in _BOUNDARIES) * 2 + (entry == '"')
        if len(self) >= _REMEMBERED:
            self.clear()
        self[token] = code
        return code

    def _kin(self, entry: str, capital: bool) -> int:
        """Number of a word that a rare one is made of: ``far-right`` is read as ``right``, ``slurs`` as ``slur``."""
        if "-" in entry:
            parts = entry.split("-")
            made_of = [parts[-1], parts[0]]
        elif capital or len(entry) < _SHORTEST_MADE:
            made_of = []
        else:
            made_of = [entry.removesuffix(end) + stem for end, stem in _ENDINGS if entry.endswith(end)]
        known = (self.vocabulary[word] for word in made_of if len(word) > 2 and word in self.vocabulary)
        return next(known, NAME if capital else UNKNOWN)


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
        self.ids = packed >> 5
        self.capital = (packed & 4) > 0
        # Names and pronouns before each word, and before the end.
        self.pronouns, self.names = (np.concatenate([[0], np.cumsum((packed & bit) > 0)]) for bit in (16, 8))
        self.clauses = np.cumsum((packed & 2) > 0)
        marks = np.cumsum(packed & 1)
        before = np.concatenate([[0], marks])[self.firsts[:-1]]
        self.quoted = (marks - np.repeat(before, counts)) % 2
