"""`measure`: a corpus in, all tables out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from textwrap import indent, wrap
from typing import Any

import pandas as pd

from framing.corpus.corpus import Corpus, Held
from framing.corpus.given import as_given, corpus_of
from framing.corpus.study import Study, named_forms
from framing.measures._tone.scorers import Score, named
from framing.measures._tone.toward import UNMEASURED
from framing.measures._tone.toward_summary import not_found
from framing.measures.speakers.actors import forms_of, settled
from framing.models.remembered import Memory, remembering
from framing.pipeline import cache, totals
from framing.pipeline.across import across_tables
from framing.pipeline.batch import ENGLISH, Plan, article_tables, uncollected
from framing.tables import SCHEMA, Tables
from framing.text.document import Document

LISTED = 20  # ids of articles in one row of the problems
HELD = 2000  # documents that are held, so that each step finds what the one before it made of a text: some 0.3 GB


def measure(
    corpus: Corpus | Held,
    scorer: str | Score = "vader",
    across: bool = True,
    model: str | None = None,
    phrases: Mapping[str, Any] | Iterable[str] | None = None,
    actors: Mapping[str, Any] | Iterable[str] | None = None,
) -> Tables:
    """All tables of a corpus.

    Parameters
    ----------
    corpus : Corpus, DataFrame, Series, list or dict
        From `framing.read`, or what it takes in memory. Articles that are not in English are listed in
        the tables and not measured.
    scorer : str or callable, default "vader"
        Tone scorer: a name or a function, as in `framing.tone`. Its name is stored in ``tables.facts``. Means
        leave out the texts that it does not judge (NaN).
    across : bool
        Also measure what needs the whole corpus: names across articles, shared passages, families, statements and
        edits.
    model : {"encoder", "fast"}, optional
        What reads the texts; by default what the study says (``model`` in ``study.toml``), else the encoder. ``fast``
        uses rules and small models alone; the tables' facts name it.
    phrases, actors : mapping of str to list of str, or list of str, optional
        To follow instead of those of the corpus: ``{"new era": ["new era"]}``, ``{"Harris": ["Kamala Harris"]}``.

    Returns
    -------
    Tables
        ``.outlets``, one row per outlet with every framing feature, and the tables that hold its evidence, listed
        below. Your own columns are in ``.articles`` and work in every ``by=``. The order of the articles decides the
        order of the rows, and nothing else.

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.read("norwell-bridge"))
    >>> tables.outlets["outlet"].tolist()[:2]
    ['Harbour Post', 'Unknown outlet (001)']
    """
    corpus = corpus_of(corpus, "measure")
    study = (corpus.study or Study()).with_model(model)
    if phrases is not None:
        study = replace(study, phrases=named_forms(phrases, "phrases"))
    if actors is not None:
        study = replace(study, actors=named_forms(actors, "actors"))
    kept = cache.active()
    if kept is None or not isinstance(scorer, str):
        return _measured(corpus, study, scorer, across)
    key = cache.key_of(corpus, study, scorer, across)
    known = kept.tables(key)
    if known is None:
        with remembering(kept.texts() if study.model != "fast" else Memory()) as texts:
            known = _measured(corpus, study, scorer, across)
        kept.keep(key, known, texts)
    return known


def _measured(corpus: Corpus, study: Study, scorer: str | Score, across: bool) -> Tables:
    english = [article for article in corpus if article.language.startswith(ENGLISH)]
    with uncollected():
        held = [Document(article) for article in english[:HELD]]
        known = settled([*held, *english[HELD:]], forms_of(study)) if study.actors else None
        tables = article_tables(corpus.articles, Plan.of(study, scorer, known))
        if across:
            tables |= across_tables(english, tables, study)
        tables["outlets"] = totals.outlets(tables["articles"], tables, {"phrases": study.phrases})
        del held
    problems = _problems(tables, study)
    tables = {name: as_given(table, corpus) for name, table in tables.items()}
    return Tables(tables, _about(corpus, study, scorer) | {"problems": problems})


def listed_tables() -> str:
    """The tables of the schema, with what a row is and what the columns hold, as the docstring of `measure` has them.

    Examples
    --------
    >>> print(listed_tables().splitlines()[0])
    outlets : one row per outlet
    """
    lines = []
    for name, table in SCHEMA.items():
        held = ", ".join(column.name for column in table.columns)
        lines.append(f"{name} : one row per {table.row}")
        lines += wrap(held + ".", 108, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)


if measure.__doc__:  # python -OO keeps none
    measure.__doc__ = measure.__doc__.replace(
        "    Examples\n", "    Tables\n    ------\n" + indent(listed_tables(), "    ") + "\n\n    Examples\n", 1
    )


def unmeasured(study: Study) -> list[list[str]]:
    """What a study asks for and its model cannot measure: field, problem, remedy."""
    if study.actors and study.model == "fast":
        return [["actors", UNMEASURED, 'Measure again with model = "encoder".']]
    return []


def _problems(tables: dict[str, pd.DataFrame], study: Study) -> list[list[str]]:
    """What was asked for and is not in the tables: the rows of ``Tables.problems``."""
    rows = unmeasured(study)
    if rows:
        return rows
    found = not_found(tables["articles"], tables["mentions"], study.actors)
    for actor, outlet, articles, missing in found.itertuples(index=False):
        listed = ", ".join(missing[:LISTED]) + (f" and {len(missing) - LISTED:,} more" * (len(missing) > LISTED))
        rows.append([
            "actors", f"{actor!r} is not found in {len(missing):,} of {articles:,} articles of {outlet}: {listed}.",
            "If they mention this actor, add the form that they use to [actors] in study.toml.",
        ])  # fmt: skip
    return rows


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
        "groups": {name: list(forms) for name, forms in study.groups.items()},
        "scorer": named(scorer),
        "model": study.model,
        "seed": study.seed,
        **({"compare_by": study.compare_by} if study.compare_by != "outlet" else {}),
        "corpus": digest.hexdigest(),
    }
