"""Keyness: how much more a group uses a term, against how often it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Scale, Spot, placed

if TYPE_CHECKING:
    from framing.compare.keyness import Keyness
    from framing.compare.moments import Floats

CAPTION = (
    "Height is the log-odds of a term against the others (up: used more). Terms with the strongest evidence are named, "
    "with their intervals; filled blue dots differ after adjustment for all tests. Grey dots are other terms."
)
NAMED = 12  # terms of each group
_DOTS = 1000  # grey dots of a group, the most frequent terms
_SIZES = (1.0, 1.3, 1.7, 2.2, 3.0, 4.0, 6.0)  # times the usual height that a block may need for its labels


def data(result: Keyness, top: int = NAMED) -> pd.DataFrame:
    """What `keyness` draws: the most frequent terms of each comparison, and which of them are `named`."""
    parts = []
    for _, here in result.table.groupby(["group", "other"], sort=False):
        tested = here[here["p"].notna()]
        best = (tested if len(tested) else here).head(top).index
        frequent = (here["count"] + here["count_rest"]).nlargest(_DOTS).index
        part = here.loc[here.index.isin(best) | here.index.isin(frequent)]
        parts.append(part.assign(named=part.index.isin(best)))
    return pd.concat(parts) if parts else result.table.assign(named=False)


def caption(result: Keyness) -> str:
    """How many terms differ, which most, and how to read the figure."""
    tested = result.table[result.table["p"].notna()]
    differ = tested[tested["p_adjusted"] < 0.05]
    groups = tested.drop_duplicates(["group", "other"])
    found = f"None of {len(tested):,} tests has an adjusted p below .05 in {len(groups)} comparisons."
    if len(differ):
        more = differ[differ["log_odds"] > 0]
        first = (more if len(more) else differ).sort_values("p_adjusted", kind="stable").iloc[0]
        found = (
            f"{len(differ):,} of {len(tested):,} tests have an adjusted p below .05; the evidence is strongest for "
            f"“{first['term']}” in {first['group']}."
        )
    return f"{found} {CAPTION}"


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


def draw(page: Page, result: Keyness, rows: pd.DataFrame) -> None:
    """Effect against frequency, a block for each comparison, with the intervals of the terms that are named.

    Parameters
    ----------
    result : Keyness
        From `framing.compare.keyness`.

    Examples
    --------
    >>> from framing.compare import keyness as compared
    >>> from framing.corpus import Corpus
    >>> keyness(compared(Corpus([]))).texts[0].get_text()
    'Fewer than two groups: there is nothing to compare.'
    """
    rows = rows.round(dict.fromkeys(("log_odds", "low", "high"), style.DECIMALS))
    often = _often(rows)
    first = max(0.0, float(often[rows["named"]].min()) - 0.3)
    last = float(often.max()) * 1.02 + 0.15
    scale = Scale(style.width_of("−00") + page.em, page.width, first, last)
    reach = max(1.0, 1.4 * float(rows.loc[rows["named"], "log_odds"].abs().max()))
    for number, ((group, other), here) in enumerate(rows.groupby(["group", "other"], sort=False), 1):
        one, two = page.words.get(group, group), page.words.get(other, other)
        if other == "rest":
            title = page.say("{group} against the rest", group=one)
        else:
            title = page.say("{group} against {other}", group=one, other=two)
        page.gap(0.5)
        page.title(title if style.printable(title) else f"Comparison {number}")
        _block(page, here, scale, reach)
    values = [n * 10**power for power in range(9) for n in (1, 2, 5)]
    values = [value for value in values if first <= np.log10(value) <= last]
    every = 1 if (scale.right - scale.left) / max(len(values), 1) > style.width_of("10,000") + page.em else 3
    values = [value for value in values if every == 1 or str(value)[0] == "1"] or values[:1]
    page.axis(scale, "occurrences in the group and in the others",
              {round(float(np.log10(value)), style.DECIMALS): f"{value:,}" for value in values})  # fmt: skip
    page.notes([result.note])


def _block(page: Page, rows: pd.DataFrame, scale: Scale, reach: float) -> None:
    """One comparison: its scale of log-odds, its dots, its intervals and its labels, as high as the labels need."""
    named = rows["named"].to_numpy(bool)
    labels = [page.name(str(term), f"term {i}") for i, term in enumerate(rows["term"], 1)]
    x = scale(_often(rows))
    for size in _SIZES:
        high = size * 12.5 * page.line * page.air
        middle, per = page.y + high / 2, high / 2 / reach
        y = middle - rows["log_odds"].to_numpy(float) * per
        low, up = (middle - np.clip(rows[end].to_numpy(float), -reach, reach) * per for end in ("low", "high"))
        ranged = named & ~np.isnan(low)
        lines = [Spot(x[i] - 0.2 * page.em, up[i], x[i] + 0.2 * page.em, low[i]) for i in np.flatnonzero(ranged)]
        room = Spot(scale.left, page.y, page.width, page.y + high)
        at = np.flatnonzero(named)
        points = [(float(x[i]), float(y[i]), labels[i]) for i in at]
        places = placed(page.em, points, lines, room)
        if all(places):
            break
    page.level(scale.left, scale.right, middle)
    tick = max(1, int(reach * 0.7))
    for value in (-tick, 0, tick):
        sign = "\N{MINUS SIGN}" if value < 0 else ""
        page.text(scale.left - 0.6 * page.em, middle - value * per, f"{sign}{abs(value)}", side="right")
    grey = ~named & (x > scale.left) & (np.abs(y - middle) < high / 2)
    page.plot(x[grey], y[grey], marker=".", color=style.PALE, markersize=2, linestyle="", zorder=1)
    differs = (rows["p_adjusted"] < 0.05).to_numpy(bool)
    for i, place in zip(at, places, strict=True):
        color = style.VOICES["journalist"].color if differs[i] else style.GREY
        if ranged[i]:
            page.upright(x[i], low[i], up[i], color=color, zorder=2, label="interval")
        mark = style.Mark(color=color, shape="o", hatch="", filled=bool(differs[i]))
        page.marks(x[i], y[i], mark, 0.38)
        if place is not None:
            beside = (place.top + place.bottom) / 2
            if abs(beside - y[i]) > page.line:  # too far from its dot to be read as its label without a line
                near = place.left if place.left > x[i] else place.right
                page.plot([x[i], near], [y[i], beside], color=style.PALE, linewidth=0.5, zorder=1)
            page.text(place.left, beside, labels[i], color=color, zorder=4)
    page.y += high + 0.6 * page.line


keyness = Figure(
    name="keyness", title="Keyness", caption=caption, data=data, draw=draw, describe=describe,
    empty="Fewer than two groups: there is nothing to compare.", top=NAMED,
    example="""tables = framing.measure(framing.simulate(events=12), across=False)
drawn = framing.compare.keyness(tables, against="Outlet A")""",
)  # fmt: skip
