"""Trend: a measure over time, a line for each outlet and a bar for each interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.compare.trend import Trend

CAPTION = (
    "A measure over time, one line for each group on one scale. A bar is the interval of its period by itself; a "
    "hollow dot is a period without one: it has too few articles, or they do not vary."
)
_LEFT, _RIGHT, _ROW, _GAP = 2.0, 0.2, 0.7, 0.2
_TICKS = 6


def trend(result: Trend, ax: Axes | None = None) -> Axes:
    """The measure of each group by period.

    Parameters
    ----------
    result : Trend
        From `framing.compare.trend`.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Examples
    --------
    >>> from framing.compare import trend as compared
    >>> from framing.tables import Tables
    >>> trend(compared(Tables({}), "articles.quoted_share")).texts[0].get_text()
    'No article has a date and a value.'
    """
    rows = data(result).round(style.DECIMALS)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "No article has a date and a value.")
        groups = list(rows.groupby("group", sort=False))
        notes = style.wrap(result.note, style.PAGE - 0.3, 8)
        height = len(groups) * (_ROW + _GAP)
        ax = style.canvas(ax, style.PAGE, height, (_LEFT, _RIGHT, 0.1, style.foot(notes, 0.35)))
        low = float(rows[["low", "value"]].min().min())
        high = float(rows[["high", "value"]].max().max())
        scale = _ROW / (high - low) if high > low else 0.0
        periods = sorted(rows["period"].unique())
        ax.set(xlim=(-0.5, len(periods) - 0.5), ylim=(height, 0), yticks=[])
        shown = range(0, len(periods), max(1, -(-len(periods) // _TICKS)))
        ax.set_xticks(list(shown), [periods[i] for i in shown])
        ax.spines["left"].set_visible(False)
        color = style.VOICES["journalist"].color
        for number, (group, here) in enumerate(groups):
            bottom = (number + 1) * (_ROW + _GAP) - _GAP / 2
            x = np.array([periods.index(period) for period in here["period"]])
            y, lower, upper = (bottom - (here[name].to_numpy(float) - low) * scale for name in ("value", "low", "high"))
            known = np.isfinite(lower)
            ax.vlines(x[known], lower[known], upper[known], color=color, alpha=0.3, linewidth=3)
            ax.plot(x, y, color=color, linewidth=0.8)
            ax.plot(x[known], y[known], "o", color=color, markersize=3)
            ax.plot(x[~known], y[~known], "o", color=color, markerfacecolor="white", markersize=3)
            label = group if style.printable(group) else f"Group {number + 1}"
            name = "\n".join(style.wrap(label, _LEFT - 0.75, 2, bold=True))
            style.beside(ax, 0, bottom - _ROW / 2, name, (0.1 - _LEFT, 0), va="center", fontweight="bold")
            for value in (low, high) if scale else (low,):
                style.beside(ax, 0, bottom - (value - low) * scale, f"{value:.2f}".replace("-", "\N{MINUS SIGN}"),
                             (-0.08, 0), ha="right", va="center")  # fmt: skip
        style.footnotes(ax, notes, 0.35, _LEFT - 0.1)
    return ax


def data(result: Trend) -> pd.DataFrame:
    """What `trend` draws: its table."""
    return result.table


def describe(result: Trend) -> str:
    """What the figure shows, in words: the first and the last period of each group."""
    parts = [
        f"{group}: {here['value'].iloc[0]:.3f} in {here['period'].iloc[0]}, "
        f"{here['value'].iloc[-1]:.3f} in {here['period'].iloc[-1]}"
        for group, here in data(result).groupby("group", sort=False)
    ]
    return "; ".join(parts) + "." if parts else "An empty figure: no article has a date and a value."
