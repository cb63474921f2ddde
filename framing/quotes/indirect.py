"""Reported speech, belief and intention without quotation marks: which clause, by which cue, of which source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from framing.document import Document
from framing.quotes import arrays, clauses
from framing.quotes.arrays import Chances, Numbers, Reading
from framing.quotes.clauses import REACH
from framing.quotes.sketch import sketch
from framing.quotes.sources import sources
from framing.quotes.spans import chance, ends, left_ends, left_starts, starts
from framing.quotes.steps import Model, shipped

GATE_RIGHT, GATE_LEFT = -1.7, -2.2  # log odds; cues less likely than this are not looked at closer
BLOCK = 2048  # words whose clauses are looked for at once: the places where they may end are many
ACCEPT = 0.4  # confidence from which a clause is reported: the best F1 on articles left out


class Indirect(NamedTuple):
    """A reported clause, its cue and its source (-1 where none is named)."""

    start: int
    end: int
    cue_start: int
    cue_end: int
    source_start: int
    source_end: int
    confidence: float


class Candidates(NamedTuple):
    """Clauses that cues may report, in word numbers, and what the accepting step is shown of them."""

    cue: Numbers
    start: Numbers
    end: Numbers
    attributes: list[Numbers]


def indirect(document: Document, spans: Iterable[Sequence[Any]]) -> list[Indirect]:
    """Clauses of `document` that are reported without quotation marks.

    All kinds of attribution count: what somebody says, believes, intends, wants, finds or is reported to do.

    Parameters
    ----------
    document : Document
    spans : iterable of (start, end, ...)
        The quotations in marks. No cue is looked for in them, and no clause that overlaps one is given.

    Returns
    -------
    list of Indirect
        In order of `start`; clauses may nest (*X said that Y hopes to win*), but no two share more than half of both.

    Notes
    -----
    Four learned steps, each a sum of weights: a gate that passes words which may report; for each, the place where
    its clause begins and the length that is likeliest about right; a step that accepts or drops the clause; and
    the phrase that is its source. Weights are learned by ``benchmarks/train_indirect.py``, see the model's card.

    References
    ----------
    Pareti, S. (2015). *Attribution: a computational approach.* PhD thesis, University of Edinburgh.
    Newell, E., Margolin, D. and Ruths, D. (2018). An attribution relations corpus for political news. LREC.

    Examples
    --------
    >>> document = Document("The mayor said the bridge would open in May.")
    >>> [document.text[i.start:i.end] for i in indirect(document, [])]
    ['the bridge would open in May']
    """
    return indirect_in([(document, spans)])[0]


def indirect_in(asked: Sequence[tuple[Document, Iterable[Sequence[Any]]]]) -> list[list[Indirect]]:
    """What `indirect` finds in each of several documents; an array costs as much for one of them as for ten."""
    model = shipped()
    reading, firsts = read(asked, model)
    found: list[list[tuple[float, int, int, int, int]]] = [[] for _ in asked]
    seen = Seen(reading, model)
    for side, right in (("right", 1), ("left", 0)):
        for near in candidates(seen, model, side):
            chances = chance(model.steps[f"accept_{side}"].scores(near.attributes)).tolist()
            rows = zip(chances, near.start.tolist(), near.end.tolist(), near.cue.tolist(), strict=True)
            for c, a, z, i in rows:
                if c >= ACCEPT:
                    found[bisect_right(firsts, i) - 1].append((-c, a, z, i, right))
    kept = [_apart(reading, some) for some in found]
    places = iter(sources(reading, model, [clause for some in kept for clause in some]))
    return [
        sorted(_clause(document.words, first, clause, next(places)) for clause in some)
        for (document, _), first, some in zip(asked, firsts, kept, strict=True)
    ]


def _apart(r: Reading, found: list[tuple[float, int, int, int, int]]) -> list[tuple[float, int, int, int, int]]:
    """The likeliest first; without those in marks, and those that share more than half with a likelier one."""
    kept: list[tuple[float, int, int, int, int]] = []
    marked = r.marked
    near: dict[int, list[tuple[int, int]]] = {}  # those kept, by where they are: no clause is longer than two stretches
    for row in sorted(found):
        _, a, z, _, _ = row
        if marked[z - 1] > (marked[a - 1] if a else 0):
            continue
        there = [span for k in range(a // REACH - 2, z // REACH + 1) for span in near.get(k, ())]
        if not any(2 * (min(z, y) - max(a, x)) >= max(z - a, y - x) for x, y in there if x < z and a < y):
            kept.append(row)
            near.setdefault(a // REACH, []).append((a, z))
    return kept


def _clause(
    words: list[tuple[int, int]], first: int, clause: tuple[float, int, int, int, int], source: tuple[int, int]
) -> Indirect:
    """A clause in characters of its document, whose words are numbered from `first`."""
    confidence, a, z, i, _ = clause
    x, y = source
    named = (words[x - first][0], words[y - first][1]) if y >= 0 else (-1, -1)
    return Indirect(words[a - first][0], words[z - 1 - first][1], *words[i - first], *named, round(-confidence, 4))


def read(asked: Sequence[tuple[Document, Iterable[Sequence[Any]]]], model: Model) -> tuple[Reading, list[int]]:
    """Documents with their quotations in arrays, one after the other, and the number of each one's first word."""
    words: list[str] = []
    tags, sentences, inside, firsts = [], [], [], []
    for document, spans in asked:
        drawn, base = sketch(document), len(words)
        starts, first = drawn.starts, 0
        for sentence in document.sentences:
            last = bisect_left(starts, sentence.end, first)
            sentences.append((base + first, base + last, sentence.zone))
            first = last
        inside += [(base + bisect_left(starts, span[0]), base + bisect_left(starts, span[1])) for span in spans]
        firsts.append(base)
        words += [*drawn.lowered, ""]
        tags += [drawn.tags, "\0\0"]
    return arrays.read(words, "".join(tags), sentences, inside, model.words), firsts


def cues(r: Reading) -> Numbers:
    """Words that may report."""
    marked = np.diff(r.marked, prepend=0)
    return np.flatnonzero((r.rate > 0) & (marked == 0))


class Seen:
    """The words of a document that may report, and what is seen of each."""

    def __init__(self, r: Reading, model: Model) -> None:
        self.reading, self.cues = r, cues(r)
        self.attributes = seen_of(r, self.cues)
        self.places = model.steps["gate_right"].places(self.attributes)  # both gates look at the same


def seen_of(r: Reading, i: Numbers) -> Numbers:
    """The attributes of words that may report, the last of them what came before in the sentence."""
    return np.array([*clauses.cue_attributes(r, i), _earlier(r, i) // 200])


def candidates(seen: Seen, model: Model, side: str) -> Iterator[Candidates]:
    """The likeliest clause on one side of each word that the gate lets through, some words at a time."""
    r, i = seen.reading, seen.cues
    odds = model.steps[f"gate_{side}"].at(seen.places)
    passed = odds > (GATE_RIGHT if side == "right" else GATE_LEFT)
    passed &= i + 1 < r.last[i] if side == "right" else i > r.first[i]
    through = np.flatnonzero(passed)
    for begin in range(0, len(through), BLOCK):
        some = through[begin : begin + BLOCK]
        yield _candidates(r, model, side, i[some], odds[some], seen.attributes[:, some])


def _candidates(r: Reading, model: Model, side: str, i: Numbers, odds: Chances, attributes: Numbers) -> Candidates:
    if side == "right":
        start, near = starts(r, i, model)
        end, mass = ends(r, i, start, model)
    else:
        end, near = left_ends(r, i, model)
        start, mass = left_starts(r, i, end, model)
    whole = [np.clip(np.rint(2 * odds), -12, 12).astype(np.int64) + 12, _whole_odds(near), _whole_odds(mass)]
    return Candidates(i, start, end, [*attributes, *clauses.span_attributes(r, i, start, end, whole)])


def _whole_odds(p: Chances) -> Numbers:
    clipped = np.clip(p, 1e-4, 0.9999)
    return np.clip(np.rint(np.log(clipped / (1 - clipped))), -8, 8).astype(np.int64) + 8


def _earlier(r: Reading, i: Numbers) -> Numbers:
    """The highest rate among the cues before each cue in its sentence."""
    highest, sentence, found = 0, -1, []
    for first, rate in zip(r.first[i].tolist(), r.rate[i].tolist(), strict=True):
        highest = 0 if first != sentence else highest
        sentence = first
        found.append(highest)
        highest = max(highest, rate)
    return np.array(found, dtype=np.int64)
