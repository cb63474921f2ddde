"""Signs that two texts derive from one copy, each a share or a measure between 0 and about 1."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from itertools import pairwise
from typing import NamedTuple

from framing.measures.selection.align import LONGEST
from framing.measures.selection.bigrams import surprisal
from framing.measures.selection.credits import credit_spans
from framing.measures.selection.quoted import marked
from framing.measures.selection.similarity import root
from framing.measures.selection.tokens import FUNCTION, tokens
from framing.text.document import Document

RARE = 10.0  # bits of a run that is no idiom
CHAIN = 25.0  # bits of the runs that a sentence shares with one other sentence and that chance seldom reaches
FULL_CHAIN = 60.0
USUAL = 400.0  # words of an article: a chain says more in a brief than in a long read, where there is more chance
ALIKE = 0.45  # likeness of two sentences in their words of content
SLIGHT_SENTENCE = 6.0  # weight below which a sentence's share says little
RUN = 5  # words in a row
SIGNS = ("evidence", "rare", "chained", "chain", "alike", "ordered")

Word = tuple[str, float] | None  # stem and weight; None where quoted words or a credit stood
Sentence = list[Word]


class Run(NamedTuple):
    """Words in a row that both texts have: sentence and length in the one, sentence in the other, bits."""

    sentence: int
    other: int
    length: int
    bits: float


def own_words(document: Document) -> list[Sentence]:
    """The writer's own words by sentence: without quoted words, credits, datelines, bylines and captions."""
    credits = credit_spans(document)
    starts = [start for start, _ in credits]
    read = tokens(document, marked(document))
    sentences: list[Sentence] = []
    for number in sorted(read.bounds):
        words: Sentence = []
        for k in range(*read.bounds[number]):
            start = read.spans[k][0]
            at = bisect_right(starts, start) - 1
            if read.quoted[k] or (at >= 0 and start < credits[at][1]):
                if words and words[-1] is not None:
                    words.append(None)
            else:
                # Capitalised because it comes first, be it after a dateline, and not because it is a name.
                first = not words and read.stem[k] not in FUNCTION
                words.append((read.stem[k], 1.0 if first else read.weight[k]))
        while words and words[-1] is None:
            words.pop()
        if words:
            sentences.append(words)
    return sentences


def signs(a: list[Sentence], b: list[Sentence]) -> dict[str, float]:
    """Signs of a common copy, seen from the shorter text.

    ``evidence`` grows with the logarithm of the bits by which chains of runs, of one sentence with another, exceed what
    chance brings, in `USUAL` words. The others are square roots, since the first tenth of a share tells more than the
    last: ``rare`` of the share of words in runs that are no idioms, ``chained``
    of the share of words in sentences that share several runs with one sentence, ``chain`` of the mean strength of such
    chains, ``alike`` of the share of content in sentences that have a counterpart with the same words, ``ordered`` of
    the same where the words come in the same order.
    """
    a, b = shorter_first(a, b)
    words = _count(a)
    found = _runs(a, b)
    if not words:
        return dict.fromkeys(SIGNS, 0.0)
    chains: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for run in found:
        chains[run.sentence][run.other] += run.bits
    strongest = {number: max(chain.values()) for number, chain in chains.items()}
    alike, ordered = _counterparts(a, b)
    shares = {
        "rare": min(1.0, sum(run.length for run in found if run.bits >= RARE) / words),
        "chained": sum(_count([a[number]]) for number, bits in strongest.items() if bits >= CHAIN) / words,
        "chain": sum(min(bits, FULL_CHAIN) for bits in strongest.values()) / FULL_CHAIN / len(a),
        "alike": alike,
        "ordered": ordered,
    }
    evidence = math.log1p(sum(max(0.0, bits - CHAIN) for bits in strongest.values()) * USUAL / words) / 8
    return {"evidence": evidence, **{name: math.sqrt(share) for name, share in shares.items()}}


def shared_runs(a: list[Sentence], b: list[Sentence]) -> tuple[int, int]:
    """Runs of `RUN` words of the shorter text that the other text has, and all; credits and quoted words break a run.

    Their ratio is the containment of Broder (1997) over runs of words, with quotations masked.
    """

    def runs(text: list[Sentence]) -> list[tuple[str, ...]]:
        held = (sentence[k : k + RUN] for sentence in text for k in range(len(sentence) - RUN + 1))
        return [tuple(word[0] for word in run if word) for run in held if all(run)]

    short, long = (runs(text) for text in shorter_first(a, b))
    there = set(long)
    return sum(run in there for run in short), len(short)


def shorter_first(a: list[Sentence], b: list[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """The text of fewer words first; what they say settles ties, so that their order never matters."""
    return (a, b) if (_count(a), _key(a)) <= (_count(b), _key(b)) else (b, a)


def _runs(a: list[Sentence], b: list[Sentence]) -> list[Run]:
    """Longest runs of two words and more, each word of `a` in one run at most (its last may open the next)."""
    often: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for text in (a, b):
        own: Counter[tuple[str, str]] = Counter()
        for number, words in enumerate(text):
            for i, (one, two) in enumerate(pairwise(words)):
                if one and two:
                    own[one[0], two[0]] += 1
                    if text is b:
                        places[one[0], two[0]].append((number, i))
        often |= own
    found: list[Run] = []
    for number, words in enumerate(a):
        i = 0
        while i < len(words) - 1:
            one, two = words[i], words[i + 1]
            best, other = 0, -1
            if one and two:
                for there, k in places.get((one[0], two[0]), ())[:20]:
                    length = _reach(words, i, b[there], k)
                    if length > best:
                        best, other = length, there
            if best:
                found.append(Run(number, other, best, _bits(words[i : i + best], often)))
            i += max(1, best - 1)
    return found


def _reach(a: Sentence, i: int, b: Sentence, k: int) -> int:
    """Number of words that are the same from `i` and `k` on."""
    length = 0
    while i + length < len(a) and k + length < len(b):
        one, two = a[i + length], b[k + length]
        if one is None or two is None or one[0] != two[0]:
            break
        length += 1
    return length


def _bits(run: Sentence, often: Counter[tuple[str, str]]) -> float:
    """How unlikely the run is to be written twice: names and what a text keeps repeating say less."""
    total = 0.0
    for one, two in pairwise(run):
        if one and two:
            total += surprisal(one[0], two[0]) * min(1.0, two[1] + 0.2) / often[one[0], two[0]]
    return total


def _counterparts(a: list[Sentence], b: list[Sentence]) -> tuple[float, float]:
    """Share of the content of `a` in sentences alike to one of `b`, and in those with the words in the same order."""
    weights_b = _weights(b)
    totals_b = [sum(weights.values()) for weights in weights_b]
    holding: dict[str, list[int]] = defaultdict(list)
    for j, weights in enumerate(weights_b):
        for word in weights:
            holding[word].append(j)
    alike = ordered = content = 0.0
    for number, weights in enumerate(_weights(a)):
        roots = _roots(a[number])
        if len(roots) < 4:
            continue
        total = sum(weights.values())
        content += total
        shared: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for j in holding.get(word, ()):
                shared[j] += min(weight, weights_b[j][word])
        if not shared:
            continue
        likeness = {
            j: 2 * s / (max(SLIGHT_SENTENCE, total) + max(SLIGHT_SENTENCE, totals_b[j])) for j, s in shared.items()
        }
        best = max(sorted(likeness), key=lambda j: likeness[j])
        alike += total * (likeness[best] >= ALIKE)
        ordered += total * (_in_order(roots, _roots(b[best])) >= ALIKE * len(roots))
    return (alike / content, ordered / content) if content else (0.0, 0.0)


def _weights(text: list[Sentence]) -> list[dict[str, float]]:
    """Per sentence its words of content, weighed by how few sentences of the text have them."""
    often = Counter(word for sentence in text for word in set(_roots(sentence)))
    return [
        {
            root(word[0]): math.log(1 + len(text) / max(1, often[root(word[0])])) * word[1]
            for word in sentence
            if word and word[0] not in FUNCTION
        }
        for sentence in text
    ]


def _roots(sentence: Sentence) -> list[str]:
    return [root(word[0]) for word in sentence if word and word[0] not in FUNCTION][:LONGEST]


def _in_order(a: list[str], b: list[str]) -> int:
    """Length of the longest common subsequence."""
    before = [0] * (len(b) + 1)
    for one in a:
        row = [0]
        for j, two in enumerate(b):
            row.append(before[j] + 1 if one == two else max(before[j + 1], row[j]))
        before = row
    return before[-1]


def _count(text: list[Sentence]) -> int:
    return sum(word is not None for sentence in text for word in sentence)


def _key(text: list[Sentence]) -> str:
    return " ".join(word[0] if word else "|" for sentence in text for word in sentence)
