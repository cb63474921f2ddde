"""Contrast: the difference between outlets in a measure, with the article as the unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.compare.effect import CONSTANT, doubt, effect, standardised
from framing.compare.permutation import benjamini_hochberg, permutation
from framing.compare.resampling import (
    Sample,
    acceleration,
    bca,
    bootstrap,
    gathered,
    median_difference,
    percentile,
    ratio_difference,
)
from framing.compare.result import Drawn
from framing.compare.units import FEW, By, Target, Units, check, comparisons, independent, refusal, speaks_of, units
from framing.compare.values import Statistic, Values, values
from framing.intervals import difference
from framing.tables import Tables, needs_tables

SAMPLES = 4000  # bootstrap samples, and arrangements of the labels
COLUMNS = (
    "group", "other", "value", "value_other", "difference", "low", "high", "p", "p_adjusted", "effect",
    "articles", "articles_other", "clusters", "interval", "remark",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Contrast(Drawn):
    """Differences between groups; see `contrast`."""


def contrast(
    tables: Tables,
    value: str | pd.Series[float],
    by: By = None,
    against: str = "pairs",
    statistic: Statistic | None = None,
    cluster: str | None = None,
    pair: str | None = None,
    target: Target = "coverage",
    level: float = 0.95,
    seed: int = 0,
) -> Contrast:
    """Difference between groups of articles in a measure.

    Parameters
    ----------
    tables : Tables
    value : str or Series
        ``"articles.quoted_share"``; a column of another table, such as ``"sentences.tone"``, is averaged in each
        article first; ``"mentions.positive-negative"`` is a difference of columns, over all actors and voices; a series
        is indexed by article_id, such as the tone toward one actor (`framing.toward_summary` by article and actor).
    by : str, Series or dict, optional
        A column of the articles, yours included, or the group of each article by its id; by default what the study
        compares by (``compare_by``), else the outlet.
    against : str
        ``"pairs"``, ``"rest"`` or the name of a group.
    statistic : {"mean", "median", "share", "rate"}, optional
        Shares (their default) and rates are ratios of sums over articles; a mean is that of the articles.
    cluster : str, optional
        Column of the articles whose equal values are not independent. By default events where there are
        at least 4 and groups share them, else families of shared copy, else articles.
    pair : str, optional
        Column, such as ``"event"``: the difference is taken within each of its values that both sides cover, and
        averaged. The strongest design there is, since what was to be reported is the same.
    target : {"coverage", "articles"}
        Whether the articles are a sample of the groups' coverage, or all there is: nothing is inferred then.
    level : float
        Of the intervals.
    seed : int
        Of the bootstrap and the permutations.

    Returns
    -------
    Contrast
        ``.table``: group, other, value, value_other, difference, low, high, p (permutation), p_adjusted
        (Benjamini-Hochberg), effect (Hedges' g of the articles, which for shares and rates are weighted by their words
        as in the difference; Cliff's delta for medians; the mean difference over its standard deviation when paired),
        articles, articles_other, clusters (on the side with fewer), interval (BCa, score, t or percentile; "t and BCa"
        where t gave the low end and BCa the high one, and the reverse) and remark (why there is no interval, p or
        effect; that p and interval disagree; that one article holds much of a side).

    Notes
    -----
    With at least 10 independent clusters on either side the interval is a cluster bootstrap, BCa with the acceleration
    from leaving out one cluster at a time (percentile for medians). Neither end is nearer to the difference than that
    of `framing.intervals.difference`, since BCa alone covers too little with few, unequal or constant clusters; the end
    that is farther out is taken, and named. With 4 to 9 clusters that interval is taken as it is; with fewer there is
    none. It is made of the score intervals of both sides (Wilson's) where the measure has an end (shares, tone from -1
    to 1, counts), and is Student's t (Welch's) for other measures. Where the articles of a side do not differ, only a
    measure at one of its two ends has an interval; elsewhere the remark says that there is none, or whose spread it
    rests on.

    p and interval are two methods and can disagree near the level, most of all where one article holds much of a side's
    words: the remark then names its share. Neither is evidence of a difference by itself in such a row.

    References
    ----------
    Efron 1987, Better bootstrap confidence intervals. Journal of the American Statistical Association 82(397).
    Field & Welsh 2007, Bootstrapping clustered data. Journal of the Royal Statistical Society B 69(3).

    Examples
    --------
    >>> from framing.tables import frame
    >>> ids = [f"{outlet}{n}" for outlet in "AB" for n in range(12)]
    >>> rows = {"article_id": ids, "outlet": [i[0] for i in ids], "words": 100, "tone_mean": [len(i) / 9 for i in ids]}
    >>> articles = frame("articles", []).reindex(range(24)).assign(**rows)
    >>> contrast(Tables({"articles": articles}), "articles.tone_mean").table[["group", "other", "difference"]]
      group other  difference
    0     A     B         0.0
    """
    check(target, level)
    if pair and cluster:
        raise ValueError(f"pair={pair!r} makes each {pair} a cluster; leave cluster out, or pair.")
    needs_tables(tables, "contrast")
    found = units(tables, by, pair or cluster)
    measured = values(tables, found.articles, value, statistic)
    if pair and measured.statistic == "median":
        raise ValueError("Pairs are compared by means, shares or rates, not by medians.")
    rows: list[dict[str, Any]] = []
    for one, other in comparisons(found.names, against):
        sample = _sample(found, measured, one, other)
        names = {"group": found.names[one], "other": "rest" if other is None else found.names[other]}
        sides = [names["group"], "the rest" if other is None else names["other"]]
        row = _paired(sample, measured, target, level, seed) if pair else _row(sample, measured, target, level, seed)
        weight = None if pair else (sides, measured.of, found.clustered_by)
        row["remark"] = "; ".join(filter(None, [row["remark"], doubt(row, sample, weight, level)]))
        rows.append(names | row)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = [name for name in COLUMNS[2:10] if name != "p_adjusted"]
    table[numbers] = table[numbers].astype(float)
    table["p_adjusted"] = benjamini_hochberg(table["p"].to_numpy(dtype=float))
    note = _note(found, measured, target, pair, [int(n) for n in table["clusters"]])
    facts = {"level": level, "value": measured.meaning, "target": target}
    return Contrast(table, note, "contrast", facts)


def _sample(found: Units, measured: Values, one: int, other: int | None) -> Sample:
    """The articles of both sides that have a value."""
    chosen = (found.group == one) | (found.group == other) if other is not None else np.ones(len(found.group), bool)
    chosen &= np.isfinite(measured.top) & np.isfinite(measured.bottom)
    cluster = np.unique(found.cluster[chosen], return_inverse=True)[1].astype(np.int64)
    group = found.group[chosen]
    return Sample(measured.top[chosen], measured.bottom[chosen], group == one, cluster, group)


def _row(sample: Sample, measured: Values, target: Target, level: float, seed: int) -> dict[str, Any]:
    """One comparison of all articles."""
    median = measured.statistic == "median"
    clusters = independent(sample.side, sample.cluster)
    row: dict[str, Any] = {
        "articles": int(sample.side.sum()), "articles_other": int((~sample.side).sum()), "clusters": clusters,
        "remark": refusal(clusters, target), "interval": "", "effect": effect(sample, median),
    }  # fmt: skip
    if not row["articles"] or not row["articles_other"]:
        return row | {"remark": "described only: a side has no article with a value"}
    for name, side in (("value", sample.side), ("value_other", ~sample.side)):
        top, bottom = sample.top[side], sample.bottom[side]
        row[name] = float(np.median(top)) if median else float(top.sum() / bottom.sum())
    row["difference"] = row["value"] - row["value_other"]
    if row["remark"]:
        return row
    return row | _inferred(sample, measured, row, clusters, level, seed)


def _inferred(
    sample: Sample, measured: Values, row: dict[str, Any], clusters: int, level: float, seed: int
) -> dict[str, Any]:
    """p and interval with what must be said of them, and of an effect that is missing."""
    median = measured.statistic == "median"
    p, why = permutation(sample, median, SAMPLES, seed)
    found = _interval(sample, measured, row["difference"], clusters, level, seed)
    no_effect = "" if np.isfinite(row["effect"]) else CONSTANT
    remark = "; ".join(filter(None, [why, found.get("remark", ""), no_effect]))
    return {"p": p, **found, "remark": remark}


def _interval(
    sample: Sample, measured: Values, estimate: float, clusters: int, level: float, seed: int
) -> dict[str, Any]:
    """The interval that so many clusters allow, its name, and what must be said of it."""
    median = measured.statistic == "median"
    if median and clusters < FEW:
        return {"remark": f"no interval: {clusters} clusters on a side, a median needs {FEW}"}
    if median:
        low, high = percentile(bootstrap(sample, median_difference(sample), SAMPLES, seed), level)
        if not low < high:
            return {"remark": "no interval: the medians are the same in nearly all bootstrap samples; compare means"}
        return {"low": low, "high": high, "interval": "percentile"}
    found = difference(sample.top, sample.bottom, sample.side, sample.cluster, level, measured.bounds, measured.counts)
    low, high, remark = found.low, found.high, found.remark
    if not np.isfinite(low):
        return {"remark": remark}
    name = "score" if np.isfinite(measured.bounds).any() else "t"
    if clusters < FEW:
        return {"low": low, "high": high, "interval": name, "remark": remark}
    rows = gathered(sample)
    statistic = ratio_difference(rows)
    drawn = bootstrap(rows, statistic, SAMPLES, seed)
    ends = bca(estimate, drawn, acceleration(rows, statistic), level)
    low_by, high_by = "BCa" if not low < ends[0] else name, "BCa" if not high > ends[1] else name
    named = low_by if low_by == high_by else f"{low_by} and {high_by}"
    low, high = float(np.fmin(low, ends[0])), float(np.fmax(high, ends[1]))
    return {"low": low, "high": high, "interval": named, "remark": remark}


def _paired(sample: Sample, measured: Values, target: Target, level: float, seed: int) -> dict[str, Any]:
    """One comparison within the clusters that both sides cover: each has one difference."""
    size = int(sample.cluster.max()) + 1 if len(sample.cluster) else 0
    values, covered = [], np.ones(size, bool)
    for side in (sample.side, ~sample.side):
        bottom = np.bincount(sample.cluster[side], sample.bottom[side], size)
        covered &= bottom > 0
        values.append(np.bincount(sample.cluster[side], sample.top[side], size) / np.where(bottom > 0, bottom, np.nan))
    one, other = values[0][covered], values[1][covered]
    n = len(one)
    used = covered[sample.cluster]
    row: dict[str, Any] = {
        "articles": int((used & sample.side).sum()), "articles_other": int((used & ~sample.side).sum()), "clusters": n,
        "interval": "", "remark": refusal(n, target) if n else "described only: nothing is covered by both sides",
    }  # fmt: skip
    if not n:
        return row
    differences = one - other
    spread = float(np.std(differences, ddof=1)) if n > 1 else float("nan")
    row |= {"value": float(one.mean()), "value_other": float(other.mean()), "difference": float(differences.mean())}
    row["effect"] = standardised(row["difference"], spread, [*one, *other])
    if row["remark"]:
        return row
    # Each cluster holds both values with weight 1, so that the difference of ratios is the mean difference.
    both = np.arange(n)
    pairs = Sample(
        np.r_[one, other], np.ones(2 * n), np.repeat([True, False], n), np.r_[both, both], np.repeat([0, 1], n)
    )
    # The values of clusters are averaged: whatever they count, they are no counts themselves.
    return row | _inferred(pairs, measured._replace(statistic="mean"), row, n, level, seed)


def _note(found: Units, measured: Values, target: Target, pair: str | None, clusters: list[int]) -> str:
    without = int((~np.isfinite(measured.top)).sum())
    lacking = f", {without:,} of them without a value" if without else ""
    left = f"; {found.left_out:,} left out (not measured, or without a group)" if found.left_out else ""
    paired = f" Differences are taken within each {pair} that both sides cover, and averaged." if pair else ""
    return (
        f"Compared: {measured.meaning}, in {len(found.articles):,} articles of {len(found.names)} groups"
        f"{lacking}{left}.{paired} {speaks_of(found, target, clusters)}"
    )
