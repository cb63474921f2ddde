"""Whose voice a stretch of text is in: the journalist's, quoted, or reported."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from framing.tables.measures import DECLARED
from framing.text.document import Document

if TYPE_CHECKING:
    import pandas as pd

VOICES = ("journalist", "quoted", "reported")
VOICE_OF_KIND = {"direct": "quoted", "partial": "quoted", "indirect": "reported"}
SPEECH = tuple(VOICE_OF_KIND)  # what scare quotes and ascribed beliefs are not
QUOTED = tuple(kind for kind, voice in VOICE_OF_KIND.items() if voice == "quoted")


class Quotation(Protocol):
    """What this room needs of a quotation; a row of the quotations table has it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def speaker(self) -> str | None: ...


class Stretch(NamedTuple):
    """A stretch of text in one voice; `speaker` is None for the journalist and for unknown speakers."""

    start: int
    end: int
    voice: str
    speaker: str | None


def voices(document: Document, quotations: Sequence[Quotation]) -> list[Stretch]:
    """Cut the whole text into stretches of one voice, in order and without a gap.

    Words in marks are *quoted* even inside indirect speech; scare quotes stay the journalist's. Where two
    quotations overlap, the one that begins first holds the shared characters.

    Parameters
    ----------
    document : Document
    quotations : sequence of rows with start, end, kind, speaker
        Of this document, in any order.

    Returns
    -------
    list of Stretch
        From 0 to ``len(document.text)``; empty for an empty text.

    Examples
    --------
    >>> from collections import namedtuple
    >>> Row = namedtuple("Row", "start end kind speaker")
    >>> voices(Document('She said "no".'), [Row(10, 12, "partial", "Ann Lee")])[1]
    Stretch(start=10, end=12, voice='quoted', speaker='Ann Lee')
    """
    spans = [Stretch(r.start, r.end, VOICE_OF_KIND[r.kind], r.speaker) for r in quotations if r.kind in VOICE_OF_KIND]
    spans.sort(key=lambda span: (span.start, span.end))
    held = _without_overlap([span for span in spans if span.voice == "quoted"])
    reported = _without_overlap([span for span in spans if span.voice == "reported"])
    held = sorted(held + _outside(reported, held))

    stretches: list[Stretch] = []
    reached = 0
    for span in held:
        if span.start > reached:
            stretches.append(Stretch(reached, span.start, "journalist", None))
        stretches.append(span)
        reached = span.end
    if reached < len(document.text):
        stretches.append(Stretch(reached, len(document.text), "journalist", None))
    return stretches


class Read:
    """One article as each measure gets it.

    Attributes
    ----------
    document : Document
    quotations : sequence of rows of the quotations table
    stretches : list of Stretch
        The whole text, cut where the voice changes.
    actors : dict of str to list of (start, end)
        Mentions of each actor of the study, found once for all measures.
    plan : framing.pipeline.batch.Plan
        What the study asks for: its phrases and actors, and the scorer of tone.
    """

    def __init__(self, document: Document, quotations: Sequence[Any], plan: Any) -> None:
        self.document, self.quotations, self.plan = document, quotations, plan
        self.stretches = voices(document, quotations)
        self._rows: dict[str, list[Any]] = {}

    @cached_property
    def actors(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = self.plan.actors.find(self.document) if self.plan.actors else {}
        return found

    def rows(self, table: str) -> list[Any]:
        """Its rows of a table, made once: the rows of another measure may rest on them."""
        if table not in self._rows:
            makes = next(m.rows for m in DECLARED if m.rows and m.table and m.table.name == table)
            self._rows[table] = list(makes(self))
        return self._rows[table]


def own_words(quotations: pd.DataFrame) -> list[int]:
    """Words of each row of a quotations table in the voice of its kind: an indirect one without those in marks.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("a", 0, 40, "indirect", 8), ("a", 20, 27, "partial", 2)]
    >>> own_words(pd.DataFrame(rows, columns=["article_id", "start", "end", "kind", "words"]))
    [6, 2]
    """
    names = ("article_id", "start", "end", "kind", "words")
    rows = list(zip(*[quotations[name].tolist() for name in names], strict=True))
    quoted: dict[str, list[tuple[int, int, int]]] = {}
    for article, start, end, kind, words in rows:
        if VOICE_OF_KIND.get(kind) == "quoted":
            quoted.setdefault(article, []).append((start, end, words))
    for spans in quoted.values():
        spans.sort()
    own = []
    for article, start, end, kind, words in rows:
        if VOICE_OF_KIND.get(kind) == "reported" and article in quoted:
            spans = quoted[article]
            i = bisect_left(spans, (start,))
            while i < len(spans) and spans[i][0] < end:
                words -= spans[i][2] if spans[i][1] <= end else 0
                i += 1
        own.append(max(words, 0))
    return own


def voice_at(stretches: Sequence[Stretch], offset: int) -> Stretch:
    """The stretch that holds `offset`."""
    return stretches[bisect_right(stretches, offset, key=lambda s: s.start) - 1]


def _without_overlap(spans: list[Stretch]) -> list[Stretch]:
    """Spans in order, each cut where the one before it still runs."""
    kept: list[Stretch] = []
    for span in spans:
        start = max(span.start, kept[-1].end) if kept else span.start
        if start < span.end:
            kept.append(span._replace(start=start))
    return kept


def _outside(spans: list[Stretch], holes: list[Stretch]) -> list[Stretch]:
    """The parts of `spans` that no hole covers; both in order and free of overlap."""
    parts: list[Stretch] = []
    first = 0
    for span in spans:
        while first < len(holes) and holes[first].end <= span.start:
            first += 1
        start, i = span.start, first
        while i < len(holes) and holes[i].start < span.end:
            if holes[i].start > start:
                parts.append(span._replace(start=start, end=holes[i].start))
            start = max(start, holes[i].end)
            i += 1
        if start < span.end:
            parts.append(span._replace(start=start))
    return parts
