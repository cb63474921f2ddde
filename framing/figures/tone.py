"""Tone along the story: the score of every stretch of text, by voice, and the means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import measured_outlets, outlet_of, several
from framing.figures.links import passage, typical
from framing.figures.page import Page, Scale
from framing.tone.scorers import scored_by

if TYPE_CHECKING:
    from framing.tables import Tables

SEVERAL = " Where an outlet has several articles, a mark is the mean of a tenth of its stories."
_SCORES = {
    "vader": "the score of the VADER lexicon, from −1 to 1",
    "news": "the rating that a model learned on news expects (scorer news), from −1 to 1",
}
_ENDS = (("first word", "last word of the story"), ("first word", "last word"), ("first", "last"))  # of the axis
_MEANS = {"all": "tone_mean", "journalist": "tone_journalist", "quoted": "tone_quoted"}


def caption(tables: Tables) -> str:
    """How to read the figure; the score is that of the scorer which made the tables."""
    by = scored_by(tables)
    score = _SCORES.get(by, f"its score by the scorer {by}")
    return (
        "Tone along the story. Each mark is a stretch of text in one voice, at its place between the story's "
        f"first word and its last; its height is {score}, and the grey line is 0. The "
        "dashed line is the mean of the outlet's sentences. Means are given on the right: of all sentences, each "
        "scored whole, and of the stretches in one voice, each counted as the part of its sentence that it is; a "
        "sentence may score more or less than its parts, so that the first can lie outside the others. A dash says "
        "that the outlet has no such stretch."
    )


def data(tables: Tables) -> pd.DataFrame:
    """What `tone` draws: outlet, article_id, voice, position, tone, stretches.

    One row per stretch of one voice; for an outlet with several articles one per tenth of it and voice.
    """
    rows = tables.tone
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)), position=_positions(tables), stretches=1)
    rows = rows[rows["position"].notna() & rows["tone"].notna()]
    many = tables.outlets.loc[tables.outlets["articles_measured"] > 1, "outlet"]
    crowded = rows["outlet"].isin(many)
    tenths = rows[crowded].assign(position=lambda t: (np.floor(t["position"] * 10).clip(upper=9) + 0.5) / 10)
    if len(tenths):
        keys = ["outlet", "position", "voice"]
        near = typical(tenths, keys, "tone")
        tenths = tenths.groupby(keys, as_index=False).agg({"tone": "mean", "stretches": "sum"})
        found = [near.get(key) or (None, None, None) for key in tenths[keys].itertuples(index=False, name=None)]
        tenths[["article_id", "start", "end"]] = pd.DataFrame(found, index=tenths.index)
        rows = pd.concat([rows[~crowded], tenths], ignore_index=True)
    columns = ["outlet", "article_id", "voice", "position", "tone", "stretches", "start", "end"]
    return rows.reset_index(drop=True).reindex(columns=columns)


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    if data(tables).empty:
        return "An empty figure: no sentence was scored for tone."
    parts, measured = [], measured_outlets(tables)
    for _, outlet in tables.outlets.iterrows():
        means = ", ".join(f"{name} {_number(outlet[column])}" for name, column in _MEANS.items())
        parts.append(f"{outlet['outlet']}: {means if outlet['outlet'] in measured else 'not measured'}")
    tail = " Marks are means of tenths of the stories." if several(tables) else ""
    return "Tone along each outlet's story, by voice. Means: " + "; ".join(parts) + "." + tail


def _positions(tables: Tables) -> pd.Series[float]:
    """Place of each stretch in its story, read off between the beginnings of the sentences around it."""
    places = pd.Series(np.nan, index=tables.tone.index, dtype="float64")
    sentences = tables.sentences[tables.sentences["position"].notna()]
    of_article = {key: group for key, group in sentences.groupby("article_id")}
    for article, group in tables.tone.groupby("article_id"):
        story = of_article.get(article)
        if story is not None:
            inside = group["sentence"].isin(story["sentence"])
            starts = group.loc[inside, "start"].astype("float64")
            at = np.interp(starts, story["start"].astype("float64"), story["position"])
            places.loc[starts.index] = at.round(6)
    return places


def _most(rows: pd.DataFrame) -> float:
    """The tone at the edge of a strip: 1, or more where a scorer of one's own has another scale."""
    reached = float(rows["tone"].abs().max())
    return 1.0 if reached <= 1 else float(f"{reached:.2g}")


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Each outlet's story as a strip with the tone of its stretches, and the means by voice.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``tone`` and ``sentences``.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> tone(Tables({})).texts[0].get_text()
    'No sentence was scored...'
    """
    most = _most(rows)
    beside = page.ems > 45  # names stand beside their strips, or over them
    left = 0.17 * page.width if beside else 0.0
    edges = [f"+{most:g}", f"−{most:g}"]
    column = max(map(style.width_of, (*_MEANS, "+0.00"))) + 0.8 * page.em
    scale = Scale(left + max(map(style.width_of, edges)) + page.em, page.width - column * len(_MEANS), 0, 1)
    ends = [scale.right + column * (i + 1) for i in range(len(_MEANS))]
    page.key([(mark, voice) for voice, mark in style.VOICES.items()])
    page.captions([((ends[0] + ends[-1]) / 2, "mean tone", "center")])
    page.captions([(end, page.name(name, name), "right") for end, name in zip(ends, _MEANS, strict=True)])
    for _, outlet in tables.outlets.iterrows():
        lines = page.outlet(outlet["outlet"], left - page.em if beside else page.width, 4)
        if not beside:
            page.title("\n".join(lines))
        middle = page.row(max(4, len(lines)), 0)
        if beside:
            page.text(0, middle, "\n".join(lines), bold=True)
        here = rows[rows["outlet"] == outlet["outlet"]]
        _strip(page, here, outlet["tone_mean"], scale, middle, 1.5 * page.line * page.air / most, most)
        for end, column_name in zip(ends, _MEANS.values(), strict=True):
            page.text(end, middle, _number(outlet[column_name]), side="right")
    page.axis(scale, ticks={})
    room = scale.right - scale.left - page.em
    for first, last in _ENDS if beside else _ENDS[1:]:
        if style.width_of(first) + style.width_of(last) <= room:
            break
    page.y -= page.line
    page.text(scale.left, page.y, first, at="top")
    page.text(scale.right, page.y, last, side="right", at="top")
    page.y += page.line
    page.notes()


def _strip(page: Page, rows: pd.DataFrame, mean: float, scale: Scale, middle: float, per: float, most: float) -> None:
    """One outlet's story: the zero line, the mean, and the marks, `per` inches for a tone of 1."""
    page.level(scale.left, scale.right, middle, linewidth=0.8)
    for edge, name in ((most, f"+{most:g}"), (-most, f"−{most:g}")):
        page.text(scale.left - 0.5 * page.em, middle - edge * per, name, side="right", color=style.GREY)
    if pd.notna(mean):
        page.level(scale.left, scale.right, middle - mean * per, color=style.GREY, linewidth=0.8,
                   linestyle=(0, (4, 2)), zorder=1, label="mean")  # fmt: skip
    for voice, mark in style.VOICES.items():
        here = rows[rows["voice"] == voice]
        xs, ys = scale(here["position"].to_numpy(float)), middle - here["tone"].to_numpy(float) * per
        for x, y, row in zip(xs, ys, here.itertuples(index=False), strict=True):
            page.upright(x, middle, y)
            page.marks(x, y, mark, 0.45, of=passage(row), markeredgewidth=0.7)


def _number(value: float) -> str:
    if pd.isna(value):
        return "–"
    return "0.00" if abs(value) < 0.005 else f"{value:+.2f}".replace("-", "−")


tone = Figure(
    name="tone", title="Tone by voice, along the story", caption=caption, data=data, draw=draw, describe=describe,
    empty="No sentence was scored for tone.", several=SEVERAL, voiced=True,
)  # fmt: skip
