"""Clustered standard errors of ratios of sums, and the t intervals they give."""

from __future__ import annotations

import numpy as np

from framing.compare.resampling import Codes, Floats, Sample, crossing, gathered

HEAVIEST = 0.99  # share of a side that one cluster may have before its score can no longer be corrected


def t_interval(sample: Sample, level: float, bounds: tuple[float, float]) -> tuple[float, float]:
    """Interval of the difference in summed top over summed bottom, from scores summed by cluster, cut at `bounds`.

    Notes
    -----
    A cluster with a share h of its side's bottom pulls the side's value toward itself: its score is divided by the root
    of 1 - h. Degrees of freedom follow Satterthwaite, each side with as many clusters as its shares are worth.

    References
    ----------
    Bell & McCaffrey 2002, Bias reduction in standard errors for linear regression. Survey Methodology 28(2).
    """
    rows = gathered(sample)
    both = crossing(rows)
    one, score, worth = _scores(rows.top[rows.side], rows.bottom[rows.side], rows.cluster[rows.side], len(both))
    other, minus, worth_other = _scores(
        rows.top[~rows.side], rows.bottom[~rows.side], rows.cluster[~rows.side], len(both)
    )
    variances = [(score[~both] ** 2).sum(), (minus[~both] ** 2).sum(), ((score - minus)[both] ** 2).sum()]
    return _around(one - other, variances, [worth, worth_other, float(both.sum())], level, bounds)


def t_interval_of_one(
    top: Floats, bottom: Floats, cluster: Codes, level: float, bounds: tuple[float, float]
) -> tuple[float, float]:
    """Interval of one group's summed top over summed bottom, cut at `bounds`: a share is not below 0 or above 1."""
    value, score, worth = _scores(top, bottom, cluster, int(cluster.max()) + 1)
    return _around(value, [(score**2).sum()], [worth], level, bounds)


def _scores(top: Floats, bottom: Floats, cluster: Codes, size: int) -> tuple[float, Floats, float]:
    """The ratio, each cluster's pull on it, and how many clusters of equal size the clusters are worth."""
    tops, bottoms = np.bincount(cluster, top, size), np.bincount(cluster, bottom, size)
    total = bottoms.sum()
    value = tops.sum() / total
    share = np.minimum(bottoms / total, HEAVIEST)
    score = (tops - value * bottoms) / total / np.sqrt(1 - share)
    return float(value), score, float((share**2).sum() ** 2 / (share**4).sum())


def _around(
    value: float, variances: list[float], worth: list[float], level: float, bounds: tuple[float, float]
) -> tuple[float, float]:
    from scipy.special import stdtrit

    parts, degrees = np.array(variances), np.maximum(np.array(worth) - 1, 1.0)
    variance = float(parts.sum())
    if not variance:
        return float("nan"), float("nan")
    df = variance**2 / float((parts**2 / degrees).sum())
    reach = float(stdtrit(df, (1 + level) / 2)) * variance**0.5
    return max(value - reach, bounds[0]), min(value + reach, bounds[1])
