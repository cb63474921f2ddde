"""How much a word after another word surprises a reader of news."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from framing.measures.selection.tokens import stem
from framing.models import load

SMOOTHING = 20.0  # articles' worth of belief in the single word
MOST = 16.0  # bits of a pair never seen
TOKENS = 60.0  # words of an article that are not repeats, roughly: from share of articles to share of words


@lru_cache(maxsize=500_000)
def surprisal(before: str, word: str) -> float:
    """Bits of `word` after `before`, both stems, from the number of news articles that print them.

    Notes
    -----
    A bigram model with the single word as its prior (Dirichlet smoothing). Set phrases of the trade, such as a
    spokesman who declines to comment, are cheap; a string of words that one reporter chose is dear.

    References
    ----------
    MacKay & Peto 1995, A hierarchical Dirichlet language model. Natural Language Engineering 1(3).

    Examples
    --------
    >>> surprisal("unit", "stat") < surprisal("unit", "goat")
    True
    """
    articles, words, pairs = _table()
    alone = words.get(word, 1) / articles / TOKENS
    seen = pairs.get((before, word), 0)
    return min(MOST, -math.log2((seen + SMOOTHING * alone) / (words.get(before, 1) + SMOOTHING)))


def rarity(word: str) -> float:
    """How few news articles print `word`, a stem: the logarithm of all articles to those with it.

    Examples
    --------
    >>> 0 <= rarity("year") < rarity("bridg") < rarity("zeppelin")
    True
    """
    articles, words, _ = _table()
    return math.log(articles / words.get(word, 1))


@cache
def _table() -> tuple[int, dict[str, int], dict[tuple[str, str], int]]:
    # The counts belong to one stemmer: what this one makes of the stems shows whether it is the same.
    held = load("reuse/stems.npz", lambda held: map(stem, held["stems"].tolist()), "benchmarks/train_reuse.py")
    stems = held["stems"].tolist()
    words = dict(zip(stems, held["articles_with_stem"].tolist(), strict=True))
    first, second = held["first"].tolist(), held["second"].tolist()
    pairs = {
        (stems[i], stems[j]): n for i, j, n in zip(first, second, held["articles_with_pair"].tolist(), strict=True)
    }
    return int(held["articles"]), words, pairs
