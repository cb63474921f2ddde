"""Edits: passages that two outlets share, in both wordings, with what one has put in and the other left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.figures import style
from framing.figures.labels import labels, outlet_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from framing.figures.labels import Labels
    from framing.tables import Tables

CAPTION = (
    "Edits: for each two outlets the shared passage that differs in most places, left as the one outlet prints it, "
    "right as the other does. Struck through: words that the other does not have; underlined: words that it has "
    "instead or beside. Left and right follow the order of the study, and say nothing of who wrote first."
)
MOST = 6  # pairs of outlets
COLUMNS = ("passage", "side", "article_id", "outlet", "part", "kind", "text")
_GAP, _LINE = 0.3, 0.16  # inches
_WIDTH = (style.PAGE - 0.2 - _GAP) / 2
_MARKS = {"out": "#D55E00", "in": "#0072B2"}  # struck through, underlined: told apart without colour


class Piece(NamedTuple):
    """A word of a line, `x` inches from its beginning."""

    x: float
    kind: str
    text: str


def edits(tables: Tables, ax: Axes | None = None) -> Axes:
    """Shared passages in two versions, side by side.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``articles``, ``passages`` and ``edits``.
    ax : Axes, optional
        Where to draw; a figure 7.2 inches wide is made otherwise.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> edits(Tables({})).texts[0].get_text()
    'No edited passage...'
    """
    rows = data(tables)
    with style.settings():
        if rows.empty:
            return style.say_empty(ax, "No edited passage is shared by two outlets.")
        names = labels(tables)
        blocks = [_block(group, names) for _, group in rows.groupby("passage", sort=False)]
        height = sum(block[0] for block in blocks)
        ax = style.canvas(ax, style.PAGE, height, (0.1, 0.1, 0.32, style.foot(names.notes, 0.06)))
        ax.set(xlim=(0, style.PAGE - 0.2), ylim=(height, 0), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        _key(ax)
        top = 0.0
        for high, sides in blocks:
            ax.plot([0, style.PAGE - 0.2], [top, top], color=style.PALE, linewidth=0.6)
            for side, (title, lines) in enumerate(sides):
                left = side * (_WIDTH + _GAP)
                ax.text(left, top + 0.12, title, va="center", fontweight="bold")
                for n, line in enumerate(lines):
                    _draw(ax, line, left, top + 0.24 + (n + 0.5) * _LINE)
            top += high
        style.footnotes(ax, names.notes, 0.06)
    return ax


def data(tables: Tables) -> pd.DataFrame:
    """What `edits` draws: the parts of each passage drawn, in order, on side a and side b.

    `kind` is same, out (a's words that b lacks) or in (b's words that a lacks).
    """
    found = tables.edits
    if found.empty or "start_a" not in found or "text_a" not in tables.passages:
        return pd.DataFrame(columns=list(COLUMNS))
    outlet = outlet_of(tables)
    count = found.groupby("passage").size()
    rows = tables.passages.loc[tables.passages.index.isin(count.index)]
    rows = rows.assign(edits=count, outlet_a=rows["article_a"].map(outlet), outlet_b=rows["article_b"].map(outlet))
    rows = rows[(rows["outlet_a"] != rows["outlet_b"]) & rows["text_a"].notna() & rows["text_b"].notna()]
    rows = rows.sort_values(["edits", "words"], ascending=False, kind="stable")
    rows = rows.drop_duplicates(["outlet_a", "outlet_b"]).head(MOST).sort_index()
    made = []
    for number, row in rows.iterrows():
        places = found[found["passage"] == number]
        for side, kind in (("a", "out"), ("b", "in")):
            at = places.sort_values(f"start_{side}", kind="stable")
            ends = [at[f"{end}_{side}"] - row[f"start_{side}"] for end in ("start", "end")]
            spans = list(zip(*ends, strict=True))
            for part, (how, text) in enumerate(_parts(str(row[f"text_{side}"]), spans, kind)):
                made.append((number, side, row[f"article_{side}"], row[f"outlet_{side}"], part, how, text))
    return pd.DataFrame(made, columns=list(COLUMNS))


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: no edited passage is shared by two outlets."
    parts = []
    for number, group in rows.groupby("passage", sort=False):
        one, other = (group.loc[group["side"] == side, "outlet"].iloc[0] for side in "ab")
        edits = tables.edits.loc[tables.edits["passage"] == number, ["before", "after"]].fillna("")
        told = ", ".join(_told(before, after) for before, after in edits.head(4).itertuples(index=False))
        parts.append(f"{one} and {other}: {told}")
    return "Shared passages in two versions. " + "; ".join(parts) + "."


def _told(before: str, after: str) -> str:
    """An edit in words."""
    if before and after:
        return f"“{before}” → “{after}”"
    return f"“{before}” only in the first" if before else f"“{after}” only in the second"


def _parts(text: str, spans: Sequence[tuple[int, int]], kind: str) -> list[tuple[str, str]]:
    """The text cut where an edit begins or ends."""
    parts, reached = [], 0
    for start, end in spans:
        if end > start >= reached:
            parts += [("same", text[reached:start]), (kind, text[start:end])]
            reached = end
    parts.append(("same", text[reached:]))
    return [(how, words) for how, words in parts if words]


def _block(group: pd.DataFrame, names: Labels) -> tuple[float, list[tuple[str, list[list[Piece]]]]]:
    """Height of a passage and its two sides: title and lines."""
    sides = []
    for side in "ab":
        mine = group[group["side"] == side]
        title = names.lines(mine["outlet"].iloc[0], _WIDTH, 1)[0]
        sides.append((title, _lines(list(zip(mine["kind"], mine["text"], strict=True)))))
    return 0.24 + _LINE * max(len(lines) for _, lines in sides) + 0.14, sides


def _lines(parts: list[tuple[str, str]]) -> list[list[Piece]]:
    """Words set in lines as wide as a column; what is glued to a word, such as a comma, stays with it."""
    blank = style.width_of("a b") - style.width_of("ab")
    lines: list[list[Piece]] = [[]]
    x, apart = 0.0, True
    for kind, text in parts:
        for n, word in enumerate(text.split()):
            apart = apart or n > 0 or text[0].isspace()
            shown = word if style.printable(word) else "\N{REPLACEMENT CHARACTER}" * len(word)
            shown = style.wrap(shown, _WIDTH - 0.1, 1)[0]
            wide = style.width_of(shown)
            if apart and x:
                x += blank
                if x + wide > _WIDTH - 0.1:
                    lines.append([])
                    x = 0.0
            lines[-1].append(Piece(x, kind, shown))
            x += wide
            apart = False
        apart = apart or text[-1].isspace()
    return lines


def _draw(ax: Axes, line: Sequence[Piece], left: float, y: float) -> None:
    """A line of words; what is marked alike is marked in one stroke."""
    for kind, group in groupby(line, key=lambda piece: piece.kind):
        pieces = list(group)
        color = _MARKS.get(kind, "black")
        for piece in pieces:
            ax.text(left + piece.x, y, piece.text, va="center_baseline", color=color)
        if kind in _MARKS:
            level = y - 0.01 if kind == "out" else y + 0.062
            ends = [left + pieces[0].x, left + pieces[-1].x + style.width_of(pieces[-1].text)]
            ax.plot(ends, [level, level], color=color, linewidth=0.7, clip_on=False, label=kind)


def _key(ax: Axes) -> None:
    x = 0.0
    for kind, text in (("out", "words that the other does not have"), ("in", "words that it has instead or beside")):
        (line,) = _lines([(kind, text)])
        _draw(ax, line, x, -0.16)
        x += style.width_of(text) + 0.25
