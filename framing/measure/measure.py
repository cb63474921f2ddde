"""`measure`: a corpus in, all tables out."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from framing.corpus import Corpus, needs_corpus
from framing.document import Document
from framing.measure import totals
from framing.measure.across import across_tables
from framing.measure.batch import ENGLISH, Plan, article_tables, uncollected
from framing.study import Study
from framing.tables import Tables
from framing.tone.scorers import Score, named

HELD = 2000  # documents that are held, so that each step finds what the one before it made of a text: some 0.3 GB


def measure(corpus: Corpus, scorer: str | Score = "vader", across: bool = True, model: str | None = None) -> Tables:
    """All tables of a corpus.

    Parameters
    ----------
    corpus : Corpus
        From `framing.read`. Articles that are not in English are listed in the tables and not measured.
    scorer : str or callable, default "vader"
        Of tone, as `framing.tone` takes it; the tables' facts keep its name, a callable's as ``module.name``. Means
        leave out the texts that it does not judge (NaN).
    across : bool
        Also measure what needs the whole corpus: names across articles, shared passages, families, statements and
        edits.
    model : {"encoder", "fast"}, optional
        What reads the texts; by default what the study says (``model`` in ``study.toml``), else the encoder. ``fast``
        uses rules and small models alone; the tables' facts name it.

    Returns
    -------
    Tables
        ``.outlets``, one row an outlet with every framing feature, and the tables that hold its evidence. The order of
        the articles decides the order of the rows, and nothing else.

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.read("harris-mexico-2021"))
    >>> tables.outlets["outlet"].tolist()[:2]
    ['WION', 'Unknown outlet (001)']
    """
    needs_corpus(corpus, "measure")
    study = (corpus.study or Study()).with_model(model)
    english = [article for article in corpus if article.language.startswith(ENGLISH)]
    with uncollected():
        held = [Document(article) for article in english[:HELD]]
        tables = article_tables(corpus.articles, Plan.of(study, scorer))
        if across:
            tables |= across_tables(english, tables, study)
        tables["outlets"] = totals.outlets(tables["articles"], tables, {"phrases": study.phrases})
        del held
    return Tables(tables, _about(corpus, study, scorer))


def _about(corpus: Corpus, study: Study, scorer: str | Score) -> dict[str, Any]:
    """What figures and reports state of the study, and the hash that ties a figure to its texts."""
    digest = hashlib.sha256()
    for article in corpus:
        digest.update(json.dumps([article.id, article.outlet, article.text]).encode())
    return {
        "name": study.name,
        "title": study.title or "",
        "event": study.event or "",
        "phrases": {name: list(forms) for name, forms in study.phrases.items()},
        "actors": {name: list(forms) for name, forms in study.actors.items()},
        "scorer": named(scorer),
        "model": study.model,
        "seed": study.seed,
        "corpus": digest.hexdigest(),
    }
