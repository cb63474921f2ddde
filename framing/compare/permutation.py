"""p values: by exchanging labels between clusters, or within those that groups share; and adjusted for many tests."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np
import numpy.typing as npt

from framing.compare.resampling import Codes, Floats, Sample, Sided, batches, crossing, gathered, median_difference

FEWEST = 20  # arrangements of the labels; with fewer no p reaches .05
_NOTHING = 1e-12  # of the largest value: less is rounding


def permutation(sample: Sample, median: bool, samples: int, seed: int) -> tuple[float, str]:
    """p of no difference between the sides.

    A cluster on one side keeps its articles together and changes sides as a whole with others of its kind. In a cluster
    that groups on both sides share, the groups exchange their labels: the event or the family stays what it is.

    Returns
    -------
    float, str
        NaN with the reason where the labels have too few arrangements.

    Notes
    -----
    A difference of ratios is divided by its clustered standard error in each arrangement: the test is exact where the
    sides do not differ at all, and keeps its level in large samples where they differ in variance only.

    References
    ----------
    Chung & Romano 2013, Exact and asymptotically robust permutation tests. Annals of Statistics 41(2).
    """
    rows = sample if median else gathered(sample)
    order = np.argsort(rows.cluster, kind="stable")
    rows = Sample(rows.top[order], rows.bottom[order], rows.side[order], rows.cluster[order], rows.block[order])
    unit, strata = _units(rows)
    labels = np.zeros(int(unit.max()) + 1, dtype=bool)
    labels[unit] = rows.side
    arrangements = 1
    for members in strata:
        arrangements *= comb(len(members), int(labels[members].sum()))
    if arrangements < FEWEST:
        return float("nan"), f"no p value: the labels have only {arrangements} arrangements"
    generator = np.random.default_rng(seed)
    observed = float(np.abs(_statistic(rows, rows.side[None, :], median))[0])
    more = done = 0
    for size in batches(samples, len(unit)):
        moved = np.empty((size, len(labels)), dtype=bool)
        for number in sorted({len(members) for members in strata}):
            # Strata of one size are shuffled in one go.
            members = np.array([members for members in strata if len(members) == number])
            moved[:, members] = generator.permuted(np.tile(labels[members], (size, 1, 1)), axis=2)
        found = np.abs(_statistic(rows, moved[:, unit], median))
        more += int((found >= observed * (1 - 1e-9)).sum())
        done += size
    return (more + 1) / (done + 1), ""


def _units(rows: Sample) -> tuple[Codes, list[Codes]]:
    """Unit of each row that changes sides as a whole, and the sets of units within which labels are exchanged."""
    both = crossing(rows)[rows.cluster]
    key = np.where(both, (rows.block + 1), 0) + rows.cluster * (int(rows.block.max()) + 2)
    _, first, unit = np.unique(key, return_index=True, return_inverse=True)
    stratum = np.where(both[first], rows.cluster[first] + 1, 0)
    return unit.astype(np.int64), [np.flatnonzero(stratum == s) for s in np.unique(stratum)]


def _statistic(rows: Sample, sides: Sided, median: bool) -> Floats:
    """Difference in medians, or difference in ratios over its clustered standard error; one a row of `sides`."""
    if median:
        return np.array([
            median_difference(rows._replace(side=side))(np.ones((1, len(side))))[0] for side in sides
        ])  # fmt: skip
    one, other = sides.astype(float), (~sides).astype(float)
    start = np.flatnonzero(np.diff(rows.cluster, prepend=-1))
    with np.errstate(divide="ignore", invalid="ignore"):
        bottoms = (one @ rows.bottom)[:, None], (other @ rows.bottom)[:, None]
        values = (one @ rows.top)[:, None] / bottoms[0], (other @ rows.top)[:, None] / bottoms[1]
        scores = one * (rows.top - values[0] * rows.bottom) / bottoms[0]
        scores -= other * (rows.top - values[1] * rows.bottom) / bottoms[1]
        error = np.sqrt((np.add.reduceat(scores, start, axis=1) ** 2).sum(axis=1))
        apart = (values[0] - values[1])[:, 0]
        # Where nothing varies, rounding leaves a difference and an error whose ratio means nothing.
        largest = float(np.abs(rows.top[rows.bottom > 0] / rows.bottom[rows.bottom > 0]).max(initial=0.0))
        apart[np.abs(apart) <= _NOTHING * largest] = 0.0
        error[error <= _NOTHING * largest] = 0.0
        found: Floats = apart / error
    return np.nan_to_num(found, nan=0.0, posinf=np.inf, neginf=-np.inf)


def benjamini_hochberg(p: Sequence[float] | npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """p values adjusted so that of the tests called significant at q, at most a share q is expected to be wrong.

    Parameters
    ----------
    p : array
        p values; NaN where nothing was tested, which is not counted and stays NaN.

    References
    ----------
    Benjamini & Hochberg 1995, Controlling the false discovery rate. Journal of the Royal Statistical Society B 57(1).

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, float("nan"), 0.03]).tolist()
    [0.03, 0.04, nan, 0.04]
    """
    from scipy.stats import false_discovery_control

    values = np.asarray(p, dtype=float)
    adjusted = np.full(values.shape, np.nan)
    tested = ~np.isnan(values)
    if tested.any():
        adjusted[tested] = false_discovery_control(values[tested])
    return adjusted
