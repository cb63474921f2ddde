"""Krippendorff's alpha from coincidences of values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def alpha(coincidences: Floats, distances: Floats) -> Floats:
    """Krippendorff's alpha of one or many tables of coincidences.

    Parameters
    ----------
    coincidences : array of shape (..., values, values)
        As `coincidences` gives them, summed over units.
    distances : array of shape (..., values, values)
        As `distances` gives them.

    Returns
    -------
    array of shape (...)
        1 for perfect agreement, 0 for that of chance; NaN where the values do not vary or no unit has two.

    Notes
    -----
    alpha = 1 - (n - 1) * sum o_ck d_ck / sum n_c n_k d_ck, with o the coincidences, n_c their sums, n the sum of all.

    References
    ----------
    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability. University of Pennsylvania.
    Krippendorff 2019, Content Analysis (4th ed.), chapter 12.

    Examples
    --------
    >>> table = coincidences(np.array([[2, 0], [1, 1], [0, 2]])).sum(axis=0)
    >>> alpha(table, distances(table, [0.0, 1.0], "nominal")).round(3).item()
    0.444
    """
    sums = coincidences.sum(axis=-1)
    total = sums.sum(axis=-1)
    observed = (coincidences * distances).sum(axis=(-2, -1))
    expected = (sums[..., :, None] * sums[..., None, :] * distances).sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = 1 - (total - 1) * observed / expected
    return np.where(expected > 0, found, np.nan)


def coincidences(counts: npt.ArrayLike) -> Floats:
    """Coincidences of values within each unit.

    Parameters
    ----------
    counts : array of shape (units, values)
        How many coders gave each value to each unit. Units with one code have no coincidence.

    Returns
    -------
    array of shape (units, values, values)
        Pairs of codes of different coders, each unit's divided by its codes less one.
    """
    given = np.asarray(counts, dtype=float)
    codes = given.sum(axis=1)
    pairs = given[:, :, None] * given[:, None, :]
    values = np.arange(given.shape[1])
    pairs[:, values, values] -= given
    found: Floats = np.where(codes > 1, 1 / np.maximum(codes - 1, 1), 0.0)[:, None, None] * pairs
    return found


def distances(table: Floats, values: Sequence[float], level: str) -> Floats:
    """Squared differences between values, as the level of measurement has it.

    Parameters
    ----------
    table : array of shape (..., values, values)
        Coincidences; the ordinal difference counts the codes that lie between two values.
    values : sequence of float
        In order; used for interval and ratio data.
    level : {"nominal", "ordinal", "interval", "ratio"}

    Notes
    -----
    Interval: (c - k)^2. Ratio: ((c - k) / (c + k))^2, for values that are 0 or more.

    References
    ----------
    Krippendorff 2011, section E: metric differences.
    """
    number = table.shape[-1]
    if level == "nominal":
        return np.ones((number, number)) - np.eye(number)
    if level in ("interval", "ratio"):
        points = np.asarray(values, dtype=float)
        apart = np.asarray(points[:, None] - points[None, :], dtype=float)
        both = points[:, None] + points[None, :]
        if level == "ratio":
            apart = np.divide(apart, both, out=np.zeros_like(apart), where=both != 0)
        return np.asarray(apart**2, dtype=float)
    if level != "ordinal":
        raise ValueError(f"level is nominal, ordinal, interval or ratio, not {level!r}.")
    sums = table.sum(axis=-1)
    middle = np.cumsum(sums, axis=-1) - sums / 2  # ranks: the codes below a value and half of its own
    return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2, dtype=float)
