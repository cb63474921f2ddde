"""Clustered standard error of a difference of ratios, and the t interval for few clusters."""

from __future__ import annotations

import numpy as np

from framing.compare.resampling import Sample, crossing, gathered

HEAVIEST = 0.99  # share of a side that one cluster may have before its score can no longer be corrected


def t_interval(sample: Sample, level: float) -> tuple[float, float]:
    """Interval of the difference in summed top over summed bottom, from scores summed by cluster.

    Notes
    -----
    A cluster with a share h of its side's bottom pulls the side's value toward itself: its score is divided by the root
    of 1 - h. Degrees of freedom follow Satterthwaite, each side with as many clusters as its shares are worth.

    References
    ----------
    Bell & McCaffrey 2002, Bias reduction in standard errors for linear regression. Survey Methodology 28(2).
    """
    from scipy.special import stdtrit

    rows = gathered(sample)
    both = crossing(rows)
    scores = np.zeros((2, len(both)))
    worth = np.zeros(2)
    difference = 0.0
    for number, (side, sign) in enumerate(((rows.side, 1.0), (~rows.side, -1.0))):
        top = np.bincount(rows.cluster[side], rows.top[side], len(both))
        bottom = np.bincount(rows.cluster[side], rows.bottom[side], len(both))
        total = bottom.sum()
        value = top.sum() / total
        share = np.minimum(bottom / total, HEAVIEST)
        scores[number] = sign * (top - value * bottom) / total / np.sqrt(1 - share)
        worth[number] = (share**2).sum() ** 2 / (share**4).sum()
        difference += sign * value
    apart = (scores[:, ~both] ** 2).sum(axis=1)
    crossed = float((scores[:, both].sum(axis=0) ** 2).sum())
    variances = np.array([*apart, crossed])
    degrees = np.maximum(np.array([*worth, both.sum()]) - 1, 1.0)
    variance = float(variances.sum())
    if not variance:
        return float("nan"), float("nan")
    df = variance**2 / float((variances**2 / degrees).sum())
    reach = float(stdtrit(df, (1 + level) / 2)) * variance**0.5
    return float(difference - reach), float(difference + reach)
