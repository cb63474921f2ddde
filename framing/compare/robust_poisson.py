"""A robust Poisson test of one rate against another, for all terms at once, and the design effect of each side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from framing.compare.moments import Codes, Floats, gather, power
from framing.compare.score import ROUNDING, Sided

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


class Robust(NamedTuple):
    """Per term: log ratio of rates, its standard error and degrees of freedom, p; missing where a side lacks the term.

    `design` holds, for each side, the variance of its occurrences over that of independent words, at the rate of both.
    """

    log_ratio: Floats
    se: Floats
    df: Floats
    p: Floats
    design: tuple[Floats, Floats]


class _Side(NamedTuple):
    """Clusters of one side: counts, words, share of the side's words, names; per term occurrences, rate, variance."""

    counts: csr_matrix
    words: Floats
    share: Floats
    cluster: Codes
    occurrences: Floats
    rate: Floats
    variance: Floats


def robust_poisson(counts: csr_matrix, words: Floats, side: Sided, cluster: Codes) -> Robust:
    """Test for each term that both sides use it at one rate, with each side's own variance.

    Parameters
    ----------
    counts : csr_matrix of shape (articles, terms)
    words : array of shape (articles,)
        Words of each article, above 0.
    side : array of bool of shape (articles,)
        True on the side that is compared with the other. Each side has at least two clusters.
    cluster : array of int of shape (articles,)
        Articles of one cluster are not independent; a cluster may have articles on both sides.

    Notes
    -----
    This is the Wald test of a Poisson regression of the counts on the side, with the words as offset and a sandwich
    variance by cluster (CR2, the correction of Bell & McCaffrey that is unbiased where counts are Poisson) and their
    Satterthwaite degrees of freedom. Fitted rates are the sides' own, so that what one side's articles are like says
    nothing of the other's variance. Where a cluster holds the share h of its side's words, the correction divides its
    residual by the root of 1 - h; with y occurrences on a side, the variance of its log rate is the sum of the squared
    residuals over y squared. Residuals that a cluster has on both sides are subtracted first.

    The design effect of a side grows with its rate: for negative binomial counts it is 1 + mean / shape. Each is
    therefore brought to the rate of both sides, 1 + (design - 1) x (common rate / own rate), so that the two differ
    where articles are unevenly bursty, and not merely because one side uses the term more.

    References
    ----------
    Bell & McCaffrey 2002, Bias reduction in standard errors for linear regression with multi-stage samples. Survey
    Methodology 28(2), 169-181.
    Pustejovsky & Tipton 2018, Small-sample methods for cluster-robust variance estimation and hypothesis testing in
    fixed effects models. Journal of Business & Economic Statistics 36(4), 672-683.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> counts = csr_matrix([[4], [6], [5], [9], [11], [10]])
    >>> side = np.array([True, True, True, False, False, False])
    >>> found = robust_poisson(counts, np.full(6, 1000.0), side, np.arange(6))
    >>> found.log_ratio.round(3).tolist(), found.se.round(3).tolist(), found.df.round(1).tolist()
    ([-0.693], [0.129], [3.6])
    """
    from scipy.special import stdtr

    one, other = (_side(counts[s], words[s], cluster[s]) for s in (side, ~side))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log(one.rate) - np.log(other.rate)
        variance = one.variance / one.occurrences**2 + other.variance / other.occurrences**2
        variance = variance - 2 * _shared(one, other) / (one.occurrences * other.occurrences)
        known = np.isfinite(ratio) & (variance > 0)
        se = np.where(known, np.sqrt(np.where(known, variance, 1.0)), np.nan)
        df = np.where(known, _degrees(one, other), np.nan)
        p = 2 * stdtr(df, -np.abs(ratio / se))
        common = (one.occurrences + other.occurrences) / words.sum()
        design = _design(one, common), _design(other, common)
    return Robust(np.where(known, ratio, np.nan), se, df, p, design)


def _side(counts: csr_matrix, words: Floats, cluster: Codes) -> _Side:
    """One side, with the corrected sum of squared residuals as the variance of its occurrences."""
    counts, words, first = gather(counts, words, cluster)
    share = words / words.sum()
    occurrences = np.asarray(counts.sum(axis=0), dtype=float).ravel()
    rate = occurrences / float(words.sum())
    variance = power(counts, words, rate, 2, 1 / (1 - share))
    variance = np.where(variance > ROUNDING * occurrences, variance, 0.0)
    return _Side(counts, words, share, cluster[first], occurrences, rate, variance)


def _shared(one: _Side, other: _Side) -> Floats:
    """Summed products of the residuals that clusters have on both sides."""
    _, here, there = np.intersect1d(one.cluster, other.cluster, assume_unique=True, return_indices=True)
    x, y, n, m = one.counts[here], other.counts[there], one.words[here], other.words[there]
    weights = 1 / np.sqrt((1 - one.share[here]) * (1 - other.share[there]))
    products = np.asarray(x.multiply(y).T @ weights).ravel() - one.rate * (y.T @ (weights * n))
    found: Floats = products - other.rate * (x.T @ (weights * m)) + one.rate * other.rate * float(weights @ (n * m))
    return found


def _degrees(one: _Side, other: _Side) -> Floats:
    """Satterthwaite's degrees of freedom of the variance, where counts are Poisson."""
    _, here, there = np.intersect1d(one.cluster, other.cluster, assume_unique=True, return_indices=True)
    leverage = [s.share / np.sqrt(1 - s.share) for s in (one, other)]
    own = [
        float((s.share**2).sum() + (g**2).sum() ** 2 - (g**4).sum())
        for s, g in zip((one, other), leverage, strict=True)
    ]
    g, h = leverage[0][here], leverage[1][there]
    both = float((one.share[here] * other.share[there]).sum() + (g * h).sum() ** 2 - (g**2 * h**2).sum())
    a, b = 1 / one.occurrences, 1 / other.occurrences
    found: Floats = (a + b) ** 2 / (own[0] * a**2 + own[1] * b**2 + 2 * both * a * b)
    return found


def _design(side: _Side, common: Floats) -> Floats:
    """Design effect of a side at the rate of both; less than that of independent words stays as it is."""
    found = side.variance / (side.occurrences * (1 - side.rate))
    brought: Floats = np.where(found > 1, 1 + (found - 1) * common / side.rate, found)
    return brought
