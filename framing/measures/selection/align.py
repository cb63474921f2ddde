"""Two articles laid side by side, word by word: where one wording is in both."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import NamedTuple

from framing.measures.selection.tokens import Tokens

GRAM = 3  # words in a row that make two sentences worth comparing
STRONG = 4.5  # words of content in common, in order, that two reporters do not write by chance
MUCH = 5 * STRONG  # shared in all, from which the articles are taken to have a copy in common
KIN = 3.0  # enough between two such articles
NEXT = 2.0  # enough where the neighbouring sentences are shared as well
GAP = 0.2  # cost of a word that only one article has
LONGEST = 300  # words of a sentence that are aligned; what is longer is no sentence but a list or a page without stops
_ROUNDING = 1e-9  # sums of weights in another order
OFTEN = 8  # a run of words that stands in more sentences of an article than this is its idiom


class Match(NamedTuple):
    """A wording that is in both articles: token ranges, the tokens that pair up, and how much they say."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    pairs: tuple[tuple[int, int], ...]
    score: float


def align(a: Tokens, b: Tokens) -> list[Match]:
    """Shared wordings of two articles, sentence against sentence, in order of their place in `a`.

    Notes
    -----
    Sentences that share three words in a row are aligned by their longest common blocks (Ratcliff and Obershelp's
    matching, on stems). Of the chain of blocks the stretch with the highest score is kept: the weights of the shared
    words less a cost for every word between blocks. A stretch below `STRONG` counts only where the sentences beside it
    are shared in the same order, or where the articles share much else.
    """
    # Most pairs of sentences have too little in common to count, however their words are ordered: they are not aligned.
    most = {pair: _most(a, b, *pair) for pair in _candidates(a, b, GRAM)}
    found = _found(a, b, [pair for pair, reach in most.items() if reach >= STRONG])
    strong = {pair: match for pair, match in found.items() if match.score >= STRONG}
    if not strong:
        return []
    least = STRONG
    if sum(match.score for match in strong.values()) >= MUCH:
        least = KIN
        most |= {pair: _most(a, b, *pair) for pair in _candidates(a, b, GRAM - 1) if pair not in most}
    beside = {(i + d, j + d) for i, j in strong for d in (-1, 1)}
    rest = [pair for pair, reach in most.items() if reach >= (NEXT if pair in beside else least)]
    found |= _found(a, b, [pair for pair in rest if pair not in found])
    reached = {
        (i, j): match
        for (i, j), match in sorted(found.items())
        if match.score >= (NEXT if any((i + d, j + d) in strong for d in (-1, 1)) else least)
    }
    best_a: dict[int, float] = defaultdict(float)
    best_b: dict[int, float] = defaultdict(float)
    for (i, j), match in reached.items():
        best_a[i] = max(best_a[i], match.score)
        best_b[j] = max(best_b[j], match.score)
    # A sentence goes with its likest; a second one counts where it is nearly as like, or has other words of it.
    kept: list[Match] = []
    for (i, j), match in sorted(reached.items(), key=lambda item: (-item[1].score, item[0])):
        rivals = [m for m in kept if _overlap(m, match)]
        if not rivals or match.score >= 0.8 * min(best_a[i], best_b[j]):
            kept.append(match)
    return sorted(kept)


def _found(a: Tokens, b: Tokens, pairs: list[tuple[int, int]]) -> dict[tuple[int, int], Match]:
    return {pair: match for pair in pairs for match in [_best(a, b, *pair)] if match}


def _candidates(a: Tokens, b: Tokens, size: int) -> list[tuple[int, int]]:
    """Pairs of sentences that share a run of words with content in it."""
    mine, places = _grams(a, size), _grams(b, size)
    pairs = {
        (sentence, other)
        for gram in mine.keys() & places.keys()
        if len(places[gram]) <= OFTEN
        for sentence in mine[gram]
        for other in places[gram]
    }
    return sorted(pairs)


def _grams(read: Tokens, size: int) -> dict[tuple[str, ...], list[int]]:
    """Sentences of each run of words with content in it."""
    made: dict[tuple[str, ...], list[int]] | None = read.kept.get(("grams", size))
    if made is None:
        made = read.kept["grams", size] = {}
        for sentence, (start, end) in read.bounds.items():
            for i in range(start, end - size + 1):
                if max(read.weight[i : i + size]) == 1.0:
                    there = made.setdefault(tuple(read.stem[i : i + size]), [])
                    if not there or there[-1] != sentence:
                        there.append(sentence)
    return made


def _most(a: Tokens, b: Tokens, sentence_a: int, sentence_b: int) -> float:
    """The score of two sentences if all words that they share came in the same order, with nothing between them."""
    one, other = _bag(a, sentence_a), _bag(b, sentence_b)
    return sum(sum(map(min, one[word], other[word])) for word in one.keys() & other.keys()) + _ROUNDING


def _bag(read: Tokens, sentence: int) -> dict[str, list[float]]:
    """Weights of each word of a sentence, the heaviest first."""
    made: dict[str, list[float]] | None = read.kept.get(("bag", sentence))
    if made is None:
        made = read.kept["bag", sentence] = {}
        start, end = read.bounds[sentence]
        for word, weight in zip(read.stem[start:end][:LONGEST], read.weight[start:end][:LONGEST], strict=True):
            made.setdefault(word, []).append(weight)
        for weights in made.values():
            weights.sort(reverse=True)
    return made


def _best(a: Tokens, b: Tokens, sentence_a: int, sentence_b: int) -> Match | None:
    """The stretch of two sentences that says most about a common copy."""
    (first_a, end_a), (first_b, end_b) = a.bounds[sentence_a], b.bounds[sentence_b]
    words_a, words_b = a.stem[first_a:end_a][:LONGEST], b.stem[first_b:end_b][:LONGEST]
    if words_a == words_b:
        blocks = [(0, 0, len(words_a))]
    else:
        matcher = SequenceMatcher(None, words_a, words_b, autojunk=False)
        blocks = [(m.a, m.b, m.size) for m in matcher.get_matching_blocks() if m.size]
    best: list[tuple[int, int, int]] = []
    chain: list[tuple[int, int, int]] = []
    top = score = 0.0
    for block in blocks:
        gain = sum(min(a.weight[first_a + block[0] + k], b.weight[first_b + block[1] + k]) for k in range(block[2]))
        if chain:
            last = chain[-1]
            score -= GAP * max(block[0] - last[0] - last[2], block[1] - last[1] - last[2])
        if score <= 0:
            chain, score = [], 0.0
        chain.append(block)
        score += gain
        if score > top:
            top, best = score, chain.copy()
    if not best:
        return None
    pairs = tuple((first_a + i + k, first_b + j + k) for i, j, size in best for k in range(size))
    return Match(pairs[0][0], pairs[-1][0] + 1, pairs[0][1], pairs[-1][1] + 1, pairs, top)


def _overlap(x: Match, y: Match) -> bool:
    """Do the two matches claim the same words of an article?"""
    return x.start_a < y.end_a and y.start_a < x.end_a or x.start_b < y.end_b and y.start_b < x.end_b
