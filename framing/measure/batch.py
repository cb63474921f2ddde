"""Everything that is measured article by article: a batch of articles in, its tables out."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus import Article
from framing.document import STORY, Document
from framing.emphasis.occurrences import occurrences
from framing.matching import Matcher
from framing.measure import totals
from framing.readability import INDICES
from framing.readability.indices import indices
from framing.readability.table import count
from framing.speakers import quotations_in
from framing.speakers.actors import Actors
from framing.study import Study
from framing.tables import frame, schema
from framing.tone.scorers import Score, scorer
from framing.tone.stretches import tone_rows
from framing.tone.toward import mention_rows
from framing.voice import Stretch, voices

ENGLISH = "en"
EASE = ("flesch_reading_ease", "flesch_kincaid_grade")  # the indices that stand in the articles table
FACTS = ("article_id", "outlet", "event", "wire", "language", "date", "title", "notes", "measured", *EASE)
NOTES = {"translated": "translated", "filed": "filed {}"}
Row = tuple[Any, ...]


class Plan(NamedTuple):
    """What a study asks of every article."""

    matcher: Matcher | None
    actors: Actors | None
    scorer: str | Score
    model: str

    @classmethod
    def of(cls, study: Study, scorer: str | Score) -> Plan:
        """The study's phrases and actors, made ready to be found."""
        matcher = Matcher(study.phrases) if study.phrases else None
        return cls(matcher, Actors(study.actors) if study.actors else None, scorer, study.model)


def article_tables(articles: Sequence[Article], plan: Plan) -> dict[str, pd.DataFrame]:
    """Tables of `articles`, each article's rows the same whatever stands beside it.

    Parameters
    ----------
    articles : sequence of Article
        Those in English are measured; the others have a row in *articles* and no more.
    plan : Plan

    Returns
    -------
    dict of DataFrame
        Every table of the schema that is made article by article; names of speakers are those of the article.
    """
    rows: dict[str, list[Any]] = {name: [] for name in schema.first_pass()}
    facts: dict[str, Row] = {}
    asked = []
    with _uncollected():
        english = (Document(article) for article in articles if article.language.startswith(ENGLISH))
        for document, quotations in quotations_in(english, plan.model):
            facts[document.article.id] = _facts(document, True)
            stretches = voices(document, quotations)
            tone = tone_rows(document, stretches, plan.scorer)
            rows["quotations"] += quotations
            rows["tone"] += tone
            rows["sentences"] += _sentences(document, stretches, _whole(document, tone, plan.scorer))
            for name, measured in EVIDENCE.items():
                rows[name] += measured(document, stretches)
            if plan.matcher:
                rows["phrases"] += occurrences(document, plan.matcher, stretches)
            if plan.actors:
                asked += [(document, actor, spans, stretches) for actor, spans in plan.actors.find(document).items()]
        rows["mentions"] = mention_rows(asked) if asked else []
    tables = {name: frame(name, held) for name, held in rows.items()}
    tables["speakers"] = totals.speakers(tables["quotations"], tables["sentences"])
    about = [facts.get(article.id) or _facts(Document(article), False) for article in articles]
    tables["articles"] = totals.articles(pd.DataFrame(about, columns=list(FACTS)), tables)
    return tables


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would look through every row again and again; rows hold no cycle."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _facts(document: Document, measured: bool) -> Row:
    """What is known of an article before anything is summed: a row of `FACTS`."""
    article = document.article
    ease = dict(zip(INDICES, indices(count(document)), strict=True)) if measured else {}
    return (
        article.id, article.outlet, article.event, article.wire, article.language, article.date,
        article.title or _headline(document), "; ".join(_notes(article)) or None, measured,
        *[ease.get(index) for index in EASE],
    )  # fmt: skip


def _headline(document: Document) -> str | None:
    for paragraph in document.paragraphs[:3]:
        if paragraph.zone == "headline":
            return document.text[paragraph.start : paragraph.end]
    return None


def _notes(article: Article) -> list[str]:
    """What a reader must know of the text, from the facts that came with it."""
    notes = [form.format(article.metadata[key]) for key, form in NOTES.items() if article.metadata.get(key)]
    if article.metadata.get("outlet_evidence") == "unknown":
        notes.append("outlet unknown")
    if article.date and article.metadata.get("date_evidence") == "guessed":
        notes.append("date guessed")
    if not article.language.startswith(ENGLISH):
        notes.append(f"not measured: language {article.language}")
    return notes


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


def _whole(document: Document, tone: list[Row], by: str | Score) -> list[float]:
    """Tone of each whole sentence; where one stretch is the sentence its score is taken over."""
    known = {(row[2], row[3]): row[8] for row in tone}
    spans = [(sentence.start, sentence.end) for sentence in document.sentences]
    mixed = [span for span in spans if span not in known]
    values, _ = scorer(by)([document.text[start:end] for start, end in mixed])
    known |= dict(zip(mixed, values.tolist(), strict=True))
    return [known[span] for span in spans]


def _terms(document: Document, stretches: list[Stretch]) -> list[Row]:
    counts: Counter[str] = Counter()
    for paragraph in document.paragraphs:
        if paragraph.zone in STORY:
            counts.update(document.word_texts[document.word_slice(paragraph.start, paragraph.end)])
    folded: dict[str, int] = {}
    for word, n in counts.items():
        term = word.lower().replace("’", "'").removesuffix("'s")
        folded[term] = folded.get(term, 0) + n
    return [(document.article.id, term, n) for term, n in sorted(folded.items())]


# Rows of a table of the schema from one article and its stretches of one voice: a new measure adds its line here.
EVIDENCE: dict[str, Callable[[Document, list[Stretch]], list[Row]]] = {"terms": _terms}
