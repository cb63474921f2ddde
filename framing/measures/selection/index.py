"""Which pairs of articles are aligned: those whose words leave it open that they share a passage.

What is asked of a pair depends on its two articles only, so that no other article changes what is found. A pair is kept
where a passage of one of three origins is possible:

- wording in common: a run of `RUN` words, `CONTENT` of them of content, in one sentence of both;
- a quotation in common: `QUOTED_RUN` words in a row that both quote;
- a statement in other words: two sentences whose shared weight may suffice for a paraphrase.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.measures.selection.similarity import LEAST, PLAIN, story
from framing.measures.selection.tokens import Tokens

# Aligned all with all, 300 articles (NewsWCL50, and PolNeAR and AllSides by day and topic) share 1,646 verbatim and
# edited passages; this run and content find them all, three words 99.9 % with a third more pairs.
RUN = 4
CONTENT = 2
QUOTED_RUN = 3  # quoted words in a row that make a shared quotation
_AT_ONCE = 8_000_000  # numbers held while sentences or runs are compared: some 100 MB
_ROUNDING = 1e-3  # of single precision, to the safe side
_MIX = np.uint64(0x9E3779B97F4A7C15)
_IN_MARKS = np.uint64(0xC2B2AE3D27D4EB4F)  # tells quoted runs from others


class Weights(NamedTuple):
    """Sentences of some articles as rows of a sparse matrix: the square root of the weight of each root.

    `owner` has the article's number and `total` the weight of each sentence; the roots of sentence k, as hashes, are
    ``roots[first[k]:first[k + 1]]``.
    """

    owner: NDArray[np.int64]
    total: NDArray[np.float32]
    first: NDArray[np.int64]
    roots: NDArray[np.uint64]
    values: NDArray[np.float32]


class Candidates(NamedTuple):
    """Pairs of articles that may share a passage, in order, and their pairs of sentences that may be paraphrases.

    Articles are given by number, sentences by their number among those of the story. A pair that `near` does not have
    has no paraphrase.
    """

    pairs: list[tuple[int, int]]
    near: dict[tuple[int, int], list[tuple[int, int]]]

    @classmethod
    def of(cls, shared: NDArray[np.int64], likely: NDArray[np.int64], count: int) -> Candidates:
        """From what `shared_runs` and `alike` found among `count` articles."""
        near: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for pair, one, other in likely.tolist():
            near.setdefault(divmod(pair, count), []).append((one, other))
        return cls([divmod(pair, count) for pair in np.union1d(shared, likely[:, 0]).tolist()], near)


def candidates(reads: Iterable[Tokens]) -> Candidates:
    """Which articles, by number, may share a passage.

    Notes
    -----
    Memory: some twenty bytes a word of the corpus. Time grows with the pairs of sentences that have words in common,
    for a large corpus with its square.
    """
    prints, sentences = [], []
    for number, read in enumerate(reads):
        prints.append(runs(read))
        sentences.append(sentence_weights(read, number))
    count = len(prints)
    if count < 2:
        return Candidates([], {})
    owners = np.repeat(np.arange(count, dtype=np.int64), [len(own) for own in prints])
    every = joined(sentences)
    return Candidates.of(shared_runs(np.concatenate(prints), owners, count), alike(every, every, count), count)


def runs(read: Tokens) -> NDArray[np.uint64]:
    """Different hashes of an article's runs of words: within its sentences, and in its quotation marks."""
    if len(read.stem) < QUOTED_RUN:
        return np.empty(0, dtype=np.uint64)
    hashes = np.fromiter(map(_hash, read.stem), dtype=np.uint64, count=len(read.stem))
    content = np.array(read.weight) == 1.0
    sentence, quoted = np.array(read.sentence), np.array(read.quoted)
    length = len(hashes) - RUN + 1
    own = np.empty(0, dtype=np.uint64)
    if length > 0:
        enough = sum(content[k : k + length].astype(int) for k in range(RUN)) >= CONTENT
        own = _mixed(hashes, RUN)[enough & (sentence[:length] == sentence[RUN - 1 :])]
    length = len(hashes) - QUOTED_RUN + 1
    marked = np.logical_and.reduce([quoted[k : k + length] for k in range(QUOTED_RUN)])
    return np.unique(np.concatenate([own, _mixed(hashes, QUOTED_RUN)[marked] ^ _IN_MARKS]))


def shared_runs(runs: NDArray[np.uint64], owners: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Pairs of articles i < j that share a run, as ``i * count + j`` in order.

    Parameters
    ----------
    runs, owners : arrays
        Each run that an article has, once, and the number of that article; those of one run in order. Runs may be
        divided by their value, and what comes of each share put together.
    count : int
        Articles in all.
    """
    if not len(runs):
        return np.empty(0, dtype=np.int64)
    order = np.argsort(runs, kind="stable")
    runs, owners = runs[order], owners[order].astype(np.int64)
    starts = np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]])
    sizes = np.diff(np.r_[starts, len(runs)])
    # Runs that the same articles have, such as those of one dispatch, are followed once.
    with np.errstate(over="ignore"):
        who = np.add.reduceat(_scattered(owners), starts)
    _, kept = np.unique(np.stack([who, sizes.astype(np.uint64)]), axis=1, return_index=True)
    once = np.zeros(len(sizes), dtype=bool)
    once[kept] = True
    once = np.repeat(once & (sizes > 1), sizes)
    runs, owners = runs[once], owners[once]
    found, waiting = [np.empty(0, dtype=np.int64)], 0
    at, distance = np.arange(len(runs)), 0
    # The articles of one run are in order, so the pairs of all runs at one distance are taken at once.
    while len(at):
        distance += 1
        at = at[at + distance < len(runs)]
        at = at[runs[at + distance] == runs[at]]
        found.append(owners[at] * count + owners[at + distance])
        waiting += len(at)
        if waiting > _AT_ONCE:
            found, waiting = [np.unique(np.concatenate(found))], 0
    return np.unique(np.concatenate(found))


def sentence_weights(read: Tokens, number: int) -> Weights:
    """The sentences of one article's story, as a paraphrase is looked for among them."""
    sentences = story(read)
    roots = [_hash(root) for sentence in sentences for root in sentence.weights]
    values = [value for sentence in sentences for value in sentence.weights.values()]
    return Weights(
        np.full(len(sentences), number, dtype=np.int64),
        np.array([sentence.total for sentence in sentences], dtype=np.float32),
        np.cumsum([0, *(len(sentence.weights) for sentence in sentences)], dtype=np.int64),
        np.array(roots, dtype=np.uint64),
        np.sqrt(np.array(values, dtype=np.float32)),
    )


def joined(parts: Iterable[Weights]) -> Weights:
    """Sentences of several articles, one after the other."""
    own = list(parts)
    offsets = np.cumsum([0, *(part.first[-1] for part in own)])
    firsts = [part.first[1:] + offset for part, offset in zip(own, offsets[:-1], strict=True)]
    return Weights(
        np.concatenate([np.empty(0, dtype=np.int64), *(part.owner for part in own)]),
        np.concatenate([np.empty(0, dtype=np.float32), *(part.total for part in own)]),
        np.concatenate([np.zeros(1, dtype=np.int64), *firsts]),
        np.concatenate([np.empty(0, dtype=np.uint64), *(part.roots for part in own)]),
        np.concatenate([np.empty(0, dtype=np.float32), *(part.values for part in own)]),
    )


def alike(a: Weights, b: Weights, count: int) -> NDArray[np.int64]:
    """Sentences of articles i < j, i of `a` and j of `b`, that may be alike.

    Rows of three numbers, in order: ``i * count + j``, and both sentences by their number among their article's.

    Two sentences share of each root the lesser weight, which is at most the square root of the product of both: one
    product of matrices bounds the likeness of all of them from above, and no paraphrase is missed.
    """
    from scipy.sparse import csr_array

    known, columns = np.unique(np.concatenate([a.roots, b.roots]), return_inverse=True)
    cut = len(a.roots)
    rows = csr_array((a.values, columns[:cut], a.first), shape=(len(a.owner), len(known)))
    others = csr_array((b.values, columns[cut:], b.first), shape=(len(b.owner), len(known))).T.tocsr()
    step = max(1, _AT_ONCE // max(1, len(b.owner)))
    # Number of each sentence among its article's; the sentences of one article follow each other.
    within_a, within_b = (np.arange(len(x.owner)) - np.searchsorted(x.owner, x.owner) for x in (a, b))
    found = [np.empty((0, 3), dtype=np.int64)]
    for begin in range(0, len(a.owner), step):
        shared = (rows[begin : begin + step] @ others).tocoo()
        i, j, value = shared.row + begin, shared.col, shared.data
        # Likeness is never more than what is shared by the least weight of a sentence.
        kept = (value >= PLAIN * LEAST - _ROUNDING) & (a.owner[i] < b.owner[j])
        i, j, value = i[kept], j[kept], value[kept]
        both = 2 * value / np.maximum(2 * LEAST, a.total[i] + b.total[j])
        lighter = value / np.maximum(LEAST, np.minimum(a.total[i], b.total[j]))
        kept = (both + lighter) / 2 >= PLAIN - _ROUNDING
        i, j = i[kept], j[kept]
        found.append(np.column_stack([a.owner[i] * count + b.owner[j], within_a[i], within_b[j]]))
    return ordered(np.concatenate(found))


def ordered(likely: NDArray[np.int64]) -> NDArray[np.int64]:
    """Rows of `alike` in order."""
    return likely[np.lexsort(likely.T[::-1])]


def _mixed(hashes: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """One hash for each run of `size` words."""
    length = len(hashes) - size + 1
    mixed = hashes[:length].copy()
    with np.errstate(over="ignore"):
        for k in range(1, size):
            mixed = mixed * _MIX ^ hashes[k : k + length]
    return mixed


def _scattered(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A hash of each number (SplitMix64, Steele, Lea & Flood 2014), whose sums tell sets of numbers apart."""
    z = (numbers.astype(np.uint64) + np.uint64(1)) * _MIX
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@lru_cache(maxsize=500_000)
def _hash(word: str) -> int:
    """The same number in every process, unlike Python's own hash."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
