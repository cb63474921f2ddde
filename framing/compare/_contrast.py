"""Contrast: the difference between outlets in a measure, with the article as the unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.compare.difference import EFFECTS, Design, compared
from framing.compare.effect import heavy
from framing.compare.joint import ADJUST, Adjust, family, max_t, omnibus, told
from framing.compare.permutation import benjamini_hochberg
from framing.compare.registration import departures, settings_of
from framing.compare.resampling import Codes, Sample
from framing.compare.result import Drawn
from framing.compare.units import By, Target, Units, check, comparisons, speaks_of, units
from framing.compare.values import Counted, Statistic, Values, own_ratio, values
from framing.tables import Tables, needs_tables

COLUMNS = (
    "group", "other", "value", "value_other", "difference", "se", "statistic", "df", "low", "high", "p", "p_adjusted",
    "effect", "effect_name", "articles", "articles_other", "clusters", "interval", "remark",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Contrast(Drawn):
    """Differences between groups; see `contrast`.

    Parameters
    ----------
    omnibus : DataFrame
        One row, the test that all groups are equal: statistic, df, df_within, p_value, method, groups; empty where
        nothing is inferred.
    articles : DataFrame
        What `frame` gives.
    """

    omnibus: pd.DataFrame = field(default_factory=pd.DataFrame)
    articles: pd.DataFrame = field(default_factory=pd.DataFrame)

    def frame(self) -> pd.DataFrame:
        """The articles compared, for a model of your own.

        Columns: article_id, group, cluster, event, value, weight, top, bottom.

        In R, with the frame written to ``articles.csv``:

            lme4::lmer(value ~ group + (1 | event), weights = weight, data = d)     # partial pooling
            lm(value ~ group + factor(event), weights = weight, data = d)           # fixed effects, as fixest has them

        In statsmodels:

            smf.mixedlm("value ~ group", d, groups="event").fit()
            smf.wls("value ~ group + C(event)", d, weights=d["weight"]).fit(
                cov_type="cluster", cov_kwds={"groups": pd.factorize(d["event"])[0]})
        """
        return self.articles.copy()


def contrast(
    tables: Tables,
    value: str | pd.Series[float] | None = None,
    by: By = None,
    against: str = "pairs",
    statistic: Statistic | None = None,
    cluster: str | None = None,
    pair: str | None = None,
    target: Target = "coverage",
    level: float = 0.95,
    seed: int = 0,
    *,
    numerator: Counted | None = None,
    denominator: Counted | None = None,
    fixed: str | None = None,
    equivalence: float | None = None,
    adjust: Adjust = "fdr",
    plan: str | Path | None = None,
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
        averaged. The strongest design there is, since what was to be reported is the same. Estimand: the mean over the
        events that both sides cover, each counting once.
    target : {"coverage", "articles"}
        Whether the articles are a sample of the groups' coverage, or all there is: nothing is inferred then.
    level : float
        Of the intervals.
    seed : int
        Of the bootstrap and the permutations.
    numerator, denominator : str, (str, dict) or Series, optional
        A ratio of your own in place of `value`: what is summed over articles above and below the line. A column
        (``"speakers.quoted_words"``), a column with conditions on its table
        (``("speakers.quoted_words", {"speaker_type": "person"})``, or a list of values), or a series indexed by
        article_id. Articles with nothing below the line do not count.
    fixed : str, optional
        Column, such as ``"event"``, whose values each have an effect of their own in a regression of the articles'
        values. Estimand: the difference within an event, where events count by how many articles (or words) of both
        sides they have; with `pair` each counts once.
    equivalence : float, optional
        Smallest difference of interest, in the unit of the value: adds p_equivalence (two one-sided tests) and verdict.
    adjust : {"fdr", "max-t"}
        Benjamini-Hochberg's p_adjusted and intervals that each hold the level by themselves; or p_adjusted and
        intervals that hold it for all comparisons of the table at once.
    plan : path, optional
        A file of `framing.preregister`: the note says where this contrast departs from it.

    Returns
    -------
    Contrast
        ``.table``: group, other, value, value_other, difference, se, statistic (difference over se), df, low, high, p,
        p_adjusted, effect, effect_name (Hedges' g of the articles, which for shares and rates are weighted by their
        words as in the difference; Cliff's delta for medians; the mean difference over its standard deviation when
        paired), articles, articles_other, clusters (on the side with fewer), interval (the method of low and high) and
        remark (why there is no interval, p or effect; that one article holds much of a side).
        ``.tidy()`` has the names that R users know; ``.omnibus`` the test of all groups at once, ``.frame()`` the
        articles for a model of your own.

    Notes
    -----
    p and interval are one method: the interval holds the differences that are not rejected, so that it leaves out 0
    where p is below 1 - level. A difference is rejected where two tests both reject it. The first is that of
    `framing.intervals.difference`: made of the score intervals of both sides (Wilson's) where the measure has an
    end (shares, tone from -1 to 1, counts), and Student's t (Welch's) for other measures. The second exchanges
    labels (`framing.compare.permutation`): the tested difference is taken off the articles of one side (by scaling,
    where no value is below 0), and the studentised difference is compared with that of 4,000 arrangements. The
    first alone covers too little where few skewed articles face many (.90 for exponential means at 8 against 80);
    ``benchmarks/coverage.py --few`` has both. `interval` names the test that gave the ends: "score and permutation"
    where the score test gave low and permutation high.

    With fewer than 4 clusters on a side nothing is inferred; where labels have too few arrangements for the level, the
    first test stands alone. Where the articles of a side do not differ, only a measure at one of its two ends has an
    interval; elsewhere the remark says that there is none, or whose spread it rests on. Medians have percentile
    bootstrap intervals over clusters, and p is 1 less the level of the one that ends at 0.

    With `fixed` the difference is sum(x (y - event mean)) / sum(x²), x the side less its share in the event; its errors
    are clustered by event, as in `framing.intervals.ratio`.

    References
    ----------
    Chung & Romano 2013, Exact and asymptotically robust permutation tests. Annals of Statistics 41(2), 484-507.
    Zou & Donner 2008, Construction of confidence limits about effect measures. Statistics in Medicine 27(10).
    Field & Welsh 2007, Bootstrapping clustered data. Journal of the Royal Statistical Society B 69(3), 369-390.
    Schuirmann 1987, A comparison of the two one-sided tests procedure. Journal of Pharmacokinetics and Biopharmaceutics
    15(6), 657-680. Hothorn, Bretz & Westfall 2008, Simultaneous inference in general parametric models. Biometrical
    Journal 50(3), 346-363. Wooldridge 2010, Econometric Analysis of Cross Section and Panel Data, 2nd ed., section 10.5
    (fixed effects).

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
    for name, column in (("pair", pair), ("fixed", fixed)):
        if column and (cluster or pair and fixed):
            said = f"{name}={column!r} makes each {column} a cluster"
            raise ValueError(f"{said}; leave cluster out, and use pair or fixed alone.")
    if adjust not in ADJUST:
        raise ValueError(f"adjust is {' or '.join(map(repr, ADJUST))}, not {adjust!r}.")
    if equivalence is not None and not equivalence > 0:
        raise ValueError(f"equivalence is the smallest difference of interest, above 0, not {equivalence}.")
    needs_tables(tables, "contrast")
    found = units(tables, by, pair or fixed or cluster)
    if (numerator is None) != (denominator is None) or (value is None) == (numerator is None):
        raise ValueError("Give a value, or both a numerator and a denominator.")
    if numerator is not None and denominator is not None:
        measured = own_ratio(tables, found.articles, numerator, denominator)
    else:
        assert value is not None
        measured = values(tables, found.articles, value, statistic)
    if (pair or fixed or adjust == "max-t" or equivalence) and measured.statistic == "median":
        raise ValueError("Pairs, fixed effects, equivalence and max-t are of means, shares or rates, not of medians.")
    design = Design(measured, target, level, seed, "pair" if pair else "fixed" if fixed else "")
    pairs = comparisons(found.names, against)
    samples = [_sample(found, measured, one, other) for one, other in pairs]
    joint = None
    if adjust == "max-t":
        size = int(found.cluster.max()) + 1 if len(found.cluster) else 0
        errors = [design.influence(sample, clusters, size) for sample, clusters in samples]
        joint = max_t(np.array(errors).reshape(len(errors), size), level)
        design = design._replace(level=joint.level)
    rows: list[dict[str, Any]] = []
    for (one, other), (sample, _) in zip(pairs, samples, strict=True):
        names = {"group": found.names[one], "other": "rest" if other is None else found.names[other]}
        sides = [names["group"], "the rest" if other is None else names["other"]]
        row = compared(sample, design, equivalence)
        weight = None if pair or fixed else (sides, measured.of, found.clustered_by)
        row["remark"] = "; ".join(filter(None, [row["remark"], heavy(row, sample, weight)]))
        rows.append(names | row)
    columns = [*COLUMNS, *(("p_equivalence", "verdict") if equivalence else ())]
    table = pd.DataFrame(rows, columns=columns)
    numbers = [name for name in (*COLUMNS[2:13], "p_equivalence") if name != "p_adjusted" and name in table]
    table[numbers] = table[numbers].astype(float)
    p = table["p"].to_numpy(dtype=float)
    table["p_adjusted"] = joint.adjusted(p) if joint else benjamini_hochberg(p)
    table["effect_name"] = "Cliff's delta" if measured.statistic == "median" else EFFECTS[design.within]
    every = omnibus(found, measured, target) if not (pair or fixed) else pd.DataFrame()
    facts = {"level": level, "value": measured.meaning, "target": target, "adjust": adjust, "by": by,
             "bounds": measured.bounds, "seed": seed, "clustered_by": found.clustered_by}  # fmt: skip
    note = _note(found, measured, target, pair, fixed, [int(n) for n in table["clusters"]])
    note = " ".join(filter(None, [note, family(table, level, adjust, against), told(every, equivalence)]))
    if plan is not None:
        settings = settings_of(locals() | {"cluster": found.clustered_by, "statistic": measured.statistic})
        note = f"{note} {departures(plan, settings)}"
    return Contrast(table, note, "contrast", facts, every, articles_frame(found, measured))


def _sample(
    found: Units, measured: Values, one: int, other: int | None
) -> tuple[Sample, Codes]:
    """The articles of both sides that have a value, and the clusters' codes among all articles."""
    chosen = (found.group == one) | (found.group == other) if other is not None else np.ones(len(found.group), bool)
    chosen &= np.isfinite(measured.top) & np.isfinite(measured.bottom) & (measured.bottom > 0)
    clusters, cluster = np.unique(found.cluster[chosen], return_inverse=True)
    group = found.group[chosen]
    sample = Sample(measured.top[chosen], measured.bottom[chosen], group == one, cluster.astype(np.int64), group)
    return sample, clusters


def _note(
    found: Units, measured: Values, target: Target, pair: str | None, fixed: str | None, clusters: list[int]
) -> str:
    without = int((~np.isfinite(measured.top)).sum())
    lacking = f", {without:,} of them without a value" if without else ""
    left = f"; {found.left_out:,} left out (not measured, or without a group)" if found.left_out else ""
    paired = f" Differences are taken within each {pair} that both sides cover, and averaged." if pair else ""
    paired = f" Differences are taken within each {fixed} (fixed effects)." if fixed else paired
    return (
        f"Compared: {measured.meaning}, in {len(found.articles):,} articles of {len(found.names)} groups"
        f"{lacking}{left}.{paired} {speaks_of(found, target, clusters)}"
    )


def articles_frame(found: Units, measured: Values) -> pd.DataFrame:
    """One row per article that has a value: its group, cluster, event, value and weight."""
    known = np.isfinite(measured.top) & np.isfinite(measured.bottom) & (measured.bottom > 0)
    rows = found.articles[known]
    top, bottom = measured.top[known], measured.bottom[known]
    return pd.DataFrame({
        "article_id": rows["article_id"].to_numpy(),
        "group": np.array(found.names, dtype=object)[found.group[known]] if len(found.names) else [],
        "cluster": found.cluster[known],
        "event": (rows["event"] if "event" in rows else pd.Series(pd.NA, rows.index)).to_numpy(),
        "value": top / bottom, "weight": bottom / bottom.mean() if len(bottom) else bottom,
        "top": top, "bottom": bottom,
    })  # fmt: skip
