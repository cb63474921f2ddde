"""Several groups at once: the test that all are equal, simultaneous intervals, and the family that tests belong to."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from framing.clustered import Part, degrees, of
from framing.compare.resampling import Floats
from framing.compare.units import LEAST, Target, Units
from framing.compare.values import Values

Adjust = Literal["fdr", "max-t"]
ADJUST = ("fdr", "max-t")
DRAWS = 100_000  # of the largest of several normal statistics: its quantiles have a Monte-Carlo error of about .005
_RANK = 1e-9  # of the largest eigenvalue: less is none


class Joint(NamedTuple):
    """Level of each interval so that all hold together, and draws of the largest statistic where nothing differs."""

    level: float
    largest: Floats

    def adjusted(self, p: Floats) -> Floats:
        """Single-step adjusted p: how often the largest of all statistics is as large as this one."""
        from scipy.special import ndtri

        found = np.full(len(p), np.nan)
        known = np.isfinite(p)
        z = -ndtri(np.clip(p[known], 1e-300, 1) / 2)
        above = len(self.largest) - np.searchsorted(self.largest, z - 1e-12)
        found[known] = np.maximum(np.clip((above + 1) / (len(self.largest) + 1), 0, 1), p[known])
        return found


def max_t(influence: Floats, level: float) -> Joint:
    """Simultaneous inference of several differences from their joint distribution.

    Parameters
    ----------
    influence : array of shape (comparisons, clusters)
        What each cluster adds to the error of each difference; zeros where there is none.
    level : float
        With which all intervals hold at once.

    Notes
    -----
    The statistics are taken to be normal with the correlations of the differences, R; c is the quantile of the largest
    absolute one, and each interval has the level 2 Phi(c) - 1 of its own method, so that small samples are allowed for
    as they are in one interval. Less wide than Bonferroni's, since differences from one group hang together.

    References
    ----------
    Hothorn, Bretz & Westfall 2008, Simultaneous inference in general parametric models. Biometrical Journal 50(3),
    346-363, section 3.1.

    Examples
    --------
    >>> independent = max_t(np.eye(3), 0.95)
    >>> abs(independent.level - 0.95 ** (1 / 3)) < 0.002
    True
    """
    from scipy.special import ndtr

    covariance = influence @ influence.T
    spread = np.sqrt(np.diag(covariance))
    used = spread > 0
    if not used.any():
        return Joint(level, np.zeros(1))
    correlation = covariance[np.ix_(used, used)] / np.outer(spread[used], spread[used])
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.maximum(values, 0))
    draws = np.random.default_rng(0).standard_normal((DRAWS, len(values)))
    largest = np.sort(np.abs(draws @ root.T).max(axis=1))
    return Joint(float(2 * ndtr(np.quantile(largest, level)) - 1), largest)


def omnibus(found: Units, measured: Values, target: Target) -> pd.DataFrame:
    """The test that all groups have one value: statistic, df, df_within, p_value, method, groups; or no row.

    Notes
    -----
    Where no cluster has articles of several groups this is Welch's test with clustered variances v_g and weights
    w_g = 1 / v_g: F = sum w_g (y_g - y)² / (k - 1) / (1 + 2 (k - 2) A / (k² - 1)), with
    A = sum (1 - w_g / w)² / df_g and (k² - 1) / (3 A) degrees of freedom. Where clusters (events) have articles of
    several groups, it is Hotelling's T² of the k - 1 differences with their clustered covariances.

    References
    ----------
    Welch 1951, On the comparison of several mean values. Biometrika 38(3/4), 330-336. Hotelling 1931, The
    generalization of Student's ratio. Annals of Mathematical Statistics 2(3), 360-378.
    """
    columns = ["statistic", "df", "df_within", "p_value", "method", "groups"]
    none = pd.DataFrame(columns=columns)
    if target == "articles" or measured.statistic == "median" or len(found.names) < 3:
        return none
    known = np.isfinite(measured.top) & np.isfinite(measured.bottom) & (measured.bottom > 0)
    cluster = np.unique(found.cluster[known], return_inverse=True)[1].astype(np.int64)
    top, bottom, group = measured.top[known], measured.bottom[known], found.group[known]
    size = int(cluster.max()) + 1 if len(cluster) else 0
    parts = [of(top[group == g], bottom[group == g], cluster[group == g], size) for g in range(len(found.names))]
    if any((part.held > 0).sum() < LEAST or not part.variance for part in parts):
        return none
    crossing = (np.array([part.held > 0 for part in parts]).sum(axis=0) > 1).any()
    statistic, df, within = (_hotelling if crossing else _welch)(parts)
    if not within > 0:
        return none
    from scipy.special import fdtrc

    method = "Hotelling's T² of differences within clusters" if crossing else "Welch's F, clustered variances"
    row = (statistic, df, within, float(fdtrc(df, within, statistic)), method, len(parts))
    return pd.DataFrame([row], columns=columns)


def _welch(parts: list[Part]) -> tuple[float, float, float]:
    k = len(parts)
    weight = np.array([1 / part.variance for part in parts])
    value = np.array([part.value for part in parts])
    mean = (weight * value).sum() / weight.sum()
    free = np.array([degrees([part]) for part in parts])
    a = float(((1 - weight / weight.sum()) ** 2 / free).sum())
    f = float((weight * (value - mean) ** 2).sum()) / (k - 1) / (1 + 2 * (k - 2) * a / (k**2 - 1))
    return f, float(k - 1), (k**2 - 1) / (3 * a)


def _hotelling(parts: list[Part]) -> tuple[float, float, float]:
    influence = np.array([part.influence for part in parts])
    value = np.array([part.value for part in parts])
    apart, error = value[1:] - value[0], influence[1:] - influence[0]
    covariance = error @ error.T
    values, vectors = np.linalg.eigh(covariance)
    kept = values > _RANK * values.max()
    q = int(kept.sum())
    square = float((((vectors[:, kept].T @ apart) ** 2) / values[kept]).sum())
    clusters = min(int((part.held > 0).sum()) for part in parts)
    return square * (clusters - q) / (q * (clusters - 1)), float(q), float(clusters - q)


def family(table: pd.DataFrame, level: float, adjust: Adjust, against: str) -> str:
    """The sentence on level, method and family of the tests of a table."""
    tests = int(table["p"].notna().sum())
    if not tests:
        return ""
    percent = f"{100 * level:g} %"
    said = "The interval holds the differences that are not rejected at the level of p."
    if adjust == "max-t":
        said += f" The {percent} intervals and p_adjusted hold for all {tests} comparisons at once (max-t)."
    else:
        said += f" Each {percent} interval stands for its comparison alone; p_adjusted is Benjamini-Hochberg over "
        said += f"{tests} test{'s' * (tests != 1)}."
    if against == "rest" and tests > 1:
        said += " The tests overlap: the articles of a group are among the rest of every other."
    return said


def told(every: pd.DataFrame, equivalence: float | None) -> str:
    """The sentences on the test of all groups, and on equivalence."""
    said = ""
    if len(every):
        row = every.iloc[0]
        p = "< .001" if row["p_value"] < 0.001 else f"= {row['p_value']:.3f}".replace("0.", ".")
        said = f"All {row['groups']} groups at once ({row['method']}): F({row['df']:.0f}, {row['df_within']:.1f}) = "
        said += f"{row['statistic']:.2f}, p {p}."
    if equivalence is not None:
        said += f" Equivalence: two one-sided tests against differences of ±{equivalence:g}."
    return said.strip()


