"""Corpus overview: the words of each outlet, by voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.figures import style
from framing.figures.labels import labels
from framing.tables import measured

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

CAPTION = (
    "Words of each outlet, by voice. Bars give the words of headline, standfirst, lead and body in the "
    "journalist's own voice, inside quotation marks, and in indirect speech."
)


def overview(tables: Tables, ax: Axes | None = None) -> Axes:
    """Bars of words per outlet, parted by voice.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets`` and the notes of ``articles``.
    ax : Axes, optional
        Where to draw; a figure 3.5 inches wide is made otherwise.

    Returns
    -------
    Axes
        Its y axis counts inches from the top.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> overview(Tables({})).texts[0].get_text()
    'No article was measured.'
    """
    rows = data(tables)
    if rows.empty:
        with style.settings():
            return style.say_empty(ax, "No article was measured.")
    with style.settings():
        names = labels(tables, style.COLUMN)
        titles = [names.lines(outlet, style.COLUMN - 1.2, 2) for outlet in tables.outlets["outlet"]]
        heights = [0.3 + style.LINE * len(lines) for lines in titles]
        ax = style.canvas(ax, style.COLUMN, sum(heights), (0.12, 0.2, 0.3, style.foot(names.notes, 0.4)))
        longest = int(rows.groupby("outlet")["words"].sum().max())
        ax.set(xlim=(0, max(longest, 1)), ylim=(sum(heights), 0), yticks=[], xlabel="Words")
        ax.spines["left"].set_visible(False)
        top = 0.0
        for outlet, lines, height in zip(tables.outlets["outlet"], titles, heights, strict=True):
            _outlet(ax, rows[rows["outlet"] == outlet], lines, top + style.LINE * len(lines) + 0.03)
            top += height
        style.key(ax, [(mark, voice) for voice, mark in style.VOICES.items()], 0.16, bar=True)
        style.footnotes(ax, names.notes, 0.4)
    return ax


def data(tables: Tables) -> pd.DataFrame:
    """What `overview` draws: outlet, voice, words and their share of the words; no row of an outlet not measured."""
    outlets = tables.outlets[measured(tables)]
    parts = {
        "journalist": outlets["words"] - outlets["quoted_words"] - outlets["reported_words"],
        "quoted": outlets["quoted_words"],
        "reported": outlets["reported_words"],
    }
    columns = ({"outlet": outlets["outlet"], "voice": voice, "words": words} for voice, words in parts.items())
    rows = pd.concat([pd.DataFrame(column) for column in columns])
    rows = rows.sort_index(kind="stable").reset_index(drop=True)
    total = rows.groupby("outlet")["words"].transform("sum").astype("float64")
    rows["share"] = rows["words"].astype("float64") / total.where(total > 0)
    return rows[rows["words"].notna()].reset_index(drop=True)


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: no article was measured."
    parts = []
    for outlet in tables.outlets["outlet"]:
        group = rows[rows["outlet"] == outlet]
        if group.empty:
            parts.append(f"{outlet}: not measured")
            continue
        shares = group.set_index("voice")["share"].fillna(0)
        voices = f"{shares['quoted']:.0%} quoted, {shares['reported']:.0%} reported"
        parts.append(f"{outlet}: {group['words'].sum():,} words, {voices}")
    return "Stacked bars of words by outlet and voice. " + "; ".join(parts) + "."


def _outlet(ax: Axes, group: pd.DataFrame, lines: list[str], y: float) -> None:
    """One outlet: its name and total over a bar, each part's number inside it where there is room."""
    total = "–" if group.empty else f"{int(group['words'].sum()):,} words"
    style.beside(ax, 0, y - 0.04, "\n".join(lines), (0, 0), va="bottom", fontweight="bold")
    style.beside(ax, 1, y - 0.04, total, (0, 0), va="bottom", ha="right")
    inches = (style.COLUMN - 0.32) / ax.get_xlim()[1]
    left = 0
    for _, row in group.iterrows():
        words, mark = int(row["words"]), style.VOICES[row["voice"]]
        if not words:
            continue
        (bar,) = ax.barh(y + 0.09, words, left=left, height=0.17)
        style.fill(bar, mark)
        if words * inches > style.width_of(f"{words:,}") + 0.1:
            ax.text(
                left + words / 2,
                y + 0.09,
                f"{words:,}",
                ha="center",
                va="center_baseline",
                color="white" if not mark.hatch else "black",
                bbox=None if not mark.hatch else {"facecolor": "white", "edgecolor": "none", "pad": 0.8},
            )
        left += words
