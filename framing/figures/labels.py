"""Names of outlets in figures, and the notes a reader must not miss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.figures.style import drawn, printable, wrap
from framing.tables import measured

if TYPE_CHECKING:
    from framing.tables import Tables

_SOME = "{number} of {articles} articles of {outlet}"
_SIGNS = ("†", "‡", "§", "¶")
LANGUAGE, FILED = "translated", "filed"  # how notes of the articles begin that matter to some figures alone
_NOWHERE = ("outlet unknown", "date guessed")  # the name says the one; of the other the figures of dates say how many
_NAMED = 3  # articles that a note names one by one


class Labels(NamedTuple):
    """Label and signs of each outlet, in the order of the outlets table; `notes` are under the figure."""

    names: dict[str, str]
    signs: dict[str, str]
    notes: list[str]

    def lines(self, outlet: str, inches: float, lines: int) -> list[str]:
        """The outlet's label in bold, wrapped; the signs of its notes are never cut."""
        return wrap(self.names[outlet], inches, lines, bold=True, tail=self.signs[outlet])


def labels(
    tables: Tables, words: Mapping[str, str] | None = None, heeded: tuple[str, ...] = (LANGUAGE, FILED)
) -> Labels:
    """Label of every outlet with the signs of its notes, and the notes.

    Notes come from the articles table: that some were not measured is in every figure, that they are translated
    or were filed before the event only where the figure heeds it. A name that the font cannot draw becomes a number,
    which the caption explains; `words` are the user's own.
    """
    words = words or {}
    names = {}
    for number, outlet in enumerate(tables.outlets["outlet"], 1):
        name = words.get(outlet, outlet)
        names[outlet] = name if printable(name) else f"Outlet {number}"
    signs = dict.fromkeys(names, "")
    notes = []
    for sign, (note, articles) in zip(_signs(), _noted(tables, heeded).items(), strict=False):
        where = []
        for outlet, group in articles.groupby("outlet", sort=False):
            of = int((tables.articles["outlet"] == outlet).sum())
            if of == 1 or len(group) <= _NAMED:
                where += list(group["article_id"])
            else:
                some = words.get(_SOME, _SOME)
                where.append(some.format(number=len(group), articles=of, outlet=names[outlet]))
            signs[outlet] += sign
        notes.append(f"{sign} {drawn(', '.join(where))}: {drawn(words.get(note, note))}.")
    return Labels(names, signs, notes)


def unprinted(tables: Tables) -> dict[str, str]:
    """Labels that stand for names the bundled font cannot draw."""
    outlets = list(tables.outlets["outlet"])
    return {f"Outlet {i}": name for i, name in enumerate(outlets, 1) if not printable(name)}


def several(tables: Tables) -> bool:
    """Whether some outlet has more than one article."""
    return bool((tables.outlets["articles_measured"] > 1).any())


def measured_outlets(tables: Tables) -> set[str]:
    """Outlets with a measured article."""
    return set(tables.outlets.loc[measured(tables), "outlet"])


def outlet_of(tables: Tables) -> pd.Series[str]:
    """Outlet by article id."""
    return tables.articles.set_index("article_id")["outlet"]


def _noted(tables: Tables, heeded: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Articles by note, in the order in which the notes are first met."""
    rows = tables.articles[["article_id", "outlet", "notes"]].dropna()
    rows = rows.assign(notes=rows["notes"].str.split(";")).explode("notes")
    rows = rows.assign(notes=rows["notes"].str.strip().str.rstrip("."))
    unheeded = tuple({LANGUAGE, FILED} - set(heeded))
    rows = rows[~rows["notes"].isin(["", *_NOWHERE]) & ~rows["notes"].str.startswith(unheeded or ("\0",))]
    return {str(note): group for note, group in rows.groupby("notes", sort=False)}


def _signs() -> list[str]:
    return list(_SIGNS) + [sign * 2 for sign in _SIGNS] + [sign * 3 for sign in _SIGNS]
