"""Shared words: how much of each outlet's text also is in another's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import LANGUAGE, outlet_of
from framing.figures.links import Found, Passage, longest, openings
from framing.figures.page import Page, Spot
from framing.text.words import words
from framing.text.zones import STORY

if TYPE_CHECKING:
    from framing.tables import Tables

READ = (
    "Cells give the percentage of the row outlet's words that the column outlet has in the same or edited wording; the "
    "last column, the percentage in no other. Shared quotations do not count."
)
OWN = "in no other"
KINDS = ("verbatim", "edited")  # as in outlets.shared_words: who quote one speaker need not share copy
_BLUE = (0.0, 0.447, 0.698)  # Okabe-Ito, as red, green and blue


def data(tables: Tables) -> pd.DataFrame:
    """What `shared` draws: outlet, other, words and the share of the outlet's words.

    `other` is an outlet, or `OWN` for the words that are in no other outlet. A word that two passages cover
    counts once; where passages overlap in part, the overlap's words are taken in proportion to characters.
    """
    columns = ["outlet", "other", "words", "share"]
    outlets = tables.outlets[tables.outlets["articles_measured"] > 0]
    if len(outlets) < 2:
        return pd.DataFrame(columns=columns)
    total = outlets.set_index("outlet")["words"].astype("float64")
    alone = total - outlets.set_index("outlet")["shared_words"].astype("float64")
    held = overlap(tables)
    order = list(outlets["outlet"])
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


def caption(tables: Tables) -> str:
    """Which outlet shares most with which other, and how to read the figure."""
    rows = data(tables)
    pairs = rows[(rows["other"] != OWN) & (rows["words"] > 0)].dropna(subset="share")
    if pairs.empty:
        return f"No two outlets share copy. {READ}"
    most = pairs.loc[pairs["share"].astype("float64").idxmax()]
    total = round(most["words"] / most["share"])
    share = style.share_of(int(most["words"]), total)
    return f"{share} of the words of {most['outlet']} also appear in {most['other']}. {READ}"


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
        f"{percent(share)} of the words of {outlet} are in {other}"
        for outlet, other, share in zip(pairs["outlet"], pairs["other"], pairs["share"], strict=True)
    )
    return f"Matrix of shared words. Largest: {told or none}. Share that is in no other outlet: {alone}."


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


def overlap(tables: Tables) -> dict[tuple[str, str], float]:
    """Words of the first outlet's articles that are in the second's, each word once."""
    outlet = outlet_of(tables)
    spans: dict[tuple[str, str], list[tuple[str, int, int, int]]] = {}
    passages = tables.passages[tables.passages["kind"].isin(KINDS)]
    sides = [passages[[f"article_{side}", f"start_{side}", f"end_{side}"]].to_numpy() for side in "ab"]
    beside, more = _outside_the_story(tables), _words_put_in(tables)
    for row, (a, start_a, end_a), (b, start_b, end_b) in zip(passages.index, *sides, strict=True):
        count = int(passages["words"][row])
        if outlet[a] == outlet[b]:
            continue
        if not any(start <= start_a < end for start, end in beside.get(a, [])):
            spans.setdefault((outlet[a], outlet[b]), []).append((a, start_a, end_a, count))
        if not any(start <= start_b < end for start, end in beside.get(b, [])):
            spans.setdefault((outlet[b], outlet[a]), []).append((b, start_b, end_b, count + more.get(row, 0)))
    return {pair: sum(_once(found)) for pair, found in spans.items()}


def _outside_the_story(tables: Tables) -> dict[str, list[tuple[int, int]]]:
    """Spans of captions and notices by article: their words are none of the outlet's."""
    rows = tables.sentences[~tables.sentences["zone"].isin(STORY)]
    found: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in zip(rows["article_id"], rows["start"], rows["end"], strict=True):
        found.setdefault(article, []).append((start, end))
    return found


def _words_put_in(tables: Tables) -> dict[int, int]:
    """Words that the second article's wording of a passage has more than the first's, by row of the passages."""
    more: dict[int, int] = {}
    edits = tables.edits[["before", "after"]].fillna("")
    for row, before, after in zip(tables.edits["passage"], edits["before"], edits["after"], strict=True):
        more[int(row)] = more.get(int(row), 0) + len(words(after)) - len(words(before))
    return more


def _once(spans: list[tuple[str, int, int, int]]) -> list[float]:
    """Words of each span that no earlier span of the same article has covered."""
    fresh, article, reached = [], "", 0
    for name, start, end, count in sorted(spans):
        if name != article:
            article, reached = name, 0
        new = max(0, end - max(start, reached))
        fresh.append(count * new / max(end - start, 1))
        reached = max(reached, end)
    return fresh


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Matrix of outlets by outlets: the share of the row's words that the column has too.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets`` and ``passages`` (verbatim and edited ones).

    Examples
    --------
    >>> from framing.tables import Tables
    >>> shared(Tables({})).texts[0].get_text()
    'Fewer than two outlets...'
    """
    outlets = list(dict.fromkeys(rows["outlet"]))
    titles = {o: page.outlet(o, 0.22 * page.width, 3) for o in outlets}
    left = page.column([line for lines in titles.values() for line in lines], 0.3, bold=True)
    bands, column = page.bands([*outlets, OWN], left, style.width_of(">99") + 0.4 * page.em)
    share = {(row.outlet, row.other): row.share for row in rows.itertuples()}
    passages = _passages(tables)
    for band in bands:
        xs = [left + (i + 0.5) * column for i in range(len(band))]
        names = [partial(style.wrap, page.say(OWN)) if other == OWN else partial(page.outlet, other) for other in band]
        page.heads(xs, names, column, bold=[other != OWN for other in band])
        for outlet in outlets:
            top = page.y
            y = page.row(max(len(titles[outlet]), 1.6))
            page.text(0, y, "\n".join(titles[outlet]), bold=True)
            for x, other in zip(xs, band, strict=True):
                # The last column is no outlet: it stands a little apart.
                spot = Spot(x - column / 2 + (0.4 * page.em if other == OWN else 0), top, x + column / 2, page.y)
                _cell(page, spot, share.get((outlet, other)), passages.get((outlet, other)),
                      plain=other == OWN, same=other == outlet)  # fmt: skip
        page.gap(0.6)
    page.notes()


def _passages(tables: Tables) -> Found:
    """The longest passage that an outlet shares with another, and for what it shares with none its first sentence."""
    outlet = outlet_of(tables)
    rows = tables.passages[tables.passages["kind"].isin(KINDS)]
    sides = [
        rows[[f"{name}_{one}" for name in ("article", "start", "end")]]
        .set_axis(["article_id", "start", "end"], axis=1)
        .assign(outlet=rows[f"article_{one}"].map(outlet), other=rows[f"article_{two}"].map(outlet))
        for one, two in ("ab", "ba")
    ]
    own = {(outlet, OWN): opening for outlet, opening in openings(tables).items()}
    return longest(pd.concat(sides, ignore_index=True), ["outlet", "other"]) | own


def _cell(page: Page, spot: Spot, share: float | None, of: Passage | None, plain: bool, same: bool) -> None:
    """A field as dark as the share is large, with its number; grey where an outlet meets itself."""
    if same:
        page.bar(spot, facecolor=style.PALE, edgecolor="white", linewidth=0.6)
        return
    known = share is not None and pd.notna(share)
    depth = min(max(float(share or 0), 0.0), 1.0) if known and not plain else 0.0
    face = tuple(1 - depth * (1 - channel) for channel in _BLUE)
    page.bar(spot, of=of, facecolor=face, edgecolor=style.PALE, linewidth=0.6)
    text = percent(float(share or 0)).removesuffix("%") if known else "–"
    # White on blue from the depth at which black would have less contrast than 4.5 to 1.
    page.text((spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2, text, side="center", of=of,
              color="white" if depth > 0.55 else "black")  # fmt: skip


shared = Figure(
    name="shared", title="Words in common", caption=caption, data=data, draw=draw, describe=describe,
    empty="Fewer than two outlets: nothing can be shared.",
    notes=(LANGUAGE,),
)  # fmt: skip
