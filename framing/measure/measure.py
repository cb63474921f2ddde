"""`measure`: the one place that calls the measures."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pandas as pd

from framing.corpus import Article, Corpus
from framing.document import STORY, Document
from framing.emphasis import Matcher
from framing.measure import totals
from framing.measure.articles import Measured, Plan, measure_article
from framing.tables import Tables, frame

ENGLISH = "en"
NOTES = {"translated": "translated", "filed": "filed {}"}


def measure(corpus: Corpus, scorer: str = "vader", across: bool = True) -> Tables:
    """All tables of a corpus.

    Parameters
    ----------
    corpus : Corpus
        From `framing.read`. Articles that are not in English are listed in the tables and not measured.
    scorer : str
        Name of the tone scorer, as `framing.tone` takes it.
    across : bool
        Also measure what needs the whole corpus: shared passages, families, statements and edits.

    Returns
    -------
    Tables
        ``.outlets``, one row an outlet with every framing feature, and the tables that hold its evidence.

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.read("seeds"))
    >>> tables.outlets[["outlet", "articles"]].iloc[0].tolist()
    ['WION', 1]
    """
    from framing.passages import edits, families, passages, statements

    study = corpus.study
    phrases = dict(study.phrases) if study else {}
    plan = Plan(Matcher(phrases) if phrases else None, dict(study.actors) if study else {}, scorer)
    english = [article for article in corpus if article.language.startswith(ENGLISH)]
    documents = [Document(article) for article in english]
    measured = [measure_article(document, plan) for document in documents]

    tables = {
        name: frame(name, [row for rows in measured for row in getattr(rows, name)])
        for name in ("quotations", "sentences", "tone", "terms", "phrases", "mentions")
    }
    tables["speakers"] = totals.speakers(tables["quotations"], tables["sentences"])

    part = Corpus(english if across else [], study)
    tables["passages"] = passages(part, tables["quotations"])
    tables["families"] = families(part, tables["passages"])
    tables["edits"] = edits(part, tables["passages"])
    tables["statements"] = statements(part, tables["quotations"])
    shared = shared_words(documents, tables["passages"])

    facts = _facts(corpus, english, measured)
    tables["articles"] = totals.articles(facts, {**tables, "shared_words": shared})
    tables["outlets"] = totals.outlets(tables["articles"], tables, phrases)
    return Tables(tables, _about(corpus, phrases, plan, scorer))


def shared_words(documents: list[Document], passages: pd.DataFrame) -> pd.DataFrame:
    """Words of each article's story inside a verbatim or edited passage shared with another outlet."""
    outlet = {document.article.id: document.article.outlet for document in documents}
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in passages[passages["kind"] != "quotation"].itertuples(index=False):
        if outlet[row.article_a] != outlet[row.article_b]:
            spans.setdefault(row.article_a, []).append((row.start_a, row.end_a))
            spans.setdefault(row.article_b, []).append((row.start_b, row.end_b))
    rows = []
    for document in documents:
        reached = words = 0
        for start, end in sorted(spans.get(document.article.id, [])):
            story = document.paragraphs[document.paragraph_at(start)].zone in STORY
            words += document.words_between(max(start, reached), end) if story and end > reached else 0
            reached = max(reached, end)
        rows.append((document.article.id, words))
    return pd.DataFrame(rows, columns=["article_id", "shared_words"])


def _facts(corpus: Corpus, english: list[Article], measured: list[Measured]) -> pd.DataFrame:
    """What is known of each article before anything is summed."""
    indices = {article.id: rows.readability for article, rows in zip(english, measured, strict=True)}
    rows = []
    for article in corpus:
        ease = indices.get(article.id, {})
        rows.append({
            "article_id": article.id, "outlet": article.outlet, "event": article.event, "wire": article.wire,
            "language": article.language, "date": article.date, "title": article.title or _headline(article),
            "notes": "; ".join(_notes(article)) or None, "measured": article.id in indices,
            "flesch_reading_ease": ease.get("flesch_reading_ease"),
            "flesch_kincaid_grade": ease.get("flesch_kincaid_grade"),
        })  # fmt: skip
    columns = (
        "article_id", "outlet", "event", "wire", "language", "date", "title", "notes", "measured",
        "flesch_reading_ease", "flesch_kincaid_grade",
    )  # fmt: skip
    return pd.DataFrame(rows, columns=list(columns))


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


def _about(corpus: Corpus, phrases: dict[str, Any], plan: Plan, scorer: str) -> dict[str, Any]:
    """What figures and reports state of the study, and the hash that ties a figure to its texts."""
    study = corpus.study
    digest = hashlib.sha256()
    for article in corpus:
        digest.update(json.dumps([article.id, article.outlet, article.text]).encode())
    return {
        "name": study.name if study else "study",
        "title": (study.title if study else None) or "",
        "event": (study.event if study else None) or "",
        "phrases": {name: list(forms) for name, forms in phrases.items()},
        "actors": {name: list(forms) for name, forms in plan.actors.items()},
        "scorer": scorer,
        "seed": study.seed if study else 0,
        "corpus": digest.hexdigest(),
    }
