"""Intervals of means, shares and ratios, and of their differences: the one place where they are computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framing.clustered import NOTHING, Codes, Floats, Part, degrees, of

LEAST = 4  # independent articles, or clusters on either side: with fewer nothing is inferred
UNBOUNDED = (-np.inf, np.inf)


class Interval(NamedTuple):
    """A value with its standard error (missing where nothing varied) and interval; `remark` says why there is none."""

    value: float
    low: float
    high: float
    se: float
    df: float
    clusters: int
    remark: str


def ratio(
    top: Floats,
    bottom: Floats,
    cluster: npt.ArrayLike | None = None,
    level: float = 0.95,
    bounds: tuple[float, float] = UNBOUNDED,
    counts: bool = False,
) -> Interval:
    """A ratio of sums over articles, with its interval.

    Parameters
    ----------
    top, bottom : array of shape (articles,)
        What each article adds above and below the line: scores and mentions, quoted words and words, or its value and 1
        for a mean. Articles with nothing below the line, or with a number that is missing or infinite, do not count.
    cluster : array of shape (articles,), optional
        Articles with equal values are not independent of each other.
    level : float
        Of the interval.
    bounds : tuple of float
        What the ratio cannot be beyond, such as 0 and 1.
    counts : bool
        Whether `top` counts those of `bottom` units that are hits.

    Returns
    -------
    Interval
        value, low, high, se, df, clusters, remark. Low and high are missing, and `remark` says why, where fewer than 4
        clusters count, or where all articles have one value that is not at a bound.

    Notes
    -----
    The variance is the linearised one of a ratio (Cochran 1977, eq. 6.13), with the correction of Bell and McCaffrey
    for clusters that hold much of the denominators, and their degrees of freedom after Satterthwaite; with equal
    articles it is that of a mean.

    Where the measure has two ends, the interval is the score interval of a share (Wilson's), with as many units as
    would be as informative if they were independent: p (1 - p) / variance. It stays within the bounds, and it is wide
    enough where a share is near 0 or 1. Hits that were counted are taken to be no surer than independent units. A few
    hits cannot show how much hits come together, so one more pair of hits is taken to do so wholly; where there is no
    hit at all, each cluster counts as one unit. With one or two hits Wilson's low end is too high: it is at most that
    of the exact one-sided interval (and the high end likewise), close to what Brown, Cai and DasGupta advise. Where the
    measure has a low end only, such as a rate, the interval is the score interval of a mean whose variance grows with
    it; without ends it is Student's t.

    References
    ----------
    Bell & McCaffrey 2002, Bias reduction in standard errors for linear regression with multi-stage samples. Survey
    Methodology 28(2). Brown, Cai & DasGupta 2001, Interval estimation for a binomial proportion. Statistical Science
    16(2). Cochran 1977, Sampling Techniques, 3rd ed., chapter 6. Korn & Graubard 1998, Confidence intervals for
    proportions with small expected number of positive counts. Survey Methodology 24(2). Wilson 1927, Journal of the
    American Statistical Association 22.

    Examples
    --------
    >>> found = ratio(np.array([1.0, 2.0, 1.0, 0.0]), np.array([2.0, 3.0, 3.0, 2.0]))
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (0.4, -0.049, 0.849)
    >>> ratio(np.array([1.0, 2.0]), np.array([4.0, 2.0])).remark
    'no interval: 2 independent articles; 4 are needed'
    >>> nobody = ratio(np.zeros(20), np.ones(20), bounds=(0, 1), counts=True)
    >>> nobody.low, round(nobody.high, 2)
    (0.0, 0.18)
    """
    counted = _countable(top, bottom)
    codes = _codes(cluster, len(counted))[counted]
    part = of(top[counted], bottom[counted], codes, counts=counts)
    return interval([part], level, bounds, "article" if cluster is None else "cluster")


def difference(
    top: Floats,
    bottom: Floats,
    side: npt.NDArray[np.bool_],
    cluster: npt.ArrayLike | None = None,
    level: float = 0.95,
    bounds: tuple[float, float] = UNBOUNDED,
    counts: bool = False,
) -> Interval:
    """Difference between the ratio of the articles on one side and that of the others, with its interval.

    Parameters
    ----------
    top, bottom, cluster, level, bounds, counts
        As in `ratio`; the bounds are those of either side's ratio.
    side : array of bool, of shape (articles,)
        Which articles are on the side from which the other is subtracted.

    Notes
    -----
    Each side has the interval of `ratio`, but with the degrees of freedom of the difference. The distances from the
    values to their ends are combined as the variance estimates of the two sides would be (MOVER); clusters that lie on
    both sides are allowed for by their covariance. Without bounds this is Welch's interval for separate sides, and that
    of paired differences where both sides share all clusters and these are equal; where they are unequal, there are
    fewer degrees of freedom than clusters less one.

    References
    ----------
    Zou & Donner 2008, Construction of confidence limits about effect measures: a general approach. Statistics in
    Medicine 27(10). Newcombe 1998, Interval estimation for the difference between independent proportions. Statistics
    in Medicine 17(8).

    Examples
    --------
    >>> values = np.array([1.0, 2.0, 3.0, 4.0, 3.0, 5.0, 6.0, 9.0])
    >>> found = difference(values, np.ones(8), np.arange(8) < 4)
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (-3.25, -6.99, 0.49)
    """
    unit = "article" if cluster is None else "cluster"
    return interval(sides_of(top, bottom, side, cluster, counts), level, bounds, unit)


def sides_of(
    top: Floats,
    bottom: Floats,
    side: npt.NDArray[np.bool_],
    cluster: npt.ArrayLike | None = None,
    counts: bool = False,
) -> list[Part]:
    """Both sides, with codes of clusters in common."""
    counted = _countable(top, bottom)
    codes = _codes(cluster, len(counted))
    codes = np.unique(codes[counted], return_inverse=True)[1].astype(np.int64)
    size = int(codes.max()) + 1 if len(codes) else 0
    top, bottom, side = top[counted], bottom[counted], side[counted]
    return [of(top[own], bottom[own], codes[own], size, counts) for own in (side, ~side)]


def significance(parts: Sequence[Part], bounds: tuple[float, float] = UNBOUNDED, null: float = 0.0) -> float:
    """Two-sided p of the value, or the difference, `null`: 1 less the level of the `interval` that ends there.

    Parameters
    ----------
    parts : one or two of Part
    bounds : tuple of float
        Of each part.
    null : float

    Returns
    -------
    float
        Missing where there is no interval; no less than 1e-12.

    Examples
    --------
    >>> values = np.array([1.0, 2.0, 3.0, 4.0, 3.0, 5.0, 6.0, 9.0])
    >>> round(significance(sides_of(values, np.ones(8), np.arange(8) < 4)), 3)
    0.075
    """
    found = interval(parts, 0.5, bounds)
    if not np.isfinite(found.low):
        return float("nan")
    low, high = -12 * float(np.log(10)), 0.0  # of the logarithm of p
    for _ in range(40):
        middle = (low + high) / 2
        at = interval(parts, 1 - float(np.exp(middle)), bounds)
        low, high = (low, middle) if null < at.low or null > at.high else (middle, high)
    return float(np.exp(high))


def interval(
    parts: Sequence[Part], level: float, bounds: tuple[float, float] = UNBOUNDED, unit: str = "cluster"
) -> Interval:
    """The interval of one part, or of the difference of two whose clusters have the same codes.

    Parameters
    ----------
    parts : one or two of Part
    level : float
    bounds : tuple of float
        Of each part.
    unit : str
        What the clusters are, for the remark.
    """
    if not 0 < level < 1:
        raise ValueError(f"level is between 0 and 1, such as 0.95, not {level!r}.")
    from scipy.special import stdtrit

    value = parts[0].value - (parts[1].value if len(parts) == 2 else 0.0)
    clusters = min(int((part.held > 0).sum()) for part in parts)
    variances = [part.variance for part in parts]
    shared = float((parts[0].influence * parts[1].influence).sum()) if len(parts) == 2 else 0.0
    se = max(sum(variances) - 2 * shared, 0.0) ** 0.5
    remark = ""
    if not np.isfinite(value):
        remark = "no value: nothing was counted"
    elif clusters < LEAST:
        plural = "s" * (clusters != 1)
        remark = f"no interval: {clusters} independent {unit}{plural}{' on a side' * (len(parts) == 2)}; "
        remark += f"{LEAST} are needed"
    df = degrees(parts) if not remark else np.nan
    ends = [] if remark else [_ends(part, float(stdtrit(df, (1 + level) / 2)), level, bounds) for part in parts]
    constant = [np.isnan(low) for low, _ in ends]
    if len(parts) == 2 and any(constant) and not all(constant):
        # The spread of the other side is all there is; the row must say so.
        ends = [
            (part.value, part.value) if fixed else end for part, end, fixed in zip(parts, ends, constant, strict=True)
        ]
        remark = f"the {unit}s of one side all have the same value: the interval allows for the other's spread alone"
    elif any(constant) or (ends and sum(variances) > 0 and se <= NOTHING * sum(variances) ** 0.5):
        alike = "of a side have the same value" if len(parts) == 2 else "have the same value"
        alike = alike if any(constant) else "differ by the same amount"
        remark = f"no interval: all {unit}s {alike}, so how far they vary is unknown; describe them instead"
        ends = []
    if not ends:
        missing = np.nan
        return Interval(value, missing, missing, missing, missing, clusters, remark)
    if len(parts) == 1:
        low, high = ends[0]
        return Interval(value, low, high, se or np.nan, df, clusters, remark)
    scale = (variances[0] * variances[1]) ** 0.5
    together = float(np.clip(shared / scale, -1, 1)) if scale > 0 else 0.0
    (one, other), ((low, high), (low_other, high_other)) = parts, ends
    down = _added(one.value - low, high_other - other.value, together)
    up = _added(high - one.value, other.value - low_other, together)
    least, most = bounds[0] - bounds[1], bounds[1] - bounds[0]
    return Interval(value, max(value - down, least), min(value + up, most), se or np.nan, df, clusters, remark)


def _countable(top: Floats, bottom: Floats) -> npt.NDArray[np.bool_]:
    return np.asarray((bottom > 0) & np.isfinite(top) & np.isfinite(bottom))


def _codes(cluster: npt.ArrayLike | None, size: int) -> Codes:
    if cluster is None:
        return np.arange(size)
    return np.unique(np.asarray(cluster), return_inverse=True)[1].astype(np.int64)


def _added(one: float, other: float, together: float) -> float:
    """Third side of the triangle of two distances; at a right angle where the sides are independent."""
    return float(np.sqrt(max(one**2 + other**2 - 2 * together * one * other, 0.0)))


def _ends(part: Part, t: float, level: float, bounds: tuple[float, float]) -> tuple[float, float]:
    """Low and high end of one part; missing where its variation is unknown."""
    variance, (start, end) = part.variance, bounds
    if not np.isfinite([start, end]).all():
        if not variance:
            return np.nan, np.nan
        # Above an end the variance is taken to grow with the value, as a count's does.
        above = part.value - start if np.isfinite(start) and part.value > start else np.inf
        shift = t**2 * variance / (2 * above)
        reach = (t**2 * variance + shift**2) ** 0.5
        return part.value + shift - reach, part.value + shift + reach
    share = float(np.clip((part.value - start) / (end - start), 0, 1))
    number = _informative(part, share, variance / (end - start) ** 2)
    if not np.isfinite(number):
        return np.nan, np.nan
    middle = (share + t**2 / (2 * number)) / (1 + t**2 / number)
    reach = t * (share * (1 - share) / number + t**2 / (4 * number**2)) ** 0.5 / (1 + t**2 / number)
    low, high = middle - reach, middle + reach
    if np.isfinite(part.units):
        low = min(low, _exact(share, number, t, level))
        high = max(high, 1 - _exact(1 - share, number, t, level))
    # At the ends themselves rounding would leave a share of -1e-17.
    low, high = (max(low, 0.0) if share else 0.0), (min(high, 1.0) if share < 1 else 1.0)
    return start + low * (end - start), start + high * (end - start)


def _informative(part: Part, share: float, variance: float) -> float:
    """How many independent units would tell as much of a share as these do."""
    equal = 1 / float(np.square(part.held).sum())  # clusters of one size that would weigh like these
    spread = share * (1 - share)
    if not np.isfinite(part.units):
        if variance and spread:
            return spread / variance
        return equal if not spread else np.inf
    hits = part.units * min(share, 1 - share)
    most = max(part.units / equal, 1.0)  # the design effect if all units of a cluster were alike
    effect = max(variance * part.gain * part.units / spread, 1.0) if spread else most
    # Pairs of hits tell whether hits come together; one more pair is counted as if it did.
    return part.gain * part.units * (hits**2 + 1) / (hits**2 * effect + most)


def _exact(share: float, number: float, t: float, level: float) -> float:
    """Low end of the exact one-sided interval (Clopper and Pearson's) of a share of as many units as t leaves."""
    if not share:
        return 0.0
    from scipy.special import betaincinv, ndtri

    number *= (float(ndtri((1 + level) / 2)) / t) ** 2
    return float(betaincinv(share * number, (1 - share) * number + 1, 1 - level))
