"""Selection: which outlet carries which statement, and what each one carries alone or leaves out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.figures import style
from framing.figures.carriage import ABSENT, CARRIED, EARLY, OMITTED, UNCLEAR, carriage, families_of
from framing.figures.labels import labels, outlet_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

CAPTION = (
    "Selection: statements in rows, each in a short wording of one who carries it, and the outlets that carry them. A "
    "bar is a sentence that carries the statement; colour and hatch give its voice, its width whether it is shorter "
    "than usual among those who carry it, as long, or longer. A ring: left out, although two other outlets carry it, "
    "or the copy that the article derives from (framing.omissions lists these claims, each with the sentence that is "
    "nearest). A dot: not carried in the texts read. A grey field: not at risk, the article was filed before what the "
    "statement reports. “?”: unknown, since a sentence may say it or the filing date is missing. A line over "
    "outlets joins those whose articles derive from one copy. Below: statements carried, out of all that the outlet's "
    "articles could have carried, and the articles' words. A statement that two outlets put in wholly different words "
    "stands in two rows."
)
SEVERAL = (
    " Where an outlet has several articles on an event, the bar's width is the share of them that carry it. An empty "
    "place: the outlet has no article on the event, declared or guessed from words and dates."
)
SMALL = 7  # points: a page of statements
_ROW, _GAP, _HEAD = 0.115, 0.055, 1.0  # inches
_LABEL, _CELL = 3.2, 0.39  # inches: narrowest room for statements, widest column
_RING: dict[str, Any] = {
    "markersize": 4.4, "markerfacecolor": "none", "markeredgecolor": "black", "markeredgewidth": 0.8, "linestyle": "",
}  # fmt: skip
_WIDTHS = {"shortened": 0.45, "same": 0.7, "expanded": 1.0}


def selection(tables: Tables, ax: Axes | None = None) -> Axes:
    """Matrix of statements by outlet, ordered so that what outlets have in common stands together.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``articles``, ``statements``, ``families`` and ``quotations``.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    References
    ----------
    Entman, R. M. (1993). Framing: Toward clarification of a fractured paradigm. Journal of Communication,
    43(4), 51-58.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> selection(Tables({})).texts[0].get_text()
    'No statement was found...'
    """
    rows = data(tables)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "No statement was found in the texts read.")
        names = labels(tables)
        outlets = list(dict.fromkeys(rows["outlet"]))
        column = min(_CELL, (style.PAGE - 0.2 - _LABEL) / len(outlets))
        left = style.PAGE - 0.2 - column * len(outlets)
        places, heads, height = _layout(rows)
        notes = names.notes + _left_out(tables, rows)
        bottom = 3 * _ROW + _GAP
        ax = style.canvas(ax, style.PAGE, height + bottom, (0.1, 0.1, _HEAD, style.foot(notes, 0.08)))
        ax.set(xlim=(0, style.PAGE - 0.2), ylim=(height + bottom, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        for text, y in heads:
            ax.text(0, y, text, fontsize=SMALL, va="center", color=style.GREY, fontstyle="italic")
        for statement, label in rows.drop_duplicates("statement")[["statement", "label"]].itertuples(index=False):
            line = style.wrap(style.drawn(label), (left - 0.08) * 0.97 * style.POINTS / SMALL, 1)[0]
            ax.text(0, places[statement], line, fontsize=SMALL, va="center")
        for i, outlet in enumerate(outlets):
            _column(ax, names.lines(outlet, 0.9, 1 + (column > 0.36)), left + (i + 0.5) * column, height)
        _families(ax, tables, outlets, left, column)
        _cells(ax, rows, places, {o: left + (i + 0.5) * column for i, o in enumerate(outlets)}, column)
        _totals(ax, tables, outlets, left, column, height + _GAP)
        _key(ax, bool((rows["articles"] > 1).any()))
        style.footnotes(ax, notes, 0.08)
    return ax


def data(tables: Tables) -> pd.DataFrame:
    """What `selection` draws: see `framing.figures.carriage.carriage`."""
    return carriage(tables)


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: no statement was found in the texts read."
    held = rows[rows["state"] == CARRIED]
    total = tables.statements.loc[tables.statements["carried"], "statement"].nunique()
    parts = [f"Matrix of {rows['statement'].nunique()} of {total} statements by outlet"]
    for outlet in dict.fromkeys(rows["outlet"]):
        mine = held[held["outlet"] == outlet]
        omitted = int(((rows["outlet"] == outlet) & (rows["state"] == OMITTED)).sum())
        early = int(((rows["outlet"] == outlet) & (rows["state"] == EARLY)).sum())
        own = mine.loc[mine["outlets"] == 1, "label"]
        first = f" (such as: {style.wrap(style.drawn(own.iloc[0]), 4, 1)[0]})" if len(own) else ""
        risk = f", {early} reported what came after it was filed" if early else ""
        left = f", leaves out {omitted} that others carry" if omitted else ""
        parts.append(f"{outlet}: carries {len(mine)}, {len(own)} of them alone{first}{left}{risk}")
    return ". ".join(parts) + "."


def _layout(rows: pd.DataFrame) -> tuple[dict[int, float], list[tuple[str, float]], float]:
    """Middle of each statement's row, the heads over them, and the height: a gap where the carriers change."""
    held = rows[rows["state"] == CARRIED]
    carriers = held.groupby("statement", sort=False)["outlet"].agg(tuple)
    places: dict[int, float] = {}
    heads = []
    y = _GAP / 2
    for count, group in groupby(carriers.items(), key=lambda item: min(len(item[1]), 3)):
        name = {1: "one outlet alone", 2: "two outlets", 3: "three outlets or more"}[count]
        heads.append((f"Carried by {name}", y + _ROW / 2))
        y += _ROW
        for _, block in groupby(group, key=lambda item: item[1] if count < 3 else ()):
            for statement, _ in block:
                places[statement] = y + _ROW / 2
                y += _ROW
            y += _GAP
    return places, heads, y - _GAP / 2


def _left_out(tables: Tables, rows: pd.DataFrame) -> list[str]:
    total = tables.statements.loc[tables.statements["carried"], "statement"].nunique()
    missing = total - rows["statement"].nunique()
    if not missing:
        return []
    sentence = (
        f"{missing:,} of {total:,} statements are left out: of those with several outlets the ones that fewest "
        "articles carry, of each outlet's own the shortest."
    )
    return style.wrap(sentence, style.PAGE - 0.2, 2)


def _column(ax: Axes, lines: list[str], x: float, height: float) -> None:
    """The outlet's name over its column, and a line down to its totals."""
    ax.annotate(
        "\n".join(lines),
        (x, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        va="bottom",
        rotation=90,
        fontweight="bold",
        annotation_clip=False,
    )
    ax.plot([x, x], [0, height], color=style.PALE, linewidth=0.4, zorder=0)


def _families(ax: Axes, tables: Tables, outlets: list[str], left: float, column: float) -> None:
    """A line over neighbours whose articles are of one family."""
    families = families_of(tables)
    first = 0
    for i in range(1, len(outlets) + 1):
        if i < len(outlets) and families[outlets[i]] & families[outlets[i - 1]]:
            continue
        if i - first > 1:
            ends = [left + first * column + 0.05, left + i * column - 0.05]
            ax.plot(ends, [-0.02, -0.02], color="black", linewidth=1.6, clip_on=False, solid_capstyle="butt")
        first = i


def _cells(ax: Axes, rows: pd.DataFrame, places: dict[int, float], columns: dict[str, float], width: float) -> None:
    from matplotlib.patches import Rectangle

    several = bool((rows["articles"] > 1).any())
    dots: list[tuple[float, float]] = []
    rings: list[tuple[float, float]] = []
    for row in rows.itertuples(index=False):
        x, y = columns[row.outlet], places[row.statement]
        if row.state == CARRIED:
            size = row.carried / row.articles if several else _WIDTHS.get(str(row.form), _WIDTHS["same"])
            wide = max(size * (width - 0.06), 0.03)
            patch = Rectangle((x - wide / 2, y - 0.043), wide, 0.086, zorder=3)
            style.fill(patch, style.VOICES["journalist" if pd.isna(row.voice) else row.voice])
            ax.add_patch(patch)
        elif row.state == EARLY:
            ax.add_patch(_field(x, y, width))
        elif row.state == UNCLEAR:
            ax.text(x, y, "?", fontsize=SMALL, ha="center", va="center", color=style.GREY)
        elif row.state in (ABSENT, OMITTED):
            (dots if row.state == ABSENT else rings).append((x, y))
    if rings:
        ax.plot(*zip(*rings, strict=True), "o", **_RING)
    if dots:
        ax.plot(*zip(*dots, strict=True), "o", markersize=1.6, color=style.GREY, markeredgewidth=0, linestyle="")


def _field(x: float, y: float, width: float) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x - width / 2 + 0.015, y - _ROW / 2), width - 0.03, _ROW, facecolor=style.PALE, zorder=2)


def _totals(ax: Axes, tables: Tables, outlets: list[str], left: float, column: float, top: float) -> None:
    """Three lines under the matrix: statements carried, those that could have been, and words."""
    rows = tables.statements.assign(outlet=tables.statements["article_id"].map(outlet_of(tables)))
    words = tables.outlets.set_index("outlet")["words"]
    ax.plot([0, style.PAGE - 0.2], [top - _GAP / 2] * 2, color=style.GREY, linewidth=0.5)
    lines = ("statements carried", "statements that could have been", "words of the outlet's texts")
    for n, name in enumerate(lines):
        ax.text(left - 0.08, top + (n + 0.5) * _ROW, name, fontsize=SMALL, ha="right", va="center", color=style.GREY)
    for i, outlet in enumerate(outlets):
        # A statement counts once however many of the outlet's articles carry it, or could have.
        mine = rows.loc[rows["outlet"] == outlet, ["statement", "carried", "at_risk"]].fillna({"at_risk": False})
        some = mine.groupby("statement")[["carried", "at_risk"]].any()
        carried, could = int(some["carried"].sum()), int((some["carried"] | some["at_risk"]).sum())
        for n, number in enumerate((carried, could, int(words[outlet]))):
            place = left + (i + 0.5) * column, top + (n + 0.5) * _ROW
            ax.text(*place, str(number), fontsize=SMALL, ha="center", va="center")


def _key(ax: Axes, several: bool) -> None:
    """Three lines in the corner over the statements."""
    from matplotlib.patches import Rectangle

    style.key(ax, [(mark, voice) for voice, mark in style.VOICES.items()], 0.86, bar=True)
    plain = style.Mark(style.GREY, "s", "", True)
    named = {"few of its articles": 0.45, "all": 1.0} if several else {
        "shortened": _WIDTHS["shortened"], "as long as usual": _WIDTHS["same"], "expanded": _WIDTHS["expanded"]
    }  # fmt: skip
    x = 0.0
    for name, size in named.items():
        patch = Rectangle((x, -0.68), 0.3 * size, 0.086, clip_on=False)
        style.fill(patch, plain)
        ax.add_patch(patch)
        x = _say(ax, name, x + 0.3 * size + 0.05, -0.637)
    ax.plot([0.05], [-0.42], "o", markersize=1.6, color=style.GREY, clip_on=False)
    x = _say(ax, "not carried in the texts read", 0.17, -0.42)
    ax.plot([x + 0.03], [-0.42], "o", clip_on=False, **_RING)
    x = _say(ax, "left out", x + 0.13, -0.42)
    _say(ax, "?   unknown", x, -0.42)
    field = _field(0.1, -0.21, 0.2)
    field.set_clip_on(False)
    ax.add_patch(field)
    x = _say(ax, "not at risk: filed before", 0.26, -0.21)
    ax.plot([x, x + 0.25], [-0.21, -0.21], color="black", linewidth=1.6, clip_on=False, solid_capstyle="butt")
    _say(ax, "of one copy", x + 0.3, -0.21)


def _say(ax: Axes, text: str, x: float, y: float) -> float:
    """Text of the key at a place given in inches; where the next may begin."""
    ax.text(x, y, text, va="center", clip_on=False)
    return x + style.width_of(text) + 0.16
