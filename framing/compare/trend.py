"""Trend: a measure over time, by outlet, with its intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.compare.linear import t_interval_of_one
from framing.compare.result import Drawn
from framing.compare.units import LEAST, Target, check, speaks_of, units
from framing.compare.values import Statistic, values
from framing.tables import Tables

PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


@dataclass(frozen=True, repr=False)
class Trend(Drawn):
    """A measure by period and group; see `trend`."""


def trend(
    tables: Tables,
    value: str | pd.Series[float],
    by: str = "outlet",
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
    by, date : str
        Columns of the articles: the groups, and ISO dates.
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
        ``.table``: group, period (ISO date of its first day), value, low, high, articles, clusters. A period with fewer
        than 4 independent clusters has a value and no interval; one without an article has no row.

    Notes
    -----
    The interval is Student's t over clusters, cut where the measure ends: a share, or a column whose unit is "0 to 1",
    at 0 and 1. An end at 0 or 1 tells that the articles leave the value open on that side, not that it is known.

    Examples
    --------
    >>> trend(Tables({}), "articles.quoted_share").table.empty
    True
    """
    check(target, level)
    if period not in PERIODS:
        raise ValueError(f"period is one of {', '.join(PERIODS)}, not {period!r}.")
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
            cluster_codes = np.unique(found.cluster[here], return_inverse=True)[1].astype(np.int64)
            clusters = int(cluster_codes.max()) + 1
            low = high = float("nan")
            if clusters >= LEAST and target == "coverage":
                low, high = t_interval_of_one(top, bottom, cluster_codes, level, measured.bounds)
            first = when.start_time.date().isoformat()
            rows.append((name, first, float(top.sum() / bottom.sum()), low, high, int(here.sum()), clusters))
    columns = ["group", "period", "value", "low", "high", "articles", "clusters"]
    table = pd.DataFrame(rows, columns=columns)
    without = int((~known).sum())
    guessed = known & found.articles["notes"].fillna("").str.contains("date guessed").to_numpy(dtype=bool) \
        if "notes" in found.articles else known & False  # fmt: skip
    doubt = f" {int(guessed.sum()):,} of the dates were guessed from web pages." if guessed.any() else ""
    note = (
        f"Measured: {measured.meaning}, by {period}, in {int(known.sum()):,} articles of {len(found.names)} groups; "
        f"{without:,} without a date or a value are left out.{doubt} Each interval is for its {period} alone; with "
        f"fewer than {LEAST} independent clusters there is none. {speaks_of(found, target, [])}"
    )
    return Trend(table, note, "trend", {"value": measured.meaning, "level": level})
