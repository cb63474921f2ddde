"""Toward: how each outlet's sentences speak of each actor, in its own voice and in those it quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.document import STORY
from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import LANGUAGE, measured_outlets, outlet_of
from framing.figures.links import Passage, passage, typical
from framing.figures.page import Page, Scale
from framing.tone.toward_summary import GAP, averages, not_found
from framing.tone.toward_summary import toward as scores

if TYPE_CHECKING:
    from framing.tables import Tables

READ = (
    "Small points are mentions, large marks means by voice (mentions in brackets). The model misclassifies about one "
    "mention in four, so means of only a few are unreliable."
)
NEEDS = "Tone toward an actor needs the encoder; this study was measured with model = “fast”."
NOBODY = "The study names no actor, or none is mentioned."
SEVERAL = " Bars are 95 % intervals over articles, from four on."
OTHERS = "quoted or reported"
COLUMNS = ("actor", "outlet", "article_id", "voice", "start", "end", "score")
_MARKS = {"journalist": style.VOICES["journalist"], OTHERS: style.VOICES["quoted"]}
_POINTS = 40  # mentions of an outlet that are drawn one by one


def data(tables: Tables) -> pd.DataFrame:
    """What `toward` draws: one row per mention, with its score (positive less negative) and its place in the text."""
    rows = _mentions(tables)
    return rows.assign(score=scores(rows))[list(COLUMNS)]


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows, means = data(tables), _means(tables)
    if rows.empty:
        return f"An empty figure. {_empty(tables)}"
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


def _caption(tables: Tables) -> str:
    """Toward which actor two outlets differ most, and how to read the figure."""
    rows = averages(_mentions(tables), ["actor", "outlet", "voice"])
    own = rows[(rows["voice"] == "journalist") & rows["tone_toward"].notna()]
    tone = own.groupby("actor", sort=False)["tone_toward"]
    gap = (tone.max() - tone.min())[tone.size() > 1]
    if gap.empty:
        found = "No actor is mentioned in the journalist's own voice by two outlets."
    else:
        actor = gap.idxmax()
        here = own[own["actor"] == actor].sort_values("tone_toward", kind="stable").itertuples(index=False)
        low, *_, high = here
        ends = [f"{row.outlet} {_shown(row)}" for row in (low, high)]
        found = f"In the journalist's own voice, tone toward {actor} ranges from {ends[0]} to {ends[1]}"
        found += "." if gap[actor] >= GAP else ": no clear difference."
    return f"{found} {READ}"


def _empty(tables: Tables) -> str:
    fast = tables.facts.get("model") == "fast" and tables.facts.get("actors")
    return NEEDS if fast else NOBODY


def _absent(tables: Tables) -> list[str]:
    """For each actor the outlets in some of whose articles it is not found."""
    missing = not_found(tables.articles, tables.mentions, tables.facts.get("actors", {}))
    return [
        f"{actor} is not found in "
        + ", ".join(f"{len(row.missing):,} of {row.articles:,} articles of {row.outlet}" for row in rows.itertuples())
        for actor, rows in missing.groupby("actor", sort=False)
    ]


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


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Each actor's mentions on a scale of tone, outlets one under another, the journalist's voice over the others'.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``mentions`` and the study's actors.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> toward(Tables({})).texts[0].get_text()
    'The study names no actor...'
    """
    means = _means(tables)
    near = typical(rows, ["actor", "outlet", "voice"], "score")
    outlets, actors = list(tables.outlets["outlet"]), _actors(tables, rows)
    titles = {o: page.outlet(o, 0.25 * page.width, 2) for o in outlets}
    names = {actor: page.name(actor, f"Actor {i}") for i, actor in enumerate(actors, 1)}
    beside = page.ems > 54  # actors stand beside their outlets, or over them
    actor_width = 0.14 * page.width if beside else 0.0
    left = actor_width + page.column([line for lines in titles.values() for line in lines], 0.3, bold=True)
    shown = [_shown(mean) for here in means.values() for mean in here.values()]
    column = max(map(style.width_of, [*shown, "journalist"])) + page.em
    # The two means stand side by side, or one under the other beside the line of their voice.
    ends = [page.width - column, page.width] if beside else [page.width, page.width]
    scale = Scale(left, page.width - column * (2 if beside else 1), -1, 1)
    page.key([(mark, voice) for voice, mark in _MARKS.items()])
    page.captions([(page.width, "mean (mentions)", "right")])
    if beside:
        page.captions([(ends[0], page.name("journalist", ""), "right"), (ends[1], page.name("others", ""), "right")])
    for n, actor in enumerate(actors):
        if n:
            page.gap(0.3)
            page.level(0, page.width, page.y)
        page.gap(0.3)
        lines = style.wrap(names[actor], actor_width - page.em if beside else page.width, 6)
        first = page.y
        if beside:
            page.text(0, first + 0.2 * page.line, "\n".join(lines), at="top")
        else:
            page.title("\n".join(lines), bold=False)
        top = page.y
        for outlet in outlets:
            y = page.row(max(len(titles[outlet]), 1 if beside else 2), 0.4)
            page.text(actor_width, y, "\n".join(titles[outlet]), bold=True)
            here = rows[(rows["actor"] == actor) & (rows["outlet"] == outlet)]
            for i, (voice, mark) in enumerate(_MARKS.items()):
                mean = means.get((actor, outlet), {}).get(voice)
                step = (i - 0.5) * page.line
                of = near.get((actor, outlet, voice))
                _line(page, here[here["voice"] == voice], mean, mark, scale, y + 0.6 * step, of)
                color = "black" if mean else style.GREY
                page.text(ends[i], y if beside else y + step, _shown(mean), side="right", color=color)
        page.y = max(page.y, first + page.line * (len(lines) + 0.2) if beside else 0.0)
        page.upright(scale(0), top, page.y, color=style.GREY)
    page.gap(0.2)
    halves = {-0.5: "−0.5", 0.5: "0.5"} if beside else {}
    page.axis(scale, ticks={-1: "−1", 0: "0", 1: "1", **halves})
    page.notes([style.drawn(f"{text}.") for text in _absent(tables)])


def _line(
    page: Page, rows: pd.DataFrame, mean: Any, mark: style.Mark, scale: Scale, y: float, near: Passage | None
) -> None:
    """One voice on one actor in one outlet: its mentions, their mean and its interval."""
    page.level(scale.left, scale.right, y, linewidth=0.4)
    if not mean:
        return
    if len(rows) > _POINTS:  # evenly over the sorted scores, so that their spread shows
        rows = rows.sort_values("score", kind="stable")
        rows = rows.iloc[np.linspace(0, len(rows) - 1, _POINTS).astype(int)]
    for point in rows.itertuples(index=False):
        page.plot(scale(point.score), y, of=passage(point), marker=".", linestyle="", markersize=2.6,
                  color=mark.color, alpha=0.55, zorder=2, label="mention")  # fmt: skip
    if not np.isnan(mean.low):
        page.level(scale(max(mean.low, -1.0)), scale(min(mean.high, 1.0)), y, color=mark.color, linewidth=1.2,
                   zorder=3, label="interval")  # fmt: skip
    page.marks(scale(mean.tone_toward), y, mark, 0.62, markeredgecolor="white", markeredgewidth=0.5, zorder=4,
               of=near, label="mean")  # fmt: skip


def _shown(mean: Any) -> str:
    """A mean and its number of mentions; a dash where there is none."""
    if not mean:
        return "–"
    text = f"{mean.tone_toward:+.2f}".replace("-", "−")
    return f"{'0.00' if text[1:] == '0.00' else text} ({mean.mentions:,})"


toward = Figure(
    name="toward", title="Tone toward actors", caption=_caption, data=data, draw=draw, describe=describe,
    empty=_empty, several=SEVERAL, notes=(LANGUAGE,),
)  # fmt: skip
