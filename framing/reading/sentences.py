"""`sentences_of`: the sentence that each row of a table was counted from, beside the row."""

from __future__ import annotations

import pandas as pd

from framing.corpus import Corpus, needs_corpus
from framing.document import Document


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
    needs_corpus(corpus, "sentences_of")
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
