"""How many articles a comparison needs: the smallest difference that it would find, and its power, from a pilot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from framing.clustered import of
from framing.compare._contrast import Contrast
from framing.compare.result import Result
from framing.compare.units import LEAST

SIDES = (10, 15, 20, 30, 40, 60, 80, 120, 160, 240)
COLUMNS = ("group", "other", "a_side", "se", "smallest", "power", "difference", "remark")
_HALVINGS = 60


def plan(
    pilot: Contrast,
    difference: float | None = None,
    sides: Sequence[int] = SIDES,
    power: float = 0.8,
    level: float = 0.95,
) -> Result:
    """The smallest difference that so many clusters a side would find, from the spread in a pilot.

    Parameters
    ----------
    pilot : Contrast
        Of `framing.compare.contrast`, with at least 4 clusters in each group.
    difference : float, optional
        The smallest difference of interest, in the unit of the value: power is given for it. By default that of the
        pilot, which is uncertain and often too large: better say which difference would matter.
    sides : sequence of int
        Clusters (articles, events) a side.
    power : float
        With which the smallest difference is found.
    level : float
        One less the level of the two-sided test.

    Returns
    -------
    Result
        ``.table``, a curve with one row per pair of groups and number: group, other, a_side, se (expected), smallest
        (difference found with `power`), power (for `difference`), difference, remark.

    Notes
    -----
    With v the pilot's clustered variance of a group's value and m its clusters, n clusters would have v m / n; the two
    groups' add up, so that groups which share events are planned a little too cautiously. Power is that of the
    two-sided t test with 2 n - 2 degrees of freedom: the noncentral t beyond its critical value. Clusters are taken to
    stay as large as in the pilot: more sentences of the same articles help little.

    References
    ----------
    Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.5.

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.simulate(events=6), across=False)
    >>> pilot = framing.compare.contrast(tables, "articles.quoted_share", cluster="article_id", against="Outlet A")
    >>> curve = plan(pilot, difference=0.1, sides=[10, 40]).table
    >>> bool(curve["smallest"].iloc[1] < curve["smallest"].iloc[0])
    True
    """
    if not 0 < power < 1 or not 0 < level < 1:
        raise ValueError(f"power and level are between 0 and 1, not {power} and {level}.")
    if any(n < 2 for n in sides):
        raise ValueError(f"A side has at least 2 clusters, not {min(sides)}.")
    rows = pilot.frame()
    spread: dict[Any, float] = {}
    for name, own in [*rows.groupby("group", sort=False), ("rest", rows)]:
        cluster = np.unique(own["cluster"], return_inverse=True)[1].astype(np.int64)
        part = of(own["top"].to_numpy(float), own["bottom"].to_numpy(float), cluster)
        held = int((part.held > 0).sum())
        known = held >= LEAST and part.variance > 0
        spread[name] = part.variance * held if known else np.nan
    found = []
    for _, row in pilot.table.iterrows():
        own = spread.get(row["group"], np.nan) + spread.get(row["other"], np.nan)
        apart = abs(float(row["difference"])) if difference is None else abs(difference)
        for n in sides:
            se = float(np.sqrt(own / n))
            known = np.isfinite(se)
            remark = "" if known else f"no plan: the pilot has under {LEAST} clusters in a group, or no spread"
            found.append((
                row["group"], row["other"], int(n), se, _smallest(n, power, level) * se if known else np.nan,
                _power(apart / se, n, level) if known and np.isfinite(apart) else np.nan, apart, remark,
            ))  # fmt: skip
    what = "the pilot's own difference, which is uncertain" if difference is None else f"a difference of {difference:g}"
    note = (
        f"Planned from {len(rows):,} articles. smallest: the difference found with power {power:g} by a two-sided test "
        f"at {1 - level:.3g}; power: for {what}. a_side counts {pilot.facts['clustered_by']}s in each group."
    ).replace("article_ids", "articles")
    return Result(pd.DataFrame(found, columns=list(COLUMNS)), note)


def _power(shift: float, n: int, level: float) -> float:
    """Power of the two-sided t test of two groups of n, the difference being `shift` standard errors."""
    from scipy.special import stdtrit
    from scipy.stats import nct

    df = 2 * n - 2
    reach = float(stdtrit(df, (1 + level) / 2))
    # Far out SciPy has no answer, and the power is 1.
    return float(np.nan_to_num(nct.sf(reach, df, shift), nan=1.0) + np.nan_to_num(nct.cdf(-reach, df, shift)))


def _smallest(n: int, power: float, level: float) -> float:
    """Standard errors by which groups must differ to be told apart with this power."""
    low, high = 0.0, 100.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _power(middle, n, level) >= power else (middle, high)
    return high
