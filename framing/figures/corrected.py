"""Corrected estimates: human codes alone, the machine's labels alone, and both put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.compare.result import Drawn

ROW, GAP = 0.17, 0.32  # inches of a method's row, and of a group's name
METHODS = {
    "human": ("codes alone", style.Mark("black", "o", "", True)),
    "machine": ("labels alone", style.Mark(style.GREY, "x", "", True)),
    "dsl": ("corrected, dsl", style.Mark("#0072B2", "s", "", True)),
    "ppi": ("corrected, ppi", style.Mark("#D55E00", "^", "", False)),
}
CAPTION = (
    "Estimates with their intervals: from the human codes alone, from the machine's labels taken for truth, and from "
    "the labels corrected by the codes (design-based supervised learning; prediction-powered inference)."
)


def corrected(found: Drawn, ax: Axes | None = None) -> Axes:
    """Estimates and intervals of every method, by group or pair of groups.

    Parameters
    ----------
    found : Drawn
        Of `framing.coding.correct`.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Returns
    -------
    Axes
        Its y axis counts inches from the top.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.coding import correct
    >>> machine = pd.Series([0.0, 1.0] * 60)
    >>> found = correct(machine, machine[::3], pd.Series(1 / 3, index=machine.index))
    >>> len(corrected(found).lines) > 4
    True
    """
    table = found.table.round(style.DECIMALS)
    with style.settings():
        notes = style.wrap(found.note, style.PAGE - 0.3, 6)
        pairs = table[["group", "other"]].drop_duplicates().to_numpy().tolist()
        height = len(pairs) * (GAP + ROW * len(METHODS)) + 0.1
        ax = style.canvas(ax, style.PAGE, height, (1.3, 0.2, 0.12, style.foot(notes, 0.5)))
        differs = table["other"].notna().any()
        ax.set(ylim=(height, 0), yticks=[], xlabel="Difference" if differs else "Estimate")
        ax.spines["left"].set_visible(False)
        if differs:
            ax.axvline(0, color=style.PALE, linewidth=0.8, zorder=0)
        top = 0.0
        for one, other in pairs:
            name = one if pd.isna(other) else f"{one} less {other}"
            style.beside(ax, 0, top + 0.17, name, (-1.2, 0), va="center", fontweight="bold")
            rows = table[
                (table["group"] == one) & (table["other"].isna() if pd.isna(other) else table["other"] == other)
            ]
            for place, (_, row) in enumerate(rows.iterrows()):
                _row(ax, row, top + GAP + ROW * place)
            top += GAP + ROW * len(METHODS)
        style.footnotes(ax, notes, 0.5, 1.2)
    return ax


def _row(ax: Axes, row: pd.Series, y: float) -> None:
    name, mark = METHODS[row["method"]]
    style.beside(ax, 0, y, name, (-1.12, 0), va="center", color=style.GREY)
    if not np.isfinite(row["estimate"]):
        style.beside(ax, 0.02, y, str(row["remark"]), (0, 0), va="center", color=style.GREY)
        return
    ax.plot([row["low"], row["high"]], [y, y], color=mark.color, linewidth=1.0)
    face = mark.color if mark.filled else "white"
    ax.plot([row["estimate"]], [y], mark.shape, color=mark.color, markerfacecolor=face, markersize=4.5)


def describe(found: Drawn) -> str:
    """What the figure shows, in words."""
    parts = []
    for _, row in found.table[found.table["method"].isin(["human", "dsl"])].iterrows():
        name = row["group"] if pd.isna(row["other"]) else f"{row['group']} less {row['other']}"
        parts.append(
            f"{name}, {METHODS[row['method']][0]}: {row['estimate']:.3f} ({row['low']:.3f} to {row['high']:.3f})"
        )
    return f"Intervals by group and method. {'; '.join(parts)}."
