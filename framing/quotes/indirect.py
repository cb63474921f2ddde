"""Reported speech, belief and intention without quotation marks: which clause, by which cue, of which source."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any, NamedTuple

from framing.document import Document
from framing.quotes import clauses
from framing.quotes.clauses import REACH, SOURCE_REACH, START_REACH, Bounds, Reading, lemma
from framing.speakers.sketch import sketch

GATE_RIGHT, GATE_LEFT = 0.12, 0.08  # cues less likely than this are not looked at closer
EDGE = -4.0  # places that score less are no end of any clause
ACCEPT = 0.42  # confidence from which a clause is reported: the best F1 on held-out folds
_NOT_ENDS = frozenset("Dha")  # no phrase ends in a determiner or an adjective before its noun


class Indirect(NamedTuple):
    """A reported clause, its cue and its source (-1 where none is named)."""

    start: int
    end: int
    cue_start: int
    cue_end: int
    source_start: int
    source_end: int
    confidence: float


class Candidate(NamedTuple):
    """A clause that cue `cue` may report, in word numbers, and what its scorer is shown."""

    start: int
    end: int
    cue: int
    side: str
    bounds: Bounds
    values: tuple[str, ...]


def indirect(document: Document, spans: Iterable[tuple[int, int]]) -> list[Indirect]:
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
    the clause begins and the length of greatest expected overlap; a scorer that accepts or drops it; and the
    phrase that is its source. Weights are learned by ``benchmarks/train_indirect.py``, see the model's card.

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
    if not document.words:
        return []
    model = shipped()
    reading = read(document, spans)
    kept: list[tuple[float, Candidate]] = []
    scored = [(model["accept" + c.side].probability(c.values), c) for c in candidates(reading, document, model)]
    for confidence, found in sorted(scored, key=lambda pair: (-pair[0], pair[1].start, pair[1].end)):
        if confidence < ACCEPT:
            break
        if 1 not in reading.marked[found.start : found.end] and not any(_same(found, other) for _, other in kept):
            kept.append((confidence, found))
    words = document.words
    rows = []
    for confidence, found in kept:
        first, last = source(reading, found.cue, found.side, found.start, found.end, found.bounds, model["source"])
        place = (words[first][0], words[last][1]) if last >= 0 else (-1, -1)
        span = words[found.start][0], words[found.end - 1][1]
        rows.append(Indirect(*span, *words[found.cue], *place, round(confidence, 4)))
    return sorted(rows)


class Scorer:
    """A logistic score: a bias and one table of weights for each slot."""

    def __init__(self, bias: float, slots: Sequence[dict[str, float]]) -> None:
        self.bias = bias
        self.lookups: list[Callable[[str, float], float]] = [slot.get for slot in slots]

    def score(self, values: tuple[str, ...]) -> float:
        """Log odds."""
        score = self.bias
        for lookup, value in zip(self.lookups, values, strict=True):
            score += lookup(value, 0.0)
        return score

    def probability(self, values: tuple[str, ...]) -> float:
        """Chance that what the values describe is the case."""
        return chance_of(self.score(values))


def chance_of(score: float) -> float:
    """Probability of log odds."""
    return 1 / (1 + exp(-score)) if score > -30 else 0.0


@cache
def shipped() -> dict[str, Any]:
    """The shipped model: a scorer for each step and under ``cues`` how often each lemma reports."""
    data = json.loads(files("framing").joinpath("resources/indirect/model.json").read_text(encoding="utf-8"))
    return runnable(data)


def runnable(data: dict[str, Any]) -> dict[str, Any]:
    """The scorers of a saved model."""
    model = {"cues": data["cues"], **{k: Scorer(v["bias"], v["slots"]) for k, v in data["steps"].items()}}
    end = data["steps"]["end"]
    model["edge"] = Scorer(end["bias"], end["slots"][: clauses.EDGE_SLOTS])
    model["end"] = Scorer(0.0, end["slots"][clauses.EDGE_SLOTS :])
    return model


def read(document: Document, spans: Iterable[Sequence[Any]]) -> Reading:
    """What the steps look at."""
    drawn = sketch(document)
    marked = bytearray(len(drawn.lowered))
    for span in spans:
        for word in range(bisect_left(drawn.starts, span[0]), bisect_left(drawn.starts, span[1])):
            marked[word] = 1
    return Reading(drawn.lowered, drawn.tags[0::2], drawn.tags[1::2], marked, {})


def cues(reading: Reading, document: Document, rates: dict[str, float]) -> Iterator[tuple[int, Bounds, float]]:
    """Words that may report, the bounds of their sentence, and the highest rate among the cues before them in it."""
    starts = sketch(document).starts
    first = 0
    for sentence in document.sentences:
        last = bisect_left(starts, sentence.end, first)
        earlier = 0.0
        for i in range(first, last):
            rate = rates.get(lemma(reading.words[i]))
            if rate is not None and not reading.marked[i]:
                yield i, Bounds(max(first, i - REACH), min(last, i + REACH), sentence.zone), earlier
                earlier = max(earlier, rate)
        first = last


def candidates(reading: Reading, document: Document, model: dict[str, Any]) -> Iterator[Candidate]:
    """The likeliest clause after and before each word that the gates let through."""
    right, left = model["gateR"], model["gateL"]
    for i, b, earlier in cues(reading, document, model["cues"]):
        gate = clauses.gate_values(reading, i, b)
        sides = []
        after = right.probability(gate) if i + 1 < b.last else 0.0
        if after > GATE_RIGHT:
            start, chance = clause_start(reading, i, b, model["start"])
            end, mass = clause_end(reading, i, start, b, model["edge"], model["end"])
            sides.append(("R", start, end, (odds(after), odds(chance), odds(mass))))
        before = left.probability(gate) if i > b.first else 0.0
        if before > GATE_LEFT:
            end, chance = left_end(reading, i, b, model["left_end"])
            start, mass = left_start(reading, i, end, b, model["left_start"])
            sides.append(("L", start, end, (odds(before), odds(chance), odds(mass))))
        if sides:
            seen = clauses.cue_values(reading, i, b, earlier)
            for side, start, end, chances in sides:
                values = seen + clauses.span_values(reading, i, start, end, b, chances)
                yield Candidate(start, end, i, side, b, values)


def clause_start(r: Reading, i: int, b: Bounds, scorer: Scorer) -> tuple[int, float]:
    """The likeliest first word of the clause after cue `i`, and its probability."""
    best, found, left = 0.0, i + 1, 1.0
    for j in range(i + 1, min(b.last, i + 1 + START_REACH)):
        here = scorer.probability(clauses.start_values(r, i, j, b))
        if left * here > best:
            best, found = left * here, j
        left *= 1 - here
        if left < best:
            break
    return found, best


def clause_end(r: Reading, i: int, start: int, b: Bounds, edge: Scorer, scorer: Scorer) -> tuple[int, float]:
    """The word after the clause, for the length that is likeliest about right, and the chance that it is."""
    lengths: list[tuple[int, float]] = []
    left, edges, last = 1.0, r.edges, b.last - 1
    for j, commas, verbs in end_places(r, start, b):
        if j == last:
            here = 1.0
        else:
            base = edges.get(j)
            if base is None:
                base = edges[j] = edge.score(clauses.edge_values(r, j))
            if base < EDGE:
                continue
            here = chance_of(base + scorer.score(clauses.end_values(r, i, start, j, b, commas, verbs)))
        if left * here > 0.015 or j == last:
            lengths.append((j - start + 1, left * here))
        left *= 1 - here
        if left < 0.03 and lengths:
            break
    length, mass = _likeliest(lengths)
    return start + length, mass


def end_places(r: Reading, start: int, b: Bounds) -> Iterator[tuple[int, int, int]]:
    """Words that may end a clause, with the number of commas and verbs since its start."""
    commas = verbs = 0
    classes, gaps = r.classes, r.gaps
    for j in range(start, b.last):
        if classes[j] in "xVveg":
            verbs += 1
        gap = gaps[j]
        if j == b.last - 1 or gap != " ":
            yield j, min(commas, 3), verbs
            commas += 1
        elif classes[j] not in _NOT_ENDS:
            yield j, min(commas, 3), verbs


def left_end(r: Reading, i: int, b: Bounds, scorer: Scorer) -> tuple[int, float]:
    """The word after the clause that goes before cue `i`."""
    best, found, left = 0.0, i, 1.0
    for j in range(i, max(b.first, i - START_REACH), -1):
        here = scorer.probability(clauses.left_end_values(r, i, j, b))
        if left * here > best:
            best, found = left * here, j
        left *= 1 - here
        if left < best:
            break
    return found, best


def left_start(r: Reading, i: int, end: int, b: Bounds, scorer: Scorer) -> tuple[int, float]:
    """The first word of the clause before cue `i` that ends before word `end`."""
    lengths: list[tuple[int, float]] = []
    left = 1.0
    for j in range(end - 1, b.first - 1, -1):
        here = 1.0 if j == b.first else scorer.probability(clauses.left_start_values(r, i, j, end, b))
        if left * here > 0.015 or j == b.first:
            lengths.append((end - j, left * here))
        left *= 1 - here
        if left < 0.03 and lengths:
            break
    length, mass = _likeliest(lengths)
    return end - length, mass


def source(
    r: Reading, i: int, side: str, start: int, end: int, b: Bounds, scorer: Scorer
) -> tuple[int, int]:
    """First and last word of the phrase that names the source of cue `i`; -1 where there is none."""
    best, head = 0.25, -1
    for j in source_places(r, i, start, end, b):
        chance = scorer.probability(clauses.source_values(r, i, j, b, side))
        if chance > best:
            best, head = chance, j
    first = head
    while first > b.first and r.gaps[first - 1] == " " and r.classes[first - 1] in "DhaJNTUOGRSrBen#I" and first != i + 1:
        if r.classes[head] in "PpW":
            break
        first -= 1
    return first, head


def source_places(r: Reading, i: int, start: int, end: int, b: Bounds) -> Iterator[int]:
    """Last words of the phrases about cue `i` and outside its clause."""
    for j in range(max(b.first, i - SOURCE_REACH), min(b.last, i + 1 + SOURCE_REACH)):
        if start <= j < end or j == i or r.classes[j] not in "NUORSGBnmrPpWI#t":
            continue
        if j + 1 < b.last and r.gaps[j] == " " and r.classes[j + 1] in "NURSGBnmTJO" and r.classes[j] not in "PpWt":
            continue
        yield j


def odds(probability: float) -> int:
    """Log odds, rounded to a whole number."""
    return round(max(-8.0, log(max(probability, 1e-4) / (1 - min(probability, 0.9999)))))


def _likeliest(lengths: list[tuple[int, float]]) -> tuple[int, float]:
    """The length most likely to share more than half with the true one, and the probability that it does."""
    near = [(sum(p * _worth(n, m) for m, p in lengths), -n) for n, _ in lengths]
    length = -max(near)[1]
    return length, sum(p for m, p in lengths if m <= 2 * length and length <= 2 * m)


def _worth(n: int, m: int) -> float:
    """Of a clause of `n` words where `m` are right: one, and something for closeness; nothing below about half."""
    ratio = n / m if n < m else m / n
    return 1 + 0.2 * ratio if ratio >= 0.55 else 0.2 * ratio


def _same(a: Candidate, b: Candidate) -> bool:
    """Do two clauses share at least half of each?"""
    return 2 * (min(a.end, b.end) - max(a.start, b.start)) >= max(a.end - a.start, b.end - b.start)
