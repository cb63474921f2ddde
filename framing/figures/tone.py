"""Tone along the story: the score of every stretch of text, by voice, and the means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.labels import labels, measured_outlets, outlet_of, several
from framing.tone.scorers import scored_by

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

SEVERAL = " Where an outlet has several articles, a mark is the mean of a tenth of its stories."
_SCORES = {
    "vader": "the score of the VADER lexicon, from −1 to 1",
    "news": "the rating that a model learned on news expects (scorer news), from −1 to 1",
}
_LEFT, _RIGHT = 1.5, 1.85
_ROW = 0.66
_MEANS = {"all": "tone_mean", "journalist": "tone_journalist", "quoted": "tone_quoted"}


def tone(tables: Tables, ax: Axes | None = None) -> Axes:
    """Each outlet's story as a strip with the tone of its stretches, and the means by voice.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``tone`` and ``sentences``.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> tone(Tables({})).texts[0].get_text()
    'No sentence was scored...'
    """
    rows = data(tables)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "No sentence was scored for tone.")
        names = labels(tables)
        outlets = tables.outlets
        height = _ROW * len(outlets)
        ax = style.canvas(ax, style.PAGE, height, (_LEFT, _RIGHT, 0.5, style.foot(names.notes, 0.34)))
        ax.set(xlim=(-0.02, 1.02), ylim=(height, 0), yticks=[], xticks=[0, 1])
        first, last = ax.set_xticklabels(["first word", "last word of the story"])
        first.set_horizontalalignment("left")
        last.set_horizontalalignment("right")
        ax.spines[:].set_visible(False)
        most = _most(rows)
        for i, (_, outlet) in enumerate(outlets.iterrows()):
            middle = (i + 0.5) * _ROW
            lines = names.lines(outlet["outlet"], _LEFT - 0.42, 3)
            style.beside(ax, 0, middle, "\n".join(lines), (-_LEFT + 0.1, 0), va="center", fontweight="bold")
            _strip(ax, rows[rows["outlet"] == outlet["outlet"]], outlet, middle, most)
        _heads(ax)
        style.key(ax, [(mark, voice) for voice, mark in style.VOICES.items()], 0.36)
        style.footnotes(ax, names.notes, 0.34, _LEFT - 0.1)
    return ax


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
        tenths = tenths.groupby(["outlet", "position", "voice"], as_index=False).agg(
            {"tone": "mean", "stretches": "sum"}
        )
        rows = pd.concat([rows[~crowded], tenths], ignore_index=True)
    columns = ["outlet", "article_id", "voice", "position", "tone", "stretches"]
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


def _strip(ax: Axes, rows: pd.DataFrame, outlet: pd.Series[float], middle: float, most: float) -> None:
    """One outlet's story: the zero line, the mean, the marks, and the means as numbers beside it."""
    scale = _ROW * 0.36 / most  # inches for a tone of 1
    ax.plot([0, 1], [middle, middle], color=style.PALE, linewidth=0.8, zorder=0)
    for edge, name in ((most, f"+{most:g}"), (-most, f"−{most:g}")):
        style.beside(ax, 0, middle - edge * scale, name, (-0.02, 0), ha="right", va="center", color=style.GREY)
    if pd.notna(outlet["tone_mean"]):
        y = middle - outlet["tone_mean"] * scale
        ax.plot([0, 1], [y, y], color=style.GREY, linewidth=0.8, linestyle=(0, (4, 2)), zorder=1)
    ax.vlines(rows["position"], middle, middle - rows["tone"] * scale, color=style.PALE, linewidth=0.6, zorder=0)
    for voice, mark in style.VOICES.items():
        here = rows[rows["voice"] == voice]
        ax.plot(
            here["position"],
            middle - here["tone"] * scale,
            mark.shape,
            markersize=3.6,
            color=mark.color,
            markerfacecolor=mark.color if mark.filled else "white",
            markeredgewidth=0.7,
            zorder=3,
            clip_on=False,
        )
    for i, column in enumerate(_MEANS.values()):
        style.beside(ax, 1, middle, _number(outlet[column]), (0.45 + 0.62 * i, 0), ha="right", va="center_baseline")


def _heads(ax: Axes) -> None:
    """Heads of the three columns of means."""
    for i, name in enumerate(_MEANS):
        ax.annotate(
            name,
            (1, 1),
            xycoords="axes fraction",
            xytext=((0.45 + 0.62 * i) * 72, 3),
            textcoords="offset points",
            ha="right",
            va="bottom",
            color=style.GREY,
            annotation_clip=False,
        )
    ax.annotate(
        "mean tone",
        (1, 1),
        xycoords="axes fraction",
        xytext=((0.45 + 0.43) * 72, 15),
        textcoords="offset points",
        ha="center",
        va="bottom",
        color=style.GREY,
        annotation_clip=False,
    )


def _number(value: float) -> str:
    if pd.isna(value):
        return "–"
    return "0.00" if abs(value) < 0.005 else f"{value:+.2f}".replace("-", "−")
