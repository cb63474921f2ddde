"""Means, shares and outlet differences of a machine's labels, corrected by human codes of a probability sample."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.clustered import Part
from framing.coding import correct_inputs as inputs
from framing.coding.rectify import Floats, Integers, Units, calibrated, rectified, scaled, tuned
from framing.compare.result import Drawn
from framing.compare.units import FEW, LEAST, Target, check
from framing.intervals import UNBOUNDED, interval

CODED = 20  # coded units of a group: with fewer nothing can be corrected
FOLDS = 10
ESTIMANDS = ("mean", "share", "difference")
COLUMNS = (
    "group", "other", "method", "estimate", "se", "low", "high", "width", "lambda", "correlation", "units", "coded",
    "clusters", "remark",
)  # fmt: skip
METHODS = ("human", "machine", "dsl", "ppi")
_ALONE = "labels tell too little, codes alone"
_RARE = "all codes are alike: the interval counts each cluster as one unit; code more units to narrow it"
_WHOLE = "no interval: every unit is coded, so the estimate is exact"
_LABELLED = "no interval: every unit has a label, so only the labels' errors are uncertain"


class _Group(NamedTuple):
    """A group's estimates by method, what goes with them, and why some are missing."""

    estimates: dict[str, Part]
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
    target: Target = "coverage",
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
        Mean of a number (that of numbers which are all 0 or 1 is a share); share of units with `value`; or the
        difference of these between each two groups.
    value : optional
        The label whose share is estimated; with "difference", without it, means are compared.
    by : Series, optional
        Group (outlet) of every unit.
    cluster : Series, optional
        Article, family or event of every unit; by default each unit is a cluster, and the note says so.
    target : {"coverage", "articles"}
        Whether the clusters are a sample of the groups' coverage, or all there is to speak of (then only the choice of
        the coded units is random, and clusters do not matter).
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
    ``ppi``: g is lambda times the machine's value, lambda tuned to the least clustered variance, on the other folds.
    Where a machine's labels would widen the interval, the codes stand alone, and the row says so. The variance is
    clustered by the clusters that hold coded units, and the interval is that of `framing.intervals`: for shares and
    their differences score intervals, which cover rare labels (of 100 units with a share of .01 to .05 too) and have a
    width where no coded unit has the label; for means Student's t. The machine's own interval is given to show what it
    hides: its bias. In simulation (``benchmarks/coverage_correct.py``, 400 repeats, labels biased in
    opposite directions) the nominal 95 % of a difference of two outlets covered:

    ==================  =====  =====  =====  =====
    clusters a side        10     20     40     80
    ==================  =====  =====  =====  =====
    codes alone         97.2   95.2   95.5   96.8
    labels alone        56.0   19.0    1.8    0.0
    dsl                 95.5   94.5   93.8   94.5
    ppi                 94.5   93.5   94.0   94.8
    ==================  =====  =====  =====  =====

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
    if (
        estimand not in ESTIMANDS
        or (estimand == "share" and value is None)
        or (estimand == "difference" and by is None)
    ):
        raise ValueError(f"estimand is {', '.join(ESTIMANDS)}; a share needs a value, a difference needs by.")
    check(target, level)
    human = inputs.coded(human)
    inputs.check(machine, human, probability)
    index = machine.index
    coded = index.isin(human.index)
    given = human.reindex(index)
    y, f = inputs.numbers(machine, given, value)
    share = value is not None or (np.isin(y[coded], (0, 1)).all() and f.min() >= 0 and f.max() <= 1)
    weight = np.where(coded, 1 / probability.reindex(index).to_numpy(dtype=float), 0.0)
    group, groups = inputs.codes(by, index, "by")
    clusters, names = inputs.codes(cluster if cluster is not None else index.to_series(), index, "cluster")
    fold = (np.random.default_rng(seed).permutation(len(names)) % min(FOLDS, len(names)))[clusters]
    g = calibrated(inputs.features(machine, f), np.where(coded, y, 0.0), weight, group, fold)
    found = {}
    for number, name in enumerate(groups):
        own = group == number
        part = Units(np.where(coded, y, 0.0)[own], weight[own], clusters[own], coded[own])
        found[name] = _group(f[own], g[own], fold[own], part, len(names), target == "articles")
    pairs: list[tuple[str, str | None]] = [(name, None) for name in groups]
    if estimand == "difference":
        pairs = list(combinations(groups, 2))
        if not pairs:
            raise ValueError(f"A difference needs two groups; 'by' has only {groups[0]!r}.")
    bounds = (0.0, 1.0) if share else UNBOUNDED
    rows = [row for one, other in pairs for row in _rows(one, other, found, level, target == "articles", bounds)]
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
        correlation = inputs.correlation(f[part.coded], part.human[part.coded], part.weight[part.coded])
        for method in ("dsl", "ppi"):
            # Labels that tell nothing of the codes can only add noise: then the codes stand alone, and the row says so.
            if not estimates[method].variance <= estimates["human"].variance:
                estimates[method] = estimates["human"]
                alone.add(method)
            else:
                estimates[method] = _supported(estimates[method], estimates["human"])
    return _Group(estimates, multiple, correlation, len(f), coded, held, remark, frozenset(alone))


def _supported(estimate: Part, human: Part) -> Part:
    """The estimate with the number of coded units that it is worth, as against the codes alone.

    A sample that happens to hold no error of the machine does not show that there is none: both variances count one
    more unit whose code differs from what was predicted.
    """
    unseen = 1 / human.units**2 if np.isfinite(human.units) else 0.0
    gain = (human.variance + unseen) / (estimate.variance + unseen) if estimate.variance + unseen else 1.0
    return estimate._replace(gain=gain)


def _rows(
    one: str, other: str | None, found: dict[str, _Group], level: float, census: bool, bounds: tuple[float, float]
) -> Iterator[tuple[Any, ...]]:
    """One row per method; `bounds` are those of a group's estimate."""
    sides = [found[one]] if other is None else [found[one], found[other]]
    remark = "; ".join(dict.fromkeys(side.remark for side in sides if side.remark))
    width = np.nan
    counts = [
        sum(side.units for side in sides),
        sum(side.coded for side in sides),
        sum(side.clusters for side in sides),
    ]
    for method in METHODS:
        if any(method not in side.estimates for side in sides):
            yield (one, other, method, *[np.nan] * 7, *counts, remark)
            continue
        parts = [side.estimates[method] for side in sides]
        ends = interval(_aligned(parts) if census else parts, level, bounds, "coded unit" if census else "cluster")
        se, low, high, own = ends.se, ends.low, ends.high, [remark]
        if "no interval" in remark:
            se = low = high = np.nan
        elif census and (method == "machine" or all(side.coded == side.units for side in sides)):
            se, low, high = 0.0, np.nan, np.nan
            own.append(_LABELLED if method == "machine" else _WHOLE)
        else:
            own.append(ends.remark)
            alike = method != "machine" and any(not side.estimates["human"].variance for side in sides)
            own.append(_RARE if alike and np.isfinite(low) else "")
        if any(method in side.alone for side in sides):
            own.append(_ALONE)
        width = high - low if method == "human" else width
        yield (
            one, other, method, ends.value, se, low, high, (high - low) / width if width else np.nan,
            sides[0].multiple if method == "ppi" and other is None else np.nan,
            min(side.correlation for side in sides), *counts, "; ".join(filter(None, own)),
        )  # fmt: skip


def _aligned(parts: list[Part]) -> list[Part]:
    """In a census the units themselves are the clusters: those of two groups are not the same."""
    sizes = [len(part.held) for part in parts]
    found = []
    for number, part in enumerate(parts):
        around = (sum(sizes[:number]), sum(sizes[number + 1 :]))
        found.append(part._replace(influence=np.pad(part.influence, around), held=np.pad(part.held, around)))
    return found


def _note(
    table: pd.DataFrame,
    machine: pd.Series[Any],
    human: pd.Series[Any],
    cluster: pd.Series[Any] | None,
    target: str,
    level: float,
) -> str:
    if target == "articles":
        speaks = f"Speaks of these {len(machine):,} units and no others: only the choice of the coded ones is random."
    else:
        by = "each unit taken for independent"
        if cluster is not None and not cluster.reindex(machine.index).is_unique:
            by = f"clustered by {cluster.name or 'cluster'}"
        speaks = f"Concerns the coverage of which these units are taken as a sample, {by}."
    named = table[table["remark"].str.len() > 0]
    remarks = dict.fromkeys(f"{row['group']}: {row['remark']}" for _, row in named.iterrows())
    warning = f" Mind {' / '.join(remarks)}." if remarks else ""
    simulated = "Simulated coders, no real coding. " if str(human.name).startswith("simulated") else ""
    return (
        f"{simulated}{len(machine):,} units with a machine's label, {len(human):,} of them coded. {speaks} {level:.0%} "
        f"intervals. The rows called machine take its labels for truth: their intervals leave its bias out.{warning}"
    ).replace("%", " %")
