"""Salience: the components of each phrase's emphasis, outlets one under another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.emphasis import salience as components
from framing.figures import style
from framing.figures.labels import labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.tables import Tables

CAPTION = (
    "Components of the salience of each phrase, one column each with a scale of its own: occurrences for every 1,000 "
    "words; occurrences placed high, in headline, standfirst or lead; place of the first one in the story (left: its "
    "first word, right: its last); share of them in the story's first quarter; share in the journalist's own voice; "
    "mean tone of the sentences they stand in. The number beside an outlet counts the occurrences in the story that "
    "its row rests on; a dash says that there is none. No score is made of the columns."
)


class Column(NamedTuple):
    """A column of the figure: its field, its head in lines, and how its numbers are written."""

    name: str
    head: str
    form: str
    low: float = 0.0
    high: float = 1.0


PARTS = (
    Column("rate", "per 1,000\nwords", ".1f", high=0.0),
    Column("high", "placed\nhigh", ".0f", high=0.0),
    Column("first_position", "first\nposition", ".2f"),
    Column("first_quarter_share", "in first\nquarter", ".0%"),
    Column("own_voice", "in own\nvoice", ".0%"),
    Column("tone_around", "tone\naround", "+.2f", low=-1.0),
)
_OUTLET, _COUNT, _NUMBER = 1.75, 0.3, 0.38  # inches: outlets, counts, and the number at the right of each column
_ROW, _HEAD, _GAP = 0.19, 0.22, 0.08


def salience(tables: Tables, ax: Axes | None = None) -> Axes:
    """Dot plot of the components of salience: a row for each outlet under each phrase, a column for each component.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``articles``, ``phrases``, ``sentences`` and the study's phrases.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    References
    ----------
    Cleveland, W. S. & McGill, R. (1984). Graphical perception. Journal of the American Statistical Association,
    79(387), 531-554.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> salience(Tables({})).texts[0].get_text()
    'There is no article...'
    """
    rows = data(tables)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "There is no article, or the study names no phrase.")
        names = labels(tables)
        titles = {o: names.lines(o, _OUTLET - 0.1, 1)[0] for o in tables.outlets["outlet"]}
        phrases = list(dict.fromkeys(rows["phrase"]))
        block = _HEAD + _ROW * len(titles) + _GAP
        height = block * len(phrases)
        ax = style.canvas(ax, style.PAGE, height, (0.1, 0.1, 0.42, style.foot(names.notes, 0.08)))
        ax.set(xlim=(0, style.PAGE - 0.2), ylim=(height, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        width = (style.PAGE - 0.2 - _OUTLET - _COUNT) / len(PARTS)
        _heads(ax, width)
        for i, phrase in enumerate(phrases):
            top = i * block
            label = f"“{phrase}”" if style.printable(phrase) else f"phrase {i + 1}"
            ax.text(0, top + _HEAD / 2, style.wrap(label, style.PAGE - 0.4, 1)[0], va="center", color=style.GREY)
            ax.plot([0, style.PAGE - 0.2], [top, top], color=style.PALE, linewidth=0.6)
            for j, (outlet, title) in enumerate(titles.items()):
                y = top + _HEAD + (j + 0.5) * _ROW
                found = rows[(rows["phrase"] == phrase) & (rows["outlet"] == outlet)].iloc[0]
                ax.text(0, y, title, va="center_baseline", fontweight="bold")
                count = "–" if pd.isna(found["count"]) else str(found["count"])
                right = _OUTLET + _COUNT - 0.14
                color = style.GREY if count in ("–", "0") else "black"
                ax.text(right, y, count, ha="right", va="center_baseline", color=color)
                for k, part in enumerate(PARTS):
                    _dot(ax, rows, found, part, _OUTLET + _COUNT + k * width, y, width)
        style.footnotes(ax, names.notes, 0.08)
    return ax


def data(tables: Tables) -> pd.DataFrame:
    """What `salience` draws: phrase, outlet, count, and each component; those of no occurrence are missing.

    Of an outlet without a measured article the count is missing, too.
    """
    columns = ["phrase", "outlet", "count", *[part.name for part in PARTS]]
    if tables.outlets.empty or not (tables.facts.get("phrases") or len(tables.phrases)):
        return pd.DataFrame(columns=columns)
    rows = components(tables)
    count = rows["count"].astype("float64")
    some = count.where(count > 0)
    rows = rows.assign(
        high=(rows["headline"] + rows["standfirst"] + rows["lead"]).astype("float64"),
        own_voice=rows["journalist"].astype("float64") / some,
    )
    order = {phrase: i for i, phrase in enumerate(dict.fromkeys(rows["phrase"]))}
    rows = rows.assign(rank=rows["phrase"].map(order)).sort_values("rank", kind="stable")
    return rows[columns].reset_index(drop=True)


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: there is no article, or the study names no phrase."
    parts = []
    for phrase, group in rows.groupby("phrase", sort=False):
        said = [
            f"{row.outlet} not measured"
            if pd.isna(row.count_)
            else f"{row.outlet} {row.count_} ({row.rate:.1f} per 1,000 words, first at {row.first_position:.2f})"
            for row in group.rename(columns={"count": "count_"}).itertuples()
            if pd.isna(row.count_) or row.count_
        ]
        parts.append(f"“{phrase}”: " + ("; ".join(said) or "in no outlet"))
    return "Components of salience by phrase and outlet. Occurrences: " + ". ".join(parts) + "."


def _heads(ax: Axes, width: float) -> None:
    """Names of the columns over them."""
    heads = [(_OUTLET + _COUNT - 0.14, "count", "right")]
    heads += [(_OUTLET + _COUNT + i * width, part.head, "left") for i, part in enumerate(PARTS)]
    for x, name, side in heads:
        for up, line in enumerate(reversed(name.split("\n"))):
            ax.annotate(
                line,
                (x, 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 5 + 10 * up),
                textcoords="offset points",
                ha=side,
                va="baseline",
                color=style.GREY,
                annotation_clip=False,
            )


def _dot(
    ax: Axes, rows: pd.DataFrame, row: pd.Series[float], part: Column, left: float, y: float, width: float
) -> None:
    """One component of one outlet: its line, the dot on it, and the number behind it."""
    room = width - _NUMBER - 0.2
    ax.plot([left, left + room], [y, y], color=style.PALE, linewidth=0.7, zorder=0)
    value = row[part.name]
    high = part.high or max(float(rows[part.name].max()), 1.0)
    if part.low < 0:
        middle = left - part.low / (high - part.low) * room
        ax.plot([middle, middle], [y - 0.05, y + 0.05], color=style.GREY, linewidth=0.6, zorder=0)
    text = "–"
    if pd.notna(value):
        mark = style.VOICES["journalist"]
        x = left + (float(value) - part.low) / (high - part.low) * room
        ax.plot([x], [y], "o", markersize=4.5, color=mark.color, zorder=3, clip_on=False)
        text = format(value + 0.0, part.form).replace("-", "−")
    color = "black" if pd.notna(value) else style.GREY
    # Nearer to its own line than to the next column's.
    ax.text(left + room + 0.08, y, text, ha="left", va="center_baseline", color=color)
