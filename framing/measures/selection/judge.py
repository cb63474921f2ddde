"""Which sentences of an event's articles say the same: candidates, and the chance that each pair of them does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.measures.selection.similarity import LEAST, WORDED, Sentence, worded
from framing.models import load

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Pairs below both are not looked at. In the annotated events of NewsWCL50 (part development) 93 of 100 pairs that say
# the same reach the first, 99 one of the two; most others reach neither.
ALIKE = 0.08  # likeness of two sentences by their words
CLOSE = 0.35  # cosine of their vectors
WITHIN, FEW = 0.8, 3  # share of the lighter sentence's weight that the other has, and words of content it has at least
PART = 0.15  # least chance of two sentences of which one stands within the other: too much for saying that it is absent
ROWS = 400  # sentences compared with all others of the event at a time
LEXICAL = ("like", "same", "like gap, smaller", "like gap, larger", "quotation", "length ratio", "length", "neighbours")
ENCODED = (*LEXICAL, "cosine", "cosine gap, smaller", "cosine gap, larger")

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
HEADS = ("headline", "standfirst")


class Judged(NamedTuple):
    """Pairs of sentences by number, the first below the second, and the chance that they say the same."""

    one: Numbers
    other: Numbers
    chance: Floats


def judged(
    sentences: Sequence[Sentence], quoting: Collection[tuple[int, int]] = (), vectors: Floats | None = None
) -> Judged:
    """Chances that sentences of one event say the same.

    Sentences of different articles are compared, and a headline or standfirst with the rest of its own article. The
    chance is a logistic function of what two sentences share (`likeness`, `sameness`), of how much more that is than
    what either shares with its next likest in the other's article, of their lengths, of whether they quote the same
    words, of how alike their neighbours are, and, with `vectors`, of their cosine; see
    ``resources/statements/card.md``. It is at least `PART` where one sentence is within the other.

    Parameters
    ----------
    sentences : sequence of Sentence
        Of one event, those of an article in order.
    quoting : collection of (int, int)
        Pairs that quote the same words.
    vectors : array, optional
        A row of length one for each sentence.

    Examples
    --------
    >>> from framing.text.document import Document
    >>> from framing.measures.selection.similarity import weighted
    >>> from framing.measures.selection.tokens import tokens
    >>> texts = ["The flood destroyed the old bridge on Monday. Shops opened late and trains stood still all day.",
    ...          "The old bridge was destroyed by the flood. The mayor promised repairs to schools and roads."]
    >>> reads = [tokens(document, []) for document in map(Document, texts)]
    >>> sentences = [s for number, read in enumerate(reads) for s in weighted(number, read.document, read)]
    >>> found = judged(sentences)
    >>> found.one.tolist(), found.other.tolist(), bool(found.chance[0] > 0.2)
    ([0], [2], True)
    """
    one, other, columns = measured(sentences, quoting, vectors)
    bias, weights = _weights("lexical" if vectors is None else "encoder")
    chance = np.round(1 / (1 + np.exp(-bias - columns @ weights)), 6)
    total = np.array([s.total for s in sentences])
    size = np.array([len(s.weights) for s in sentences])
    lighter = np.where(total[one] <= total[other], one, other)
    shared = columns[:, 1] * np.maximum(LEAST, (total[one] + total[other]) / 2)
    within = (shared >= WITHIN * total[lighter]) & (size[lighter] >= FEW)
    return Judged(one, other, np.where(within, np.maximum(chance, PART), chance))


def measured(
    sentences: Sequence[Sentence], quoting: Collection[tuple[int, int]] = (), vectors: Floats | None = None
) -> tuple[Numbers, Numbers, Floats]:
    """The candidate pairs with what is measured of each: columns `LEXICAL` or, with vectors, `ENCODED`."""
    side = sides(sentences)
    one, other, like, same, cosine = _candidates(sentences, side, vectors)
    length = np.array([s.words for s in sentences], dtype=float)
    ratio = np.abs(np.log(length[one] / length[other]))
    quotes = set(quoting)
    quoted = np.array([pair in quotes for pair in zip(one.tolist(), other.tolist(), strict=True)], dtype=float)
    closest = like if cosine is None else cosine
    columns = [
        like, same, *_gaps(one, other, like, side), quoted, ratio, np.log(np.minimum(length[one], length[other])),
        _neighbours(one, other, closest, side),
    ]  # fmt: skip
    if cosine is not None:
        columns += [cosine, *_gaps(one, other, cosine, side)]
    return one, other, np.round(np.column_stack(columns), 6)


def sides(sentences: Sequence[Sentence]) -> Numbers:
    """For each sentence a number for its article, another one for the article's headline and standfirst."""
    return np.array([2 * s.article + (s.zone in HEADS) for s in sentences], dtype=np.int64)


def _candidates(
    sentences: Sequence[Sentence], side: Numbers, vectors: Floats | None
) -> tuple[Numbers, Numbers, Floats, Floats, Floats | None]:
    """Pairs that reach `ALIKE` or `CLOSE`, with their likeness, sameness and cosine."""
    weights, words = _matrices(sentences)
    total = np.array([s.total for s in sentences])
    found: list[tuple[Numbers, ...]] = []
    for first in range(0, len(sentences), ROWS):
        rows = slice(first, first + ROWS)
        pairs = (words[rows] @ words.T).tocoo()
        one, other = pairs.row[pairs.data >= WORDED] + first, pairs.col[pairs.data >= WORDED]
        if vectors is not None:
            close, near = np.nonzero(vectors[rows] @ vectors.T >= CLOSE)
            both = np.unique(np.concatenate([one * len(sentences) + other, (close + first) * len(sentences) + near]))
            one, other = np.divmod(both, len(sentences))
        kept = (one < other) & (side[one] != side[other])
        found.append((one[kept].astype(np.int64), other[kept].astype(np.int64)))
    none = np.empty(0, dtype=np.int64)
    one, other = (np.concatenate(parts) for parts in zip((none, none), *found, strict=True))
    order = np.lexsort((other, one))
    one, other = one[order], other[order]
    shared = np.empty(len(one))
    for at in range(0, len(one), 50_000):
        some = slice(at, at + 50_000)
        shared[some] = weights[one[some]].minimum(weights[other[some]]).sum(1).A1
    both = 2 * shared / np.maximum(2 * LEAST, total[one] + total[other])
    like = (both + shared / np.maximum(LEAST, np.minimum(total[one], total[other]))) / 2
    kept = like >= ALIKE
    cosine = None
    if vectors is not None:
        cosine = np.einsum("nd,nd->n", vectors[one], vectors[other])
        kept |= cosine >= CLOSE
        cosine = cosine[kept]
    return one[kept], other[kept], like[kept], both[kept], cosine


def _matrices(sentences: Sequence[Sentence]) -> tuple[csr_matrix, csr_matrix]:
    """Weights of the words of each sentence, and whether it has each word that is no number."""
    from scipy.sparse import csr_matrix

    column: dict[str, int] = {}
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for sentence in sentences:
        values += sentence.weights.values()
        columns += [column.setdefault(word, len(column)) for word in sentence.weights]
        ends.append(len(columns))
    shape = len(sentences), max(1, len(column))
    weights = csr_matrix((np.array(values), columns, ends), shape=shape)
    counted = np.array([float(worded(word)) for word in column])
    flags = csr_matrix((counted[np.array(columns, dtype=np.int64)], columns, ends), shape=shape)
    return weights, flags


def _gaps(one: Numbers, other: Numbers, values: Floats, side: Numbers) -> tuple[Floats, Floats]:
    """How much likelier each pair is than the next likeliest of either sentence in the other's article; both ways."""
    gaps = []
    for own, there in ((one, other), (other, one)):
        key = own * (int(side.max(initial=0)) + 1) + side[there]
        order = np.lexsort((-values, key))
        heads = np.flatnonzero(np.diff(key[order], prepend=-1))
        best = np.zeros(len(values))
        second = np.zeros(len(values))
        lengths = np.diff(np.append(heads, len(order)))
        top = values[order[heads]]
        after = np.where(lengths > 1, values[order[np.minimum(heads + 1, len(order) - 1)]], 0.0) if len(order) else top
        best[order], second[order] = np.repeat(top, lengths), np.repeat(after, lengths)
        gaps.append(values - np.where(values >= best, second, best))
    return np.minimum(*gaps), np.maximum(*gaps)


def _neighbours(one: Numbers, other: Numbers, values: Floats, side: Numbers) -> Floats:
    """The largest value of two sentences of which each is beside one of these."""
    from scipy.sparse import csr_matrix

    size = len(side)
    table = csr_matrix((np.tile(values, 2), (np.append(one, other), np.append(other, one))), shape=(size, size))
    found = np.zeros(len(values))
    for a in (-1, 1):
        for b in (-1, 1):
            i, j = one + a, other + b
            inside = (i >= 0) & (j >= 0) & (i < size) & (j < size)
            i, j = i[inside], j[inside]
            beside = (side[i] == side[one[inside]]) & (side[j] == side[other[inside]])
            near = np.asarray(table[i, j]).ravel() if len(i) else np.empty(0)
            found[inside] = np.maximum(found[inside], np.where(beside, near, 0.0))
    return found


@cache
def learned() -> dict[str, Any]:
    """What was learned of statements: weights of both judges, and how often a claim of omission is wrong."""
    return load("statements/weights.json", ENCODED, "-m training statements CORPORA --base FOLDER --out FOLDER")


@cache
def _weights(kind: str) -> tuple[float, Floats]:
    held = learned()
    names = LEXICAL if kind == "lexical" else ENCODED
    return float(held[kind]["bias"]), np.array([float(held[kind]["weights"][name]) for name in names])
