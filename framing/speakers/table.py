"""The table of quotations: what is quoted, who speaks it, which words bring it in."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from framing.corpus import Article, Corpus
from framing.document import Document, documents
from framing.quotes.kinds import kinds
from framing.quotes.marks import marked
from framing.speakers.attribute import attribute
from framing.speakers.mentions import Mention, mentions
from framing.tables import frame


class Quotation(NamedTuple):
    """A row of the table; offsets are characters of the article's text."""

    article_id: str
    quotation: int
    start: int
    end: int
    kind: str
    zone: str
    words: int
    speaker: str | None
    speaker_local: str | None
    speaker_type: str | None
    mention_start: int | None
    mention_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    confidence: float


def quotations(x: str | Article | Document | Corpus) -> pd.DataFrame:
    """Quotations of a text with their speakers.

    Parameters
    ----------
    x : str, Article, Document or Corpus

    Returns
    -------
    DataFrame
        The columns of ``SCHEMA["quotations"]``, a row for each stretch in quotation marks and each stretch of
        indirect speech, in the order of the text. `start` and `end` lie inside the marks. Where nobody is named the
        speaker is missing; a row of the kind ``scare`` quotes nobody. `confidence` is the probability that the row
        is right: that it is a quotation, and that this mention speaks it.

    Raises
    ------
    TypeError
        For anything else than a text, an article, a document or a corpus.

    Notes
    -----
    Marks are paired by `framing.quotes.marks`, told from scare quotes by `framing.quotes.kinds`, and given to a
    mention by `framing.speakers.attribute`. No parser is used.

    Examples
    --------
    >>> table = quotations("“We will rebuild,” said Ann Hill, a farmer.")
    >>> table[["kind", "speaker", "cue"]].values.tolist()
    [['direct', 'Ann Hill', 'said']]
    """
    return frame("quotations", [row for document in documents(x) for row in quotation_rows(document)])


def quotation_rows(document: Document) -> list[Quotation]:
    """Rows of the table for one document, as plain tuples; for work in bulk."""
    text = document.text
    outer = [span for span in marked(document) if span.depth == 0]
    judged = list(zip(outer, kinds(document, outer), strict=True))
    spoken = [span for span, (kind, _) in judged if kind != "scare"]
    given = iter(attribute(document, spoken))
    found = mentions(document)
    rows: list[Quotation] = []
    for number, (span, (kind, sure)) in enumerate(judged):
        mention: Mention | None = None
        cue: tuple[int, int] | None = None
        confidence = sure
        if kind != "scare":
            choice = next(given)
            confidence = sure * choice.confidence
            mention = found[choice.mention] if choice.mention is not None else None
            if choice.cue_start is not None and choice.cue_end is not None:
                cue = choice.cue_start, choice.cue_end
        name = text[mention.start : mention.end] if mention else None
        rows.append(
            Quotation(
                document.article.id, number, span.start, span.end, kind,
                document.paragraphs[document.paragraph_at(span.start)].zone,
                document.words_between(span.start, span.end), name, name, None,
                mention.start if mention else None, mention.end if mention else None,
                text[cue[0] : cue[1]] if cue else None, cue[0] if cue else None, cue[1] if cue else None,
                round(confidence, 4),
            )
        )  # fmt: skip
    return rows
