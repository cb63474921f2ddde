"""Every measure of a study in one table: the differences between groups, with intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.compare._contrast import contrast
from framing.compare.permutation import benjamini_hochberg
from framing.compare.result import Result
from framing.tables import Tables, needs_tables
from framing.tables.measures import DECLARED
from framing.tables.totals import Rate, Share


def contrast_all(tables: Tables, by: str = "outlet", against: str = "rest", **options: Any) -> Result:
    """Differences between groups of articles in every measure that the articles have.

    Parameters
    ----------
    tables : Tables
    by : str
        Column of the articles that names the groups.
    against : str
        ``"rest"``, ``"pairs"`` or the name of a group.
    **options
        Of `framing.compare.contrast`.

    Returns
    -------
    Result
        ``.table``: the rows of `framing.compare.contrast` with a first column, *measure*: shares, rates per 1,000
        words, means and indices; numbers of words and sentences, which say how long articles are and not how they
        frame, are left out. ``p_adjusted`` is adjusted for all tests in the table (Benjamini-Hochberg).

    Examples
    --------
    >>> import framing
    >>> table = contrast_all(framing.measure(framing.simulate(events=4), across=False, model="fast"), level=0.9).table
    >>> table.loc[table["p_adjusted"].idxmin(), ["measure", "group"]].tolist()
    ['quoted_share', 'Outlet A']
    """
    needs_tables(tables, "contrast_all")
    found, notes = [], []
    for name in measures_of(tables):
        one = contrast(tables, f"articles.{name}", by=by, against=against, **options)
        found.append(one.table.assign(measure=name))
        notes.append(one.note)
    if not found:
        return Result(pd.DataFrame(columns=["measure"]), "No article was measured: there is nothing to compare.")
    table = pd.concat(found, ignore_index=True)
    table.insert(0, "measure", table.pop("measure"))
    table["p_adjusted"] = benjamini_hochberg(table["p"].to_numpy(dtype=float))
    tests = int(table["p"].notna().sum())
    adjusted = f" p_adjusted allows for all {tests:,} tests in the table." if tests else ""
    # What is said of one measure's articles and of the inference holds for all; how many lack a value does not.
    inference = notes[0].partition(". ")[2]
    return Result(table, f"{len(found)} measures of {len(tables.articles):,} articles by {by}. {inference}{adjusted}")


def measures_of(tables: Tables) -> list[str]:
    """Columns of the articles that say how an article frames, and have a value: everything but plain counts."""
    declared = [total for measure in DECLARED for total in measure.totals if total.in_articles]
    kept = [total.name for total in declared if isinstance(total, (Share, Rate)) or total.dtype == "number"]
    return [name for name in kept if name in tables.articles and tables.articles[name].notna().any()]
