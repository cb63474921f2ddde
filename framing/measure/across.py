"""What needs the whole corpus: names joined across articles, shared passages, families, statements, edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from framing.corpus import Article, Corpus
from framing.document import STORY, Document
from framing.passages import edits, families, passages, statements


def across_tables(corpus: Corpus, quotations: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Tables of passages, families, edits and statements, and the words that each article shares.

    Parameters
    ----------
    corpus : Corpus
        The articles that were measured.
    quotations : DataFrame
        Their quotations table.

    Returns
    -------
    dict of DataFrame
        passages, families, edits, statements, and shared_words (article_id, shared_words).
    """
    # Which of two articles is held against the other decides where a passage ends: an order that is always the same.
    corpus = Corpus(sorted(corpus, key=lambda article: article.id), corpus.study)
    shared = passages(corpus, quotations)
    return {
        "passages": shared,
        "families": families(corpus, shared),
        "edits": edits(corpus, shared),
        "statements": statements(corpus, quotations),
        "shared_words": shared_words(corpus, shared),
    }


def shared_words(corpus: Corpus, shared: pd.DataFrame) -> pd.DataFrame:
    """Words of each article's story inside a verbatim or edited passage shared with another outlet."""
    outlet = {article.id: article.outlet for article in corpus}
    spans: Mapping[str, list[tuple[int, int]]] = {article.id: [] for article in corpus}
    for row in shared[shared["kind"].isin(["verbatim", "edited"])].itertuples(index=False):
        if outlet[row.article_a] != outlet[row.article_b]:
            spans[row.article_a].append((row.start_a, row.end_a))
            spans[row.article_b].append((row.start_b, row.end_b))
    rows = [(article.id, words_inside(article, spans[article.id])) for article in corpus]
    return pd.DataFrame(rows, columns=["article_id", "shared_words"])


def words_inside(article: Article, spans: Iterable[tuple[int, int]]) -> int:
    """Words of an article's story inside spans that may overlap."""
    document = Document(article)
    reached = words = 0
    for start, end in sorted(spans):
        story = document.paragraphs[document.paragraph_at(start)].zone in STORY
        words += document.words_between(max(start, reached), end) if story and end > reached else 0
        reached = max(reached, end)
    return words
