"""From a mark to its text: the passage that a mark of a figure shows, or one of those that it sums up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from framing.figures.labels import outlet_of
from framing.measures.voice import SPEECH, VOICE_OF_KIND
from framing.text.zones import STORY

if TYPE_CHECKING:
    from framing.tables import Tables


class Passage(NamedTuple):
    """A span of an article, in characters; where it is empty, the article as a whole."""

    article_id: str
    start: int
    end: int


Link = Callable[[Passage], str | None]  # the address of a passage, where it has one
Found = dict[Any, Passage]


def mark_id(figure: str, number: int) -> str:
    """Id of a mark in the SVG of its figure, from 0 in the order drawn."""
    return f"{figure}-mark-{number}"


def passage(row: Any) -> Passage | None:
    """The passage of a row with article_id, start and end; of a row without an article, None."""
    if pd.isna(row.article_id):
        return None
    if pd.isna(row.start) or pd.isna(row.end):
        return Passage(str(row.article_id), 0, 0)
    return Passage(str(row.article_id), int(row.start), int(row.end))


def first(rows: pd.DataFrame, keys: list[str]) -> Found:
    """The first passage of each group of rows, by its key or keys."""
    found: Found = {}
    columns = [rows[name].tolist() for name in ("article_id", "start", "end", *keys)]
    for article, start, end, *key in zip(*columns, strict=True):
        known = not (pd.isna(article) or pd.isna(start) or pd.isna(end))
        if known and not any(map(pd.isna, key)):
            name = key[0] if len(key) == 1 else tuple(key)
            found.setdefault(name, Passage(str(article), int(start), int(end)))
    return found


def longest(rows: pd.DataFrame, keys: list[str]) -> Found:
    """The longest passage of each group of rows, by its key or keys."""
    length = rows["end"].astype("float64") - rows["start"].astype("float64")
    return first(rows.loc[length.sort_values(ascending=False, kind="stable").index], keys)


def typical(rows: pd.DataFrame, keys: list[str], value: str) -> Found:
    """Of each group of rows the passage whose `value` comes nearest to the group's mean."""
    apart = (rows[value] - rows.groupby(keys)[value].transform("mean")).abs()
    return first(rows.loc[apart.sort_values(kind="stable").index], keys)


def quoted(tables: Tables) -> pd.DataFrame:
    """Speech of the story with its outlet, its voice (quoted or reported) and its length in characters."""
    rows = tables.quotations
    rows = rows[rows["kind"].isin(SPEECH) & rows["zone"].isin(STORY)]
    voice = rows["kind"].map(VOICE_OF_KIND)
    return rows.assign(voice=voice, outlet=rows["article_id"].map(outlet_of(tables))).reset_index(drop=True)


def openings(tables: Tables) -> Found:
    """Of each outlet the first sentence of its first story."""
    rows = tables.sentences[tables.sentences["zone"].isin(STORY)]
    return first(rows.assign(outlet=rows["article_id"].map(outlet_of(tables))), ["outlet"])
