"""Contrast: differences between groups as intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.compare.doubt import DISAGREE
from framing.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.compare.contrast import Contrast

CAPTION = (
    "Differences between groups with their intervals. A filled dot has an interval; a hollow one describes these "
    "articles only. The numbers are the difference, its interval and p; \N{DAGGER} marks a p that disagrees with its "
    "interval."
)
DAGGER = "\N{DAGGER}"
_LEFT, _RIGHT, _ROW = 2.1, 2.2, 0.24
_MINUS = " \N{MINUS SIGN} "


def contrast(result: Contrast, ax: Axes | None = None) -> Axes:
    """One line a comparison: the difference, its interval where there is one, and the numbers.

    Parameters
    ----------
    result : Contrast
        From `framing.compare.contrast` or `framing.compare.robustness`.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Examples
    --------
    >>> from framing.compare import contrast as compared
    >>> from framing.tables import Tables
    >>> contrast(compared(Tables({}), "articles.quoted_share")).texts[0].get_text()
    'Fewer than two groups: there is nothing to compare.'
    """
    rows = data(result).round(dict.fromkeys(("difference", "low", "high"), style.DECIMALS))
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "Fewer than two groups: there is nothing to compare.")
        apart = f" {DAGGER} p and interval disagree; the table's remark says more." if _apart(rows).any() else ""
        notes = style.wrap(result.note + apart, style.PAGE - 0.3, 12)
        labels = [
            style.wrap(text if style.printable(text) else f"Comparison {i + 1}", _LEFT - 0.2, 2)
            for i, text in enumerate(rows["group"].astype(str) + _MINUS + rows["other"].astype(str))
        ]
        row_height = max(_ROW, 0.04 + style.LINE * max(map(len, labels)))
        # A variant is a heading over its rows, so that the labels have room to name both groups.
        variants = rows["variant"].astype(str) if "variant" in rows else pd.Series("", rows.index)
        first = (variants != variants.shift(fill_value="")).to_numpy()
        heights = row_height + _ROW * first
        bottoms = np.cumsum(heights)
        height = float(bottoms[-1])
        ax = style.canvas(ax, style.PAGE, height, (_LEFT, _RIGHT, 0.1, style.foot(notes, 0.5)))
        ends = rows[["low", "high", "difference"]].to_numpy(float)
        reach = (float(np.nanmax(np.abs(ends))) if np.isfinite(ends).any() else 0.0) * 1.1 or 1.0
        ax.set(xlim=(-reach, reach), ylim=(height, 0), yticks=[], xlabel=f"difference: {result.facts['value']}")
        ax.locator_params(axis="x", nbins=5)
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color=style.PALE, linewidth=0.8, zorder=0)
        for i, (_, row) in enumerate(rows.iterrows()):
            y = float(bottoms[i]) - row_height / 2
            if first[i]:
                name = variants.iloc[i] if style.printable(variants.iloc[i]) else f"Variant {int(first[: i + 1].sum())}"
                head = style.wrap(name, style.PAGE - _RIGHT, 1, bold=True)[0]
                at = float(bottoms[i]) - row_height - _ROW / 2
                style.beside(ax, 0, at, head, (0.1 - _LEFT, 0), va="center", fontweight="bold")
            style.beside(ax, 0, y, "\n".join(labels[i]), (-0.08, 0), ha="right", va="center")
            known = pd.notna(row["low"])
            color = style.VOICES["journalist"].color if known else style.GREY
            if known:
                ax.plot([row["low"], row["high"]], [y, y], color=color, linewidth=1)
            face = color if known else "white"
            ax.plot([row["difference"]], [y], "o", color=color, markerfacecolor=face, markersize=4)
            style.beside(ax, 1, y, _numbers(row), (0.1, 0), va="center", color="black" if known else style.GREY)
        style.footnotes(ax, notes, 0.5, _LEFT - 0.1)
    return ax


def data(result: Contrast) -> pd.DataFrame:
    """What `contrast` draws: the table with a label for each line."""
    rows = result.table
    label = rows["group"].astype(str) + _MINUS + rows["other"].astype(str)
    if "variant" in rows:
        label = rows["variant"].astype(str) + ": " + label
    return rows.assign(label=label.astype("string"))


def describe(result: Contrast) -> str:
    """What the figure shows, in words."""
    rows = data(result)
    if rows.empty:
        return "An empty figure: there is nothing to compare."
    return "; ".join(f"{row['label']}: {_numbers(row)}" for _, row in rows.iterrows()) + "."


def _apart(rows: pd.DataFrame) -> pd.Series[bool]:
    """Rows whose p and interval disagree."""
    return rows["remark"].astype(str).str.startswith(DISAGREE)


def _numbers(row: pd.Series[float]) -> str:
    if pd.isna(row["difference"]):
        return "no value"
    text = f"{row['difference']:.3f}"
    if pd.notna(row["low"]):
        text += f" [{row['low']:.3f}, {row['high']:.3f}]"
    if pd.notna(row["p"]):
        p = "<.001" if row["p"] < 0.001 else f"{row['p']:.3f}".lstrip("0")
        text += f" p {p}"
    if str(row["remark"]).startswith(DISAGREE):
        text += f" {DAGGER}"
    return text.replace("-", "\N{MINUS SIGN}")
