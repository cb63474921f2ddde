"""Trend: a measure over time, by outlet, with its intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.compare.result import Drawn
from framing.compare.units import LEAST, By, Target, check, refusal, speaks_of, units
from framing.compare.values import Statistic, values
from framing.intervals import ratio
from framing.tables import Tables, needs_tables

PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


@dataclass(frozen=True, repr=False)
class Trend(Drawn):
    """A measure by period and group; see `trend`."""


def trend(
    tables: Tables,
    value: str | pd.Series[float],
    by: By = None,
    date: str = "date",
    period: str = "month",
    statistic: Statistic | None = None,
    cluster: str | None = None,
    target: Target = "coverage",
    level: float = 0.95,
) -> Trend:
    """A measure of each group in each period.

    Parameters
    ----------
    tables : Tables
    value : str or Series
        As in `framing.compare.contrast`.
    by : str, Series or dict, optional
        As in `framing.compare.contrast`.
    date : str
        Column of the articles that holds ISO dates.
    period : {"day", "week", "month", "quarter", "year"}
    statistic : {"mean", "share", "rate"}, optional
    cluster : str, optional
        As in `framing.compare.contrast`.
    target : {"coverage", "articles"}
        For *articles* there is no interval.
    level : float
        Of the interval, in each period by itself.

    Returns
    -------
    Trend
        ``.table``: group, period (ISO date of its first day), value, low, high, articles, clusters, remark (why low and
        high are missing: fewer than 4 independent clusters, articles that all have the same value, or a census). A
        period without an article has no row.

    Notes
    -----
    The interval is that of `framing.intervals.ratio` over clusters: a score interval (Wilson's) for a share or another
    measure that has an end, such as tone from -1 to 1 or a count, and Student's t for others.

    Examples
    --------
    >>> trend(Tables({}), "articles.quoted_share").table.empty
    True
    """
    check(target, level)
    if period not in PERIODS:
        raise ValueError(f"period is one of {', '.join(PERIODS)}, not {period!r}.")
    needs_tables(tables, "trend")
    found = units(tables, by, cluster)
    if date not in found.articles:
        raise KeyError(f"The articles have no column {date!r}; they have {', '.join(found.articles.columns)}.")
    measured = values(tables, found.articles, value, statistic)
    if measured.statistic == "median":
        raise ValueError("A trend is of means, shares or rates, not of medians.")
    dates = pd.to_datetime(found.articles[date], errors="coerce", format="ISO8601").astype("datetime64[ns]")
    known = dates.notna().to_numpy() & np.isfinite(measured.top) & np.isfinite(measured.bottom)
    periods = dates.dt.to_period(PERIODS[period])
    rows = []
    for number, name in enumerate(found.names):
        own = known & (found.group == number)
        for when in sorted(periods[own].unique()):
            here = own & (periods == when).to_numpy()
            top, bottom = measured.top[here], measured.bottom[here]
            point = ratio(top, bottom, found.cluster[here], level, measured.bounds, measured.counts)
            low, high, remark = point.low, point.high, point.remark
            if target == "articles":
                low = high = float("nan")
                remark = refusal(point.clusters, target)
            first = when.start_time.date().isoformat()
            rows.append((name, first, point.value, low, high, int(here.sum()), point.clusters, remark))
    columns = ["group", "period", "value", "low", "high", "articles", "clusters", "remark"]
    table = pd.DataFrame(rows, columns=columns)
    undated, unmeasured = int(dates.isna().sum()), int((dates.notna().to_numpy() & ~known).sum())
    guessed = known & False
    if "notes" in found.articles:
        guessed = known & found.articles["notes"].fillna("").str.contains("date guessed").to_numpy(dtype=bool)
    doubt = f" {int(guessed.sum()):,} of the dates were guessed from web pages." if guessed.any() else ""
    note = (
        f"Measured: {measured.meaning}, by {period}, in {int(known.sum()):,} articles of {len(found.names)} groups; "
        f"left out: {undated:,} without a date, {unmeasured:,} without a value.{doubt} Each {level:.0%} interval "
        f"is for its {period} alone; with fewer than {LEAST} independent clusters, or articles all of one value, "
        f"there is none, and the row's remark says so. {speaks_of(found, target, [])}"
    )
    return Trend(table, note, "trend", {"value": measured.meaning, "level": level})
