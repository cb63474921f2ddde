"""p values: by exchanging labels between clusters, or within those that groups share; and adjusted for many tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from math import comb
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framing.compare.resampling import Codes, Floats, Sample, Sided, batches, crossing, gathered, median_difference

FEWEST = 20  # arrangements of the labels; with fewer no p reaches .05
_NOTHING = 1e-10  # of the largest value: less is rounding
_DOUBLINGS, _HALVINGS = 40, 50  # of the search for an interval's end


class Permutations(NamedTuple):
    """Arrangements of the labels, each as the coefficients of its test statistic, whatever difference is tested.

    What is arranged is ``base + k * moved``, where k follows from the tested difference. In an arrangement the
    difference of the ratios is then ``top + k * slope``, and its squared clustered standard error
    ``errors[0] + 2 * k * errors[1] + k * k * errors[2]``. The first arrangement is the observed one.
    """

    top: Floats
    slope: Floats
    errors: Floats  # of shape (3, arrangements)
    values: tuple[float, float]  # of the sides
    held: float  # share of the denominators that the second side has
    scaled: bool
    largest: float

    def p(self, difference: float = 0.0) -> float:
        """Two-sided p of this difference: twice the smaller tail, the observed arrangement counted in both."""
        k, unit = -difference, max(self.largest, abs(difference))
        if self.scaled:
            # The sides' values if they differed by so much: each is moved as far as the other has denominators.
            other = self.held * self.values[1] + (1 - self.held) * (self.values[0] - difference)
            if other <= 0 or other + difference <= 0:
                return 0.0
            k = other / (other + difference)
            unit = self.largest * max(1.0, k)
        with np.errstate(divide="ignore", invalid="ignore"):
            apart = self.top + k * self.slope
            square = self.errors[0] + 2 * k * self.errors[1] + k * k * self.errors[2]
            # Where nothing varies, rounding leaves a difference and an error whose ratio means nothing.
            apart = np.where(np.abs(apart) <= _NOTHING * unit, 0.0, apart)
            error = np.sqrt(np.where(square <= (_NOTHING * unit) ** 2, 0.0, square))
            found = np.nan_to_num(apart / error, nan=0.0, posinf=np.inf, neginf=-np.inf)
        near = 1e-9 * abs(found[0]) if np.isfinite(found[0]) else 0.0
        tails = (found >= found[0] - near).mean(), (found <= found[0] + near).mean()
        return float(min(1.0, 2 * min(tails)))

    def interval(self, level: float) -> tuple[float, float]:
        """The differences that are not rejected; missing where an end is beyond all that was looked at."""
        estimate, reach = self.values[0] - self.values[1], self.largest or 1.0
        return self._end(estimate, -reach, level), self._end(estimate, reach, level)

    def _end(self, inside: float, step: float, level: float) -> float:
        for _ in range(_DOUBLINGS):
            if self.p(inside + step) <= 1 - level:
                break
            inside, step = inside + step, 2 * step
        else:
            return float("nan")
        outside = inside + step
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (inside, middle) if self.p(middle) <= 1 - level else (middle, outside)
        return outside


def permutations(sample: Sample, samples: int, seed: int, level: float = 0.95) -> tuple[Permutations | None, str]:
    """The test of a difference of ratios by exchanging labels, which can be turned into an interval.

    A cluster on one side keeps its articles together and changes sides as a whole with others of its kind. In a cluster
    that groups on both sides share, the groups exchange their labels: the event or the family stays what it is.

    Returns
    -------
    Permutations or None, str
        None, with the reason, where the labels have too few arrangements for the level.

    Notes
    -----
    A difference of ratios is divided by its clustered standard error in each arrangement: the test is exact where the
    sides differ by what is tested alone, and keeps its level in large samples where they differ in variance too. A
    tested difference is taken off one side: subtracted from its articles' values, or, where no value can be below 0 and
    neither side's is 0, by scaling them, since skewed counts and shares vary with their mean.

    References
    ----------
    Chung & Romano 2013, Exact and asymptotically robust permutation tests. Annals of Statistics 41(2), 484-507. The
    inverted test: Ernst 2004, Permutation methods: a basis for exact inference. Statistical Science 19(4), 676-685.
    """
    rows, unit, strata, labels, arrangements = _arranged(gathered(sample))
    least = max(FEWEST, 2 / (1 - level))
    if arrangements < least:
        return None, f"no permutation test: the labels have only {arrangements} arrangements"
    values = tuple(float(rows.top[s].sum() / rows.bottom[s].sum()) for s in (rows.side, ~rows.side))
    scaled = bool((rows.top >= 0).all() and min(values) > 0)
    base, moving = (rows.top * ~rows.side, rows.top * rows.side) if scaled else (rows.top, rows.bottom * rows.side)
    start = np.flatnonzero(np.diff(rows.cluster, prepend=-1))
    parts = []
    for moved in chain([labels[None, :]], _moves(labels, strata, samples, len(unit), seed)):
        sides = moved[:, unit]
        (top, u), (slope, v) = (_scores(column, rows.bottom, sides, start) for column in (base, moving))
        parts.append(np.array([top, slope, (u * u).sum(axis=1), (u * v).sum(axis=1), (v * v).sum(axis=1)]))
    found = np.concatenate(parts, axis=1)
    largest = float(np.abs(rows.top[rows.bottom > 0] / rows.bottom[rows.bottom > 0]).max(initial=0.0))
    held = float(rows.bottom[~rows.side].sum() / rows.bottom.sum())
    return Permutations(found[0], found[1], found[2:], (values[0], values[1]), held, scaled, largest), ""


def permuted_medians(sample: Sample, samples: int, seed: int) -> tuple[float, str]:
    """p of no difference between the sides' medians; NaN with the reason where the labels have too few arrangements."""
    rows, unit, strata, labels, arrangements = _arranged(sample)
    if arrangements < FEWEST:
        return float("nan"), f"no p value: the labels have only {arrangements} arrangements"
    apart = [
        abs(float(median_difference(rows._replace(side=side))(np.ones((1, len(side))))[0]))
        for moved in chain([labels[None, :]], _moves(labels, strata, samples, len(unit), seed))
        for side in moved[:, unit]
    ]
    return float(np.mean(np.array(apart) >= apart[0] * (1 - 1e-9))), ""


def _arranged(sample: Sample) -> tuple[Sample, Codes, list[Codes], Sided, int]:
    """Articles by cluster; their units, strata and labels; and how many arrangements of the labels there are."""
    order = np.argsort(sample.cluster, kind="stable")
    top, bottom, side, cluster, block = sample
    rows = Sample(top[order], bottom[order], side[order], cluster[order], block[order])
    unit, strata = _units(rows)
    labels = np.zeros(int(unit.max()) + 1, dtype=bool)
    labels[unit] = rows.side
    arrangements = 1
    for members in strata:
        arrangements *= comb(len(members), int(labels[members].sum()))
    return rows, unit, strata, labels, arrangements


def _moves(labels: Sided, strata: list[Codes], samples: int, width: int, seed: int) -> Iterator[Sided]:
    """Random arrangements of the labels, in batches."""
    generator = np.random.default_rng(seed)
    for size in batches(samples, width):
        moved = np.empty((size, len(labels)), dtype=bool)
        for number in sorted({len(members) for members in strata}):
            # Strata of one size are shuffled in one go.
            members = np.array([members for members in strata if len(members) == number])
            moved[:, members] = generator.permuted(np.tile(labels[members], (size, 1, 1)), axis=2)
        yield moved


def _units(rows: Sample) -> tuple[Codes, list[Codes]]:
    """Unit of each row that changes sides as a whole, and the sets of units within which labels are exchanged."""
    both = crossing(rows)[rows.cluster]
    key = np.where(both, (rows.block + 1), 0) + rows.cluster * (int(rows.block.max()) + 2)
    _, first, unit = np.unique(key, return_index=True, return_inverse=True)
    stratum = np.where(both[first], rows.cluster[first] + 1, 0)
    return unit.astype(np.int64), [np.flatnonzero(stratum == s) for s in np.unique(stratum)]


def _scores(top: Floats, bottom: Floats, sides: Sided, start: Codes) -> tuple[Floats, Floats]:
    """Difference of the ratios in each row of `sides`, and what each cluster adds to its error."""
    one, other = sides.astype(float), (~sides).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        bottoms = (one @ bottom)[:, None], (other @ bottom)[:, None]
        values = (one @ top)[:, None] / bottoms[0], (other @ top)[:, None] / bottoms[1]
        scores = one * (top - values[0] * bottom) / bottoms[0]
        scores -= other * (top - values[1] * bottom) / bottoms[1]
    return (values[0] - values[1])[:, 0], np.add.reduceat(scores, start, axis=1)


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
