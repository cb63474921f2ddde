"""Ratios of sums over articles: their clustered variance, and its degrees of freedom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

# The variance of what an article adds is taken to grow with its size to this power: 1 where its words are independent,
# 2 where articles differ as wholes. Chosen on 30 November 2026 by benchmarks/coverage.py: with 1 intervals of six very
# unequal articles cover too little, with 2 they are wider than needed. With equal articles it makes no difference.
POWER = 1.25
NOTHING = 1e-10  # a spread so small beside the values themselves is rounding, not a difference

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


class Part(NamedTuple):
    """A mean, share or ratio, with what its interval is made of.

    Parameters
    ----------
    value : float
    influence : array of shape (clusters,)
        What each cluster adds to the error of the value, corrected by `correction`; their squares add up to the
        variance.
    held : array of shape (clusters,)
        Share of the denominators that each cluster has.
    units : float
        How many units were counted, each a hit or not; missing where what is averaged is not a count of hits.
    gain : float
        How many times as informative as their number the units are, such as coded units that a machine's labels of
        further units support.
    """

    value: float
    influence: Floats
    held: Floats
    units: float = np.nan
    gain: float = 1.0

    @property
    def variance(self) -> float:
        """Clustered variance of the value."""
        return float(np.square(self.influence).sum())


def of(top: Floats, bottom: Floats, cluster: Codes, size: int | None = None, counts: bool = False) -> Part:
    """The ratio of these articles' sums, for `framing.intervals`; `size` is the number of clusters of all sides."""
    size = (int(cluster.max()) + 1 if len(cluster) else 0) if size is None else size
    tops, bottoms = np.bincount(cluster, top, size), np.bincount(cluster, bottom, size)
    total = float(bottoms.sum())
    if not total > 0:
        return Part(np.nan, np.zeros(size), np.zeros(size))
    value, held = float(tops.sum()) / total, bottoms / total
    error = tops - value * bottoms
    # Sums that should cancel leave their last digits.
    error[np.abs(error) <= NOTHING * np.maximum(np.abs(tops), np.abs(value) * bottoms)] = 0.0
    return Part(value, error / total * correction(held), held, total if counts else np.nan)


def shares(hit: Floats, weight: Floats, cluster: npt.ArrayLike, size: int | None = None) -> Part:
    """The weighted share of units that are hits, for `framing.intervals.interval`.

    Parameters
    ----------
    hit, weight : array of shape (units,)
        Whether each unit is a hit (0 or 1), and how much it counts.
    cluster : array of shape (units,)
        Codes of the clusters, such as articles.
    size : int, optional
        Number of clusters of all sides.

    Examples
    --------
    >>> found = shares(np.array([1.0, 1, 1, 0]), np.array([1.0, 1, 1, 3]), np.arange(4))
    >>> found.value, found.units
    (0.5, 3.0)
    """
    part = of(hit * weight, weight, np.asarray(cluster, dtype=np.int64), size)
    squares = float(np.square(weight).sum())
    return part._replace(units=float(weight.sum()) ** 2 / squares if squares else np.nan)


def correction(held: Floats) -> Floats:
    """Factor of each cluster's error that undoes its pull on the value (Bell and McCaffrey's CR2).

    A cluster draws the value toward itself and so looks closer to it than it is. Variances are taken to grow with the
    cluster's size to the `POWER`.
    """
    left = 1 - 2 * held + held ** (2 - POWER) * float((held**POWER).sum())
    return np.asarray(1 / np.sqrt(np.maximum(left, 1e-9)), dtype=float)


def degrees(parts: Sequence[Part]) -> float:
    """Degrees of freedom after Satterthwaite: 2 E(V)^2 / Var(V) of the variance V, a quadratic form in the errors.

    The errors of a side are taken to have the variances that `correction` takes, scaled so that they give that side's
    estimated variance (as Welch's do), and those of one cluster on both sides to be correlated as they are found to be.
    """
    scales = []
    model = []
    for part in parts:
        power = part.held**POWER
        factor = correction(part.held)
        expected = float((factor**2 * (power * (1 - 2 * part.held) + part.held**2 * power.sum())).sum())
        scales.append(part.variance / expected)
        model.append((factor, part.held, power))
    if not sum(scales) > 0:
        scales = [1.0] * len(parts)
    # The covariance matrix of the corrected errors is diagonal plus columns @ middle @ columns.T, of rank 6 at most.
    size = len(parts[0].held)
    diagonal, columns, middle = np.zeros(size), np.zeros((size, 0)), np.zeros((0, 0))
    covariance = _covariance(parts, model, scales)
    for number, (factor, held, power) in enumerate(model):
        own = scales[number] * power
        diagonal += factor**2 * own
        columns = np.column_stack([columns, factor * held, factor * own, factor * covariance])
        middle = np.pad(middle, (0, 3))
        start = 3 * number
        middle[start, start] = own.sum()
        middle[start, start + 1] = middle[start + 1, start] = -1.0
    if len(parts) == 2:
        diagonal -= 2 * model[0][0] * model[1][0] * covariance
        for row, column, weight in ((0, 5, 1.0), (2, 3, 1.0), (0, 3, -float(covariance.sum()))):
            middle[row, column] = middle[column, row] = weight
    inner = columns.T @ columns
    crossed = middle @ inner
    trace = float(diagonal.sum() + np.trace(crossed))
    each = ((columns @ middle) * columns).sum(axis=1)
    square = float(np.square(diagonal).sum() + 2 * (diagonal * each).sum() + np.trace(crossed @ crossed))
    return max(trace**2 / square, 1.0) if square > 0 and trace > 0 else 1.0


def _covariance(parts: Sequence[Part], model: list[tuple[Floats, Floats, Floats]], scales: list[float]) -> Floats:
    """Of the errors on both sides of each cluster; zero where the sides share none."""
    if len(parts) == 1:
        return np.zeros(len(parts[0].held))
    both = (parts[0].held > 0) & (parts[1].held > 0)
    root = np.sqrt(model[0][2] * model[1][2])
    one, other = (
        np.divide(part.influence, np.sqrt(power), out=np.zeros(len(power)), where=both & (power > 0))
        for part, (_, _, power) in zip(parts, model, strict=True)
    )
    length = float(np.square(one).sum() * np.square(other).sum()) ** 0.5
    together = float((one * other).sum()) / length if length > 0 else 0.0
    return np.asarray(np.where(both, together * root * (scales[0] * scales[1]) ** 0.5, 0.0), dtype=float)
