"""Reliability of coders: Krippendorff's alpha with its interval, over all, by value and by pair of coders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.coding.agreement import Agreement

BOUNDS = (0.667, 0.8)  # for tentative conclusions, and reliable
ROW = 0.2  # inches
NAMES = 2.1  # inches that a row's name may take
CAPTION = (
    "Intercoder reliability. Points are Krippendorff's alpha, lines its bootstrap interval; filled where all codes "
    "of a variable count, open for one value against the others and for pairs of coders. At the right, the share of "
    "pairs of codes that agree."
)


def reliability(found: Agreement, ax: Axes | None = None) -> Axes:
    """Alpha with its interval, one row per variable, value and pair of coders.

    Parameters
    ----------
    found : Agreement
        Of `framing.coding.agreement`.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Returns
    -------
    Axes
        Its y axis counts inches from the top. Rows whose alpha is missing say so.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.coding import agreement
    >>> codes = pd.DataFrame({"unit": list("aabbcc"), "coder": list("xyxyxy"), "value": list("110011")})
    >>> reliability(agreement(codes)).get_xlabel()
    "Krippendorff's alpha"
    """
    table = found.table.round(style.DECIMALS)
    with style.settings():
        if table.empty:
            return style.say_empty(ax, "No unit was coded.")
        notes = style.wrap(found.note, style.PAGE - 0.3, 6)
        names = [_name(row) for _, row in table.iterrows()]
        heights = [ROW + style.LINE * (len(lines) - 1) for lines in names]
        height = sum(heights) + 0.1
        ax = style.canvas(ax, style.PAGE, height, (NAMES + 0.2, 1.2, 0.35, style.foot(notes, 0.5)))
        low = float(np.nanmin([0.0, *table["low"], *table["alpha"]]))
        ax.set(xlim=(low - 0.03, 1.03), ylim=(height, 0), yticks=[], xlabel="Krippendorff's alpha")
        ax.spines["left"].set_visible(False)
        for bound in BOUNDS:
            ax.axvline(bound, color=style.PALE, linewidth=0.8, zorder=0)
            ax.annotate(
                f"{bound:g}", (bound, 0), xytext=(0, 3), textcoords="offset points", ha="center", va="bottom",
                color=style.GREY,
            )  # fmt: skip
        style.beside(ax, 1, 0, "pairs that agree", (1.1, 0.04), ha="right", va="bottom", color=style.GREY)
        top = 0.05
        for (_, row), lines, own in zip(table.iterrows(), names, heights, strict=True):
            _row(ax, row, lines, top + own / 2)
            top += own
        style.footnotes(ax, notes, 0.5, NAMES + 0.1)
    return ax


def _name(row: pd.Series) -> list[str]:
    whole = row["part"] == "all"
    return style.wrap(str(row["variable"] if whole else row["what"]), NAMES - (0 if whole else 0.12), 2, bold=whole)


def _row(ax: Axes, row: pd.Series, lines: list[str], y: float) -> None:
    whole = row["part"] == "all"
    weight = "bold" if whole else "normal"
    style.beside(ax, 0, y, "\n".join(lines), (-NAMES - (0.1 if whole else -0.02), 0), va="center", fontweight=weight)
    agree = f"{row['agreement']:.0%}".replace("%", " %") if np.isfinite(row["agreement"]) else "none coded twice"
    style.beside(ax, 1, y, agree, (1.1, 0), ha="right", va="center")
    if np.isnan(row["alpha"]):
        style.beside(ax, 0.02, y, "undefined: the codes do not vary", (0, 0), va="center", color=style.GREY)
        return
    ax.plot([row["low"], row["high"]], [y, y], color="black", linewidth=1.0)
    ax.plot([row["alpha"]], [y], "o", color="black", markerfacecolor="black" if whole else "white", markersize=4)


def describe(found: Agreement) -> str:
    """What the figure shows, in words."""
    parts = [
        f"{row['variable']}: alpha {row['alpha']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
        for _, row in found.table[found.table["part"] == "all"].iterrows()
    ]
    return f"Intervals of Krippendorff's alpha. {'; '.join(parts)}."
