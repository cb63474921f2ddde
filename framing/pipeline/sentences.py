"""Sentences and terms of an article: what all other measures are held against."""

from __future__ import annotations

from collections import Counter
from typing import Any

from framing.measures._tone.scorers import scorer
from framing.measures.voice import Read
from framing.tables.measures import Measure
from framing.tables.schema import ARTICLE, END, POSITION, SENTENCE, START, ZONE, Column, Table
from framing.tables.totals import Count, Sum
from framing.text.folding import as_term
from framing.text.zones import STORY

Row = tuple[Any, ...]


def sentence_rows(read: Read) -> list[Row]:
    """Rows of the sentences table: the words of each voice, and the tone of the whole sentence."""
    rows = []
    document, stretches = read.document, read.stretches
    article, between = document.article.id, document.words_between
    first = 0
    for number, (sentence, score) in enumerate(zip(document.sentences, _tone(read), strict=True)):
        start, end = sentence.start, sentence.end
        while stretches[first].end <= start:
            first += 1
        words = {"journalist": 0, "quoted": 0, "reported": 0}
        i = first
        while i < len(stretches) and stretches[i].start < end:
            part = stretches[i]
            words[part.voice] += between(max(start, part.start), min(end, part.end))
            i += 1
        rows.append((
            article, number, start, end, sentence.zone, sum(words.values()), words["quoted"], words["reported"],
            document.position(start), score,
        ))  # fmt: skip
    return rows


def _tone(read: Read) -> list[float]:
    """Tone of each whole sentence; where one stretch is the sentence its score is taken over."""
    document = read.document
    known = {(row[2], row[3]): row[8] for row in read.rows("tone")}
    spans = [(sentence.start, sentence.end) for sentence in document.sentences]
    mixed = [span for span in spans if span not in known]
    values, _ = scorer(read.plan.scorer)([document.text[start:end] for start, end in mixed])
    known |= dict(zip(mixed, values.tolist(), strict=True))
    return [known[span] for span in spans]


def term_rows(read: Read) -> list[Row]:
    """Rows of the terms table: how often each word is in the story."""
    document = read.document
    counts: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        if paragraph.zone in STORY:
            counts.update(document.word_texts[document.word_slice(paragraph.start, paragraph.end)])
    folded: dict[str, int] = {}
    for word, n in counts.items():
        term = as_term(word)
        folded[term] = folded.get(term, 0) + n
    return [(document.article.id, term, n) for term, n in sorted(folded.items())]


SENTENCES = Measure(
    Table("sentences", "sentence", (
        ARTICLE, SENTENCE, START, END, ZONE,
        Column("words", "integer", "words", "Words of the sentence."),
        Column("quoted_words", "integer", "words", "Words inside direct and partial quotations.", voiced=True),
        Column("reported_words", "integer", "words", "Words of indirect speech, outside marks.", voiced=True),
        POSITION,
        Column("tone", "number", "-1 to 1", "Score of the whole sentence."),
    )),
    rows=sentence_rows,
    totals=(
        Sum("words", "words", "Words of headline, standfirst, lead and body."),
        Count("sentences", "sentences", "Sentences of the same zones."),
    ),
)  # fmt: skip

TERMS = Measure(
    Table("terms", "term and article", (
        ARTICLE,
        Column("term", "string", "", "A word, lower case, of the story's zones."),
        Column("count", "integer", "occurrences", "How often it is in the article."),
    )),
    rows=term_rows,
)  # fmt: skip
