"""Edits: passages that two outlets share, in both wordings, with what one has put in and the other left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import LANGUAGE, outlet_of
from framing.figures.links import Passage, passage
from framing.figures.page import Page

if TYPE_CHECKING:
    from framing.tables import Tables

READ = (
    "Each pair of outlets has its most edited passage. Struck through: words that the other lacks; underlined: words "
    "that it has instead. Sides follow the study's order, not who wrote first."
)
MOST = 6  # pairs of outlets
COLUMNS = ("passage", "side", "article_id", "outlet", "part", "kind", "text", "start", "end")
_MARKS = {"out": "#D55E00", "in": "#0072B2"}  # struck through, underlined: told apart without colour


class Piece(NamedTuple):
    """A word of a line, `x` inches from its beginning, and the edit that it is of."""

    x: float
    kind: str
    text: str
    of: Passage | None


def data(tables: Tables, top: int = MOST) -> pd.DataFrame:
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
    rows = rows.drop_duplicates(["outlet_a", "outlet_b"]).head(top).sort_index()
    made = []
    for number, row in rows.iterrows():
        places = found[found["passage"] == number]
        for side, kind in (("a", "out"), ("b", "in")):
            at = places.sort_values(f"start_{side}", kind="stable")
            ends = [at[f"{end}_{side}"] - row[f"start_{side}"] for end in ("start", "end")]
            spans = list(zip(*ends, strict=True))
            reached = int(row[f"start_{side}"])
            for part, (how, text) in enumerate(_parts(str(row[f"text_{side}"]), spans, kind)):
                span = (reached, reached + len(text))
                made.append((number, side, row[f"article_{side}"], row[f"outlet_{side}"], part, how, text, *span))
                reached = span[1]
    return pd.DataFrame(made, columns=list(COLUMNS))


def caption(tables: Tables) -> str:
    """How many shared passages differ, whose differ most, and how to read the figure."""
    rows = data(tables)
    places = tables.edits["passage"].value_counts()
    drawn = rows.drop_duplicates("passage")["passage"]
    most = max(drawn, key=lambda number: int(places[number]))
    one, other = (rows.loc[(rows["passage"] == most) & (rows["side"] == side), "outlet"].iloc[0] for side in "ab")
    differ = f"{len(places):,} shared passages differ" if len(places) > 1 else "One shared passage differs"
    count = int(places[most])
    return f"{differ} in wording; {one} and {other} have up to {count} edit{'s' * (count > 1)} in one. {READ}"


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


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Shared passages in two versions, side by side.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``articles``, ``passages`` and ``edits``.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> edits(Tables({})).texts[0].get_text()
    'No edited passage...'
    """
    page.key([
        (lambda x, y: _sample(page, "out", x, y), "words that the other does not have"),
        (lambda x, y: _sample(page, "in", x, y), "words that it has instead or beside"),
    ])  # fmt: skip
    wide = page.width / 2 - page.em
    for _, group in rows.groupby("passage", sort=False):
        page.level(0, page.width, page.y)
        page.gap(0.2)
        top = bottom = page.y
        for side, left in (("a", 0.0), ("b", wide + 2 * page.em)):
            mine = group[group["side"] == side]
            page.y = top
            title = page.outlet(mine["outlet"].iloc[0], wide, 2)
            page.text(left, page.y, "\n".join(title), at="top", bold=True)
            page.y += page.line * (len(title) + 0.2)
            parts = [(row.kind, row.text, passage(row)) for row in mine.itertuples(index=False)]
            for line in _lines(parts, wide):
                _draw(page, line, left, page.row(1, 0.1))
            bottom = max(bottom, page.y)
        page.y = bottom
        page.gap(0.6)
    page.notes()


def _lines(parts: list[tuple[str, str, Passage | None]], inches: float) -> list[list[Piece]]:
    """Words set in lines as wide as a column; what is glued to a word, such as a comma, stays with it."""
    blank = style.width_of("a b") - style.width_of("ab")
    lines: list[list[Piece]] = [[]]
    x, apart = 0.0, True
    for kind, text, of in parts:
        for n, word in enumerate(text.split()):
            apart = apart or n > 0 or text[0].isspace()
            shown = word if style.printable(word) else "\N{REPLACEMENT CHARACTER}" * len(word)
            x += blank if apart and x else 0.0
            for m, piece in enumerate(style.wrap(shown, inches, 99)):  # a word wider than the column is broken
                if x and (m or (apart and x + style.width_of(piece) > inches)):
                    lines.append([])
                    x = 0.0
                lines[-1].append(Piece(x, kind, piece, of if kind in _MARKS else None))
                x += style.width_of(piece)
            apart = False
        apart = apart or text[-1].isspace()
    return lines


def _draw(page: Page, line: Sequence[Piece], left: float, y: float) -> None:
    """A line of words; what is marked alike is marked in one stroke."""
    for kind, group in groupby(line, key=lambda piece: piece.kind):
        pieces = list(group)
        color = _MARKS.get(kind, "black")
        for piece in pieces:
            page.text(left + piece.x, y, piece.text, color=color, of=piece.of)
        if kind in _MARKS:
            _stroke(page, kind, left + pieces[0].x, left + pieces[-1].x + style.width_of(pieces[-1].text), y)


def _stroke(page: Page, kind: str, left: float, right: float, y: float) -> None:
    level = y - 0.08 * page.em if kind == "out" else y + 0.56 * page.em
    page.level(left, right, level, color=_MARKS[kind], linewidth=0.7, zorder=3, label=kind)


def _sample(page: Page, kind: str, x: float, y: float) -> float:
    """A word of the key, marked as the figure marks words."""
    word = "word"
    word = page.say(word)
    page.text(x, y, word, color=_MARKS[kind])
    _stroke(page, kind, x, x + style.width_of(word), y)
    return style.width_of(word)


edits = Figure(
    name="edits", title="What was changed", caption=caption, data=data, draw=draw, describe=describe,
    empty="No edited passage is shared by two outlets.", top=MOST, notes=(LANGUAGE,),
)  # fmt: skip
