"""Keyness: how much more a group uses a term, against how often it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.places import AIR, HIGH, Spot, around, free

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.compare.keyness import Keyness
    from framing.compare.moments import Floats

CAPTION = (
    "Keyness: for each group the log-odds of a term against the others (up: used more), and how often it occurs. Named "
    "are the terms with the strongest evidence, with their intervals (cut where they leave the block). Terms in blue, "
    "filled, differ after adjustment for all tests. Grey dots are the other terms."
)
NAMED = 12  # terms of each group
_DOTS = 1000  # grey dots of a group, the most frequent terms
_LEFT, _BLOCK, _GAP = 0.55, 1.9, 0.32
_WIDE = 6.3  # inches of the axes
_LINE = 0.02  # inches that an interval keeps free on all sides


def keyness(result: Keyness, ax: Axes | None = None) -> Axes:
    """Effect against frequency, a block for each comparison, with the intervals of the terms that are named.

    Parameters
    ----------
    result : Keyness
        From `framing.compare.keyness`.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Examples
    --------
    >>> from framing.compare import keyness as compared
    >>> from framing.corpus import Corpus
    >>> keyness(compared(Corpus([]))).texts[0].get_text()
    'Fewer than two groups: there is nothing to compare.'
    """
    rows = data(result).round(dict.fromkeys(("log_odds", "low", "high"), style.DECIMALS))
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "Fewer than two groups: there is nothing to compare.")
        blocks = list(rows.groupby(["group", "other"], sort=False))
        notes = style.wrap(result.note, style.PAGE - 0.3, 12)
        height = len(blocks) * (_BLOCK + _GAP)
        right = style.PAGE - _LEFT - _WIDE
        ax = style.canvas(ax, style.PAGE, height, (_LEFT, right, 0.1, style.foot(notes, 0.5)))
        often = _often(rows)
        first = max(0.0, float(often[rows["named"]].min()) - 0.3)
        ax.set(xlim=(first, float(often.max()) * 1.02 + 0.15), ylim=(height, 0), yticks=[])
        ticks = [n * 10**power for power in range(9) for n in (1, 2, 5)]
        ticks = [tick for tick in ticks if first <= np.log10(tick) <= ax.get_xlim()[1]]
        ax.set_xticks(np.log10(ticks).round(style.DECIMALS), [f"{tick:,}" for tick in ticks])
        ax.set_xlabel("occurrences in the group and in the others")
        ax.spines["left"].set_visible(False)
        reach = max(1.0, 1.4 * float(rows.loc[rows["named"], "log_odds"].abs().max()))
        for number, ((group, other), here) in enumerate(blocks):
            _block(ax, here, f"{group} against {'the rest' if other == 'rest' else other}", number, reach)
        style.footnotes(ax, notes, 0.5, _LEFT - 0.1)
    return ax


def data(result: Keyness) -> pd.DataFrame:
    """What `keyness` draws: the most frequent terms of each comparison, and which of them are `named`."""
    parts = []
    for _, here in result.table.groupby(["group", "other"], sort=False):
        tested = here[here["p"].notna()]
        best = (tested if len(tested) else here).head(NAMED).index
        frequent = (here["count"] + here["count_rest"]).nlargest(_DOTS).index
        part = here.loc[here.index.isin(best) | here.index.isin(frequent)]
        parts.append(part.assign(named=part.index.isin(best)))
    return pd.concat(parts) if parts else result.table.assign(named=False)


def describe(result: Keyness) -> str:
    """What the figure shows, in words."""
    rows = data(result)
    if rows.empty:
        return "An empty figure: there is nothing to compare."
    parts = []
    for (group, other), here in rows[rows["named"]].groupby(["group", "other"], sort=False):
        more, less = here[here["log_odds"] > 0]["term"], here[here["log_odds"] < 0]["term"]
        parts.append(f"{group} against {other}: more {', '.join(more) or '–'}; less {', '.join(less) or '–'}")
    return "Terms with the strongest evidence. " + ". ".join(parts) + "."


def _often(rows: pd.DataFrame) -> Floats:
    """How often each term occurs in all, as the axis has it."""
    often: Floats = np.log10((rows["count"] + rows["count_rest"]).to_numpy(float)).round(style.DECIMALS)
    return often


def _block(ax: Axes, rows: pd.DataFrame, title: str, number: int, reach: float) -> None:
    """One comparison: its title, its scale of log-odds, its dots, intervals and labels."""
    top = number * (_BLOCK + _GAP) + _GAP
    middle, scale = top + _BLOCK / 2, _BLOCK / 2 / reach
    ax.axhline(middle, color=style.PALE, linewidth=0.6, zorder=0)
    title = title if style.printable(title) else f"Comparison {number + 1}"
    style.beside(ax, 0, top, style.wrap(title, _WIDE, 1, bold=True)[0], (0, 0.08), va="bottom", fontweight="bold")
    tick = max(1, int(reach * 0.7))
    for value in (-tick, 0, tick):
        sign = "\N{MINUS SIGN}" if value < 0 else ""
        style.beside(ax, 0, middle - value * scale, f"{sign}{abs(value)}", (-0.08, 0), ha="right", va="center")
    first, last = ax.get_xlim()
    x = _often(rows) - first
    y = middle - rows["log_odds"].to_numpy(float) * scale
    named = rows["named"].to_numpy(bool)
    grey = ~named & (x > 0) & (np.abs(y - middle) < _BLOCK / 2)
    ax.plot(x[grey] + first, y[grey], ".", color=style.PALE, markersize=2, zorder=1)
    differs = (rows["p_adjusted"] < 0.05).to_numpy(bool)
    inches = _WIDE / (last - first)
    low, high = (middle - np.clip(rows[end].to_numpy(float), -reach, reach) * scale for end in ("low", "high"))
    taken = [around(x[i] * inches, y[i]) for i in np.flatnonzero(named)]
    ranged = named & ~np.isnan(low)
    for i in np.flatnonzero(ranged):
        at = x[i] * inches
        taken.append(Spot(at - _LINE, high[i] - _LINE, at + _LINE, low[i] + _LINE))
    room = Spot(0.0, top, _WIDE, top + _BLOCK)
    for i in np.flatnonzero(named):
        row = rows.iloc[i]
        color = style.VOICES["journalist"].color if differs[i] else style.GREY
        if ranged[i]:
            ax.plot([first + x[i]] * 2, [low[i], high[i]], color=color, linewidth=0.6, zorder=2)
        face = color if differs[i] else "white"
        ax.plot([first + x[i]], [y[i]], "o", color=color, markerfacecolor=face, markersize=3, zorder=3, clip_on=False)
        label = str(row["term"]) if style.printable(str(row["term"])) else f"term {i + 1}"
        place = free(x[i] * inches, y[i], style.width_of(label), taken, room)
        if place is None:
            continue
        taken.append(place)
        beside = (place.top + place.bottom) / 2
        if abs(beside - y[i]) > HIGH:
            near = place.left if place.left > x[i] * inches else place.right - AIR
            ends = [first + x[i], first + near / inches], [y[i], beside]
            ax.plot(*ends, color=style.PALE, linewidth=0.5, zorder=1)
        ax.text(first + place.left / inches, beside, label, va="center_baseline", color=color, zorder=4)
