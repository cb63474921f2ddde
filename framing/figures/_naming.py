"""Naming: the forms by which each outlet calls the same person or group."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.links import passage
from framing.figures.page import Page, Spot
from framing.measures.wordings import worded

if TYPE_CHECKING:
    from framing.tables import Tables

CAPTION = (
    "Bars: a wording's share of the outlet's mentions of that person or group, coloured by whose words they are; "
    "numbers count mentions. Pronouns and names that modify another noun are left out."
)
ROWS = 40  # wordings that a page holds
COLUMNS = ["referent", "wording", "outlet", "voice", "mentions", "of", "article_id", "start", "end"]
EACH = 8  # of one referent


def data(tables: Tables, top: int = ROWS) -> pd.DataFrame:
    """Rows of the figure: referent, wording, outlet, voice, mentions, of (all of the outlet's mentions of it), and
    article_id, start and end of the first of these mentions.
    """
    rows = worded(tables)
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    total = rows.groupby(["referent", "outlet"]).size()
    times = rows.groupby(["referent", "wording"]).size().rename("times").reset_index()
    place = {name: n for n, name in enumerate(dict.fromkeys([*_asked(tables), *rows["referent"]]))}
    times = times.assign(_place=times["referent"].map(place)).sort_values(
        ["_place", "times", "wording"], ascending=[True, False, True], kind="stable"
    )
    for each in range(EACH, 0, -1):  # every referent keeps its most frequent wordings
        kept = times.groupby("referent", sort=False).head(each)
        if len(kept) <= top:
            break
    kept = kept.head(top)
    cells = rows.groupby(["referent", "wording", "outlet", "voice"])
    found = cells[["article_id", "start", "end"]].first().assign(mentions=cells.size()).reset_index()
    found = kept.merge(found, on=["referent", "wording"], how="left", sort=False)
    found["of"] = [int(total[key]) for key in zip(found["referent"], found["outlet"], strict=True)]
    return found[COLUMNS]


def _asked(tables: Tables) -> list[str]:
    return [*tables.facts.get("actors", {}), *tables.facts.get("groups", {})]


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: no mention of an actor or a group was found in the texts read."
    parts = [f"Wordings by outlet for {rows['referent'].nunique()} persons and groups"]
    for referent, here in rows.groupby("referent", sort=False):
        times = here.groupby("wording", sort=False)["mentions"].sum()
        users = here.groupby("wording", sort=False)["outlet"].agg(lambda names: list(dict.fromkeys(names)))
        shown = [
            f"{wording} {count}" + (f" ({users[wording][0]} alone)" if len(users[wording]) == 1 else "")
            for wording, count in times.items()
        ]
        parts.append(f"{referent}: {', '.join(shown)}")
    return ". ".join(parts) + "."


def caption(tables: Tables) -> str:
    """Who is referred to in the most ways, and how to read the figure."""
    rows = worded(tables)
    if rows.empty:
        return CAPTION
    wordings = rows.groupby("referent", sort=False)["wording"].nunique()
    referent = str(wordings.idxmax())
    most, mentions = int(wordings.max()), int((rows["referent"] == referent).sum())
    ways = f"{most:,} wordings" if most > 1 else "one wording"
    return f"{referent} is referred to in the most ways: {ways} in {mentions:,} mentions. {CAPTION}"


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Wordings in rows, outlets in columns.

    Parameters
    ----------
    tables : Tables
        Uses ``naming``, ``articles`` and ``outlets``.

    References
    ----------
    Van Leeuwen, T. (1996). The representation of social actors. In *Texts and Practices*, 32-70. Routledge.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> naming(Tables({})).texts[0].get_text()
    'No mention of an actor or a group...'
    """
    outlets = [name for name in tables.outlets["outlet"] if name in set(rows["outlet"])]
    labels = [style.drawn(" ".join(str(wording).split())) for wording in dict.fromkeys(rows["wording"])]
    label = page.column(labels, 0.38)
    bands, column = page.bands(outlets, label, 4.5 * page.em)
    page.key([(mark, voice) for voice, mark in style.VOICES.items()], bar=True)
    for number, band in enumerate(bands):
        if number:
            page.gap(1)
        middles = {outlet: label + (n + 0.5) * column for n, outlet in enumerate(band)}
        page.heads(list(middles.values()), [partial(page.outlet, outlet) for outlet in band], column)
        for referent, here in rows.groupby("referent", sort=False):
            title = style.wrap(page.name(str(referent), "referent"), page.width, 1)[0]
            page.text(0, page.row(1, 0.1), title, bold=True)
            for wording, cells in here.groupby("wording", sort=False):
                y = page.row(1, 0.1)
                page.text(0, y, style.wrap(style.drawn(str(wording)), label - 0.6 * page.em, 1)[0])
                for outlet, own in cells[cells["outlet"].isin(band)].groupby("outlet", sort=False):
                    _bar(page, own, middles[str(outlet)] - column / 2 + 0.2 * page.em, column - 2.4 * page.em, y)
            page.gap(0.3)
    page.notes(_left_out(tables, rows))


def _bar(page: Page, own: pd.DataFrame, left: float, wide: float, y: float) -> None:
    x = left
    by_voice = {row.voice: row for row in own.itertuples(index=False)}
    for voice, mark in style.VOICES.items():
        if voice in by_voice:
            row = by_voice[voice]
            more = wide * row.mentions / row.of
            page.bar(Spot(x, y - 0.38 * page.em, x + more, y + 0.38 * page.em), mark, of=passage(row), zorder=3)
            x += more
    page.text(x + 0.25 * page.em, y, str(int(own["mentions"].sum())), color=style.GREY)


def _left_out(tables: Tables, rows: pd.DataFrame) -> list[str]:
    every = worded(tables).drop_duplicates(["referent", "wording"])
    missing = len(every) - len(rows.drop_duplicates(["referent", "wording"]))
    return [f"{missing:,} of {len(every):,} wordings are left out, the rarest of each referent."] if missing else []


naming = Figure(
    name="naming", title="Who is called what", caption=caption, data=data, draw=draw, describe=describe,
    empty="No mention of an actor or a group was found in the texts read.", top=ROWS, voiced=True,
)  # fmt: skip
