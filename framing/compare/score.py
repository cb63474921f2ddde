"""The test behind keyness: a clustered score test of one rate against another, for all terms at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framing.compare.moments import Codes, Floats, gather, power, product

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Sided = npt.NDArray[np.bool_]
OWN = 15.0  # clusters of the smaller side that must hold a term before its variance is half the side's own
ROUNDING = 1e-9  # of the occurrences: a variance that only rounding leaves
LARGEST = 0.9  # of the largest score that the clusters allow; beyond it the t scale has no end


class Sides(NamedTuple):
    """Two sides of a comparison, per term: occurrences and words."""

    occurrences: tuple[Floats, Floats]
    words: tuple[float, float]


class Outcome(NamedTuple):
    """Per term: t with its degrees of freedom and the skewness of its null distribution, p, the design effect."""

    t: Floats
    df: Floats
    skew: Floats
    p: Floats
    design: Floats


def sides(counts: csr_matrix, words: Floats, side: Sided) -> Sides:
    """Occurrences of each term and words on either side."""
    one, other = np.asarray(counts[side].sum(axis=0)).ravel(), np.asarray(counts[~side].sum(axis=0)).ravel()
    return Sides((one.astype(float), other.astype(float)), (float(words[side].sum()), float(words[~side].sum())))


def score(
    counts: csr_matrix, words: Floats, side: Sided, outlet: Codes, cluster: Codes
) -> Outcome:
    """Test for each term that both sides use it at one rate.

    Parameters
    ----------
    counts : csr_matrix of shape (articles, terms)
    words : array of shape (articles,)
        Words of each article: what the rate is of.
    side : array of bool of shape (articles,)
        True on the side that is compared with the other.
    outlet, cluster : arrays of int of shape (articles,)
        Articles of one cluster are not independent; a cluster may have articles of several outlets, on both sides.

    Returns
    -------
    Outcome
        `design` is the variance over that of as many independent words.

    Notes
    -----
    Under the null hypothesis both sides share the pooled rate p, and an article's residual is r = x - p n, for x
    occurrences in n words. The score T is the sum of r over one side. Its variance is estimated from residuals summed
    by cluster under the same null hypothesis, because a Wald variance at the estimate is far too small for a term that
    one side hardly uses:

    - a cluster on one side counts with the square of its residual; a rare term tells too little of each side's own
      variance, which is taken as proportional to words; the more clusters hold the term, the more each side's own
      squares count, so that a side with burstier articles has its larger variance;
    - in a cluster on both sides, residuals of the outlets' parts are exchangeable: what a family or an event has in
      common cancels.

    T over its standard error is taken to the t scale (Satterthwaite's degrees of freedom) and, where sides are unequal,
    read against a curve with the skewness of the permutation distribution, which for rare terms is large (`two_sided`).

    References
    ----------
    Mielke & Berry 2007, Permutation Methods, 2nd ed., section 2.3 (Pearson III from permutation moments).
    Hall 1992, On the removal of skewness by transformation. Journal of the Royal Statistical Society B 54, 221-228.
    Satterthwaite 1946, Biometrics Bulletin 2, 110-114.
    Boos 1992, The American Statistician 46, 327-333 (generalised score tests).
    """
    one, other = sides(counts, words, side)[0]
    total = float(words.sum())
    rate = (one + other) / total
    share = float(words[side].sum()) / total
    t = one - share * total * rate
    alone, both = _split(side, cluster)
    variance, third, df = np.zeros(len(rate)), np.zeros(len(rate)), np.zeros(len(rate))
    if alone.any():
        parts = _alone(counts[alone], words[alone], side[alone], cluster[alone], rate, share)
        variance, third, df = parts
    if both.any():
        more, lop, free = _both(counts[both], words[both], side[both], outlet[both], cluster[both], rate, share)
        df = np.where(
            variance + more > 0, _satterthwaite((variance, more), (np.maximum(df, 1), np.maximum(free, 1))), 1.0
        )
        variance, third = variance + more, third + lop
    # A term that every article uses at one rate has no variance but that of rounding, and no test.
    variance = np.where(variance > ROUNDING * rate * total, variance, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(variance > 0, t / np.sqrt(variance), 0.0)
        skew = np.where(variance > 0, third / variance**1.5, 0.0)
        # The null variance holds the difference itself; without it the score is Student's t.
        shrink = np.maximum((df + 1 - z**2) / df, (1 - LARGEST) * (df + 1) / df)
        t = z / np.sqrt(shrink)
        poisson = rate * (1 - rate) * share * (1 - share) * total
        design = np.where(poisson > 0, variance * shrink / poisson, np.nan)
    return Outcome(t, df, skew, two_sided(t, df, skew), design)


def two_sided(t: Floats, df: Floats, skew: Floats) -> Floats:
    """Twice the smaller tail of `t` under a t curve bent to a skewness.

    Notes
    -----
    The long tail is that of a Pearson III curve. That curve ends at -2 / skew, but the scores do not: in the short tail
    its probability would be 0 where clusters still differ by chance. There the larger is taken of its probability and
    that of Hall's monotone cubic, which corrects a normal curve for skewness and has no end; beyond a skewness of 1 the
    cubic is not used further.
    """
    from scipy.special import ndtri, stdtr

    z = -np.sign(t) * ndtri(np.maximum(stdtr(df, -np.abs(t)), 1e-300))
    z = np.where(t == 0, 0.0, z) * np.where(skew < 0, -1.0, 1.0)  # the long tail is now the upper one
    g = np.abs(skew)
    p: Floats = np.minimum(1.0, 2 * np.maximum(np.minimum(_long_tail(z, g), _short_tail(z, g)), 1e-300))
    return p


def critical(level: float, df: Floats, skew: Floats) -> tuple[Floats, Floats]:
    """Values of t that cut off (1 - level) / 2 below and above: the inverse of `two_sided`."""
    from scipy.special import gammainccinv, gammaincinv, ndtr, ndtri, stdtrit

    tail = (1 - level) / 2
    g = np.abs(skew)
    bent, shape = _shape(g)
    h, cubic = ndtri(tail), np.clip(g, 1e-3, 1.0)
    hall = 6 / cubic * (1 - np.cbrt(1 - cubic / 2 * (h - cubic / 6)))
    upper = np.where(bent, (gammainccinv(shape, tail) - shape) / np.sqrt(shape), -h)
    # Of two probabilities the larger falls to the tail's size only where both have: at the outer of the two cuts.
    lower = np.where(bent, np.minimum((gammaincinv(shape, tail) - shape) / np.sqrt(shape), hall), h)
    turned = skew < 0
    cuts = np.where(turned, -upper, lower), np.where(turned, -lower, upper)
    below, above = (-np.sign(cut) * stdtrit(df, ndtr(-np.abs(cut))) for cut in cuts)  # exact far out on either side
    return below, above


def _long_tail(z: Floats, g: Floats) -> Floats:
    """Probability above z, of a Pearson III curve of skewness g."""
    from scipy.special import gammaincc, ndtr

    bent, shape = _shape(g)
    tail: Floats = np.where(bent, gammaincc(shape, np.maximum(shape + z * np.sqrt(shape), 0.0)), ndtr(-z))
    return tail


def _short_tail(z: Floats, g: Floats) -> Floats:
    """Probability below z: the larger of Pearson III's and that of Hall's cubic."""
    from scipy.special import gammainc, ndtr

    bent, shape = _shape(g)
    pearson = gammainc(shape, np.maximum(shape + z * np.sqrt(shape), 0.0))
    cubic = np.minimum(g, 1.0)
    hall = ndtr(z - cubic * (z**2 - 1) / 6 + cubic**2 * z**3 / 108)
    tail: Floats = np.where(bent, np.maximum(pearson, hall), ndtr(z))
    return tail


def _shape(g: Floats) -> tuple[Sided, Floats]:
    """Where a skewness is worth a correction, and the shape of the gamma curve that has it."""
    bent = g > 1e-3
    return bent, 4 / np.where(bent, g, 1.0) ** 2


def _split(side: Sided, cluster: Codes) -> tuple[Sided, Sided]:
    """Articles whose cluster lies on one side, and those whose cluster lies on both."""
    size = int(cluster.max()) + 1 if len(cluster) else 0
    there = np.bincount(cluster, side, size) > 0
    here = np.bincount(cluster, ~side, size) > 0
    both = (there & here)[cluster]
    return ~both, both


def _alone(
    counts: csr_matrix, words: Floats, side: Sided, cluster: Codes, rate: Floats, share: float
) -> tuple[Floats, Floats, Floats]:
    """Variance, third moment and degrees of freedom from clusters that lie on one side."""
    counts, words, first = gather(counts, words, cluster)
    side = side[first]
    squares = [power(counts[s], words[s], rate, 2) for s in (side, ~side)]
    cubes = power(counts, words, rate, 3)
    number = np.array([side.sum(), (~side).sum()])
    holding = np.asarray((counts > 0).sum(axis=0)).ravel()
    own = _own(holding * number.min() / number.sum())
    part = float(words[side].sum() / words.sum())
    weights = ((1 - share) ** 2, share**2)
    each = [
        weight * ((1 - own) * expected * (squares[0] + squares[1]) + own * square)
        for weight, expected, square in zip(weights, (part, 1 - part), squares, strict=True)
    ]
    variance = (each[0] + each[1]) * number.sum() / max(number.sum() - 1, 1)
    pooled = float(max(number.sum() - 2, 1))
    df = (1 - own) * pooled + own * np.clip(_satterthwaite((each[0], each[1]), (number - 1).clip(1)), 1, pooled)
    third = ((1 - share) ** 3 * part - share**3 * (1 - part)) * cubes * (1 - own)
    return variance, third, df


def _both(
    counts: csr_matrix, words: Floats, side: Sided, outlet: Codes, cluster: Codes, rate: Floats, share: float
) -> tuple[Floats, Floats, Floats]:
    """Variance, third moment and degrees of freedom from clusters that lie on both sides.

    Within a cluster of k outlets, a of them on this side, the score is a sum of a residuals drawn out of k, and what
    all k have in common (their sum) counts only so far as a / k differs from this side's share of the words. Where many
    clusters hold the term, the squares of the clusters' scores themselves count instead.
    """
    from scipy.sparse import diags

    key = cluster * (int(outlet.max()) + 1) + outlet
    blocks, block_words, first = gather(counts, words, np.unique(key, return_inverse=True)[1])
    block_side = side[first]
    whole = np.unique(cluster[first], return_inverse=True)[1]
    k = np.bincount(whole).astype(float)
    a = np.bincount(whole, block_side)
    sums, sum_words, _ = gather(blocks, block_words, whole)
    drawn = a * (k - a) / (k * (k - 1))
    variance = power(blocks, block_words, rate, 2, drawn[whole])
    variance = variance + power(sums, sum_words, rate, 2, (a / k - share) ** 2 - drawn / k)
    weights = block_side - share
    scores, score_words, _ = gather((diags(weights) @ blocks).tocsr(), weights * block_words, whole)
    own = _own(np.asarray((blocks > 0).sum(axis=0)).ravel() * min(block_side.mean(), 1 - block_side.mean()))
    variance = (1 - own) * np.maximum(variance, 0.0) + own * power(scores, score_words, rate, 2)
    df = (1 - own) * (float((k - 1).sum()) - 1) + own * (len(k) - 1.0)

    with np.errstate(divide="ignore", invalid="ignore"):
        lopsided = np.where(k > 2, drawn * (k - 2 * a) / (k - 2), 0.0)
    # The third power of (r - mean of its cluster), written out so that nothing becomes dense.
    third = power(blocks, block_words, rate, 3, lopsided[whole])
    third = third + power(sums, sum_words, rate, 3, 2 * lopsided / k**2)
    third = third - 3 * product(blocks, block_words, whole, rate, lopsided / k)
    return variance, (1 - own) * third, df


def _own(clusters: Floats) -> Floats:
    """How far a side's own variance is trusted, from the clusters expected to hold the term on the smaller side."""
    weight: Floats = clusters**2 / (clusters**2 + OWN**2)
    return weight


def _satterthwaite(variances: tuple[Floats, Floats], df: Any) -> Floats:
    """Degrees of freedom of a sum of two variances."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (variances[0] + variances[1]) ** 2 / (variances[0] ** 2 / df[0] + variances[1] ** 2 / df[1])
    either: Floats = np.where(np.isfinite(found), found, df[0] + df[1])
    return either
