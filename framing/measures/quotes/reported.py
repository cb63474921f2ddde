"""Reported speech: which clause, by which verb of saying, from which source; by rule alone, or with the encoder."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from framing.measures.quotes.extent import Grammar
from framing.measures.quotes.grammar import IN_PHRASE, LONGEST_SUBJECT, Cue
from framing.measures.quotes.marks import Marked, marked
from framing.measures.quotes.saying import cues_in, verb_forms
from framing.measures.quotes.subjects import TO_LISTENER
from framing.models.reading import Clause, Reading
from framing.text.cues import speech_flag
from framing.text.document import Document

LONGEST = 300  # words of a sentence that are looked at together: a text without stops stays linear
LEAST = 5  # words that each part of an interrupted clause must have to be a row of its own

# Share of rows that were right on PolNeAR train, by the way in which the clause hangs on its cue.
CONFIDENCE = {
    "that": 0.86, "clause": 0.8, "question": 0.76, "infinitive": 0.6, "gerund": 0.8, "before": 0.8, "around": 0.85,
    "according": 0.85, "label": 0.7,
}  # fmt: skip

# Mean chance of its words from which a clause of the encoder counts: as speech with a verb of saying, as speech without
# one, and as a belief. The best F1 on PolNeAR's development part, 30 November 2026.
SPEECH, SPEECH_WITHOUT_VERB, ATTRIBUTED = 0.65, 0.9, 0.4
POSSIBLE = 0.4  # mean chance of speech that a clause found by rule must have
NEAR = 80  # characters between a source and its cue in which a negation is looked for
_NEGATED = re.compile(
    r"\b(?:not|cannot|\w+n['’]t|never|no one|nobody|neither|declin\w+|refus\w+|without|fail\w* to|yet to)\b", re.I
)
_NOBODY = re.compile(r"(?:no|none|neither|nobody)\b(?! \d)", re.I)  # *No 10* is an address

# What somebody says, as a noun: whoever says it is its owner.
SPEECH_NOUNS = frozenset(
    "claim claims suggestion assertion assertions allegation allegations accusation accusations attempt argument "
    "insistence contention complaint denial warning warnings promise pledge vow comment comments remark remarks "
    "admission announcement call demand criticism prediction".split()
)
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
        is wholly in marks is a quotation and no row.

    Returns
    -------
    list of Reported
        In order of `start`. The span is the clause without its cue, its source and the word *that*. Speech that is
        negated (*did not say*, *declined to say*) is no row, a denial is one. Clauses may nest.

    Notes
    -----
    A cue is a form of a verb whose ``speech`` is ``yes`` in the list of cues (`framing.text.cues`). From the
    word classes of `framing.text.word_classes`, rules tell its subject and whether its clause follows (*Hill said
    the dam was safe*), goes before (*the dam was safe, Hill said*) or is around it. Beliefs, intentions and
    expectations, and what figures or polls show, are not looked for: the kind ``attributed`` needs the encoder.

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


def source_at(
    document: Document, marks: Iterable[Sequence[Any]], span: tuple[int, int], cue: tuple[int, int]
) -> Source:
    """The source that the characters of `span` name, whose verb is `cue`."""
    grammar, _ = _read(document, marks)
    words = document.word_slice(*span)
    first, end = words.start, max(words.stop, words.start + 1)
    while first < end - 1 and grammar.tag(first) == "V" and grammar.lowered[first] in verb_forms():
        first += 1  # *declares the website*
    head = grammar.head(first, end)
    if grammar.lowered[head] in SPEECH_NOUNS:  # of *Hill’s suggestion* Hill is the source
        owner = max((i for i in range(first, head) if grammar.tag(i) in "Or"), default=None)
        if owner is not None:
            head, end = owner, owner + 1
    return Source(first, head, end, *cue, sure=False)


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


def reported_in(document: Document, reading: Reading) -> list[Reported]:
    """Clauses that the encoder reads in a document, as `reported` gives those that rules find.

    A clause that a verb of saying brings in is believed sooner than another; a negated verb brings in nothing.
    """
    found = []
    outer = [span for span in marked(document) if not span.depth]
    grammar, _ = _read(document, outer)
    for clause in reading.clauses:
        source, cue = clause.pointed.span("source"), clause.pointed.span("cue")
        kind = _kind_of(document.text, clause, source, cue)
        if cue is not None and _of_listener(grammar, clause.start, cue):
            kind = None
        if kind is not None:
            start, end = _with_marks(clause.start, clause.end, outer)
            if cue is not None:
                start, verb = _own_verb(grammar, start, end, cue)
                source = _by_whom(grammar, cue) or source if verb == cue else source
                cue = verb
            (cue_start, cue_end), (source_start, source_end) = cue or (None, None), source or (None, None)
            where = (cue_start, cue_end, source_start, source_end)
            found.append(Reported(start, end, kind, *where, confidence=round(clause.confidence, 4)))
    # What the rules find and the encoder does not rule out: it is unsure of clauses of three or four words.
    for row in reported(document, outer):
        speech, ascribed = reading.chances(row.start, row.end)
        if row.source_start is None:
            row = next((_sourced(row, c) for c in reading.clauses if c.start < row.end and row.start < c.end), row)
        alike = [
            r for r in found
            if 2 * (min(r.end, row.end) - max(r.start, row.start)) >= row.end - row.start
            or (r.start, r.cue_start) == (row.start, row.cue_start)
            and grammar.has_verb(bisect_left(grammar.starts, r.start), bisect_left(grammar.starts, r.end))
        ]  # fmt: skip
        within = next(
            (r for r in alike if r.end == row.end and r.cue_start == row.cue_start and r.start < row.start), None
        )
        # The encoder took along an aside behind *according to Lee*, or the listener before *that*.
        before = document.text[within.start : row.start] if within is not None else ""
        if within is not None and (before.endswith("that ") or "," in before and _according_to(document, row)):
            found[found.index(within)] = replace(row, kind=within.kind, confidence=within.confidence)
        elif speech >= max(POSSIBLE, ascribed) and not any(r.kind == "indirect" for r in alike):
            found = [r for r in found if r not in alike]
            found.append(replace(row, confidence=round((row.confidence + speech) / 2, 4)))
    return sorted(found, key=lambda row: (row.start, row.end))


def _according_to(document: Document, row: Reported) -> bool:
    return document.text[row.cue_start : row.cue_end].lower() == "according to"


def _sourced(row: Reported, clause: Clause) -> Reported:
    """A clause found by rule with the source that the encoder sees."""
    source = clause.pointed.span("source")
    return row if source is None else replace(row, source_start=source[0], source_end=source[1])


def _of_listener(g: Grammar, start: int, cue: tuple[int, int]) -> bool:
    """Does a clause only tell who is spoken to, as in *Hill tells those thinking of coming*?"""
    first, verb = bisect_left(g.starts, start), bisect_left(g.starts, cue[0])
    if (
        not verb < first - 1 < len(g.words) - 1
        or first - verb > LONGEST_SUBJECT
        or verb_forms().get(g.lowered[verb]) not in TO_LISTENER
    ):
        return False
    return g.lowered[first].endswith("ing") and all(
        g.tag(i) in IN_PHRASE or g.tag(i) == "p" for i in range(verb + 1, first)
    )


def _by_whom(g: Grammar, cue: tuple[int, int]) -> tuple[int, int] | None:
    """Who is named after *by*: of *Hill, asked by Lee to help,* Lee."""
    after = bisect_left(g.starts, cue[1])
    if after + 1 >= len(g.words) or g.lowered[after] != "by" or not g.blank(after - 1):
        return None
    phrase = g.phrase(after + 1, min(after + LONGEST_SUBJECT, len(g.words)))
    return g.span(phrase[0], g.head(*phrase) + 1) if phrase is not None and g.human(phrase) else None


def _own_verb(g: Grammar, start: int, end: int, cue: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    """A clause that begins with a verb of saying has it as its cue: *promised a bridge* after *Hill, asked by Lee,*."""
    first = bisect_left(g.starts, start)
    if first + LEAST < len(g.words) and g.words[first][0] == start != cue[0] and g.words[first + LEAST][0] < end:
        if g.tag(first) == "V" and g.lowered[first] in verb_forms() and not g.noun_here(first) and not g.marked[first]:
            return g.words[first + 1][0], g.words[first]
    return start, cue


def _with_marks(start: int, end: int, outer: Sequence[Marked]) -> tuple[int, int]:
    """A clause that begins or ends with words in marks takes the marks along."""
    for span in outer:
        if span.start == start:
            start = span.outer_start
        if span.start < end <= span.end <= end + 1:  # a stop may stand before the closing mark
            end = span.outer_end
    return start, end


def _kind_of(text: str, clause: Clause, source: tuple[int, int] | None, cue: tuple[int, int] | None) -> str | None:
    """``indirect``, ``attributed``, or None for a clause that is no row."""
    said = text[slice(*cue)] if cue else ""
    between = text[min(cue[0], source[1]) : max(cue[1], source[0])] if cue and source else ""
    if _NEGATED.search(said) or len(between) < NEAR and _NEGATED.search(between):
        return None
    if source and any(_NOBODY.match(text, at) for at in (source[0], max(0, source[0] - len("no ")))):
        return None
    verb = speech_flag(said) == "yes"
    if clause.kind == "indirect" and clause.confidence >= (SPEECH if verb else SPEECH_WITHOUT_VERB):
        return "indirect"
    # Doubtful speech with a verb of saying is no belief.
    doubtful = clause.kind == "indirect" and verb
    return "attributed" if clause.confidence >= ATTRIBUTED and not doubtful else None


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
    """A row for each stretch of words, in characters; none that is wholly in marks."""
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
