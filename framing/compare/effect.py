"""What a contrast says beside its difference: the effect size, and why the result may rest on little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from framing.compare.resampling import Floats, Sample

_NOTHING = 1e-9  # a spread so small beside the values is what rounding leaves of none
CONSTANT = "no effect size: the values do not vary, so there is no spread to measure the difference by"
LARGE = 0.25  # share of a side's denominators that one cluster may have before it is named
_EQUAL = 2  # and it has this many times what it would have if all were equal


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


def heavy(row: Mapping[str, Any], sample: Sample, names: tuple[Sequence[str], str, str] | None) -> str:
    """Which article holds much of a side; empty where none does, or nothing was inferred.

    Parameters
    ----------
    row : mapping
        With p and low where there are any.
    sample : Sample
    names : tuple, optional
        The groups of the two sides, what the denominators count, and the column that gave the clusters. None where
        all clusters count alike.
    """
    if not names or not np.isfinite([float(row.get(name, np.nan)) for name in ("p", "low")]).any():
        return ""
    share, equal, words = _heaviest(sample, *names)
    return words if share >= max(LARGE, _EQUAL * equal) else ""


def _heaviest(sample: Sample, groups: Sequence[str], of: str, clustered_by: str) -> tuple[float, float, str]:
    """Largest share of a side's denominators that one cluster has, what an equal share would be, and both in words."""
    found = []
    for name, side in zip(groups, (sample.side, ~sample.side), strict=True):
        held = np.bincount(sample.cluster[side], sample.bottom[side]) / sample.bottom[side].sum()
        most = int(held.argmax())
        alone = int((sample.cluster[side] == most).sum()) == 1
        what = "article" if alone else clustered_by
        text = f"one {what} has {held[most]:.0%} of the {of} of {name}".replace("%", " %")
        found.append((float(held[most]), 1 / int((held > 0).sum()), text))
    return max(found)
