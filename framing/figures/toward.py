"""Toward: how each outlet's sentences speak of each actor, in its own voice and in those it quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.document import STORY
from framing.figures import style
from framing.figures.labels import labels, measured_outlets, outlet_of
from framing.tone.toward_summary import GAP, averages, not_found
from framing.tone.toward_summary import toward as scores

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

CAPTION = (
    "Tone toward each actor, from −1 to 1: the probability that the sentence is positive towards the actor, less "
    "that it is negative. Small points are mentions in the story, large marks the mean of the mentions in that "
    "voice: the journalist's own, or others', who are quoted or reported. Means and numbers of mentions are on the "
    "right; a dash means that there is none. The model misclassifies about one mention in four, so means of only a few "
    f"mentions are unreliable, and differences of less than {GAP:g} between outlets are no clear differences."
)
SEVERAL = (
    " A bar is the 95 % interval of a mean with the article as the unit, drawn where four or more mention the actor."
)
OTHERS = "quoted or reported"
NEEDS = "Tone toward an actor needs the encoder; this study was measured with model = “fast”."
NOBODY = "The study names no actor, or none is mentioned."
COLUMNS = ("actor", "outlet", "article_id", "voice", "start", "end", "score")
_ACTOR, _OUTLET, _RIGHT = 0.95, 1.75, 1.5  # inches
_ROW, _GAP = 0.22, 0.1
_MARKS = {"journalist": style.VOICES["journalist"], OTHERS: style.VOICES["quoted"]}
_POINTS = 40  # mentions of an outlet that are drawn one by one


def toward(tables: Tables, ax: Axes | None = None) -> Axes:
    """Each actor's mentions on a scale of tone, outlets one under another, the journalist's voice over the others'.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``mentions`` and the study's actors.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> toward(Tables({})).texts[0].get_text()
    'The study names no actor...'
    """
    rows, means = data(tables), _means(tables)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, NEEDS if _unmeasured(tables) else NOBODY)
        names = labels(tables)
        notes = [*names.notes, *_missing(tables)]
        titles = {o: names.lines(o, _OUTLET - 0.1, 1)[0] for o in tables.outlets["outlet"]}
        actors = _actors(tables, rows)
        block = _ROW * len(titles) + _GAP
        height = block * len(actors)
        left = _ACTOR + _OUTLET
        ax = style.canvas(ax, style.PAGE, height, (left + 0.1, _RIGHT, 0.5, style.foot(notes, 0.3)))
        ax.set(xlim=(-1.02, 1.02), ylim=(height, 0), yticks=[], xticks=[-1, -0.5, 0, 0.5, 1])
        ax.set_xticklabels(["−1", "−0.5", "0", "0.5", "1"])
        ax.spines[["left", "right", "top"]].set_visible(False)
        ax.plot([0, 0], [0, height], color=style.GREY, linewidth=0.6, zorder=0)
        for i, actor in enumerate(actors):
            top = i * block
            label = actor if style.printable(actor) else f"Actor {i + 1}"
            lines = style.wrap(label, _ACTOR - 0.1, len(titles))
            place = top + _GAP / 2 + _ROW / 2
            style.beside(ax, 0, place, "\n".join(lines), (-left, 0.065), va="top", linespacing=1.15)
            if i:
                ax.plot([-1.02, 1.02], [top, top], color=style.PALE, linewidth=0.6, clip_on=False)
            for j, (outlet, title) in enumerate(titles.items()):
                y = place + j * _ROW
                style.beside(ax, 0, y, title, (-_OUTLET, 0), va="center_baseline", fontweight="bold")
                here = rows[(rows["actor"] == actor) & (rows["outlet"] == outlet)]
                _line(ax, here, means.get((actor, outlet), {}), y)
        _heads(ax)
        style.key(ax, [(mark, voice) for voice, mark in _MARKS.items()], 0.36)
        style.footnotes(ax, notes, 0.3, left)
    return ax


def data(tables: Tables) -> pd.DataFrame:
    """What `toward` draws: one row per mention, with its score (positive less negative) and its place in the text."""
    rows = _mentions(tables)
    return rows.assign(score=scores(rows))[list(COLUMNS)]


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows, means = data(tables), _means(tables)
    if rows.empty:
        return f"An empty figure. {NEEDS if _unmeasured(tables) else NOBODY}"
    parts, measured = [], measured_outlets(tables)
    for actor in _actors(tables, rows):
        said = []
        for outlet in tables.outlets["outlet"]:
            here = means.get((actor, outlet), {})
            both = [f"{voice} {_shown(here.get(voice))}" for voice in _MARKS]
            none = "no mention" if outlet in measured else "not measured"
            said.append(f"{outlet} {', '.join(both) if here else none}")
        parts.append(f"{actor}: " + "; ".join(said))
    found = any(np.isfinite(row.low) for here in means.values() for row in here.values())
    tail = " Bars are intervals over articles." if found else ""
    return "Mean tone toward each actor by voice (mentions). " + ". ".join([*parts, *_absent(tables)]) + "." + tail


def caption(tables: Tables) -> str:
    """How to read the figure, and why it is empty where it is."""
    return NEEDS if _unmeasured(tables) else CAPTION


def _unmeasured(tables: Tables) -> bool:
    return tables.facts.get("model") == "fast" and bool(tables.facts.get("actors"))


def _absent(tables: Tables) -> list[str]:
    """For each actor the outlets in some of whose articles it is not found."""
    missing = not_found(tables.articles, tables.mentions, tables.facts.get("actors", {}))
    return [
        f"{actor} is not found in "
        + ", ".join(f"{len(row.missing):,} of {row.articles:,} articles of {row.outlet}" for row in rows.itertuples())
        for actor, rows in missing.groupby("actor", sort=False)
    ]


def _missing(tables: Tables) -> list[str]:
    """The same as lines under the figure, by the outlets' labels."""
    return [line for text in _absent(tables) for line in style.wrap(f"{style.drawn(text)}.", style.PAGE - 0.2, 3)]


def _actors(tables: Tables, rows: pd.DataFrame) -> list[str]:
    """The study's actors in its order, as far as they are mentioned."""
    found = set(rows["actor"])
    named = [actor for actor in tables.facts.get("actors", {}) if actor in found]
    return list(dict.fromkeys(named + sorted(found)))


def _mentions(tables: Tables) -> pd.DataFrame:
    """Mentions in the story with their outlet, the voices other than the journalist's pooled."""
    rows = tables.mentions[tables.mentions["zone"].isin(STORY)]
    voice = rows["voice"].where(rows["voice"] == "journalist", OTHERS)
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)), voice=voice)
    return rows[scores(rows).notna()].reset_index(drop=True)


def _means(tables: Tables) -> dict[tuple[str, str], dict[str, Any]]:
    """For each actor and outlet the means that are drawn, by voice."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for mean in averages(_mentions(tables), ["actor", "outlet", "voice"]).itertuples(index=False):
        found.setdefault((mean.actor, mean.outlet), {})[mean.voice] = mean
    return found


def _line(ax: Axes, rows: pd.DataFrame, means: dict[str, Any], y: float) -> None:
    """One actor in one outlet: two lines, one for each voice."""
    for n, (voice, mark) in enumerate(_MARKS.items()):
        mean = means.get(voice)
        level = y + (n - 0.5) * 0.1
        ax.plot([-1, 1], [level, level], color=style.PALE, linewidth=0.4, zorder=0)
        text = _shown(mean)
        style.beside(
            ax, 1, y, text, (0.68 + 0.74 * n, 0), ha="right", va="center_baseline",
            color="black" if mean else style.GREY,
        )  # fmt: skip
        if not mean:
            continue
        points = rows.loc[rows["voice"] == voice, "score"].to_numpy(float)
        if len(points) > _POINTS:  # evenly over the sorted scores, so that their spread shows
            points = np.sort(points)[np.linspace(0, len(points) - 1, _POINTS).astype(int)]
        ax.plot(points, np.full(len(points), level), ".", markersize=2.6, color=mark.color, alpha=0.55, zorder=2)
        if not np.isnan(mean.low):
            ends = [max(mean.low, -1.0), min(mean.high, 1.0)]
            ax.plot(ends, [level, level], color=mark.color, linewidth=1.2, zorder=3, label="interval")
        ax.plot([mean.tone_toward], [level], mark.shape, markersize=5, color=mark.color, markeredgecolor="white",
                markeredgewidth=0.5, zorder=4, label="mean")  # fmt: skip


def _shown(mean: Any) -> str:
    """A mean and its number of mentions; a dash where there is none."""
    return f"{mean.tone_toward:+.2f} ({mean.mentions:,})".replace("-", "−") if mean else "–"


def _heads(ax: Axes) -> None:
    heads = [(0.68, "journalist", 3), (1.42, "others", 3), (0.85, "mean (mentions)", 15)]
    for x, name, up in heads:
        ax.annotate(
            name,
            (1, 1),
            xycoords="axes fraction",
            xytext=(x * 72, up),
            textcoords="offset points",
            ha="center" if up > 3 else "right",
            va="bottom",
            color=style.GREY,
            annotation_clip=False,
        )
