"""Means, shares and outlet differences of a machine's labels, corrected by human codes of a probability sample."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.coding.rectify import Estimate, Floats, Integers, Units, calibrated, rectified, scaled, tuned
from framing.compare.result import Drawn

LEAST, FEW = 4, 10  # coded clusters of a group: with fewer no interval; with fewer a warning
CODED = 20  # coded units of a group: with fewer nothing can be corrected
FOLDS = 10
CATEGORIES = 12  # machine values that are calibrated one by one; more are taken for a scale
ESTIMANDS = ("mean", "share", "difference")
COLUMNS = (
    "group", "other", "method", "estimate", "se", "low", "high", "width", "lambda", "correlation", "units", "coded",
    "clusters", "remark",
)  # fmt: skip
METHODS = ("human", "machine", "dsl", "ppi")
_ALONE = "the labels tell too little: codes alone"


class _Group(NamedTuple):
    """A group's estimates by method, what goes with them, and why some are missing."""

    estimates: dict[str, Estimate]
    multiple: float
    correlation: float
    units: int
    coded: int
    clusters: int
    remark: str
    alone: frozenset[str]


def correct(
    machine: pd.Series[Any],
    human: pd.Series[Any],
    probability: pd.Series[Any],
    estimand: str = "mean",
    value: Any = None,
    by: pd.Series[Any] | None = None,
    cluster: pd.Series[Any] | None = None,
    target: str = "coverage",
    level: float = 0.95,
    seed: int = 0,
) -> Drawn:
    """Estimates that use the machine's labels of all units and are as unbiased as the human codes of some.

    Parameters
    ----------
    machine : Series
        The machine's label or score of every unit, indexed by unit.
    human : Series
        The human value of the coded units.
    probability : Series
        Inclusion probability of every unit, as `Sample.population` keeps it.
    estimand : {"mean", "share", "difference"}
        Mean of a number; share of units with `value`; or the difference of these between each two groups.
    value : optional
        The label whose share is estimated; with "difference", without it, means are compared.
    by : Series, optional
        Group (outlet) of every unit.
    cluster : Series, optional
        Article, family or event of every unit; by default each unit is a cluster, and the note says so.
    target : {"coverage", "articles"}
        Whether the clusters are a sample of the groups' coverage, or all there is to speak of (then only the choice of the
        coded units is random, and clusters do not matter).
    level : float
    seed : int
        Parts the clusters in folds.

    Returns
    -------
    Drawn
        ``.table``: group, other, method (``human``: the codes alone; ``machine``: its labels taken for truth; ``dsl``;
        ``ppi``), estimate, se, low, high, width (of the interval, over that of the human codes), lambda (ppi),
        correlation (of machine and human values), units, coded, clusters (with coded units), remark.

    Raises
    ------
    ValueError
        If a probability is missing, zero or above 1, or a coded unit is not among the machine's.

    Notes
    -----
    Both correct the mean of a prediction g of the human value by the inversely weighted mean of y - g over the coded
    units. ``dsl``: g is the human value to be expected from the machine's label, cross-fitted over folds of clusters.
    ``ppi``: g is lambda times the machine's value, lambda tuned to the least clustered variance, on the other folds. The variance is clustered, with Student's t on the
    clusters that hold coded units. The machine's own interval is given to show what it hides: its bias.

    References
    ----------
    Egami, Hinck, Stewart & Wei 2023, Using imperfect surrogates for downstream inference. NeurIPS 36.
    Angelopoulos, Bates, Fannjiang, Jordan & Zrnic 2023, Prediction-powered inference. Science 382.
    Angelopoulos, Duchi & Zrnic 2023, PPI++. arXiv:2311.01453.

    Examples
    --------
    >>> generator = np.random.default_rng(0)
    >>> truth = pd.Series(generator.integers(0, 2, 900))
    >>> machine = truth.where(generator.random(900) < 0.9, 1)
    >>> coded = truth.sample(150, random_state=1)
    >>> found = correct(machine, coded, pd.Series(150 / 900, index=truth.index))
    >>> found.table.set_index("method")["width"].round(2).to_dict()["ppi"] < 0.7
    True
    """
    if estimand not in ESTIMANDS or (estimand == "share" and value is None) or (estimand == "difference" and by is None):
        raise ValueError(f"estimand is {', '.join(ESTIMANDS)}; a share needs a value, a difference needs by.")
    if target not in ("coverage", "articles"):
        raise ValueError(f"target is 'coverage' (a sample of it) or 'articles' (all there are), not {target!r}.")
    human = human.dropna()
    _check(machine, human, probability)
    index = machine.index
    coded = index.isin(human.index)
    given = human.reindex(index)
    y = ((given == value) if value is not None else given.astype(float)).to_numpy(dtype=float, na_value=0.0)
    f = ((machine == value) if value is not None else machine).to_numpy(dtype=float)
    weight = np.where(coded, 1 / probability.reindex(index).to_numpy(dtype=float), 0.0)
    group, groups = _codes(by, index, "by")
    clusters, names = _codes(cluster if cluster is not None else index.to_series(), index, "cluster")
    fold = (np.random.default_rng(seed).permutation(len(names)) % min(FOLDS, len(names)))[clusters]
    g = calibrated(_features(machine, f), np.where(coded, y, 0.0), weight, group, fold)
    found = {}
    for number, name in enumerate(groups):
        own = group == number
        part = Units(np.where(coded, y, 0.0)[own], weight[own], clusters[own], coded[own])
        found[name] = _group(f[own], g[own], fold[own], part, len(names), target == "articles")
    pairs: list[tuple[str, str | None]] = [(name, None) for name in groups]
    if estimand == "difference":
        pairs = list(combinations(groups, 2))
    rows = [row for one, other in pairs for row in _rows(one, other, found, level, target == "articles")]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"remark": "string"})
    return Drawn(table, _note(table, machine, human, cluster, target, level), "corrected", {"level": level})


def _group(f: Floats, g: Floats, fold: Integers, part: Units, clusters: int, census: bool) -> _Group:
    """Every estimate of one group that its codes allow."""
    coded = int(part.coded.sum())
    held = len(np.unique(part.cluster[part.coded]))
    rest = part._replace(weight=np.ones(len(f)), human=f, coded=np.ones(len(f), bool))
    estimates = {"machine": rectified(f, rest, clusters, census)}
    if coded:
        estimates["human"] = rectified(np.zeros(len(f)), part, clusters, census)
    few = coded if census else held
    remark = f"few: {held} clusters with coded units" if LEAST <= few < FEW else ""
    if few < LEAST:
        remark = f"no interval: {few} {'coded units' if census else 'clusters with coded units'}; {LEAST} are needed"
    multiple = correlation = np.nan
    alone: set[str] = set()
    if coded < CODED:
        remark = f"too few to correct: {coded} coded units; {CODED} are needed" + (f"; {remark}" if remark else "")
    else:
        multiple = tuned(f, part, clusters, census)
        estimates["dsl"] = rectified(g, part, clusters, census)
        estimates["ppi"] = rectified(scaled(f, part, clusters, fold, census), part, clusters, census)
        correlation = _correlation(f[part.coded], part.human[part.coded], part.weight[part.coded])
        for method in ("dsl", "ppi"):
            # Labels that tell nothing of the codes can only add noise: then the codes stand alone, and the row says so.
            if not estimates[method].variance <= estimates["human"].variance:
                estimates[method] = estimates["human"]
                alone.add(method)
    return _Group(estimates, multiple, correlation, len(f), coded, held, remark, frozenset(alone))


def _rows(one: str, other: str | None, found: dict[str, _Group], level: float, census: bool) -> Iterator[tuple[Any, ...]]:
    """One row per method."""
    from scipy.stats import t

    sides = [found[one]] if other is None else [found[one], found[other]]
    remark = "; ".join(dict.fromkeys(side.remark for side in sides if side.remark))
    width = np.nan
    for method in METHODS:
        if any(method not in side.estimates for side in sides):
            yield (one, other, method, *[np.nan] * 7, sum(s.units for s in sides), sum(s.coded for s in sides),
                   sum(s.clusters for s in sides), remark)  # fmt: skip
            continue
        parts = [side.estimates[method] for side in sides]
        value = parts[0].value - (parts[1].value if other is not None else 0.0)
        se, df = _spread(parts, census)
        half = float(t.ppf((1 + level) / 2, df)) * se if df > 0 else np.nan
        if "no interval" in remark:
            se = half = np.nan
        width = 2 * half if method == "human" else width
        lambdas = [side.multiple for side in sides]
        yield (
            one, other, method, value, se, value - half, value + half, 2 * half / width if width > 0 else np.nan,
            lambdas[0] if method == "ppi" and other is None else np.nan, min(side.correlation for side in sides),
            sum(s.units for s in sides), sum(s.coded for s in sides), sum(s.clusters for s in sides),
            "; ".join(filter(None, [remark, _ALONE if any(method in s.alone for s in sides) else ""])),
        )  # fmt: skip


def _spread(parts: list[Estimate], census: bool) -> tuple[float, float]:
    """Standard error and Satterthwaite's degrees of freedom; clusters that lie in both groups count with both."""
    variances = [part.variance for part in parts]
    total = sum(variances)
    if not total > 0 or min(part.df for part in parts) <= 0:
        return (0.0 if total == 0 else np.nan), min(part.df for part in parts)
    df = total**2 / sum(v**2 / part.df for v, part in zip(variances, parts, strict=True))
    if len(parts) == 2 and not census:
        total -= 2 * float((parts[0].influence * parts[1].influence).sum())
    return float(np.sqrt(max(total, 0.0))), df


def _features(machine: pd.Series[Any], f: Floats) -> Floats:
    """What calibration sees of the machine: a column per label, or its score."""
    labels = sorted(machine.unique(), key=str)
    if len(labels) > CATEGORIES:
        return ((f - f.mean()) / (f.std() or 1.0))[:, None]
    return np.column_stack([(machine == label).to_numpy(dtype=float) for label in labels])


def _codes(values: pd.Series[Any] | None, index: pd.Index[Any], what: str) -> tuple[Integers, list[str]]:
    if values is None:
        return np.zeros(len(index), dtype=np.int64), ["all"]
    codes, names = pd.factorize(values.reindex(index).astype("string"), sort=what == "by")
    if (codes < 0).any():
        raise ValueError(f"{what!r} has no value for {(codes < 0).sum():,} units, the first {index[codes < 0][0]!r}.")
    return codes.astype(np.int64), [str(name) for name in names]


def _correlation(f: Floats, y: Floats, weight: Floats) -> float:
    centred = [v - np.average(v, weights=weight) for v in (f, y)]
    spread = [float((weight * v * v).sum()) for v in centred]
    return float((weight * centred[0] * centred[1]).sum() / np.sqrt(spread[0] * spread[1])) if min(spread) > 0 else np.nan


def _check(machine: pd.Series[Any], human: pd.Series[Any], probability: pd.Series[Any]) -> None:
    for what, values in (("machine", machine), ("human", human), ("probability", probability)):
        if not values.index.is_unique:
            raise ValueError(f"{what} has a unit twice: {values.index[values.index.duplicated()][0]!r}.")
    if machine.isna().any():
        raise ValueError(f"The machine has no label for {machine.isna().sum():,} units; leave them out, and say so.")
    strangers = human.index.difference(machine.index)
    if not len(human) or len(strangers):
        what = f"{strangers[0]!r} has no machine's label" if len(strangers) else "there is none"
        raise ValueError(f"Coded units must be among the machine's; {what}.")
    known = probability.reindex(machine.index).astype(float)
    wrong = known.index[~((known > 0) & (known <= 1))]
    if len(wrong):
        raise ValueError(
            f"{len(wrong):,} units have an inclusion probability that is unknown, 0 or above 1, the first {wrong[0]!r}; "
            "what could not be drawn cannot be spoken of: leave it out of the machine's labels, and say so."
        )


def _note(
    table: pd.DataFrame, machine: pd.Series[Any], human: pd.Series[Any], cluster: pd.Series[Any] | None, target: str, level: float
) -> str:
    if target == "articles":
        speaks = f"Speaks of these {len(machine):,} units and no others: only the choice of the coded ones is random."
    else:
        by = f"clustered by {cluster.name or 'cluster'}" if cluster is not None else "each unit taken for independent"
        speaks = f"Speaks of the coverage of which these units are taken as a sample, {by}."
    remarks = sorted({remark for remark in table["remark"] if remark})
    warning = f" Mind: {' / '.join(remarks)}." if remarks else ""
    return (
        f"{len(machine):,} units with a machine's label, {len(human):,} of them coded. {speaks} {level:.0%} intervals. The rows "
        f"called machine take its labels for truth: their intervals leave its bias out.{warning}"
    ).replace("%", " %")
