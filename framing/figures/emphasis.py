"""Emphasis: where in each outlet's story a phrase stands, and in whose voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.figures import style
from framing.figures.labels import labels, measured_outlets, outlet_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

CAPTION = (
    "Every occurrence of the study's phrases, placed on the story from its first word to its last; the "
    "headline stands apart on the left, captions and other furniture of the page on the right. Shape and "
    "colour give the voice: the journalist's own, a quotation, or indirect speech. The number counts the "
    "occurrences of the line."
)
_OUTLET, _PHRASE, _RIGHT = 1.4, 1.5, 0.3  # inches; a shorter phrase takes less
_ROW, _GAP = 0.2, 0.14
_HEAD, _PAGE = -0.09, 1.09  # places of headline and captions on an axis whose story runs from 0 to 1


def emphasis(tables: Tables, ax: Axes | None = None) -> Axes:
    """Each outlet's story as a line, one for each phrase, with every occurrence on it.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``phrases`` and the study's phrases.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    References
    ----------
    Entman, R. M. (1993). Framing: Toward clarification of a fractured paradigm. Journal of Communication,
    43(4), 51-58.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> emphasis(Tables({})).texts[0].get_text()
    'There is no article...'
    """
    phrases = _phrases(tables)
    with style.settings():
        if not phrases or tables.outlets.empty:
            return style.say_empty(ax, "There is no article, or the study names no phrase.")
        rows = data(tables)
        names = labels(tables)
        titles = {o: names.lines(o, _OUTLET - 0.2, 3) for o in tables.outlets["outlet"]}
        measured = measured_outlets(tables)
        heights = {o: max(_ROW * len(phrases), style.LINE * len(lines)) + _GAP for o, lines in titles.items()}
        height = sum(heights.values())
        phrase_width = min(_PHRASE, max(style.width_of(_label(p)) for p in phrases) + 0.12)
        left = _OUTLET + phrase_width
        ax = style.canvas(ax, style.PAGE, height, (left, _RIGHT, 0.5, style.foot(names.notes, 0.1)))
        page = bool((rows["place"] == "page").any())
        ax.set(xlim=(-0.14, _PAGE + 0.05 if page else 1.02), ylim=(height, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        top = 0.0
        for outlet, lines in titles.items():
            if top:
                ax.annotate(
                    "",
                    (0, top),
                    (1, top),
                    xycoords=("axes fraction", "data"),
                    arrowprops={"arrowstyle": "-", "color": style.PALE, "linewidth": 0.5},
                )
            first = top + _GAP / 2 + _ROW / 2
            style.beside(
                ax,
                0,
                first,
                "\n".join(lines),
                (-left + 0.1, 0.06),
                va="top",
                fontweight="bold",
                linespacing=1.15,
            )
            for i, phrase in enumerate(phrases):
                here = rows[(rows["outlet"] == outlet) & (rows["phrase"] == phrase)]
                _line(ax, here if outlet in measured else None, phrase, first + i * _ROW, phrase_width, page)
            top += heights[outlet]
        _heads(ax, page)
        style.key(ax, [(mark, voice) for voice, mark in style.VOICES.items()], 0.36)
        style.footnotes(ax, names.notes, 0.1, left - 0.1)
    return ax


def data(tables: Tables) -> pd.DataFrame:
    """What `emphasis` draws, one row per occurrence; `place` is headline, story or page (captions …)."""
    rows = tables.phrases
    place = rows["zone"].map(lambda z: "headline" if z == "headline" else "story" if z in _STORY else "page")
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)), place=place.astype("string"))
    rows = rows.assign(position=rows["position"].where(rows["place"] == "story"))
    columns = ["outlet", "article_id", "phrase", "place", "zone", "position", "voice", "speaker"]
    return rows[columns].reset_index(drop=True)


_STORY = ("standfirst", "lead", "body")


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows, phrases, measured = data(tables), _phrases(tables), measured_outlets(tables)
    if not phrases or tables.outlets.empty:
        return "An empty figure: there is no article, or the study names no phrase."
    parts = []
    for phrase in phrases:
        counts = []
        for outlet in tables.outlets["outlet"]:
            here = rows[(rows["outlet"] == outlet) & (rows["phrase"] == phrase)]
            head = ", in the headline" if (here["place"] == "headline").any() else ""
            counts.append(f"{outlet} {len(here)}{head}" if outlet in measured else f"{outlet} not measured")
        parts.append(f"“{phrase}”: " + "; ".join(counts))
    return "Occurrences of each phrase along each outlet's story. " + ". ".join(parts) + "."


def _phrases(tables: Tables) -> list[str]:
    """The study's phrases in its order, then any that the table holds beside them."""
    named = list(tables.facts.get("phrases", []))
    return list(dict.fromkeys(named + sorted(tables.phrases["phrase"].dropna().unique())))


def _label(phrase: str) -> str:
    return phrase if style.printable(phrase) else "phrase"


def _line(ax: Axes, rows: pd.DataFrame | None, phrase: str, y: float, width: float, page: bool) -> None:
    """One phrase in one outlet: the story's line, the marks on it, its name before and the count after it.

    Without `rows`, of an outlet that was not measured, it is the name and a dash.
    """
    style.beside(ax, 0, y, style.wrap(_label(phrase), width - 0.08, 1)[0], (-width, 0), va="center_baseline")
    style.beside(
        ax,
        1,
        y,
        "–" if rows is None else str(len(rows)),
        (_RIGHT - 0.08, 0),
        va="center_baseline",
        ha="right",
        color="black" if rows is not None and len(rows) else style.GREY,
    )
    if rows is None:
        return
    for start, end in [(-0.115, -0.065), (0, 1)] + [(1.065, 1.115)] * page:
        ax.plot([start, end], [y, y], color=style.GREY if start == 0 else style.PALE, linewidth=0.7, zorder=1)
    for place, spot in (("headline", _HEAD), ("page", _PAGE)):
        here = rows[rows["place"] == place].sort_values("voice", kind="stable")
        apart = min(0.032, 0.06 / max(len(here) - 1, 1))
        for i, voice in enumerate(here["voice"]):
            _mark(ax, spot + (i - (len(here) - 1) / 2) * apart, y, voice)
    taken: list[tuple[float, int]] = []
    story = rows[rows["place"] == "story"].sort_values("position", kind="stable")
    for position, voice in zip(story["position"], story["voice"], strict=True):
        near = {level for x, level in taken if abs(x - position) < 0.016}
        level = next(level for level in (0, 1, -1, 2) if level not in near or level == 2)
        taken.append((position, level))
        _mark(ax, position, y - 0.035 * level, voice)


def _mark(ax: Axes, x: float, y: float, voice: str) -> None:
    mark = style.VOICES[voice]
    ax.plot(
        [x],
        [y],
        mark.shape,
        markersize=5,
        color=mark.color,
        markeredgewidth=0.9,
        zorder=3,
        clip_on=False,
        markerfacecolor=mark.color if mark.filled else "white",
    )


def _heads(ax: Axes, page: bool) -> None:
    """Names of the axis's parts, over them."""
    places = [(_HEAD, "headline", "center"), (0, "first word", "left"), (1, "last word", "right")]
    # The name of a narrow part is wider than the part, so the story's own ends make room for it.
    places[1] = (0.04, "first word of the story", "left")
    if page:
        places[2] = (0.92, "last word", "right")
        places.append((_PAGE, "captions, etc.", "center"))
    for x, name, side in places:
        ax.annotate(
            name,
            (x, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 4),
            textcoords="offset points",
            ha=side,
            va="bottom",
            color=style.GREY,
            annotation_clip=False,
        )
