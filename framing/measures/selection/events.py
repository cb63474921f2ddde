"""Which articles report the same event."""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection.bigrams import rarity
from framing.measures.selection.tokens import FUNCTION, Tokens

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Least likeness of every two articles of one event. In NewsWCL50 (Hamborg et al. 2019; ten events, five articles each,
# several on one politician) the ten groups that this makes are the ten events, with dates or without; .22 joins two
# events where dates are missing, .28 leaves an article apart.
ALIKE = 0.25
# Days between any two articles of one event. A report and what follows upon it fall within a week; what is written on
# the same people later reports something else, and could not be missing from the first.
DAYS = 7
ROWS = 500  # articles compared with all others at a time

log = logging.getLogger(__name__)


def events(x: Corpus, reads: Sequence[Tokens]) -> list[int]:
    """The number of each article's event, in order of first articles.

    Parameters
    ----------
    x : Corpus
    reads : sequence of Tokens
        Of the articles, in order.

    Returns
    -------
    list of int
        Articles with the same `event` have one number. Those that declare none are grouped by the likeness of their
        words (the cosine of all words of content, rare ones weighing more) so that every two of a group reach `ALIKE`
        and lie at most `DAYS` apart; the likeness alone decides where a date is missing. Such a group is a guess; a
        warning says so where there is more than one.

    Examples
    --------
    >>> from framing.text.document import Document
    >>> from framing.measures.selection.tokens import tokens
    >>> texts = ["The flood destroyed a bridge.", "Pilots on strike grounded the fleet.", "A flood took the bridge."]
    >>> x = Corpus([Article(str(number), text) for number, text in enumerate(texts)])
    >>> events(x, [tokens(Document(article), []) for article in x])
    [0, 1, 0]
    """
    without = [number for number, article in enumerate(x) if not article.event]
    guessed = _grouped([x.articles[number] for number in without], [reads[number] for number in without])
    if len(set(guessed)) > 1:
        log.warning(
            "There is no 'event' for %s articles, so they were grouped by wording and date into %s events; statements "
            "are compared only within an event. To define events yourself, add an 'event' column.",
            f"{len(without):,}", f"{len(set(guessed)):,}",
        )  # fmt: skip
    groups: dict[int, str | int] = dict(zip(without, guessed, strict=True))
    named = [article.event or groups[number] for number, article in enumerate(x)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(named))}
    return [numbers[name] for name in named]


def _grouped(articles: Sequence[Article], reads: Sequence[Tokens]) -> list[int]:
    """Complete linkage: no chain of likenesses joins two articles that are not alike themselves.

    It joins none that no chain holds together, so each such chain is linked alone: ten thousand articles on many topics
    would have fifty million pairs.
    """
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not articles:
        return []
    words, days = _words(reads), _days(articles)
    pairs = np.concatenate([_alike(words, days, first) for first in range(0, len(articles), ROWS)])
    one, other = pairs[:, :2].astype(int).T
    count, chain = connected_components(coo_matrix((pairs[:, 2], (one, other)), (len(articles),) * 2), directed=False)
    by_chain = np.argsort(chain, kind="stable"), np.argsort(chain[one], kind="stable")
    sorts = chain[by_chain[0]], chain[one[by_chain[1]]]
    groups, made = np.zeros(len(articles), int), 0
    for number in range(count):
        members, links = (
            order[np.searchsorted(keys, number) : np.searchsorted(keys, number, side="right")]
            for order, keys in zip(by_chain, sorts, strict=True)
        )
        groups[members] = made + _linked(members, pairs[links])
        made = groups[members].max()
    return [int(group) for group in groups]


def _linked(members: NDArray[np.int64], pairs: NDArray[np.float64]) -> NDArray[np.int64]:
    """The group of each of some articles, from 1 on, by the likeness of those `pairs` that are alike."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(members) == 1:
        return np.ones(1, int)
    likeness = np.zeros((len(members),) * 2)
    likeness[np.searchsorted(members, pairs[:, 0]), np.searchsorted(members, pairs[:, 1])] = pairs[:, 2]
    found: NDArray[np.int64] = fcluster(
        linkage(1 - likeness[np.triu_indices(len(members), 1)], "complete"), 1 - ALIKE, "distance"
    )
    return found


def _alike(words: csr_matrix, days: NDArray[np.float64], first: int) -> NDArray[np.float64]:
    """Of articles from number `first` on, each with the later ones that may report its event: both, and how alike."""
    found = (words[first : first + ROWS] @ words.T).tocoo()
    one, other, alike = found.row + first, found.col, found.data.round(6)
    kept = (one < other) & (alike >= ALIKE) & ~(np.abs(days[one] - days[other]) > DAYS)
    return np.column_stack([one[kept], other[kept], alike[kept]])


def _words(reads: Sequence[Tokens]) -> csr_matrix:
    """The weighted words of content of each text, a row of length one; their products are cosines."""
    from scipy.sparse import csr_matrix

    column: dict[str, int] = {}
    values, columns, ends = [], [], [0]
    for read in reads:
        counts = Counter(stem for stem in read.stem if stem not in FUNCTION)
        mine = [(1 + math.log(times)) * rarity(stem) for stem, times in counts.items()]
        length = math.sqrt(math.fsum(value * value for value in mine))
        values += [value / length for value in mine]
        columns += [column.setdefault(stem, len(column)) for stem in counts]
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(reads), max(1, len(column))))


def _days(articles: Sequence[Article]) -> NDArray[np.float64]:
    """The day of each article as a number, not a number where the date is missing."""
    return np.array([date.fromisoformat(a.date[:10]).toordinal() if a.date else math.nan for a in articles])
