"""Tone along the story: the score of every stretch of text, by voice, and the means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import LANGUAGE, measured_outlets, outlet_of, several
from framing.figures.links import passage, typical
from framing.figures.page import Page, Scale
from framing.intervals import ratio
from framing.measures._tone.scorers import scored_by
from framing.tables.cells import printed

if TYPE_CHECKING:
    from framing.tables import Tables

MANY = 3  # articles of an outlet: with more, means and intervals are drawn, and no story
_SCORES = {"vader": "the VADER lexicon, from −1 to 1", "news": "the news model, from −1 to 1"}
_ENDS = (("first word", "last word of the story"), ("first word", "last word"), ("first", "last"))  # of the axis
_MEANS = {"all": "tone_mean", "journalist": "tone_journalist", "quoted": "tone_quoted"}
_MARKS = {
    "all": style.Mark(color="black", shape="D", hatch="", filled=True),
    **{voice: style.VOICES[voice] for voice in ("journalist", "quoted")},
}


def caption(tables: Tables) -> str:
    """Between which outlets mean tone ranges, and how to read the figure."""
    means = tables.outlets[["outlet", "tone_mean"]].dropna().sort_values("tone_mean", kind="stable")
    by = scored_by(tables)
    score = _SCORES.get(by, f"the scorer {by}")
    found = "No outlet has a mean."
    if len(means) == 1:
        found = f"Mean tone is {_number(means['tone_mean'].iloc[0])}."
    elif len(means):
        low, high = (f"{means['outlet'].iloc[n]} ({_number(means['tone_mean'].iloc[n])})" for n in (0, -1))
        found = f"Mean tone is lowest in {low} and highest in {high}."
    if many(tables):
        return (
            f"{found} Marks are means over articles, of all sentences and of the stretches in one voice, scored by "
            f"{score}. Bars are 95 % intervals, from four articles on."
        )
    mark = "means of tenths of the stories" if several(tables) else "stretches of text"
    return (
        f"{found} Marks are {mark} in one voice, scored by {score}; dashed lines are outlet means. Means on the right: "
        "whole sentences, then stretches by voice."
    )


def many(tables: Tables) -> bool:
    """Whether some outlet has so many articles that means with intervals are drawn."""
    return bool((tables.outlets["articles_measured"] > MANY).any())


def data(tables: Tables) -> pd.DataFrame:
    """What `tone` draws: outlet, article_id, voice, position, tone, stretches, start, end.

    One row per stretch of one voice; for an outlet with several articles one per tenth of it and voice. Where some
    outlet has more than three, one row per outlet and mean: outlet, voice, tone, low, high, articles, and the stretch
    that comes nearest to the mean.
    """
    if many(tables):
        return _means(tables)
    rows = tables.tone
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)), position=_positions(tables), stretches=1)
    rows = rows[rows["position"].notna() & rows["tone"].notna()]
    more = tables.outlets.loc[tables.outlets["articles_measured"] > 1, "outlet"]
    crowded = rows["outlet"].isin(more)
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
    if many(tables):
        return "Mean tone of each outlet by voice, with intervals over articles. " + "; ".join(parts) + "."
    tail = " Marks are means of tenths of the stories." if several(tables) else ""
    return "Tone along each outlet's story, by voice. Means: " + "; ".join(parts) + "." + tail


def _means(tables: Tables) -> pd.DataFrame:
    """Means over articles with their intervals, by outlet and voice; none of a voice that an outlet lacks."""
    placed = _positions(tables).notna() & tables.tone["tone"].notna()
    rows = tables.tone[placed].assign(outlet=tables.tone["article_id"].map(outlet_of(tables)))
    near = typical(pd.concat([rows, rows.assign(voice="all")], ignore_index=True), ["outlet", "voice"], "tone")
    made = []
    for outlet in tables.outlets["outlet"]:
        here = tables.articles[tables.articles["outlet"] == outlet]
        for voice, column in _MEANS.items():
            values = here[column].astype("float64").dropna().to_numpy()
            if len(values):
                mean = ratio(values, np.ones(len(values)))
                of = near.get((outlet, voice)) or (None, None, None)
                made.append((outlet, voice, mean.value, mean.low, mean.high, len(values), *of))
    columns = ["outlet", "voice", "tone", "low", "high", "articles", "article_id", "start", "end"]
    return pd.DataFrame(made, columns=columns).astype({"start": "Int64", "end": "Int64"})


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
    if many(tables):
        _intervals(page, tables, rows)
        return
    most = _most(rows)
    beside = page.ems > 45  # names go beside their strips, or above them
    left = 0.17 * page.width if beside else 0.0
    edges = [f"+{most:g}", f"−{most:g}"]
    column = max(map(style.width_of, (*map(page.say, _MEANS), "+0.00"))) + 0.8 * page.em
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
    for one, other in _ENDS if beside else _ENDS[1:]:
        first, last = page.say(one), page.say(other)
        if style.width_of(first) + style.width_of(last) <= room:
            break
    page.y -= page.line
    page.text(scale.left, page.y, first, at="top")
    page.text(scale.right, page.y, last, side="right", at="top")
    page.y += page.line
    page.notes()


def _intervals(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Each outlet's means on a scale fitted to them and their intervals, with the numbers behind."""
    outlets = list(tables.outlets["outlet"])
    beside = page.ems > 45
    titles = {o: page.outlet(o, 0.25 * page.width if beside else page.width, 3) for o in outlets}
    left = page.column([line for lines in titles.values() for line in lines], 0.3, bold=True) if beside else 0.0
    numbers = {(row.outlet, row.voice): _with_interval(row) for row in rows.itertuples(index=False)}
    column = max(map(style.width_of, numbers.values())) + page.em
    ends = rows[["tone", "low", "high"]].to_numpy(float)
    ends = np.append(ends[np.isfinite(ends)], 0.0)
    air = 0.05 * (ends.max() - ends.min()) or 0.5
    scale = Scale(left + 0.3 * page.em, page.width - column, ends.min() - air, ends.max() + air)
    page.key([(mark, voice) for voice, mark in _MARKS.items()])
    page.captions([(page.width, "mean [95 % interval]", "right")])
    for n, outlet in enumerate(outlets):
        if n and beside:
            page.level(0, page.width, page.y, linewidth=0.4)
        if not beside:
            page.gap(0.3)
            page.title("\n".join(titles[outlet]))
        here = rows[rows["outlet"] == outlet]
        top = page.y
        middle = page.row(max(len(_MEANS), len(titles[outlet]) if beside else 1), 0.5)
        if beside:
            page.text(0, middle, "\n".join(titles[outlet]), bold=True)
        for i, (voice, mark) in enumerate(_MARKS.items()):
            y = middle + (i - (len(_MARKS) - 1) / 2) * page.line * page.air
            page.text(page.width, y, numbers.get((outlet, voice), "–"), side="right",
                      color="black" if (outlet, voice) in numbers else style.GREY)  # fmt: skip
            for row in here[here["voice"] == voice].itertuples(index=False):
                if np.isfinite(row.low):
                    page.level(scale(row.low), scale(row.high), y, color=mark.color, linewidth=1.2, zorder=2,
                               label="interval")  # fmt: skip
                page.marks(scale(row.tone), y, mark, 0.55, of=passage(row), markeredgewidth=0.7)
        page.upright(scale(0.0), top, page.y, color=style.GREY)
    page.gap(0.2)
    page.axis(scale, "mean tone")
    page.notes()


def _with_interval(row: Any) -> str:
    text = _number(row.tone)
    return text if pd.isna(row.low) else f"{text} [{_number(row.low)}, {_number(row.high)}]"


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
    return printed(value, 2, "+")


tone = Figure(
    name="tone", title="Tone by voice, along the story", caption=caption, data=data, draw=draw, describe=describe,
    empty="No sentence was scored for tone.", voiced=True, notes=(LANGUAGE,),
)  # fmt: skip
