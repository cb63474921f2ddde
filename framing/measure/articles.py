"""Everything that is measured article by article, in one pass over a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from framing.document import STORY, Document
from framing.emphasis import Matcher
from framing.emphasis.occurrences import occurrences
from framing.readability import INDICES
from framing.readability.indices import indices
from framing.readability.table import count
from framing.speakers import quotation_rows
from framing.tone.scorers import scorer
from framing.tone.stretches import tone_rows
from framing.tone.toward import tone_toward
from framing.voice import Stretch, voice_at, voices

Row = tuple[Any, ...]


class Plan(NamedTuple):
    """What a study asks of every article."""

    matcher: Matcher | None
    actors: Mapping[str, Iterable[str]]
    scorer: str


class Measured(NamedTuple):
    """Rows of one article, by table."""

    quotations: list[Row]
    sentences: list[Row]
    tone: list[Row]
    terms: list[Row]
    phrases: list[Row]
    mentions: list[Row]
    readability: dict[str, float]


def measure_article(document: Document, plan: Plan) -> Measured:
    """Rows of every article-level table; the names of speakers are those of the article."""
    quotations = quotation_rows(document)
    stretches = voices(document, quotations)
    tone = tone_rows(document, stretches, plan.scorer)
    return Measured(
        quotations,
        _sentences(document, stretches, _whole(document, tone, plan.scorer)),
        tone,
        _terms(document),
        occurrences(document, plan.matcher, stretches) if plan.matcher else [],
        _mentions(document, plan.actors, stretches),
        dict(zip(INDICES, indices(count(document)), strict=True)),
    )


def _sentences(document: Document, stretches: list[Stretch], tone: list[float]) -> list[Row]:
    rows = []
    article, between = document.article.id, document.words_between
    first = 0
    for number, (sentence, score) in enumerate(zip(document.sentences, tone, strict=True)):
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


def _mentions(document: Document, actors: Mapping[str, Iterable[str]], stretches: list[Stretch]) -> list[Row]:
    rows: list[Row] = []
    for actor, forms in actors.items():
        spans = [(start, end) for _, start, end in Matcher({actor: forms}).find(document.text)]
        for row in tone_toward(document, actor, spans).itertuples(index=False):
            stretch = voice_at(stretches, row.start)
            rows.append((*row[:5], stretch.voice, stretch.speaker, *row[7:]))
    return sorted(rows, key=lambda row: (row[2], row[1]))


def _whole(document: Document, tone: list[Row], by: str) -> list[float]:
    """Tone of each whole sentence; where one stretch is the sentence its score is taken over."""
    known = {(row[2], row[3]): row[8] for row in tone}
    spans = [(sentence.start, sentence.end) for sentence in document.sentences]
    mixed = [span for span in spans if span not in known]
    values, _ = scorer(by)([document.text[start:end] for start, end in mixed])
    known |= dict(zip(mixed, values.tolist(), strict=True))
    return [known[span] for span in spans]


def _terms(document: Document) -> list[Row]:
    counts: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        if paragraph.zone in STORY:
            counts.update(document.word_texts[document.word_slice(paragraph.start, paragraph.end)])
    folded: Counter[str] = Counter()
    for word, n in counts.items():
        folded[word.lower().replace("’", "'").removesuffix("'s")] += n
    return [(document.article.id, term, folded[term]) for term in sorted(folded)]
