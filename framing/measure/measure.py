"""`measure`: a corpus in, all tables out."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pandas as pd

from framing.corpus import Corpus, needs_corpus
from framing.measure import totals
from framing.measure.across import across_tables
from framing.measure.batch import ENGLISH, Plan, article_tables
from framing.measure.speakers import speakers
from framing.speakers import join_across
from framing.study import Study
from framing.tables import Tables
from framing.tone.scorers import Score, named


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
    tables = article_tables(corpus.articles, Plan.of(study, scorer))
    if across:
        tables = _joined(tables, study)
        english = Corpus((article for article in corpus if article.language.startswith(ENGLISH)), study)
        tables |= across_tables(english, tables["quotations"])
        tables["articles"] = totals.with_shared(tables["articles"], tables["families"], tables.pop("shared_words"))
    tables["outlets"] = totals.outlets(tables["articles"], tables, {"phrases": study.phrases})
    return Tables(tables, _about(corpus, study, scorer))


def _joined(tables: dict[str, pd.DataFrame], study: Study) -> dict[str, pd.DataFrame]:
    """The tables with one name for a speaker in all articles."""
    rename = join_across(tables["quotations"], study.aliases)
    tables = {name: rename(table) for name, table in tables.items()}
    return tables | {"speakers": speakers(tables["quotations"], tables["sentences"])}


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
