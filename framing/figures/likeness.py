"""Likeness: maps on which outlets that write alike stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.places import Spot, around, free

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.compare.likeness import Likeness

CAPTION = (
    "Likeness: groups that stand side by side use similar words, or have similar framing features. The axes have no "
    "meaning of their own; stress says how far the map's distances are off (under .05 good, over .2 poor)."
)
_EDGE, _HEAD, _GAP = 0.3, 0.5, 0.12


def likeness(result: Likeness, ax: Axes | None = None) -> Axes:
    """A map for each measure, side by side.

    Parameters
    ----------
    result : Likeness
        From `framing.compare.likeness`.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Examples
    --------
    >>> from framing.compare import likeness as compared
    >>> from framing.tables import Tables
    >>> likeness(compared(Tables({}))).texts[0].get_text()
    'Fewer than two groups: there is nothing to compare.'
    """
    rows = data(result)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "Fewer than two groups: there is nothing to compare.")
        maps = list(rows.groupby("measure", sort=False))
        wide = style.PAGE - 0.2
        each = (wide - _GAP * (len(maps) - 1)) / len(maps)
        height = min(each, 3.2) + _HEAD
        notes = style.wrap(result.note, style.PAGE - 0.3, 8)
        ax = style.canvas(ax, style.PAGE, height, (0.1, 0.1, 0.05, style.foot(notes, 0.12)))
        ax.set(xlim=(0, wide), ylim=(height, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        for number, (measure, here) in enumerate(maps):
            left = number * (each + _GAP)
            title = style.wrap(str(measure), each, 1, bold=True)[0]
            ax.text(left, 0.1, title, va="center", fontweight="bold")
            ax.text(left, 0.28, f"stress {here['stress'].iloc[0]:.2f}", va="center", color=style.GREY)
            _map(ax, here, Spot(left, _HEAD - 0.1, left + each, height))
        style.footnotes(ax, notes, 0.12)
    return ax


def data(result: Likeness) -> pd.DataFrame:
    """What `likeness` draws: measure, group, x, y, stress."""
    return result.map


def describe(result: Likeness) -> str:
    """What the figure shows, in words: the most and the least alike pair of each measure."""
    parts = []
    for measure, here in result.table.groupby("measure", sort=False):
        most, least = here.loc[here["likeness"].idxmax()], here.loc[here["likeness"].idxmin()]
        parts.append(
            f"By {measure}, {most['group']} and {most['other']} are most alike ({most['likeness']:.2f}), "
            f"{least['group']} and {least['other']} least ({least['likeness']:.2f})."
        )
    return " ".join(parts) or "An empty figure: there is nothing to compare."


def _map(ax: Axes, rows: pd.DataFrame, room: Spot) -> None:
    """One map: both axes on one scale, inside a frame."""
    from matplotlib.patches import Rectangle

    size = (room.right - room.left, room.bottom - room.top)
    frame = Rectangle((room.left, room.top), *size, fill=False, edgecolor=style.PALE, linewidth=0.6, clip_on=False)
    ax.add_patch(frame)
    points = rows[["x", "y"]].to_numpy(float)
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    span = np.maximum(points.max(axis=0) - points.min(axis=0), 1e-9)
    scale = min((size[0] - 2 * _EDGE) / span[0], (size[1] - 2 * _EDGE) / span[1])
    x = (room.left + size[0] / 2 + (points[:, 0] - middle[0]) * scale).round(style.DECIMALS)
    y = (room.top + size[1] / 2 - (points[:, 1] - middle[1]) * scale).round(style.DECIMALS)
    taken = [around(*place) for place in zip(x, y, strict=True)]
    for i, name in enumerate(rows["group"]):
        ax.plot([x[i]], [y[i]], "o", color=style.VOICES["journalist"].color, markersize=4)
        label = style.wrap(name if style.printable(name) else f"Group {i + 1}", size[0] / 2, 1)[0]
        place = free(x[i], y[i], style.width_of(label), taken, room)
        if place is not None:
            taken.append(place)
            ax.text(place.left, (place.top + place.bottom) / 2, label, va="center_baseline")
