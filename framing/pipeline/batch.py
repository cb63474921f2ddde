"""Everything that is measured article by article: articles in, their tables out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.article import Article, own_columns
from framing.corpus.study import Study
from framing.measures._naming import Groups
from framing.measures._tone.scorers import Score
from framing.measures.speakers.actors import Actors, Settled, forms_of
from framing.measures.speakers.table import quotations_in
from framing.measures.voice import Read
from framing.pipeline import totals
from framing.tables import SCHEMA, frame
from framing.tables.measures import DECLARED
from framing.tables.schema import first_pass
from framing.text.document import Document
from framing.text.forms import Matcher

ENGLISH = "en"
FACTS = ("article_id", "outlet", "event", "wire", "language", "date", "title", "notes", "measured")
NOTES = {"translated": "translated", "filed": "filed {}"}
LONGEST = 200  # characters of a value of the user's own, as long as a name of a group may be
TOGETHER = 500  # articles that are held while their rows are made
Row = tuple[Any, ...]


class Plan(NamedTuple):
    """What a study asks of every article."""

    matcher: Matcher | None
    actors: Actors | None
    scorer: str | Score
    model: str
    groups: Groups | None = None

    @classmethod
    def of(cls, study: Study, scorer: str | Score, corpus: Mapping[str, Settled] | None = None) -> Plan:
        """The study's phrases, actors and groups, made ready to be found; `corpus` is what all articles settle of
        actors."""
        matcher = Matcher(study.phrases) if study.phrases else None
        actors = Actors(forms_of(study), corpus) if study.actors else None
        return cls(matcher, actors, scorer, study.model, Groups(study.groups) if study.groups else None)


def article_tables(articles: Sequence[Article], plan: Plan) -> dict[str, pd.DataFrame]:
    """Tables of `articles`, each article's rows the same whatever is beside it.

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
    rows: dict[str, list[Any]] = {m.table.name: [] for m in DECLARED if m.table and m.rows}
    about: dict[str, Row] = {}
    with uncollected():
        english = (Document(article) for article in articles if article.language.startswith(ENGLISH))
        found = (Read(document, said, plan) for document, said in quotations_in(english, plan.model))
        while reads := list(islice(found, TOGETHER)):
            for measure in DECLARED:
                if not (measure.rows and measure.table):
                    continue
                name = measure.table.name
                for made in [measure.rows(reads)] if measure.in_bulk else (read.rows(name) for read in reads):
                    rows[name] += made
            for read in reads:
                article = read.document.article
                scores = [score for m in DECLARED if m.scores for score in m.scores(read)]
                about[article.id] = (*_facts(article, _headline(read.document)), True, *scores)
    tables = {name: frame(name, held) for name, held in rows.items()}
    tables |= {m.table.name: m.sums(tables) for m in DECLARED if m.table and m.sums}
    scored = [total.name for m in DECLARED if m.scores for total in m.totals]
    known = [about.get(a.id) or (*_facts(a, _headline(Document(a))), False, *[None] * len(scored)) for a in articles]
    table = totals.articles(pd.DataFrame(known, columns=[*FACTS, *scored]), tables)
    tables["articles"] = table.assign(**given_columns(articles))
    return {name: tables[name] for name in first_pass()}


def given_columns(articles: Sequence[Article]) -> dict[str, Any]:
    """The columns of the user's own, as they are in the articles table: short values, typed by what they hold.

    A column that is called like one of the table's gets the ending ``_given``. Values of more than `LONGEST` characters
    are texts, not groups, and are left out, as the words of an article are.
    """
    known = {column.name for column in SCHEMA["articles"].columns}
    rows = [own_columns(article) for article in articles]
    columns = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        values = [_short(row.get(name)) for row in rows]
        columns[f"{name}_given" if name in known else name] = typed(values)
    return columns


def typed(values: Sequence[Any]) -> Any:
    """Values as an array of booleans, whole numbers, numbers or, where they are anything else, texts.

    Examples
    --------
    >>> str(typed([1, None]).dtype), str(typed([1, "a"]).dtype), typed([1.5, "a"]).tolist()
    ('Int64', 'string', ['1.5', 'a'])
    """
    there = [value for value in values if value is not None]
    if there and all(isinstance(value, bool) for value in there):
        return pd.array(list(values), dtype="boolean")
    numbers = bool(there) and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in there)
    if numbers and all(isinstance(value, int) and abs(value) < 2**63 for value in there):
        return pd.array(list(values), dtype="Int64")
    if numbers:
        return np.array([np.nan if value is None else float(value) for value in values])
    return pd.array([None if value is None else str(value) for value in values], dtype="string")


def _short(value: Any) -> Any:
    """A value of the user's own as a table holds it; None for a missing one, and for a long text."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if value == value else None
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return text if 0 < len(text) <= LONGEST and text not in ("nan", "NaT", "<NA>") else None


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles, which would look through every row again and again; rows hold no cycle."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _facts(article: Article, headline: str | None) -> Row:
    """What is known of an article before anything is measured: the columns of `FACTS` but the last."""
    return (
        article.id, article.outlet, article.event, article.wire, article.language, article.date,
        article.title or headline, "; ".join(_notes(article)) or None,
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
