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
from framing.figures.labels import outlet_of
from framing.figures.links import passage
from framing.figures.page import Page, Spot

if TYPE_CHECKING:
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
_RING: dict[str, Any] = {
    "marker": "o", "markersize": 4.4, "markerfacecolor": "none", "markeredgecolor": "black", "markeredgewidth": 0.8,
    "linestyle": "",
}  # fmt: skip
_WIDTHS = {"shortened": 0.45, "same": 0.7, "expanded": 1.0}  # of a cell: by hand, three sizes told apart


def data(tables: Tables, top: int = ROWS) -> pd.DataFrame:
    """What `selection` draws: see `framing.figures.carriage.carriage`."""
    return carriage(tables, top)


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
    """Matrix of statements by outlet, ordered so that what outlets have in common stands together.

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
    column = min(3.5 * page.em, max(0.55 * page.width / len(outlets), page.line))
    left = page.width - column * len(outlets)
    columns = {outlet: left + (i + 0.5) * column for i, outlet in enumerate(outlets)}
    _key(page, bool((rows["articles"] > 1).any()))
    page.heads(list(columns.values()), [partial(page.outlet, outlet) for outlet in outlets], column)
    _families(page, tables, outlets, left, column)
    top = page.y
    held = rows[rows["state"] == CARRIED]
    carriers = held.groupby("statement", sort=False)["outlet"].agg(tuple)
    labels = rows.drop_duplicates("statement").set_index("statement")["label"]
    cells = dict(list(rows.groupby("statement", sort=False)))
    for count, group in groupby(carriers.items(), key=lambda item: min(len(item[1]), 3)):
        name = {1: "one outlet alone", 2: "two outlets", 3: "three outlets or more"}[count]
        for line in style.wrap(f"Carried by {name}", left, 3):
            page.text(0, page.row(1, 0), line, color=style.GREY, fontstyle="italic")
        for _, block in groupby(group, key=lambda item: item[1] if count < 3 else ()):
            for statement, _ in block:
                y = page.row(1, 0)
                page.text(0, y, style.wrap(style.drawn(labels[statement]), left - 0.6 * page.em, 1)[0])
                _cells(page, cells[statement], columns, column, y, several=bool((rows["articles"] > 1).any()))
            page.gap(0.4)
    for x in columns.values():
        page.upright(x, top, page.y, linewidth=0.4)
    _totals(page, tables, columns, left, column)
    page.notes(_left_out(tables, rows))


def _left_out(tables: Tables, rows: pd.DataFrame) -> list[str]:
    total = tables.statements.loc[tables.statements["carried"], "statement"].nunique()
    missing = total - rows["statement"].nunique()
    if not missing:
        return []
    sentence = (
        f"{missing:,} of {total:,} statements are left out: of those with several outlets the ones that fewest "
        "articles carry, of each outlet's own the shortest."
    )
    return [sentence]


def _families(page: Page, tables: Tables, outlets: list[str], left: float, column: float) -> None:
    """A line over neighbours whose articles are of one family."""
    families = families_of(tables)
    first = 0
    for i in range(1, len(outlets) + 1):
        if i < len(outlets) and families[outlets[i]] & families[outlets[i - 1]]:
            continue
        if i - first > 1:
            ends = (left + first * column + 0.4 * page.em, left + i * column - 0.4 * page.em)
            page.level(*ends, page.y - 0.2 * page.em, color="black", linewidth=1.6, solid_capstyle="butt")
        first = i


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
    lines = ("statements carried", "statements that could have been", "words of the outlet's texts")
    for n, name in enumerate(lines):
        numbers = [total[n] for total in totals]
        widest = max(map(style.width_of, numbers))
        turned = widest > column - 0.3 * page.em  # numbers wider than their columns stand upright
        label = style.wrap(name, left - page.em, 3)
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

    def copy(x: float, y: float) -> float:
        page.level(x, x + 2 * page.em, y, color="black", linewidth=1.6, solid_capstyle="butt")
        return 2 * page.em

    page.key([
        *((bar(size), name) for name, size in named.items()), (dot, "not carried in the texts read"),
        (ring, "left out"), (unclear, "unknown"), (field, "not at risk: filed before"), (copy, "of one copy"),
    ])  # fmt: skip


selection = Figure(
    name="selection", title="Who carries which statement", caption=CAPTION, data=data, draw=draw, describe=describe,
    empty="No statement was found in the texts read.", top=ROWS, several=SEVERAL,
)  # fmt: skip
