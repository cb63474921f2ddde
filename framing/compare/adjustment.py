"""Adjustment of p values for the number of tests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


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
    values = np.asarray(p, dtype=float)
    adjusted = np.full(values.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(values))
    order = tested[np.argsort(values[tested], kind="stable")]
    scaled = values[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted
