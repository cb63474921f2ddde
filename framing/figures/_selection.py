"""Selection: which outlet carries which statement, and what each one carries alone or leaves out."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.figures import style
from framing.figures.carriage import ABSENT, CARRIED, EARLY, OMITTED, ROWS, UNCLEAR, carriage, families_of
from framing.figures.figure import Figure
from framing.figures.labels import FILED, LANGUAGE, outlet_of
from framing.figures.links import passage
from framing.figures.page import Page, Spot

if TYPE_CHECKING:
    from framing.tables import Tables

READ = (
    "Bars are sentences that carry the statement, by voice. Rings: left out, although two outlets or the source copy "
    "carry it. Dots: not carried; “?”: unknown; grey: filed before."
)
SEVERAL = " Bar width: share of the outlet's articles."
_LEFT = (
    "{number} of {all} statements are not shown, those in fewest articles or the shortest of one outlet; all are in "
    "the statements table."
)
_RING: dict[str, Any] = {
    "marker": "o", "markersize": 4.4, "markerfacecolor": "none", "markeredgecolor": "black", "markeredgewidth": 0.8,
    "linestyle": "",
}  # fmt: skip
_LETTERS = "abcdefgh"
_WIDTHS = {"shortened": 0.45, "same": 0.7, "expanded": 1.0}  # of a cell: by hand, three sizes told apart


def data(tables: Tables, top: int = ROWS) -> pd.DataFrame:
    """What `selection` draws: see `framing.figures.carriage.carriage`."""
    return carriage(tables, top)


def caption(tables: Tables) -> str:
    """How many statements are shared, how many one outlet has alone, and how to read the figure."""
    held = tables.statements[tables.statements["carried"].fillna(False).astype(bool)]
    outlets = held["article_id"].map(outlet_of(tables)).groupby(held["statement"]).nunique()
    alone = style.share_of(int((outlets == 1).sum()), len(outlets))
    several = f", {int((outlets > 2).sum())} in three or more" if (outlets > 2).any() else ""
    return f"{alone} of the statements appear in one outlet only{several}. {READ}"


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
        first = f" (such as: {textwrap.shorten(own.iloc[0], 70, placeholder=' …')})" if len(own) else ""
        risk = f", {early} reported what came after it was filed" if early else ""
        left = f", leaves out {omitted} that others carry" if omitted else ""
        parts.append(f"{outlet}: carries {len(mine)}, {len(own)} of them alone{first}{left}{risk}")
    return ". ".join(parts) + "."


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Matrix of statements by outlet, ordered so that what outlets have in common is together.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``articles``, ``statements``, ``families`` and ``quotations``.

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
    outlets = list(dict.fromkeys(rows["outlet"]))
    column = min(3.5 * page.em, max(0.5 * page.width / len(outlets), page.line))
    left = page.width - column * len(outlets)
    columns = {outlet: left + (i + 0.5) * column for i, outlet in enumerate(outlets)}
    _key(page, bool((rows["articles"] > 1).any()))
    page.heads(list(columns.values()), [partial(page.outlet, outlet) for outlet in outlets], column)
    letters = _families(page, tables, columns)
    top = page.y
    held = rows[rows["state"] == CARRIED]
    carriers = held.groupby("statement", sort=False)["outlet"].agg(tuple)
    labels = rows.drop_duplicates("statement").set_index("statement")["label"]
    cells = dict(list(rows.groupby("statement", sort=False)))
    for count, group in groupby(carriers.items(), key=lambda item: min(len(item[1]), 3)):
        name = {1: "In one outlet only", 2: "In two outlets", 3: "In three outlets or more"}[count]
        for line in style.wrap(page.say(name), left, 3):
            page.text(0, page.row(1, 0), line, color=style.GREY, fontstyle="italic")
        for _, block in groupby(group, key=lambda item: item[1] if count < 3 else ()):
            for statement, _ in block:
                lines = style.wrap(style.drawn(labels[statement]), left - page.em, 99)
                y = page.row(len(lines), 0.25)
                page.text(0, y, "\n".join(lines))
                _cells(page, cells[statement], columns, column, y, several=bool((rows["articles"] > 1).any()))
            page.gap(0.4)
    for x in columns.values():
        page.upright(x, top, page.y, linewidth=0.4)
    _totals(page, tables, columns, left, column)
    copied = ["Outlets under the same letter have articles that derive from one copy."] * letters
    page.notes([*copied, *_left_out(page, tables, rows)])


def _left_out(page: Page, tables: Tables, rows: pd.DataFrame) -> list[str]:
    total = tables.statements.loc[tables.statements["carried"], "statement"].nunique()
    missing = total - rows["statement"].nunique()
    if not missing:
        return []
    return [page.say(_LEFT, number=f"{missing:,}", all=f"{total:,}")]


def _families(page: Page, tables: Tables, columns: dict[str, float]) -> bool:
    """A letter over outlets with articles of one family; whether there is any."""
    families = families_of(tables)
    owners: dict[str, list[str]] = {}
    for outlet in columns:
        for family in families[outlet]:
            owners.setdefault(family, []).append(outlet)
    groups = list(dict.fromkeys(tuple(own) for own in owners.values() if len(own) > 1))
    groups = [own for own in groups if not any(set(own) < set(other) for other in groups)]
    signs = {outlet: "".join(sign for sign, own in zip(_LETTERS, groups, strict=False) if outlet in own)
             for outlet in columns}  # fmt: skip
    if any(signs.values()):
        y = page.row(1, 0)
        for outlet, x in columns.items():
            page.text(x, y, signs[outlet][:3], side="center")
    return any(signs.values())


def _cells(
    page: Page, rows: pd.DataFrame, columns: dict[str, float], column: float, y: float, several: bool
) -> None:
    """What each outlet did with one statement."""
    wide, half = column - 0.5 * page.em, page.line / 2
    for row in rows.itertuples(index=False):
        x, of = columns[row.outlet], passage(row)
        if row.state == CARRIED:
            size = row.carried / row.articles if several else _WIDTHS.get(str(row.form), _WIDTHS["same"])
            mark = style.VOICES["journalist" if pd.isna(row.voice) else row.voice]
            page.bar(_middle(x, y, size * wide, 0.8 * page.em), mark, of=of, zorder=3)
        elif row.state == EARLY:
            page.bar(Spot(x - wide / 2, y - half, x + wide / 2, y + half), of=of, facecolor=style.PALE, zorder=2)
        elif row.state == UNCLEAR:
            page.text(x, y, "?", side="center", of=of, color=style.GREY)
        elif row.state == OMITTED:
            page.plot(x, y, of=of, **_RING)
        elif row.state == ABSENT:
            page.plot(x, y, of=of, marker="o", markersize=1.6, color=style.GREY, markeredgewidth=0, linestyle="")


def _middle(x: float, y: float, wide: float, high: float) -> Spot:
    return Spot(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def _totals(page: Page, tables: Tables, columns: dict[str, float], left: float, column: float) -> None:
    """Three lines under the matrix: statements carried, those that could have been, and words."""
    rows = tables.statements.assign(outlet=tables.statements["article_id"].map(outlet_of(tables)))
    words = tables.outlets.set_index("outlet")["words"]
    page.level(0, page.width, page.y, color=style.GREY, linewidth=0.5)
    totals = []
    for outlet in columns:
        # A statement counts once however many of the outlet's articles carry it, or could have.
        mine = rows.loc[rows["outlet"] == outlet, ["statement", "carried", "at_risk"]].fillna({"at_risk": False})
        some = mine.groupby("statement")[["carried", "at_risk"]].any()
        carried, could = int(some["carried"].sum()), int((some["carried"] | some["at_risk"]).sum())
        totals.append((str(carried), str(could), str(int(words[outlet]))))
    lines = ("statements carried", "statements that could have been", "words of the outlet")
    for n, name in enumerate(lines):
        numbers = [total[n] for total in totals]
        widest = max(map(style.width_of, numbers))
        turned = widest > column - 0.3 * page.em  # numbers wider than their columns stand upright
        label = style.wrap(page.say(name), left - page.em, 3)
        y = page.row(max(len(label), widest / page.line if turned else 1), 0.2)
        page.text(left - 0.6 * page.em, y, "\n".join(label), side="right", color=style.GREY)
        for x, number in zip(columns.values(), numbers, strict=True):
            page.text(x, y, number, side="center", turned=turned)


def _key(page: Page, several: bool) -> None:
    page.key([(mark, voice) for voice, mark in style.VOICES.items()], bar=True)
    named = {"few of its articles": 0.45, "all": 1.0} if several else {
        "shortened": _WIDTHS["shortened"], "as long as usual": _WIDTHS["same"], "expanded": _WIDTHS["expanded"]
    }  # fmt: skip
    grey = style.Mark(color=style.GREY, shape="s", hatch="", filled=True)

    def bar(size: float) -> Callable[[float, float], float]:
        def draw(x: float, y: float) -> float:
            page.bar(Spot(x, y - 0.4 * page.em, x + 2.5 * size * page.em, y + 0.4 * page.em), grey)
            return 2.5 * size * page.em

        return draw

    def dot(x: float, y: float) -> float:
        page.plot(x + 0.3 * page.em, y, marker="o", markersize=1.6, color=style.GREY, linestyle="", label="key")
        return 0.6 * page.em

    def ring(x: float, y: float) -> float:
        page.plot(x + 0.3 * page.em, y, label="key", **_RING)
        return 0.6 * page.em

    def unclear(x: float, y: float) -> float:
        page.text(x, y, "?", color=style.GREY)
        return 0.6 * page.em

    def field(x: float, y: float) -> float:
        page.bar(Spot(x, y - 0.5 * page.em, x + 1.6 * page.em, y + 0.5 * page.em), facecolor=style.PALE, zorder=2)
        return 1.6 * page.em

    page.key([
        *((bar(size), name) for name, size in named.items()), (dot, "not carried"),
        (ring, "left out"), (unclear, "unknown"), (field, "filed before"),
    ])  # fmt: skip


selection = Figure(
    name="selection", title="Who carries which statement", caption=caption, data=data, draw=draw, describe=describe,
    empty="No statement was found in the texts read.", top=ROWS, several=SEVERAL,
    notes=(LANGUAGE, FILED),
)  # fmt: skip
