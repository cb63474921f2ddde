"""Everything that is measured article by article: a batch of articles in, its tables out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
from framing.speakers import quotation_rows
from framing.speakers.actors import Actors
from framing.study import Study
from framing.tables import frame
from framing.tone.scorers import scorer
from framing.tone.stretches import tone_rows
from framing.tone.toward import mention_rows
from framing.voice import Stretch, voices

ENGLISH = "en"
NOTES = {"translated": "translated", "filed": "filed {}"}
Row = tuple[Any, ...]


class Plan(NamedTuple):
    """What a study asks of every article."""

    matcher: Matcher | None
    actors: Actors | None
    scorer: str

    @classmethod
    def of(cls, study: Study, scorer: str) -> Plan:
        """The study's phrases and actors, made ready to be found."""
        matcher = Matcher(study.phrases) if study.phrases else None
        return cls(matcher, Actors(study.actors) if study.actors else None, scorer)


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
        quotations, sentences, tone, terms, phrases, mentions, speakers and articles; names of speakers are those of
        the article.
    """
    rows: dict[str, list[Any]] = {
        name: [] for name in ("quotations", "sentences", "tone", "terms", "phrases", "mentions")
    }
    ease: dict[str, dict[str, float]] = {}
    asked = []
    for article in articles:
        if not article.language.startswith(ENGLISH):
            continue
        document = Document(article)
        quotations = quotation_rows(document)
        stretches = voices(document, quotations)
        tone = tone_rows(document, stretches, plan.scorer)
        rows["quotations"] += quotations
        rows["tone"] += tone
        rows["sentences"] += _sentences(document, stretches, _whole(document, tone, plan.scorer))
        rows["terms"] += _terms(document)
        if plan.matcher:
            rows["phrases"] += occurrences(document, plan.matcher, stretches)
        if plan.actors:
            asked += [(document, actor, spans, stretches) for actor, spans in plan.actors.find(document).items()]
        ease[article.id] = dict(zip(INDICES, indices(count(document)), strict=True))
    rows["mentions"] = mention_rows(asked) if asked else []
    tables = {name: frame(name, held) for name, held in rows.items()}
    tables["speakers"] = totals.speakers(tables["quotations"], tables["sentences"])
    tables["articles"] = totals.articles(_facts(articles, ease), tables)
    return tables


def _facts(articles: Iterable[Article], ease: Mapping[str, Mapping[str, float]]) -> pd.DataFrame:
    """What is known of each article before anything is summed."""
    columns = ("article_id", "outlet", "event", "wire", "language", "date", "title", "notes", "measured")
    rows = [
        (
            article.id, article.outlet, article.event, article.wire, article.language, article.date,
            article.title or _headline(article), "; ".join(_notes(article)) or None, article.id in ease,
        )
        for article in articles
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(columns))
    for index in ("flesch_reading_ease", "flesch_kincaid_grade"):
        table[index] = [ease.get(article.id, {}).get(index) for article in articles]
    return table


def _headline(article: Article) -> str | None:
    for paragraph in Document(article).paragraphs[:3]:
        if paragraph.zone == "headline":
            return article.text[paragraph.start : paragraph.end]
    return None


def _notes(article: Article) -> list[str]:
    """What a reader must know of the text, from the facts that came with it."""
    notes = [form.format(article.metadata[key]) for key, form in NOTES.items() if article.metadata.get(key)]
    if article.metadata.get("outlet_evidence") == "unknown":
        notes.append("outlet unknown")
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
