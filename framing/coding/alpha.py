"""Agreement corrected for chance: Krippendorff's alpha, Gwet's AC1, Cohen's kappa."""

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


def ac1(sums: Floats) -> Floats:
    """Gwet's AC1 of one or many sums over units.

    Parameters
    ----------
    sums : array of shape (..., values + 3)
        `ac1_terms`, summed over units.

    Returns
    -------
    array of shape (...)
        (p_a - p_e) / (1 - p_e) with p_e = sum q (1 - q) / (k - 1) over the k values; NaN where there is one value or no
        unit with two codes.

    References
    ----------
    Gwet 2008, Computing inter-rater reliability and its variance in the presence of high agreement. British Journal of
    Mathematical and Statistical Psychology 61(1), 29-48, equations 8 to 11.

    Examples
    --------
    >>> ac1(ac1_terms(np.array([[2, 0], [1, 1], [0, 2]])).sum(axis=0)).round(3).item()
    0.333
    """
    shares, agreed, pairs, units = sums[..., :-3], sums[..., -3], sums[..., -2], sums[..., -1]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = shares / units[..., None]
        chance = (share * (1 - share)).sum(axis=-1) / (shares.shape[-1] - 1)
        found: Floats = (agreed / pairs - chance) / (1 - chance)
    return found


def ac1_terms(counts: npt.ArrayLike) -> Floats:
    """What each unit adds to `ac1`: its share of each value, its agreement, whether it has two codes, and whether one.

    Parameters
    ----------
    counts : array of shape (units, values)
        How many coders gave each value to each unit.
    """
    given = np.asarray(counts, dtype=float)
    codes = given.sum(axis=1)
    two, any_ = codes > 1, codes > 0
    share = given / np.maximum(codes, 1)[:, None]
    agreed = np.where(two, (given * (given - 1)).sum(axis=1) / np.maximum(codes * (codes - 1), 1), 0.0)
    return np.column_stack([share, agreed, two, any_]).astype(float)


def kappa(confusion: Floats) -> Floats:
    """Cohen's kappa of one or many tables of two coders' values; NaN where both gave one value throughout.

    Parameters
    ----------
    confusion : array of shape (..., values, values)
        Units by the value of one coder and that of the other.

    References
    ----------
    Cohen 1960, A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20(1), 37-46.

    Examples
    --------
    >>> kappa(np.array([[20.0, 5.0], [10.0, 15.0]])).round(3).item()
    0.4
    """
    total = confusion.sum(axis=(-2, -1))
    observed = np.trace(confusion, axis1=-2, axis2=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = (confusion.sum(axis=-1) * confusion.sum(axis=-2)).sum(axis=-1) / total
        found: Floats = (observed - expected) / (total - expected)
    return np.where(total - expected > 1e-12 * total, found, np.nan)
