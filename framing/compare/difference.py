"""One comparison of two sides: difference, interval, p, equivalence; of all articles, by pairs, or by fixed effects."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from framing.clustered import of
from framing.compare.effect import CONSTANT, effect, standardised
from framing.compare.permutation import permutations, permuted_medians
from framing.compare.resampling import Codes, Floats, Sample, bootstrap, median_difference, percentile, percentile_p
from framing.compare.units import FEW, Target, independent, refusal
from framing.compare.values import Values
from framing.intervals import interval, sides_of, significance

NOTHING_SHARED = "described only: nothing is covered by both sides"
SAMPLES = 4000  # bootstrap samples, and arrangements of the labels
EFFECTS = {"": "Hedges' g", "pair": "mean over standard deviation of the pairs", "fixed": ""}


class Design(NamedTuple):
    """What is compared, and how: `within` is "pair", "fixed" or empty."""

    measured: Values
    target: Target
    level: float
    seed: int
    within: str

    def influence(self, sample: Sample, clusters: Codes, size: int) -> Floats:
        """What each cluster adds to the error of the difference; `clusters` are the sample's codes in the corpus."""
        found = np.zeros(size)
        if self.within == "fixed":
            top, bottom, covered = _within(sample)
            found[clusters[covered]] = of(top[covered], bottom[covered], np.arange(covered.sum())).influence
            return found
        if self.within == "pair":
            one, other, covered = _both(sample)
            found[clusters[covered]] = of(one - other, np.ones(len(one)), np.arange(len(one))).influence
            return found
        first, second = sides_of(sample.top, sample.bottom, sample.side, sample.cluster, False)
        found[clusters] = first.influence - second.influence
        return found


def compared(sample: Sample, design: Design, equivalence: float | None) -> dict[str, Any]:
    """The row of one comparison.

    Parameters
    ----------
    sample : Sample
    design : Design
    equivalence : float, optional
        Smallest difference of interest.

    Notes
    -----
    Equivalence is shown where both one-sided tests, of a difference of -equivalence or less and of one of equivalence
    or more, reject: p_equivalence is the larger of their p. The verdict compares it, and p, with 1 - level.
    """
    row = {"": _row, "pair": _paired, "fixed": _fixed}[design.within](sample, design)
    p_of = row.pop("p_of", None)
    if equivalence is None:
        return row
    if p_of is None:
        return row | {"p_equivalence": np.nan, "verdict": "undecided"}
    ends = []
    for null in (-equivalence, equivalence):
        half = p_of(null) / 2
        ends.append(half if abs(row["difference"]) < equivalence else 1 - half)
    p, alpha = max(ends), 1 - design.level
    apart = "different" if row["p"] < alpha else "undecided"
    verdict = "equivalent" if p < alpha else apart
    if p < alpha and row["p"] < alpha:
        verdict = "different, but less than matters"
    return row | {"p_equivalence": p, "verdict": verdict}


def _row(sample: Sample, design: Design) -> dict[str, Any]:
    """One comparison of all articles."""
    median = design.measured.statistic == "median"
    clusters = independent(sample.side, sample.cluster)
    row: dict[str, Any] = {
        "articles": int(sample.side.sum()), "articles_other": int((~sample.side).sum()), "clusters": clusters,
        "remark": refusal(clusters, design.target), "interval": "", "effect": effect(sample, median),
    }  # fmt: skip
    if not row["articles"] or not row["articles_other"]:
        return row | {"remark": "described only: a side has no article with a value"}
    for name, side in (("value", sample.side), ("value_other", ~sample.side)):
        top, bottom = sample.top[side], sample.bottom[side]
        row[name] = float(np.median(top)) if median else float(top.sum() / bottom.sum())
    row["difference"] = row["value"] - row["value_other"]
    if row["remark"]:
        return row
    return row | _inferred(sample, design, row, clusters)


def _inferred(sample: Sample, design: Design, row: dict[str, Any], clusters: int) -> dict[str, Any]:
    """p and interval from the same tests, with what must be said of them, and of an effect that is missing."""
    no_effect = "" if np.isfinite(row["effect"]) else CONSTANT
    found = _medians(sample, clusters, design) if design.measured.statistic == "median" else _ratios(sample, design)
    return {**found, "remark": "; ".join(filter(None, [found.get("remark", ""), no_effect]))}


def _ratios(sample: Sample, design: Design) -> dict[str, Any]:
    """Of a mean, share or rate: what neither the score (or t) test nor the permutation test rejects."""
    bounds, counts = design.measured.bounds, design.measured.counts
    sides = sides_of(sample.top, sample.bottom, sample.side, sample.cluster, counts)
    found = interval(sides, design.level, bounds)
    test, why = permutations(sample, SAMPLES, design.seed, design.level)
    if not np.isfinite(found.low):
        return {"p": test.p() if test else np.nan, "remark": "; ".join(filter(None, [why, found.remark]))}
    by = "score" if np.isfinite(bounds).any() else "t"
    ends = (found.low, found.high)
    names = [by, by]
    inverted = test.interval(design.level) if test else (np.nan, np.nan)
    if not np.isfinite(inverted).all():
        test = None
    else:
        inverted = max(inverted[0], bounds[0] - bounds[1]), min(inverted[1], bounds[1] - bounds[0])
        names = ["permutation" if inverted[0] < ends[0] else by, "permutation" if inverted[1] > ends[1] else by]
        ends = (min(ends[0], inverted[0]), max(ends[1], inverted[1]))

    def p(null: float) -> float:
        asymptotic = significance(sides, bounds, null)
        return max(asymptotic, test.p(null)) if test else asymptotic

    return {
        "low": ends[0], "high": ends[1], "p": p(0.0), "se": found.se, "df": found.df,
        "statistic": found.value / found.se,
        "interval": names[0] if names[0] == names[1] else " and ".join(names), "remark": found.remark, "p_of": p,
    }  # fmt: skip


def _medians(sample: Sample, clusters: int, design: Design) -> dict[str, Any]:
    """Of medians: the percentile bootstrap, and where it has no answer p by permutation."""
    if clusters >= FEW:
        drawn = bootstrap(sample, median_difference(sample), SAMPLES, design.seed)
        low, high = percentile(drawn, design.level)
        if low < high:
            se = float(drawn.std(ddof=1))
            return {"low": low, "high": high, "p": percentile_p(drawn), "se": se, "interval": "percentile"}
    p, why = permuted_medians(sample, SAMPLES, design.seed)
    none = f"no interval: {clusters} clusters on a side, a median needs {FEW}"
    if clusters >= FEW:
        none = "no interval: the medians are the same in nearly all bootstrap samples; compare means"
    return {"p": p, "remark": "; ".join(filter(None, [why, none]))}


def _paired(sample: Sample, design: Design) -> dict[str, Any]:
    """One comparison within the clusters that both sides cover: each has one difference."""
    one, other, covered = _both(sample)
    n = len(one)
    row = _counted(sample, covered, design)
    if not n:
        return row
    differences = one - other
    spread = float(np.std(differences, ddof=1)) if n > 1 else float("nan")
    row |= {"value": float(one.mean()), "value_other": float(other.mean()), "difference": float(differences.mean())}
    row["effect"] = standardised(row["difference"], spread, [*one, *other])
    if row["remark"]:
        return row
    # The values of clusters are averaged: whatever they count, they are no counts themselves.
    means = design._replace(measured=design.measured._replace(statistic="mean"))
    return row | _inferred(_pairs(one, other), means, row, n)


def _counted(sample: Sample, covered: npt.NDArray[np.bool_], design: Design) -> dict[str, Any]:
    """How many articles and clusters a comparison within clusters has, and why it may infer nothing."""
    used, n = covered[sample.cluster], int(covered.sum())
    return {
        "articles": int((used & sample.side).sum()), "articles_other": int((used & ~sample.side).sum()), "clusters": n,
        "interval": "", "remark": refusal(n, design.target) if n else NOTHING_SHARED,
    }  # fmt: skip


def _pairs(one: Floats, other: Floats) -> Sample:
    """Each cluster with both its values, of weight 1: the difference of ratios is then the mean difference."""
    n = len(one)
    both = np.arange(n)
    sides = np.repeat([True, False], n), np.r_[both, both], np.repeat([0, 1], n)
    return Sample(np.r_[one, other], np.ones(2 * n), *sides)


def _both(sample: Sample) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Both sides' values in each cluster that has both, and which clusters these are."""
    size = int(sample.cluster.max()) + 1 if len(sample.cluster) else 0
    values, covered = [], np.ones(size, bool)
    for side in (sample.side, ~sample.side):
        bottom = np.bincount(sample.cluster[side], sample.bottom[side], size)
        covered &= bottom > 0
        values.append(np.bincount(sample.cluster[side], sample.top[side], size) / np.where(bottom > 0, bottom, np.nan))
    return values[0][covered], values[1][covered], covered


def _fixed(sample: Sample, design: Design) -> dict[str, Any]:
    """One comparison by a regression in which each cluster has an effect of its own."""
    top, bottom, covered = _within(sample)
    n = int(covered.sum())
    used = covered[sample.cluster]
    row = _counted(sample, covered, design)
    if not n:
        return row | {"effect": np.nan}
    for name, side in (("value", used & sample.side), ("value_other", used & ~sample.side)):
        row[name] = float(sample.top[side].sum() / sample.bottom[side].sum())
    row |= {"difference": float(top.sum() / bottom.sum()), "effect": np.nan}
    if row["remark"]:
        return row
    part = of(top[covered], bottom[covered], np.arange(n))
    found = interval([part], design.level, unit="cluster")
    if not np.isfinite(found.low):
        return row | {"remark": found.remark}

    def p(null: float) -> float:
        return significance([part], null=null)

    return row | {
        "low": found.low, "high": found.high, "p": p(0.0), "se": found.se, "df": found.df,
        "statistic": found.value / found.se, "interval": "t", "p_of": p,
    }  # fmt: skip


def _within(sample: Sample) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """By cluster, what it adds above and below the line of the fixed-effects difference; and which lie on both sides.

    The articles' values are regressed on their side, weighted by their denominators, within clusters: by Frisch, Waugh
    and Lovell the difference is sum(x y) / sum(x x), x the side less its weighted share in the cluster.
    """
    size = int(sample.cluster.max()) + 1 if len(sample.cluster) else 0
    weight = sample.bottom
    here = np.bincount(sample.cluster, weight * sample.side, size)
    total = np.bincount(sample.cluster, weight, size)
    share = np.divide(here, total, out=np.zeros(size), where=total > 0)
    x: Floats = sample.side - share[sample.cluster]
    bottom = np.bincount(sample.cluster, weight * x * x, size).astype(float)
    return np.bincount(sample.cluster, x * sample.top, size).astype(float), bottom, bottom > 0
