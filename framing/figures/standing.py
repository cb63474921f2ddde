"""Standing: who gets to speak, in which outlet, for how many words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.document import STORY
from framing.figures import style
from framing.figures.labels import labels, outlet_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

CAPTION = (
    "Standing: words quoted from each speaker in each outlet. The area of a square follows the "
    "number beside it, the words inside quotation marks; a triangle with a number in brackets marks a "
    "speaker whom the outlet reports in indirect speech only. Quotations whose speaker is unknown stand in a "
    "row of their own."
)
SPEAKERS = 18  # rows; the rest are added up in one row
UNKNOWN = "speaker unknown"
_LABEL, _CELL, _ROW = 2.3, 0.42, 0.24  # inches: widest label, narrowest column, height of a row


def standing(tables: Tables, ax: Axes | None = None) -> Axes:
    """Matrix of speakers by outlet, a mark as large as the words quoted.

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
        room = min(_LABEL, style.PAGE - 0.1 - _CELL * len(outlets))
        shown = [s if style.printable(s) else f"Speaker {i}" for i, s in enumerate(speakers, 1)]
        left = min(room, max(map(style.width_of, shown)) + 0.2)
        column = (style.PAGE - left - 0.1) / len(outlets)
        upright = column < 0.75
        heads = [
            names.lines(o, 1.2, 1 + (column > 0.36)) if upright else names.lines(o, column - 0.08, 4) for o in outlets
        ]
        top = 1.3 if upright else 0.1 + style.LINE * max(map(len, heads))
        height = _ROW * len(speakers)
        ax = style.canvas(ax, style.PAGE, height, (left, 0.1, top, style.foot(names.notes, 0.36)))
        ax.set(xlim=(0, len(outlets)), ylim=(height, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        for i, speaker in enumerate(speakers):
            y = (i + 0.5) * _ROW
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
        for i, lines in enumerate(heads):
            ax.annotate(
                "\n".join(lines),
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
        _marks(ax, rows, outlets, speakers, column)
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
    lost = tables.quotations[tables.quotations["speaker"].isna() & story & (quoted | reported)]
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
    parts = []
    for outlet in tables.outlets["outlet"]:
        here = rows[(rows["outlet"] == outlet) & (rows["quoted_words"] > 0) & (rows["speaker"] != UNKNOWN)]
        here = here.sort_values("quoted_words", ascending=False, kind="stable")
        said = ", ".join(f"{s} {w}" for s, w in zip(here["speaker"][:3], here["quoted_words"][:3], strict=True))
        parts.append(f"{outlet}: {said or 'nobody'}")
    return "Matrix of speakers by outlet. Most quoted words in each outlet: " + "; ".join(parts) + "."


def _marks(ax: Axes, rows: pd.DataFrame, outlets: list[str], speakers: list[str], column: float) -> None:
    most = max(int(rows["quoted_words"].max()), int(rows["reported_words"].max()), 1)
    for _, row in rows.iterrows():
        only = not row["quoted_words"]
        words = int(row["reported_words"] if only else row["quoted_words"])
        if not words:
            continue
        mark = style.VOICES["reported" if only else "quoted"]
        size = 10.5 * (words / most) ** 0.5 + 1.2  # points across: area follows words
        x, y = outlets.index(row["outlet"]) + 0.5, (speakers.index(row["speaker"]) + 0.5) * _ROW
        number = f"({words:,})" if only else f"{words:,}"
        across = size / 72 + 0.05 + style.width_of(number)
        x += (size / 72 - across) / 2 / column  # mark and number are centred together
        ax.plot(
            [x],
            [y],
            mark.shape,
            markersize=size,
            color=mark.color,
            clip_on=False,
            markerfacecolor=mark.color if mark.filled else "white",
        )
        ax.annotate(
            number,
            (x, y),
            xytext=(size / 2 + 3, 0),
            textcoords="offset points",
            va="center_baseline",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )


def _key(ax: Axes, height: float) -> None:
    entries = [
        (style.VOICES["quoted"], "quoted words"),
        (style.VOICES["reported"], "(words) in indirect speech only"),
    ]
    style.key(ax, entries, -height - 0.16)
