"""How salient a phrase is in an outlet: placement, repetition, voice and tone, each beside the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.tables import Tables, by_column, needs_tables
from framing.text.zones import STORY

DISPERSION_FROM = 10  # occurrences; below that DP says more of chance than of spread
QUARTERS = 4
COLUMNS = (
    "phrase", "count", "outside_story", "rate", "articles_with", "headline", "standfirst", "lead", "first_position",
    "first_quarter_share", "dispersion", "journalist", "quoted", "reported", "speakers", "tone_around",
)  # fmt: skip
_COUNTS = (
    "count", "outside_story", "articles_with", "headline", "standfirst", "lead", "journalist", "quoted", "reported",
)  # fmt: skip
INDEX_WEIGHTS = {"headline": 4.0, "standfirst": 3.0, "lead": 2.0, "first_quarter": 1.0, "rate": 1.0}


def salience(tables: Tables, by: Any = None) -> pd.DataFrame:
    """Components of the salience of each phrase in each outlet, with no score made of them.

    Parameters
    ----------
    tables : Tables
    by : str, Series or dict, optional
        A column of the articles, yours included (``"article_id"`` for each by itself), or the group of each article by
        its id; by default what the study compares by, else the outlet.

    Returns
    -------
    DataFrame
        One row per group and phrase, also where the phrase does not occur: count and outside_story (occurrences in
        the story, and in captions, notices and translations), rate (per 1,000 words), articles_with, headline,
        standfirst, lead (occurrences there), first_position and first_quarter_share (0 to 1), dispersion (Gries' DP
        over the quarters of each article, 0 even to 1 clumped, from ten occurrences on), journalist, quoted,
        reported (occurrences by voice), speakers (who says it, most often first), tone_around (mean tone of the
        sentences it is in). Of a group without a measured article everything is missing.

    References
    ----------
    Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. *Journal of Communication* 43(4),
    51-58. Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. *International Journal of Corpus
    Linguistics* 13(4), 403-437.

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.read("norwell-bridge"))
    >>> table = framing.salience(tables).set_index(["phrase", "outlet"])
    >>> int(table.loc[("safe crossing", "Harbour Post"), "headline"])
    1
    """
    needs_tables(tables, "salience")
    known, by = by_column(tables, by)
    articles = known[list(dict.fromkeys(["article_id", by, "words"]))]
    found = tables.phrases.merge(articles[list(dict.fromkeys(["article_id", by]))], on="article_id", how="left")
    found = found.merge(tables.sentences[["article_id", "sentence", "tone"]], on=["article_id", "sentence"], how="left")
    names = list(dict.fromkeys([*tables.facts.get("phrases", {}), *found["phrase"]]))
    rows = []
    for group, members in articles.groupby(by, sort=False):
        inside = found[found[by] == group]
        words = float(members["words"].sum())
        for name in names:
            row: dict[str, object] = {by: group, "phrase": name}
            if members["words"].notna().any():
                row |= _components(inside[inside["phrase"] == name], members, words)
            rows.append(row)
    return pd.DataFrame(rows, columns=[by, *COLUMNS]).astype(dict.fromkeys(_COUNTS, "Int64"))


def salience_index(salience: pd.DataFrame, weights: Mapping[str, float] | None = None) -> pd.DataFrame:
    """An index of salience beside the parts it is made of; an index, not a measurement.

    Parameters
    ----------
    salience : DataFrame
        From `framing.salience`.
    weights : mapping, optional
        Weight of an occurrence in ``headline``, ``standfirst``, ``lead``, of ``first_quarter`` (share of
        occurrences) and of ``rate`` (per 1,000 words); default `INDEX_WEIGHTS`, which are a convention.

    Returns
    -------
    DataFrame
        The parts that have a weight, each times its weight, and ``index``, their sum; missing where nothing was
        measured.

    Examples
    --------
    >>> parts = {"outlet": ["A"], "phrase": ["p"], "headline": [1], "standfirst": [0], "lead": [0],
    ...          "first_quarter_share": [0.5], "rate": [2.0]}
    >>> float(salience_index(pd.DataFrame(parts))["index"].iloc[0])
    6.5
    """
    weights = dict(INDEX_WEIGHTS if weights is None else weights)
    unknown = sorted(set(weights) - set(INDEX_WEIGHTS))
    if unknown:
        raise ValueError(f"No weight is called {unknown[0]!r}; the weights are {', '.join(INDEX_WEIGHTS)}.")
    keys = [column for column in salience.columns if column not in COLUMNS or column == "phrase"]
    table = salience[keys].copy()
    measured = salience["headline"].notna()
    for part, weight in weights.items():
        column = "first_quarter_share" if part == "first_quarter" else part
        table[part] = (salience[column].fillna(0).astype(float) * weight).where(measured)
    table["index"] = table[list(weights)].sum(axis=1).where(measured)
    return table


def _components(found: pd.DataFrame, members: pd.DataFrame, words: float) -> dict[str, object]:
    """The row of one group and phrase."""
    story = found[found["zone"].isin(STORY)]
    count = len(story)
    speakers = story["speaker"].dropna().value_counts(sort=False)
    ordered = sorted(speakers.items(), key=lambda item: (-item[1], str(item[0])))
    return {
        "count": count,
        "outside_story": len(found) - count,
        "rate": 1000 * count / words if words else np.nan,
        "articles_with": story["article_id"].nunique(),
        **{zone: int((story["zone"] == zone).sum()) for zone in ("headline", "standfirst", "lead")},
        "first_position": story["position"].min() if count else np.nan,
        "first_quarter_share": float((story["position"] < 1 / QUARTERS).mean()) if count else np.nan,
        "dispersion": _dispersion(story, members) if count >= DISPERSION_FROM else np.nan,
        **{voice: int((story["voice"] == voice).sum()) for voice in ("journalist", "quoted", "reported")},
        "speakers": "; ".join(str(name) for name, _ in ordered),
        "tone_around": story["tone"].mean() if count else np.nan,
    }


def _dispersion(story: pd.DataFrame, members: pd.DataFrame) -> float:
    """Gries' DP: half the sum of |share of occurrences - share of words| over the quarters of each article."""
    quarter = np.minimum((story["position"].to_numpy(float) * QUARTERS).astype(int), QUARTERS - 1)
    counts = pd.Series(1.0, index=[story["article_id"], quarter]).groupby(level=[0, 1]).sum()
    expected = members.set_index("article_id")["words"].astype(float) / members["words"].sum() / QUARTERS
    total, held = 0.0, 0.0
    for (article, _), n in counts.items():
        total += abs(n / len(story) - expected[article])
        held += expected[article]
    return float((total + 1.0 - held) / 2)
