"""The table of quotations: what is quoted, who speaks it, which words bring it in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from framing.corpus import Article, Corpus
from framing.document import Document, documents
from framing.quotes.kinds import kinds
from framing.quotes.indirect import indirect
from framing.quotes.marks import Marked, marked
from framing.speakers.across import join_across
from framing.speakers.attribute import attribute
from framing.speakers.mentions import Mention, mentions
from framing.speakers.names import Entity, resolve
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
        The columns of ``SCHEMA["quotations"]``, a row for each stretch in quotation marks and each clause of
        indirect speech, in the order of the text. `start` and `end` lie inside the marks. Where nobody is named, or
        two could be meant, the speaker is missing; a row of the kind ``scare`` quotes nobody. `speaker_local` is the
        name within the article; in a corpus `speaker` joins the names that articles write differently. `confidence`
        is the probability that the row is right: that it is a quotation, and that this mention speaks it.

    Raises
    ------
    TypeError
        For anything else than a text, an article, a document or a corpus.

    Notes
    -----
    Marks are paired by `framing.quotes.marks`, told from scare quotes by `framing.quotes.kinds`, and given to a
    mention by `framing.speakers.attribute`; clauses without marks are found by `framing.quotes.indirect`, and
    mentions led to a name by `framing.speakers.names`. No parser is used.

    Examples
    --------
    >>> table = quotations("“We will rebuild,” said Ann Hill, a farmer. Hill said her barn was gone.")
    >>> table[["kind", "speaker", "cue"]].values.tolist()
    [['direct', 'Ann Hill', 'said'], ['indirect', 'Ann Hill', 'said']]
    """
    table = frame("quotations", [row for document in documents(x) for row in quotation_rows(document)])
    if not isinstance(x, Corpus):
        return table
    return join_across(table, x.study.aliases if x.study else None)(table)


def quotation_rows(document: Document) -> list[Quotation]:
    """Rows of the table for one document, as plain tuples; for work in bulk."""
    found = mentions(document)
    marks = [span for span in marked(document) if span.depth == 0]
    said = _in_marks(document, marks) + _reported(document, marks, found)
    said.sort(key=lambda one: (one.start, one.end))
    speaking = [one for one in said if one.kind != "scare"]
    entities = resolve(document, found, speaking, [one.mention for one in speaking])
    return [_row(document, number, one, found, entities) for number, one in enumerate(said)]


class _Said(NamedTuple):
    """A quotation before its speaker has a name; `source` spans the words that name the speaker."""

    start: int
    end: int
    kind: str
    mention: int | None
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    confidence: float


def _in_marks(document: Document, marks: Sequence[Marked]) -> list[_Said]:
    """Stretches in quotation marks: direct, partial, and scare quotes, which nobody speaks."""
    judged = list(zip(marks, kinds(document, marks), strict=True))
    given = iter(attribute(document, [span for span, (kind, _) in judged if kind != "scare"]))
    found = mentions(document)
    said = []
    for span, (kind, sure) in judged:
        if kind == "scare":
            said.append(_Said(span.start, span.end, kind, None, None, None, sure))
            continue
        choice = next(given)
        mention = None if choice.mention is None else found[choice.mention]
        source = None if mention is None else (mention.start, mention.end)
        cue = None if choice.cue_start is None or choice.cue_end is None else (choice.cue_start, choice.cue_end)
        said.append(_Said(span.start, span.end, kind, choice.mention, source, cue, sure * choice.confidence))
    return said


def _reported(document: Document, marks: Sequence[Marked], found: Sequence[Mention]) -> list[_Said]:
    """Clauses of indirect speech; the mention that names the source is the first that begins in it."""
    said = []
    starts = [mention.start for mention in found]
    for clause in indirect(document, marks):
        source, mention = None, None
        if clause.source_start >= 0:
            source = clause.source_start, clause.source_end
            near = bisect_left(starts, source[0])
            # A mention that begins before the source and reaches into it names it as well.
            if near and found[near - 1].end > source[0]:
                near -= 1
            mention = near if near < len(found) and found[near].start < source[1] else None
        cue = clause.cue_start, clause.cue_end
        said.append(_Said(clause.start, clause.end, "indirect", mention, source, cue, clause.confidence))
    return said


def _row(
    document: Document, number: int, one: _Said, found: Sequence[Mention], entities: Sequence[Entity | None]
) -> Quotation:
    text = document.text
    entity = None if one.mention is None else entities[one.mention]
    start, end = one.source or (None, None)
    cue_start, cue_end = one.cue or (None, None)
    return Quotation(
        document.article.id, number, one.start, one.end, one.kind,
        document.paragraphs[document.paragraph_at(one.start)].zone,
        document.words_between(one.start, one.end),
        entity.name if entity else None, entity.name if entity else None, entity.type if entity else None,
        start, end, text[cue_start:cue_end] if one.cue else None, cue_start, cue_end, round(one.confidence, 4),
    )  # fmt: skip
