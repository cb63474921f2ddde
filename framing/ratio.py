"""The interval of a ratio of totals when the article is the unit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

LEAST = 4  # independent articles, or clusters on either side: with fewer nothing is inferred

Floats = npt.NDArray[np.float64]


def ratio(totals: Floats, counts: Floats, level: float = 0.95) -> tuple[float, float, float]:
    """A ratio of sums over articles, with its interval.

    Parameters
    ----------
    totals, counts : array of shape (articles,)
        What each article adds above and below the line: scores and mentions, hits and occurrences.
    level : float
        Of the interval.

    Returns
    -------
    tuple of float
        Ratio, low, high. Low and high are missing where fewer than 4 articles count, as in `framing.compare`; the
        ratio where none does.

    Notes
    -----
    The linearised variance of a ratio (Cochran 1977, eq. 6.13) with the t distribution of one degree of freedom less
    than articles: G / (G - 1) * sum (y_i - R x_i)^2 / (sum x_i)^2. Of two or three articles it would say next to
    nothing: their spread is as uncertain as their mean.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., chapter 6.

    Examples
    --------
    >>> [round(float(x), 3) for x in ratio(np.array([1.0, 2.0, 1.0, 0.0]), np.array([2.0, 3.0, 3.0, 2.0]))]
    [0.4, -0.029, 0.829]
    >>> ratio(np.array([1.0, 2.0]), np.array([4.0, 2.0]))
    (0.5, nan, nan)
    """
    if not 0 < level < 1:
        raise ValueError(f"level lies between 0 and 1; {level!r} was given.")
    counted = counts > 0
    y, x = totals[counted], counts[counted]
    if not len(x):
        return float("nan"), float("nan"), float("nan")
    value = float(y.sum() / x.sum())
    if len(x) < LEAST:
        return value, float("nan"), float("nan")
    from scipy.stats import t

    spread = np.sqrt(len(x) / (len(x) - 1) * ((y - value * x) ** 2).sum()) / x.sum()
    reach = float(t.ppf((1 + level) / 2, len(x) - 1) * spread)
    return value, value - reach, value + reach
