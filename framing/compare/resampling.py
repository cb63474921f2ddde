"""Bootstrap intervals: whole clusters drawn with replacement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]
Sided = npt.NDArray[np.bool_]
Difference = Callable[[Floats], Floats]  # weights of articles, one row a sample, to one difference a row

_CELLS = 4_000_000  # of one batch of samples


class Sample(NamedTuple):
    """Articles of two sides: `side` is True on the one that is compared with the other; `block` is their group."""

    top: Floats
    bottom: Floats
    side: Sided
    cluster: Codes
    block: Codes


def median_difference(sample: Sample) -> Difference:
    """Difference between the sides in the median of top."""

    def side(weights: Floats, values: Floats) -> Floats:
        order = np.argsort(values, kind="stable")
        reached = np.cumsum(weights[:, order], axis=1)
        half = reached[:, -1:] / 2
        # Where exactly half the weight lies below, the median is half-way to the next value.
        low, high = np.argmax(reached >= half - 1e-9, axis=1), np.argmax(reached > half + 1e-9, axis=1)
        found: Floats = (values[order][low] + values[order][high]) / 2
        return found

    def difference(weights: Floats) -> Floats:
        one, other = sample.side, ~sample.side
        return side(weights[:, one], sample.top[one]) - side(weights[:, other], sample.top[other])

    return difference


def bootstrap(sample: Sample, difference: Difference, samples: int, seed: int) -> Floats:
    """Differences in samples of whole clusters, drawn with replacement.

    Clusters are drawn from each side; where one lies on both sides they are drawn from all, so that a family keeps its
    articles on either side together.
    """
    generator = np.random.default_rng(seed)
    strata = _strata(sample)
    found = []
    for size in batches(samples, len(sample.side)):
        times = np.zeros((size, int(sample.cluster.max()) + 1))
        for stratum in strata:
            times[:, stratum] = generator.multinomial(len(stratum), np.full(len(stratum), 1 / len(stratum)), size)
        found.append(difference(times[:, sample.cluster]))
    drawn = np.concatenate(found)
    return drawn[np.isfinite(drawn)]


def percentile(drawn: Floats, level: float) -> tuple[float, float]:
    """Interval between quantiles of the bootstrap differences."""
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def percentile_p(drawn: Floats) -> float:
    """1 less the level of the percentile interval that ends at 0."""
    below, above = float(np.mean(drawn <= 0)), float(np.mean(drawn >= 0))
    return min(1.0, max(2 * min(below, above), 1 / len(drawn)))


def gathered(sample: Sample) -> Sample:
    """The sample with the articles of one group in one cluster added up: enough for sums, and smaller."""
    key = sample.cluster * (int(sample.block.max()) + 1) + sample.block
    _, first, code = np.unique(key, return_index=True, return_inverse=True)
    top, bottom = (np.bincount(code, column).astype(float) for column in (sample.top, sample.bottom))
    return Sample(top, bottom, sample.side[first], sample.cluster[first], sample.block[first])


def crossing(sample: Sample) -> Sided:
    """For each cluster code, whether the cluster has articles on both sides."""
    size = int(sample.cluster.max()) + 1
    return (np.bincount(sample.cluster, sample.side, size) > 0) & (np.bincount(sample.cluster, ~sample.side, size) > 0)


def batches(samples: int, width: int) -> Iterator[int]:
    """Sizes of batches whose matrices stay small."""
    size = max(1, _CELLS // max(width, 1))
    for start in range(0, samples, size):
        yield min(size, samples - start)


def _strata(sample: Sample) -> list[Codes]:
    """Clusters that are drawn together: each side's own, or all where one lies on both sides."""
    if crossing(sample).any():
        return [np.unique(sample.cluster)]
    return [np.unique(sample.cluster[sample.side]), np.unique(sample.cluster[~sample.side])]
