"""Effect size of a contrast: the difference in units of the spread between articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.compare.resampling import Floats, Sample

_NOTHING = 1e-9  # a spread so small beside the values is what rounding leaves of none
CONSTANT = "no effect size: the values do not vary, so there is no spread to measure the difference by"


def effect(sample: Sample, median: bool) -> float:
    """Hedges' g of the articles' values, each with the weight it has in the group's value, or Cliff's delta.

    Notes
    -----
    Without the weights a long article that differs from the others of its outlet gives difference and effect opposite
    signs. Weights have a mean of 1 on each side, so that the number of articles stays what it is; where all are alike
    it is the usual g.

    References
    ----------
    Hedges 1981, Journal of Educational Statistics 6(2). Cliff 1993, Psychological Bulletin 114(3).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        each = sample.top / sample.bottom
    sides = [side & np.isfinite(each) for side in (sample.side, ~sample.side)]
    one, other = (each[side] for side in sides)
    m, n = len(one), len(other)
    if not m or not n:
        return float("nan")
    if median:
        order = np.sort(other)
        wins = np.searchsorted(order, one, "left").sum() - (n - np.searchsorted(order, one, "right")).sum()
        return float(wins / (m * n))
    if m + n < 3:
        return float("nan")
    weights = [sample.bottom[side] / sample.bottom[side].mean() for side in sides]
    means = [float(np.average(values, weights=w)) for values, w in zip((one, other), weights, strict=True)]
    squares = [
        float((w * (values - mean) ** 2).sum())
        for values, w, mean in zip((one, other), weights, means, strict=True)
    ]  # fmt: skip
    pooled = sum(squares) / (m + n - 2)
    small = 1 - 3 / (4 * (m + n - 2) - 1)
    return standardised(means[0] - means[1], pooled**0.5, [*one, *other]) * small


def standardised(difference: float, spread: float, values: Sequence[float] | Floats) -> float:
    """The difference in units of the spread; missing where the values have none but rounding.

    Examples
    --------
    >>> standardised(-0.2, 5e-18, [0.1, 0.3])
    nan
    >>> standardised(-0.2, 0.1, [0.1, 0.3])
    -2.0
    """
    largest = float(np.abs(values).max(initial=0.0))
    return difference / spread if spread > _NOTHING * largest else float("nan")
