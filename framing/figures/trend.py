"""Trend: a measure over time, a line for each outlet and a bar for each interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Scale

if TYPE_CHECKING:
    from framing.compare.trend import Trend

CAPTION = (
    "One line for each group, all on one scale. Bars are intervals of single periods; hollow dots are periods without "
    "one, which have too few articles or no variation."
)


def data(result: Trend) -> pd.DataFrame:
    """What `trend` draws: its table."""
    return result.table


def caption(result: Trend) -> str:
    """Which group changed most, and how to read the figure."""
    ends = data(result).dropna(subset="value").groupby("group", sort=False)["value"].agg(["first", "last"])
    ends = ends[ends["first"] != ends["last"]]
    if ends.empty:
        return f"No group changed between its first and its last period. {CAPTION}"
    group = (ends["last"] - ends["first"]).abs().idxmax()
    one, last = ends.loc[group]
    return f"{group} changed most, from {one:.3f} in its first period to {last:.3f} in its last. {CAPTION}"


def describe(result: Trend) -> str:
    """What the figure shows, in words: the first and the last period of each group."""
    parts = [
        f"{group}: {here['value'].iloc[0]:.3f} in {here['period'].iloc[0]}, "
        f"{here['value'].iloc[-1]:.3f} in {here['period'].iloc[-1]}"
        for group, here in data(result).groupby("group", sort=False)
    ]
    return "; ".join(parts) + "." if parts else "An empty figure: no article has a date and a value."


def draw(page: Page, result: Trend, rows: pd.DataFrame) -> None:
    """The measure of each group by period.

    Parameters
    ----------
    result : Trend
        From `framing.compare.trend`.

    Examples
    --------
    >>> from framing.compare import trend as compared
    >>> from framing.tables import Tables
    >>> trend(compared(Tables({}), "articles.quoted_share")).texts[0].get_text()
    'No article has a date and a value.'
    """
    rows = rows.round(style.DECIMALS)
    low, high = float(rows[["low", "value"]].min().min()), float(rows[["high", "value"]].max().max())
    periods = sorted(rows["period"].unique())
    names = {str(group): page.name(str(group), f"Group {i}") for i, group in enumerate(rows["group"].unique(), 1)}
    ends = {value: f"{value:.2f}".replace("-", "\N{MINUS SIGN}") for value in (low, high)}
    edge = max(map(style.width_of, ends.values())) + page.em
    beside = page.ems > 45  # names stand beside their lines, or over them
    left = page.column(list(names.values()), 0.22, bold=True) if beside else 0.0
    scale = Scale(left + edge, page.width, -0.5, len(periods) - 0.5)
    color = style.VOICES["journalist"].color
    mark = style.Mark(color=color, shape="o", hatch="", filled=True)
    for group, here in rows.groupby("group", sort=False):
        page.gap(0.5)
        lines = style.wrap(names[str(group)], left - page.em if beside else page.width, 4, bold=True)
        if not beside:
            page.title("\n".join(lines))
        page.gap(0.5)
        deep = 3.5 * page.line * page.air
        bottom, per = page.y + deep, deep / (high - low) if high > low else 0.0
        x = scale(np.array([periods.index(period) for period in here["period"]], dtype=float))
        y, lower, upper = (bottom - (here[name].to_numpy(float) - low) * per for name in ("value", "low", "high"))
        known = np.isfinite(lower)
        for at, one, other in zip(x[known], lower[known], upper[known], strict=True):
            page.upright(at, one, other, color=color, alpha=0.3, linewidth=3, label="interval")
        page.plot(x, y, color=color, linewidth=0.8)
        page.marks(x[known], y[known], mark, 0.4)
        page.marks(x[~known], y[~known], mark._replace(filled=False), 0.4)
        if beside:
            page.text(0, bottom - deep / 2, "\n".join(lines), bold=True)
        for value in (low, high) if per else (low,):
            page.text(left + edge - 0.7 * page.em, bottom - (value - low) * per, ends[value], side="right")
        page.y = bottom + 0.5 * page.line
    room = max(map(style.width_of, map(str, periods))) + page.em
    step = max(1, -(-len(periods) // max(1, int((scale.right - scale.left) / room))))
    page.axis(scale, ticks={i: str(periods[i]) for i in range(0, len(periods), step)})
    page.notes([result.note])


trend = Figure(
    name="trend", title="Trend", caption=caption, data=data, draw=draw, describe=describe,
    empty="No article has a date and a value.",
    example="""tables = framing.measure(framing.simulate(events=12), across=False)
drawn = framing.compare.trend(tables, "articles.quoted_share")""",
)  # fmt: skip
