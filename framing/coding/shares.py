"""The interval of a share whose units are nested in clusters."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Share(NamedTuple):
    """A share with its interval; `units` were counted, in `clusters`."""

    value: float
    low: float
    high: float
    units: int
    clusters: int


def share(hit: Floats, weight: Floats, cluster: npt.NDArray[np.int64], level: float) -> Share:
    """Weighted share of hits with an interval that allows for clusters and stays within 0 and 1.

    Parameters
    ----------
    hit, weight : arrays of shape (n,)
        Whether each unit is a hit (0 or 1), and how much it counts.
    cluster : array of shape (n,)
    level : float

    Notes
    -----
    The share p has the clustered variance v of a ratio. Wilson's interval for p is taken with p (1 - p) / v units, the
    number of independent units that would be as informative, and Student's t of one less than the clusters. Where all
    or none are hits, v says nothing, and the number of clusters stands for the number of units. With fewer than two
    clusters there is no interval.

    References
    ----------
    Wilson 1927, Journal of the American Statistical Association 22. Korn & Graubard 1998, Confidence intervals for
    proportions with small expected number of positive counts. Survey Methodology 24(2).

    Examples
    --------
    >>> found = share(np.array([1.0, 1, 1, 0]), np.ones(4), np.arange(4), 0.95)
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (0.75, 0.13, 0.98)
    """
    total = float(weight.sum())
    if not total:
        return Share(np.nan, np.nan, np.nan, 0, 0)
    from scipy.stats import t

    value = float((hit * weight).sum() / total)
    code = np.unique(cluster, return_inverse=True)[1]
    clusters = int(code.max()) + 1
    if clusters < 2:
        return Share(value, np.nan, np.nan, len(hit), clusters)
    sums = np.bincount(code, weight * (hit - value)) / total
    variance = float(np.square(sums).sum() * clusters / (clusters - 1))
    spread = value * (1 - value)
    worth = spread / variance if variance > 0 and spread > 0 else float(clusters)
    z = float(t.ppf((1 + level) / 2, clusters - 1))
    worth = max(worth, 1.0)
    middle = (value + z**2 / (2 * worth)) / (1 + z**2 / worth)
    half = z * np.sqrt(spread / worth + z**2 / (4 * worth**2)) / (1 + z**2 / worth)
    return Share(value, float(max(middle - half, 0)), float(min(middle + half, 1)), len(hit), clusters)
