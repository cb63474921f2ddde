"""`evidence` and `sentences_of`: the place in the text that a row of a table was counted from."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of
from framing.reporting.markup import STYLES, Mark, marked
from framing.reporting.reading_view import Page
from framing.text.document import Document

_PLACES = (("article_id", "start", "end"), ("article_a", "start_a", "end_a"), ("article_b", "start_b", "end_b"))


def evidence(corpus: Corpus, row: pd.Series[Any] | Mapping[str, Any]) -> Page:
    """The sentences that a row was counted from, with its span marked.

    Parameters
    ----------
    corpus : Corpus
    row : Series or mapping
        A row of any table with article_id, start and end; of `passages`, both places are shown.

    Returns
    -------
    Page

    Raises
    ------
    TypeError
        If `corpus` is no corpus, or `row` no row: ``table.iloc[0]`` is one.
    ValueError
        If the row names no place in a text: a total is the sum of rows of another table.

    Examples
    --------
    >>> corpus = Corpus([*[__import__("framing").Article("a", "It rained. Ann Lee left.")]])
    >>> evidence(corpus, {"article_id": "a", "start": 11, "end": 18})
    a, characters 11 to 18: [Ann Lee] left.
    """
    corpus = corpus_of(corpus, "evidence")
    if not isinstance(row, (pd.Series, Mapping)):
        what = "a whole table" if isinstance(row, pd.DataFrame) else type(row).__name__
        raise TypeError(f"evidence takes one row of a table, such as tables.quotations.iloc[0], not {what}.")
    shown = [
        (corpus[row[name]].id, int(row[start]), int(row[end]))
        for name, start, end in _PLACES
        if name in row and start in row and not pd.isna(row[start])
    ]
    if not shown:
        raise ValueError("This row names no place in a text; its evidence is the rows of the table that it sums.")
    blocks, lines = [], []
    for article_id, start, end in shown:
        document = Document(corpus[article_id])
        first, last = document.sentence_at(start), document.sentence_at(max(start, end - 1))
        a, b = min(start, document.sentences[first].start), max(end, document.sentences[last].end)
        where = f"{article_id}, characters {start} to {end}"
        text = document.text
        content = marked(text, a, b, [Mark(start, end, STYLES["target"], where)])
        blocks.append(f'<p><span style="color: #666666">{html.escape(where)}</span><br>{content}</p>')
        lines.append(f"{where}: {text[a:start]}[{text[start:end]}]{text[end:b]}")
    return Page("".join(blocks), "\n".join(lines))


def sentences_of(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """A table with the sentences that its rows were counted from.

    Parameters
    ----------
    corpus : Corpus
    table : DataFrame
        Rows with article_id, start and end; a row without a place keeps an empty cell.

    Returns
    -------
    DataFrame
        The same rows with ``sentence_text``: the sentence or sentences that hold the span, as printed.

    Raises
    ------
    TypeError
        If `corpus` is no corpus, or `table` no table.
    ValueError
        If the table names no place in a text.

    Examples
    --------
    >>> from framing import Article
    >>> corpus = Corpus([Article("a", "It rained. Ann Lee left.")])
    >>> table = pd.DataFrame({"article_id": ["a"], "start": [11], "end": [18]})
    >>> sentences_of(corpus, table)["sentence_text"].item()
    'Ann Lee left.'
    """
    corpus = corpus_of(corpus, "sentences_of")
    if not isinstance(table, pd.DataFrame):
        raise TypeError(f"sentences_of takes a table, such as tables.quotations, not {type(table).__name__}.")
    missing = [name for name in ("article_id", "start", "end") if name not in table]
    if missing:
        raise ValueError(f"The table has no column {', '.join(missing)}: its rows name no place in a text.")
    documents: dict[str, Document] = {}
    texts: list[str | None] = []
    for article, start, end in zip(table["article_id"], table["start"], table["end"], strict=True):
        if pd.isna(article) or pd.isna(start) or pd.isna(end):
            texts.append(None)
            continue
        if article not in documents:
            documents[article] = Document(corpus[article])
        document = documents[article]
        first, last = document.sentence_at(int(start)), document.sentence_at(max(int(start), int(end) - 1))
        texts.append(document.text[document.sentences[first].start : document.sentences[last].end])
    return table.assign(sentence_text=pd.array(texts, dtype="string"))
