"""Reported speech by rule: which clause, by which verb of saying, of which source. Nothing here is learned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from framing.document import Document
from framing.quotes.extent import Grammar
from framing.quotes.saying import Cue, cues_in

LONGEST = 300  # words of a sentence that are looked at together: a text without stops stays linear
LEAST = 5  # words that each part of an interrupted clause must have to be a row of its own

# Share of rows that were right on PolNeAR train, by the way in which the clause hangs on its cue.
CONFIDENCE = {
    "that": 0.86, "clause": 0.8, "question": 0.76, "infinitive": 0.6, "gerund": 0.8, "before": 0.8, "around": 0.85,
    "according": 0.85, "label": 0.7,
}  # fmt: skip

_BULLET = re.compile(r"\s*[-*•·▪–—]\s+")


@dataclass(frozen=True)
class Reported:
    """A clause that reports speech (`kind` ``indirect``) or something else ascribed to somebody (``attributed``).

    Offsets are characters of the text, `end` exclusive. The cue is missing where a label alone ascribes the clause,
    the source where nobody is named. `confidence` is the probability that the row is right.
    """

    start: int
    end: int
    kind: str
    cue_start: int | None
    cue_end: int | None
    source_start: int | None
    source_end: int | None
    confidence: float


def reported(document: Document, marks: Iterable[Sequence[Any]]) -> list[Reported]:
    """Clauses of `document` that report what somebody said, found by the verbs of saying.

    Parameters
    ----------
    document : Document
    marks : iterable of (start, end, ...)
        The outermost stretches in quotation marks. No cue is looked for in them. A clause may hold some; one that
        stands wholly in marks is a quotation and no row.

    Returns
    -------
    list of Reported
        In order of `start`. The span is the clause without its cue, its source and the word *that*. Speech that is
        negated (*did not say*, *declined to say*) is no row, a denial is one. Clauses may nest.

    Notes
    -----
    A cue is a form of a verb whose ``speech`` is ``yes`` in the list of cues (`framing.quotes.cues`). From the word
    classes of `framing.quotes.sketch`, rules tell its subject and whether its clause follows (*Hill said the dam was
    safe*), goes before (*the dam was safe, Hill said*) or stands around it. Beliefs, intentions and expectations, and
    what figures or polls show, are not looked for: the kind ``attributed`` needs the encoder.

    Examples
    --------
    >>> document = Document("The mayor said that the bridge would open in May. She wants it to.")
    >>> [document.text[row.start:row.end] for row in reported(document, [])]
    ['the bridge would open in May']
    """
    grammar, sentences = _read(document, marks)
    found: list[Reported] = []
    for first, last, cues in sentences:
        found += _of_sentence(grammar, first, last, cues)
    found.sort(key=lambda row: (row.start, row.end))
    return found


class Source(NamedTuple):
    """The phrase that names who says something, in words: its first, its head, and its end (exclusive).

    `cue` and `cue_end` are characters. `sure` is True where the words leave no doubt: *quoted Hill as saying*.
    """

    first: int
    head: int
    end: int
    cue: int
    cue_end: int
    sure: bool


def sources(document: Document, marks: Iterable[Sequence[Any]]) -> dict[int, Source]:
    """Source of each verb of saying outside `marks`, by the character with which the verb begins.

    Examples
    --------
    >>> document = Document("A friend of Hale’s said no.")
    >>> [(at, document.word_texts[source.head]) for at, source in sources(document, []).items()]
    [(19, 'friend')]
    """
    grammar, sentences = _read(document, marks)
    found = {}
    for cue in [cue for _, _, cues in sentences for cue in cues]:
        if cue.source is not None:
            start, end = grammar.span(cue.first, cue.last)
            sure = grammar.lowered[cue.first - 1] == "as"
            found[start] = Source(cue.source[0], grammar.head(*cue.source), cue.source[1], start, end, sure)
    return found


def _read(document: Document, marks: Iterable[Sequence[Any]]) -> tuple[Grammar, list[tuple[int, int, list[Cue]]]]:
    """The words of a document and the cues of each sentence; worked out once for the same marks."""
    spans = [(mark[0], mark[1]) for mark in marks]
    made = document.__dict__.get("_cues")
    if made is None or made[0] != spans:
        grammar = Grammar(document, spans)
        sentences = []
        for sentence in document.sentences:
            start, end = (bisect_left(grammar.starts, place) for place in (sentence.start, sentence.end))
            for first in range(start, end, LONGEST):
                last = min(first + LONGEST, end)
                sentences.append((first, last, cues_in(grammar, first, last)))
        made = document.__dict__["_cues"] = (spans, grammar, sentences)
    return made[1], made[2]


def _of_sentence(g: Grammar, first: int, last: int, cues: list[Cue]) -> list[Reported]:
    rows: list[Reported] = []
    for cue in cues:
        rows += _of_cue(g, cue, cues, first, last)
    return rows or _label(g, first, last)


def _of_cue(g: Grammar, cue: Cue, cues: list[Cue], first: int, last: int) -> list[Reported]:
    """Rows of one cue: of the clause after it, before it, or around it."""
    if cue.skipped:
        return []
    if cue.pattern == "according":
        named = any(other.source is not None and other is not cue and not other.inside(cue) for other in cues)
        return [] if named else _according(g, cue, cues, first, last)
    content = g.after(cue, last)
    if content is not None:
        start, pattern = content
        end = g.end_of(start, last, cue, cues)
        return _rows(g, [(start, end)], cue, pattern)
    before = g.before(cue, first, cues)
    if before is None:
        return []
    start, end = before
    if g.quoted(start, end):
        return []
    rest = g.rest(cue, last)
    if rest is not None:
        rest_end = g.end_of(rest, last, cue, cues)
        parts = [(start, end), (rest, rest_end)]
        if min(z - a for a, z in parts) < LEAST:
            parts = [max(parts, key=lambda part: (g.has_verb(*part), part[1] - part[0]))]
        return _rows(g, parts, cue, "around")
    if not g.states(start, end):
        return []
    return _rows(g, [(start, end)], cue, "before")


def _according(g: Grammar, cue: Cue, cues: list[Cue], first: int, last: int) -> list[Reported]:
    """*According to X, CLAUSE* and *CLAUSE, according to X*."""
    if cue.source is None:
        return []
    if cue.group <= first + 1:
        start = g.after_comma(cue.source[1], last)
        if start is None or not g.has_verb(start, last):
            return []
        return _rows(g, [(start, g.end_of(start, last, cue, cues))], cue, "according")
    start, end = g.start_before(cue, first, cues), cue.group
    if not g.has_verb(start, end):
        return []
    return _rows(g, [(start, end)], cue, "according")


def _label(g: Grammar, first: int, last: int) -> list[Reported]:
    """A bullet that begins with a speaker's name or role and a colon: *• Minister: the law is dead*."""
    text, start = g.text, g.words[first][0]
    line = text.rfind("\n", 0, start) + 1
    if not _BULLET.fullmatch(text, line, start):
        return []
    label = next((i for i in range(first, min(first + 6, last - 1)) if ":" in g.gap(i)), None)
    if label is None or not g.nominal(label) or g.quoted(label + 1, last) or not g.has_verb(label + 1, last):
        return []
    source = (g.words[first][0], g.words[label][1])
    a, z = g.words[label + 1][0], g.words[last - 1][1]
    return [Reported(a, z, "indirect", None, None, *source, CONFIDENCE["label"])]


def _rows(g: Grammar, parts: list[tuple[int, int]], cue: Cue, pattern: str) -> list[Reported]:
    """A row for each stretch of words, in characters; none that stands wholly in marks."""
    rows = []
    source: tuple[int, int] | tuple[None, None] = (None, None)
    if cue.source is not None:
        source = g.span(*cue.source)
    for a, z in parts:
        if z <= a or g.quoted(a, z):
            continue
        start, end = g.clause_span(a, z)
        cue_span = g.words[cue.first][0], g.words[cue.last - 1][1]
        rows.append(Reported(start, end, "indirect", *cue_span, source[0], source[1], CONFIDENCE[pattern]))
    return rows
