"""Reported speech, belief and intention without quotation marks: which clause, by which cue, of which source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.document import Document
from framing.quotes import clauses
from framing.quotes.clauses import REACH, Numbers, Reading, among
from framing.quotes.steps import Model, shipped
from framing.speakers.sketch import sketch

GATE_RIGHT, GATE_LEFT = -1.7, -2.2  # log odds; cues less likely than this are not looked at closer
EDGE = -6.5  # log odds; places less likely than this are no end of any clause
ACCEPT = 0.4  # confidence from which a clause is reported: the best F1 on articles left out
SOURCE = 0.25  # chance from which a phrase is the source
START_REACH, SOURCE_REACH = 12, 24  # words from a cue to its clause, and to its source
_NO_END = b"Dha"  # no phrase ends in a determiner, nor in an adjective before its noun
_PHRASE_END = b"NUORSGBnmrPpWI#t"
_PHRASE_GOES_ON = b"NURSGBnmTJO"
_ALONE = b"PpWt"
_IN_PHRASE = frozenset(b"DhaJNTUOGRSrBen#I")


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
    """What `indirect` finds in each of several documents, looked at together: an array costs as much for one as for ten."""
    model = shipped()
    reading, firsts = read(asked, model)
    found: list[list[tuple[float, int, int, int, int]]] = [[] for _ in asked]
    seen = Seen(reading, model)
    for side, right in (("right", 1), ("left", 0)):
        near = candidates(seen, model, side)
        if len(near.cue):
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
    return clauses.read(words, "".join(tags), sentences, inside, model.words), firsts


def cues(r: Reading) -> Numbers:
    """Words that may report."""
    marked = np.diff(r.marked, prepend=0)
    return np.flatnonzero((r.rate > 0) & (marked == 0))


class Seen:
    """The words of a document that may report, and what is seen of each."""

    def __init__(self, r: Reading, model: Model) -> None:
        self.reading, self.cues = r, cues(r)
        self.attributes = np.array([*clauses.cue_attributes(r, self.cues), _earlier(r, self.cues) // 200])
        step = model.steps.get("gate_right")
        # Both gates look at the same.
        self.places = clauses.hashed(self.attributes, step.slots, step.bits) if step else None


def candidates(seen: Seen, model: Model, side: str) -> Candidates:
    """The likeliest clause on one side of each word that the gate lets through."""
    r, i = seen.reading, seen.cues
    odds = model.steps[f"gate_{side}"].at(seen.places)
    passed = odds > (GATE_RIGHT if side == "right" else GATE_LEFT)
    passed &= i + 1 < r.last[i] if side == "right" else i > r.first[i]
    i, odds = i[passed], odds[passed]
    if not len(i):
        return Candidates(i, i, i, [])
    if side == "right":
        start, near = starts(r, i, model)
        end, mass = ends(r, i, start, model)
    else:
        end, near = left_ends(r, i, model)
        start, mass = left_starts(r, i, end, model)
    whole = [np.clip(np.rint(2 * odds), -12, 12).astype(np.int64) + 12, _whole_odds(near), _whole_odds(mass)]
    return Candidates(i, start, end, [*seen.attributes[:, passed], *clauses.span_attributes(r, i, start, end, whole)])


def starts(r: Reading, i: Numbers, model: Model) -> tuple[Numbers, NDArray[np.float64]]:
    """The likeliest first word of the clause after each cue, and its probability."""
    row, j = spread(i + 1, np.minimum(r.last[i], i + 1 + START_REACH))
    here = chance(model.steps["start"].scores(clauses.start_attributes(r, i[row], j)))
    return _first_hit(row, j, here, len(i))


def ends(r: Reading, i: Numbers, start: Numbers, model: Model) -> tuple[Numbers, NDArray[np.float64]]:
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


def left_ends(r: Reading, i: Numbers, model: Model) -> tuple[Numbers, NDArray[np.float64]]:
    """The word after the clause that goes before each cue."""
    row, back = spread(np.zeros_like(i), np.minimum(i - r.first[i], START_REACH))
    j = i[row] - back
    here = chance(model.steps["left_end"].scores(clauses.left_attributes(r, i[row], j, i[row])))
    return _first_hit(row, j, here, len(i))


def left_starts(r: Reading, i: Numbers, end: Numbers, model: Model) -> tuple[Numbers, NDArray[np.float64]]:
    """The first word of the clause before each cue that ends before word `end`."""
    row, back = spread(np.ones_like(i), np.minimum(end - r.first[i], REACH) + 1)
    j = end[row] - back
    here = chance(model.steps["left_start"].scores(clauses.left_attributes(r, i[row], j, end[row])))
    here[j == np.maximum(r.first[i], end - REACH)[row]] = 1.0
    length, mass = _about_right(row, back, here, len(i))
    return end - length, mass


def sources(r: Reading, model: Model, kept: list[tuple[float, int, int, int, int]]) -> list[tuple[int, int]]:
    """First and last word of the phrase that names the source of each clause; -1 where there is none."""
    if not kept:
        return []
    a, z, i, right = (np.array([row[n] for row in kept]) for n in (1, 2, 3, 4))
    row, j = source_places(r, i, a, z)
    chances = chance(model.steps["source"].scores(clauses.source_attributes(r, i[row], j, right[row]))).tolist()
    best = [(SOURCE, -1)] * len(kept)
    for n, place, sure in zip(row.tolist(), j.tolist(), chances, strict=True):
        if sure > best[n][0]:
            best[n] = sure, place
    kinds, gaps = r.kind, r.gap
    phrases = []
    for (_, _, _, cue, _), (_, head) in zip(kept, best, strict=True):
        first = head
        if head >= 0 and kinds[head] not in _ALONE:
            low = max(int(r.first[head]), head - SOURCE_REACH)
            while first > low and gaps[first - 1] == 32 and int(kinds[first - 1]) in _IN_PHRASE and first != cue + 1:
                first -= 1
        phrases.append((first, head))
    return phrases


def source_places(r: Reading, i: Numbers, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
    """Last words of the phrases about each cue and outside its clause: the number of the cue, and the word."""
    row, j = spread(np.maximum(r.first[i], i - SOURCE_REACH), np.minimum(r.last[i], i + 1 + SOURCE_REACH))
    goes_on = (r.gap[j] == 32) & among(r.kind[np.minimum(j + 1, r.size)], _PHRASE_GOES_ON)
    goes_on &= ~among(r.kind[j], _ALONE) & (j + 1 < r.last[j])
    kept = among(r.kind[j], _PHRASE_END) & ~goes_on & (j != i[row]) & ((j < start[row]) | (j >= end[row]))
    return row[kept], j[kept]


def spread(low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """All whole numbers of the ranges ``[low, high)``, one range after the other, and the number of the range of each."""
    count = np.maximum(high - low, 0)
    row = np.repeat(np.arange(len(low)), count)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count) + low[row]


def chance(score: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probability of log odds."""
    result: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
    return result


def _first_hit(
    row: Numbers, j: Numbers, here: NDArray[np.float64], size: int
) -> tuple[Numbers, NDArray[np.float64]]:
    """For each row the place likeliest to be the first hit, where each place is one with the chance `here`."""
    best, found, left = [0.0] * size, [-1] * size, [1.0] * size
    for n, place, sure in zip(row.tolist(), j.tolist(), here.tolist(), strict=True):
        if found[n] < 0 or left[n] * sure > best[n]:
            best[n], found[n] = left[n] * sure, place
        left[n] *= 1 - sure
    return np.array(found), np.array(best)


def _about_right(
    row: Numbers, length: Numbers, here: NDArray[np.float64], size: int
) -> tuple[Numbers, NDArray[np.float64]]:
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


def _whole_odds(p: NDArray[np.float64]) -> Numbers:
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
