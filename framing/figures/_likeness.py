"""Likeness: maps on which outlets that write alike are side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Spot, placed

if TYPE_CHECKING:
    from framing.compare._likeness import Likeness

CAPTION = (
    "Groups that are near each other use similar words or have similar framing features. The axes have no meaning of "
    "their own; stress says how far distances on the map are off (under .05 good, over .2 poor)."
)
_SIZES = (1.0, 1.3, 1.7, 2.2, 3.0, 4.0, 6.0)  # times the usual height that a map may need for its labels


def data(result: Likeness) -> pd.DataFrame:
    """What `likeness` draws: measure, group, x, y, stress."""
    return result.map


def caption(result: Likeness) -> str:
    """Which groups are most alike, and how to read the figure."""
    measure, here = next(iter(result.table.groupby("measure", sort=False)))
    most = here.loc[here["likeness"].idxmax()]
    found = f"By {measure}, {most['group']} and {most['other']} are most alike ({most['likeness']:.2f})."
    return f"{found} {CAPTION}"


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


def draw(page: Page, result: Likeness, rows: pd.DataFrame) -> None:
    """A map for each measure, side by side or one under another.

    Parameters
    ----------
    result : Likeness
        From `framing.compare.likeness`.

    Examples
    --------
    >>> from framing.compare import likeness as compared
    >>> from framing.tables import Tables
    >>> likeness(compared(Tables({}))).texts[0].get_text()
    'Fewer than two groups: there is nothing to compare.'
    """
    maps = list(rows.groupby("measure", sort=False))
    bands, each = page.bands(maps, 0.0, 28 * page.em)
    for band in bands:
        top, bottom = page.y, page.y
        for i, (measure, here) in enumerate(band):
            page.y = top
            left = i * each
            lines = style.wrap(page.name(str(measure), "measure"), each - page.em, 2, bold=True)
            page.text(left, page.y, "\n".join(lines), at="top", bold=True)
            page.y += page.line * len(lines)
            stress = page.say("stress {stress}", stress=f"{here['stress'].iloc[0]:.2f}")
            page.text(left, page.y, stress, at="top", color=style.GREY)
            page.y += 1.3 * page.line
            _map(page, here, left, left + each - (page.em if i < len(band) - 1 else 0))
            bottom = max(bottom, page.y)
        page.y = bottom
        page.gap(0.8)
    page.notes([result.note])


def _map(page: Page, rows: pd.DataFrame, left: float, right: float) -> None:
    """One map: both axes on one scale, inside a frame that is as high as the labels need."""
    points = rows[["x", "y"]].to_numpy(float)
    centre = (points.max(axis=0) + points.min(axis=0)) / 2
    span = np.maximum(points.max(axis=0) - points.min(axis=0), 1e-9)
    names = [page.name(str(group), f"Group {i}") for i, group in enumerate(rows["group"], 1)]
    names = [style.wrap(name, (right - left) / 2, 1)[0] for name in names]
    edge = 2.5 * page.em
    for size in _SIZES:
        high = size * min(right - left, 28 * page.em) * page.air
        room = Spot(left, page.y, right, page.y + high)
        scale = min((right - left - 2 * edge) / span[0], (high - 2 * edge) / span[1])
        x = ((left + right) / 2 + (points[:, 0] - centre[0]) * scale).round(style.DECIMALS)
        y = (page.y + high / 2 - (points[:, 1] - centre[1]) * scale).round(style.DECIMALS)
        places = placed(page.em, list(zip(x.tolist(), y.tolist(), names, strict=True)), [], room)
        if all(places):
            break
    page.bar(room, fill=False, edgecolor=style.PALE, linewidth=0.6)
    mark = style.VOICES["journalist"]
    for i, place in enumerate(places):
        page.marks(x[i], y[i], mark, 0.5)
        if place is not None:
            beside = (place.top + place.bottom) / 2
            if abs(beside - y[i]) > page.line:
                near = place.left if place.left > x[i] else place.right
                page.plot([x[i], near], [y[i], beside], color=style.PALE, linewidth=0.5, zorder=1)
            page.text(place.left, beside, names[i])
    page.y += high


likeness = Figure(
    name="likeness", title="Likeness", caption=caption, data=data, draw=draw, describe=describe,
    empty="Fewer than two groups: there is nothing to compare.",
    example="""corpus = framing.read("norwell-bridge")
drawn = framing.compare.likeness(framing.measure(corpus), corpus)""",
)  # fmt: skip
