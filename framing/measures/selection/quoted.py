"""Which stretches of an article are quoted: from the quotations table, or from its quotation marks."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.measures.quotes import marks
from framing.text.document import Document

Spans = list[tuple[int, int]]


def spans_in_marks(x: Corpus, quotations: pd.DataFrame | None) -> Callable[[Document], Spans]:
    """Function that gives the spans of a document that are in quotation marks.

    Parameters
    ----------
    x : Corpus
    quotations : DataFrame or None
        The quotations table; its direct and partial quotations are taken.
    """
    if quotations is None:
        return marked
    inside = quotations[quotations["kind"].isin(["direct", "partial"])]
    held: dict[str, Spans] = {article.id: [] for article in x}
    for article_id, start, end in zip(inside["article_id"], inside["start"], inside["end"], strict=True):
        held[article_id].append((int(start), int(end)))
    return lambda document: held[document.article.id]


def marked(document: Document) -> Spans:
    """What is between quotation marks, whoever said it."""
    return [(mark.start, mark.end) for mark in marks.marked(document)]
