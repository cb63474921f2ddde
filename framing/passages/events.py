"""Which articles report the same event."""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from framing.corpus import Article, Corpus
from framing.passages.surprise import rarity
from framing.passages.tokens import FUNCTION, Tokens

# Least likeness of every two articles of one event. In NewsWCL50 (Hamborg et al. 2019; ten events, five articles each,
# several on one politician) the ten groups that this makes are the ten events, with dates or without; .22 joins two
# events where dates are missing, .28 leaves an article apart.
ALIKE = 0.25
# Days between any two articles of one event. A report and what follows upon it fall within a week; what is written on
# the same people later reports something else, and could not be missing from the first.
DAYS = 7

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
    >>> from framing.document import Document
    >>> from framing.passages.tokens import tokens
    >>> texts = ["The flood destroyed a bridge.", "Pilots on strike grounded the fleet.", "A flood took the bridge."]
    >>> x = Corpus([Article(str(number), text) for number, text in enumerate(texts)])
    >>> events(x, [tokens(Document(article), []) for article in x])
    [0, 1, 0]
    """
    without = [number for number, article in enumerate(x) if not article.event]
    guessed = _grouped([x[number] for number in without], [reads[number] for number in without])
    if len(set(guessed)) > 1:
        log.warning(
            "%s articles declare no event. By their words and dates they were taken to report %s events; statements "
            "are compared within each. Name what each article reports in the column 'event' to decide it yourself.",
            f"{len(without):,}", f"{len(set(guessed)):,}",
        )  # fmt: skip
    groups: dict[int, str | int] = dict(zip(without, guessed, strict=True))
    named = [article.event or groups[number] for number, article in enumerate(x)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(named))}
    return [numbers[name] for name in named]


def _grouped(articles: Sequence[Article], reads: Sequence[Tokens]) -> list[int]:
    """Complete linkage: no chain of likenesses joins two articles that are not alike themselves."""
    if len(articles) < 2:
        return [0] * len(articles)
    from scipy.cluster.hierarchy import fcluster, linkage

    one, other = np.triu_indices(len(articles), 1)
    alike = np.where(_apart(articles)[one, other] > DAYS, 0.0, _likeness(reads)[one, other].round(6))
    return [int(group) for group in fcluster(linkage(1 - alike, "complete"), 1 - ALIKE, "distance")]


def _likeness(reads: Sequence[Tokens]) -> NDArray[np.float64]:
    """Cosine of the weighted words of every two articles."""
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
    matrix = csr_matrix((values, columns, ends), shape=(len(reads), max(1, len(column))))
    return np.asarray((matrix @ matrix.T).todense())


def _apart(articles: Sequence[Article]) -> NDArray[np.float64]:
    """Days between every two articles, not a number where a date is missing."""
    days = np.array([date.fromisoformat(a.date[:10]).toordinal() if a.date else math.nan for a in articles])
    apart: NDArray[np.float64] = np.abs(days[:, None] - days[None, :])
    return apart
