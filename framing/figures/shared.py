"""Shared words: how much of each outlet's text also stands in another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.figures import style
from framing.figures.labels import labels
from framing.figures.overlap import overlap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

CAPTION = (
    "Shared words: the share of the words of the row's outlet that stand, in passages with the same or edited "
    "wording, in the column's outlet too; the darker, the larger. The last column gives the share that stands "
    "in no other outlet. Words that two outlets quote from one speaker do not count as shared. Outlets are "
    "ordered so that those that share most stand side by side."
)
OWN = "in no other"
_LEFT, _ROW = 1.55, 0.3


def shared(tables: Tables, ax: Axes | None = None) -> Axes:
    """Matrix of outlets by outlets: the share of the row's words that the column has too.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets`` and ``passages`` (verbatim and edited ones).
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> shared(Tables({})).texts[0].get_text()
    'Fewer than two outlets...'
    """
    rows = data(tables)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "Fewer than two outlets: nothing can be shared.")
        names = labels(tables)
        outlets = list(dict.fromkeys(rows["outlet"]))
        columns = [*outlets, OWN]
        column = (style.PAGE - _LEFT - 0.1) / (len(columns) + 0.3)
        upright = column < 0.75
        room, most = (1.2, 1 + (column > 0.36)) if upright else (column - 0.08, 4)
        heads = [names.lines(o, room, most) for o in outlets] + [style.wrap(OWN, room, most)]
        titles = [names.lines(o, _LEFT - 0.2, 2) for o in outlets]
        row = max(_ROW, 0.04 + style.LINE * max(map(len, titles)))
        top = 1.3 if upright else 0.1 + style.LINE * max(map(len, heads))
        height = row * len(outlets)
        ax = style.canvas(ax, style.PAGE, height, (_LEFT, 0.1, top, style.foot(names.notes, 0.1)))
        ax.set(xlim=(0, len(columns) + 0.3), ylim=(height, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        for i, lines in enumerate(titles):
            style.beside(
                ax,
                0,
                (i + 0.5) * row,
                "\n".join(lines),
                (-0.08, 0),
                ha="right",
                va="center",
                fontweight="bold",
            )
        for i, lines in enumerate(heads):
            ax.annotate(
                "\n".join(lines),
                (_x(i, len(outlets)) + 0.5, 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
                va="bottom",
                rotation=90 * upright,
                annotation_clip=False,
                fontweight="bold" if i < len(outlets) else "normal",
            )
        _cells(ax, rows, outlets, columns, row)
        style.footnotes(ax, names.notes, 0.1, _LEFT - 0.1)
    return ax


def data(tables: Tables) -> pd.DataFrame:
    """What `shared` draws: outlet, other, words and the share of the outlet's words.

    `other` is an outlet, or `OWN` for the words that stand in no other outlet. A word that two passages cover
    counts once; where passages overlap in part, the overlap's words are taken in proportion to characters.
    """
    columns = ["outlet", "other", "words", "share"]
    outlets = tables.outlets[tables.outlets["articles_measured"] > 0]
    if len(outlets) < 2:
        return pd.DataFrame(columns=columns)
    total = outlets.set_index("outlet")["words"].astype("float64")
    alone = total - outlets.set_index("outlet")["shared_words"].astype("float64")
    held = overlap(tables)
    order = _order(list(outlets["outlet"]), held, total)
    rows: list[tuple[str, str, float, float]] = []
    for outlet in order:
        for other in order:
            if other != outlet:
                rows.append((outlet, other, held.get((outlet, other), 0.0), 0.0))
        rows.append((outlet, OWN, float(alone[outlet]), 0.0))
    table = pd.DataFrame(rows, columns=columns)
    table["share"] = table["words"] / table["outlet"].map(total).where(lambda n: n > 0)
    table["words"] = table["words"].round().astype("Int64")
    return table


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: fewer than two outlets."
    own = rows[rows["other"] == OWN].dropna(subset="share")
    alone = "; ".join(f"{o} {percent(share)}" for o, share in zip(own["outlet"], own["share"], strict=True))
    pairs = rows[(rows["other"] != OWN) & (rows["words"] > 0)]
    none = "none" if pairs.empty else "each under 1%"
    pairs = pairs[pairs["share"].map(percent) != "<1%"]
    pairs = pairs.sort_values("share", ascending=False, kind="stable").head(5)
    told = "; ".join(
        f"{percent(share)} of the words of {outlet} stand in {other}"
        for outlet, other, share in zip(pairs["outlet"], pairs["other"], pairs["share"], strict=True)
    )
    return f"Matrix of shared words. Largest: {told or none}. Share that stands in no other outlet: {alone}."


def percent(share: float) -> str:
    """A share without decimals, of which only none is "0%" and only all "100%".

    Examples
    --------
    >>> [percent(share) for share in (0.0, 0.002, 0.5, 0.998, 1.0)]
    ['0%', '<1%', '50%', '>99%', '100%']
    """
    text = f"{share:.0%}"
    if text == "0%" and share > 0:
        return "<1%"
    return ">99%" if text == "100%" and share < 1 else text


def _order(outlets: list[str], held: dict[tuple[str, str], float], total: pd.Series[float]) -> list[str]:
    """Outlets in a chain: from the pair that shares most, always the next that is closest to either end."""

    def close(a: str, b: str) -> float:
        return float((held.get((a, b), 0.0) + held.get((b, a), 0.0)) / max(total[a] + total[b], 1.0))

    pairs = [(a, b) for i, a in enumerate(outlets) for b in outlets[i + 1 :]]
    chain = list(max(pairs, key=lambda pair: close(*pair)))
    left = [o for o in outlets if o not in chain]
    while left:
        end, outlet = max(((end, o) for o in left for end in (0, -1)), key=lambda c: close(chain[c[0]], c[1]))
        chain.insert(0, outlet) if end == 0 else chain.append(outlet)
        left.remove(outlet)
    return chain


def _cells(ax: Axes, rows: pd.DataFrame, outlets: list[str], columns: list[str], height: float) -> None:
    from matplotlib.patches import Rectangle

    blue = (0.0, 0.447, 0.698)
    for outlet, other, share in rows[["outlet", "other", "share"]].itertuples(index=False):
        i, j = outlets.index(outlet), columns.index(other)
        x = _x(j, len(outlets))
        known = pd.notna(share)
        depth = min(max(float(share), 0.0), 1.0) if known and other != OWN else 0.0
        face = tuple(1 - depth * (1 - channel) for channel in blue)
        ax.add_patch(Rectangle((x, i * height), 1, height, facecolor=face, edgecolor=style.PALE, linewidth=0.6))
        ax.text(
            x + 0.5,
            (i + 0.5) * height,
            percent(share) if known else "–",
            ha="center",
            va="center_baseline",
            color="white" if depth > 0.55 else "black",
        )
    for i in range(len(outlets)):
        ax.add_patch(Rectangle((i, i * height), 1, height, facecolor=style.PALE, edgecolor="white", linewidth=0.6))


def _x(column: int, outlets: int) -> float:
    """Left edge of a column; the last stands apart."""
    return column + 0.3 * (column == outlets)
