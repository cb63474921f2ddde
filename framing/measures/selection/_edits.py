"""What one member of a family writes where another writes something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import as_given, corpus_of, text_ids
from framing.measures.selection.shared import A, B, passages
from framing.measures.selection.tokens import fold
from framing.tables import frame
from framing.tables.measures import Measure
from framing.tables.schema import Column, Table
from framing.text.document import Document


def edits(x: Corpus, shared: pd.DataFrame | None = None) -> pd.DataFrame:
    """Words replaced, inserted and deleted in the edited passages of a corpus.

    Parameters
    ----------
    x : Corpus
    shared : DataFrame, optional
        The passages table of `x`; computed where it is not given.

    Returns
    -------
    DataFrame
        The table ``edits``, one row per edit: passage (row of the passages table), before and after (words of
        article_a and of article_b; empty where words were inserted or deleted), article_a, start_a, end_a, article_b,
        start_b, end_b (an empty span where nothing is there), and count: how often these two outlets differ by the
        same edit, in the same direction. Sort by `count` to see a house's habits.

    Notes
    -----
    *Before* and *after* name the first and the second article in the corpus, not an order in time.

    Examples
    --------
    >>> from framing.corpus.article import Article
    >>> a = Article("a", "The minister emphasized on Monday that migrants had crossed the border at night.")
    >>> b = Article("b", "The minister emphasised on Monday that illegal migrants had crossed the border at night.")
    >>> edits(Corpus([a, b]))[["before", "after", "start_b", "end_b"]].values.tolist()
    [['emphasized', 'emphasised', 13, 23], ['', 'illegal', 39, 46]]

    In the bundled study one outlet writes *Mr* and *Ms* where the other writes the bare name:

    >>> import framing
    >>> table = framing.edits(framing.read("norwell-bridge"))
    >>> table.loc[0, ["article_a", "before", "article_b", "after"]].tolist()
    ['000', 'twice', '002', 'three times']
    """
    x = corpus_of(x, "edits")
    rows = edit_rows(x, text_ids(passages(x) if shared is None else shared))
    times = Counter(rows["habit"])
    rows["count"] = [times[habit] for habit in rows.pop("habit")]
    integer = ("start_a", "end_a", "start_b", "end_b", "count")
    table = frame("edits", rows).astype(
        {"article_a": "string", "article_b": "string", **dict.fromkeys(integer, "Int64")}
    )
    return as_given(table, x)


def edit_rows(x: Corpus, table: pd.DataFrame) -> dict[str, list[Any]]:
    """Columns of the edits of some passages: all but `count`, and *habit*, what is counted."""
    columns: dict[str, list[Any]] = {
        name: []
        for name in (
            "passage", "before", "after", "article_a", "start_a", "end_a", "article_b", "start_b", "end_b"
        )
    }  # fmt: skip
    edited = table[table["kind"] == "edited"]
    needed = set(edited["article_a"]) | set(edited["article_b"])
    documents = {article.id: Document(article) for article in x if article.id in needed}
    names = ("kind", "article_a", "start_a", "end_a", "article_b", "start_b", "end_b")
    for number, row in enumerate(zip(*(table[name] for name in names), strict=True)):
        kind, id_a, first_a, last_a, id_b, first_b, last_b = row
        if kind != "edited":
            continue
        a, b = documents[id_a], documents[id_b]
        span_a, span_b = (int(first_a), int(last_a)), (int(first_b), int(last_b))
        for (start_a, end_a), (start_b, end_b) in _replaced(a, span_a, b, span_b):
            values = (
                number, a.text[start_a:end_a], b.text[start_b:end_b], id_a, start_a, end_a, id_b, start_b, end_b
            )  # fmt: skip
            for column, value in zip(columns.values(), values, strict=True):
                column.append(value)
    columns["habit"] = [
        (x[str(a)].outlet, x[str(b)].outlet, str(before).casefold(), str(after).casefold())
        for a, b, before, after in zip(
            columns["article_a"], columns["article_b"], columns["before"], columns["after"], strict=True
        )
    ]
    return columns


def _replaced(
    a: Document, span_a: tuple[int, int], b: Document, span_b: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of spans that differ, from a word-by-word comparison of two passages."""
    words_a = [w for w in a.words if span_a[0] <= w[0] < span_a[1]]
    words_b = [w for w in b.words if span_b[0] <= w[0] < span_b[1]]
    matcher = SequenceMatcher(
        None, [fold(a.text[i:j]) for i, j in words_a], [fold(b.text[i:j]) for i, j in words_b], autojunk=False
    )
    for tag, i0, i1, j0, j1 in matcher.get_opcodes():
        if tag != "equal":
            yield _stretch(words_a, i0, i1, span_a), _stretch(words_b, j0, j1, span_b)


def _stretch(words: list[tuple[int, int]], first: int, last: int, span: tuple[int, int]) -> tuple[int, int]:
    """Characters of a word range; an empty one lies before the next word, or where the passage ends."""
    if first < last:
        return words[first][0], words[last - 1][1]
    at = words[first][0] if first < len(words) else span[1]
    return at, at


EDITS = Measure(
    Table("edits", "replaced words", (
        Column("passage", "integer", "", "Row of the passages table."),
        Column("before", "string", "", "Words in article_a; empty where words were inserted.", A),
        Column("after", "string", "", "Words in article_b; empty where words were deleted.", B),
        Column("article_a", "string", "", "Id of one article."),
        Column("start_a", "integer", "characters", "Where the words begin in it."),
        Column("end_a", "integer", "characters", "Where they end, exclusive."),
        Column("article_b", "string", "", "Id of the other article."),
        Column("start_b", "integer", "characters", "Where the words begin there."),
        Column("end_b", "integer", "characters", "Where they end there, exclusive."),
        Column("count", "integer", "edits",
               "How often these two outlets differ by the same edit, in the same direction."),
    ), step="families"),
)  # fmt: skip
