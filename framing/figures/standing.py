"""Standing: who gets to speak, in which outlet, for how many words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.document import STORY
from framing.figures import style
from framing.figures.labels import labels, measured_outlets, outlet_of
from framing.voice import own_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

CAPTION = (
    "Standing: words quoted from each speaker in each outlet, and in brackets words reported from them in indirect "
    "speech. The area of a square follows the number beside it, the words inside quotation marks, and that of a "
    "triangle the number in brackets; the smallest are drawn so large that they can be seen. Words whose speaker is "
    "unknown stand in a row of their own."
)
SPEAKERS = 18  # rows; the rest are added up in one row
UNKNOWN = "speaker unknown"
_LABEL, _CELL, _ROW = 2.3, 0.42, 0.24  # inches: widest label, narrowest column, height of a row of one line
_LARGEST, _SMALLEST = 11.7, 1.5  # points across: the mark of the most words, and the least that is seen
_GAP, _APART, _UNDER = 0.05, 0.09, 0.18  # inches from a mark to its number, and to the other mark beside or under it


def standing(tables: Tables, ax: Axes | None = None) -> Axes:
    """Matrix of speakers by outlet, a mark as large as the words quoted and one as large as those reported.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``speakers`` and ``quotations`` (for those without a speaker).
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    References
    ----------
    Ferree, M. M., Gamson, W. A., Gerhards, J., Rucht, D. (2002). Shaping Abortion Discourse, chapter 5.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> standing(Tables({})).texts[0].get_text()
    'No quotation and no reported...'
    """
    rows = data(tables)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "No quotation and no reported speech was found in these articles.")
        names = labels(tables)
        outlets = list(tables.outlets["outlet"])
        speakers = list(dict.fromkeys(rows["speaker"]))
        widest = min(_LABEL, style.PAGE - 0.1 - _CELL * len(outlets))
        shown = [s if style.printable(s) else f"Speaker {i}" for i, s in enumerate(speakers, 1)]
        left = min(widest, max(map(style.width_of, shown)) + 0.2)
        column = (style.PAGE - left - 0.1) / len(outlets)
        upright = column < 0.75
        heads = [
            names.lines(o, 1.2, 1 + (column > 0.36)) if upright else names.lines(o, column - 0.08, 4) for o in outlets
        ]
        top = 1.3 if upright else 0.1 + style.LINE * max(map(len, heads))
        cells = _cells(rows)
        # Where a column is too narrow for both numbers, they stand one under the other.
        stacked = any(len(cell) > 1 and _across(cell) > column - 0.06 for cell in cells.values())
        line = _ROW + _UNDER * stacked
        height = line * len(speakers)
        ax = style.canvas(ax, style.PAGE, height, (left, 0.1, top, style.foot(names.notes, 0.36)))
        ax.set(xlim=(0, len(outlets)), ylim=(height, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        for i, speaker in enumerate(speakers):
            y = (i + 0.5) * line
            ax.axhline(y, color=style.PALE, linewidth=0.5, zorder=0)
            grey = speaker == UNKNOWN or speaker.startswith("others (")
            style.beside(
                ax,
                0,
                y,
                style.wrap(shown[i], left - 0.2, 1)[0],
                (-0.08, 0),
                ha="right",
                va="center",
                color=style.GREY if grey else "black",
            )
        for i, head in enumerate(heads):
            ax.annotate(
                "\n".join(head),
                (i + 0.5, 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 3),
                textcoords="offset points",
                ha="center",
                va="bottom",
                rotation=90 * upright,
                fontweight="bold",
                annotation_clip=False,
            )
        for (speaker, outlet), cell in cells.items():
            x, y = outlets.index(outlet) + 0.5, (speakers.index(speaker) + 0.5) * line
            lines = [[part] for part in cell] if stacked else [cell]
            for n, parts in enumerate(lines):
                _draw(ax, parts, x, y + (n - (len(lines) - 1) / 2) * _UNDER, column)
        _key(ax, height)
        style.footnotes(ax, names.notes, 0.36, left - 0.1)
    return ax


def data(tables: Tables) -> pd.DataFrame:
    """What `standing` draws: speaker, speaker_type, outlet, quotations, quoted_words, reported_words.

    Speakers stand in order of the words they are quoted with over all outlets. Beyond `SPEAKERS` rows the
    rest are added up; quotations without a speaker come last.
    """
    outlet = outlet_of(tables)
    known = tables.speakers.assign(outlet=tables.speakers["article_id"].map(outlet))
    known = known[known["speaker"].notna()]
    columns = ["quotations", "quoted_words", "reported_words"]
    total = known.groupby("speaker")[columns].sum().reset_index()
    total = total.sort_values(["quoted_words", "reported_words", "speaker"], ascending=[False, False, True])
    order = list(total["speaker"])
    rest = order[SPEAKERS:] if len(order) > SPEAKERS + 1 else []
    others = f"others ({len(rest)})"
    known = known.assign(
        speaker=known["speaker"].where(~known["speaker"].isin(rest), others),
        speaker_type=known["speaker_type"].where(~known["speaker"].isin(rest)),
    )
    quoted = tables.quotations["kind"].isin(["direct", "partial"])
    reported = tables.quotations["kind"] == "indirect"
    story = tables.quotations["zone"].isin(STORY)
    said = tables.quotations.assign(words=own_words(tables.quotations))
    lost = said[said["speaker"].isna() & story & (quoted | reported)]
    unknown = pd.DataFrame(
        {
            "speaker": UNKNOWN,
            "speaker_type": pd.NA,
            "outlet": lost["article_id"].map(outlet),
            "quotations": (lost["kind"] != "indirect").astype("Int64"),
            "quoted_words": lost["words"].where(lost["kind"] != "indirect", 0),
            "reported_words": lost["words"].where(lost["kind"] == "indirect", 0),
        }
    )
    both = [part for part in (known[[*unknown.columns]], unknown) if len(part)]
    if not both:
        return unknown.astype({"speaker": "string"})
    rows = pd.concat(both).astype({"speaker": "string", "speaker_type": "string", "outlet": "string"})
    rows = rows.groupby(["speaker", "outlet"], as_index=False).agg(
        {"speaker_type": "first", **dict.fromkeys(columns, "sum")}
    )
    ranks = {name: i for i, name in enumerate([*order[: len(order) - len(rest)], others, UNKNOWN])}
    places = {name: i for i, name in enumerate(tables.outlets["outlet"])}
    rows = rows.assign(rank=rows["speaker"].map(ranks), place=rows["outlet"].map(places))
    rows = rows.sort_values(["rank", "place"]).reset_index(drop=True)
    return rows[["speaker", "speaker_type", "outlet", *columns]]


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: nobody is quoted or reported."
    parts, measured = [], measured_outlets(tables)
    for outlet in tables.outlets["outlet"]:
        here = rows[(rows["outlet"] == outlet) & (rows["quoted_words"] > 0) & (rows["speaker"] != UNKNOWN)]
        here = here.sort_values("quoted_words", ascending=False, kind="stable")
        said = ", ".join(f"{s} {w}" for s, w in zip(here["speaker"][:3], here["quoted_words"][:3], strict=True))
        lost = rows[(rows["outlet"] == outlet) & (rows["speaker"] == UNKNOWN)]
        none = (
            ", speaker unknown {} ({})".format(*lost[["quoted_words", "reported_words"]].iloc[0]) if len(lost) else ""
        )
        parts.append(f"{outlet}: {said or ('nobody' if outlet in measured else 'not measured')}{none}")
    head = "Matrix of speakers by outlet. Most quoted words in each outlet, and those of nobody known (reported ones): "
    return head + "; ".join(parts) + "."


class Part(NamedTuple):
    """A mark, its points across, and the number beside it."""

    mark: style.Mark
    size: float
    number: str


def _cells(rows: pd.DataFrame) -> dict[tuple[str, str], list[Part]]:
    """For each speaker and outlet what is drawn: words quoted, words reported, or both.

    Words without a speaker always have both: an outlet is not the better for quoting a few of them.
    """
    most = max(int(rows["quoted_words"].max()), int(rows["reported_words"].max()), 1)
    cells: dict[tuple[str, str], list[Part]] = {}
    for speaker, outlet, *counts in rows[["speaker", "outlet", "quoted_words", "reported_words"]].itertuples(False):
        parts = []
        for voice, words in zip(("quoted", "reported"), map(int, counts), strict=True):
            if words or (speaker == UNKNOWN and any(counts)):
                size = max(_LARGEST * (words / most) ** 0.5, _SMALLEST) if words else 0.0
                parts.append(Part(style.VOICES[voice], size, f"{words:,}" if voice == "quoted" else f"({words:,})"))
        if parts:
            cells[speaker, outlet] = parts
    return cells


def _across(parts: list[Part]) -> float:
    """Inches that marks and numbers take side by side."""
    return sum(part.size / 72 + _GAP + style.width_of(part.number) for part in parts) + _APART * (len(parts) - 1)


def _draw(ax: Axes, parts: list[Part], x: float, y: float, column: float) -> None:
    """Marks and their numbers side by side, centred together."""
    x -= _across(parts) / 2 / column
    for part in parts:
        half = part.size / 2 / 72
        if part.size:
            ax.plot(
                [x + half / column],
                [y],
                part.mark.shape,
                markersize=part.size,
                color=part.mark.color,
                clip_on=False,
                markerfacecolor=part.mark.color if part.mark.filled else "white",
                markeredgewidth=0 if part.mark.filled else 0.8,
            )
        ax.annotate(
            part.number,
            (x + (2 * half + _GAP) / column, y),
            va="center_baseline",
            annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
        x += (2 * half + _GAP + style.width_of(part.number) + _APART) / column


def _key(ax: Axes, height: float) -> None:
    entries = [
        (style.VOICES["quoted"], "quoted words"),
        (style.VOICES["reported"], "(words) in indirect speech"),
    ]
    style.key(ax, entries, -height - 0.16)
