"""Totals per article and outlet: sums over the evidence rows and never computed another way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from framing.tables import frame
from framing.tables.measures import DECLARED, named_after, totals
from framing.tables.schema import ABOUT_OUTLET
from framing.tables.store import summed_by
from framing.tables.totals import Count, Share
from framing.text.zones import STORY

_KNOWN = (*(column.name for column in ABOUT_OUTLET), "notes")  # what an outlet without a measured article has too


def articles(facts: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The articles table: what is known of each article beside the totals over its rows.

    Parameters
    ----------
    facts : DataFrame
        One row per article: article_id, outlet, event, wire, language, date, title, notes, measured (bool), and the
        totals that are no sums of rows (readability).
    tables : mapping of str to DataFrame
        Those that totals are taken over.
    """
    table = facts.set_index("article_id").join(sums(tables))
    measured = table["measured"].astype(bool)
    for total in totals():
        if total.in_articles and not total.from_rows and total.name not in table:
            table[total.name] = np.nan  # a share, or one that a step over all articles fills in
        elif isinstance(total, Count):
            table[total.name] = table[total.name].fillna(0).astype("Int64").where(measured)
    table = with_shares(table.assign(family=pd.Series(table.index, table.index)))
    return frame("articles", table.drop(columns="measured").reset_index())


def sums(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What the articles table counts and averages over the rows of the story, by article.

    Examples
    --------
    >>> empty = {name: frame(name, []) for name in ("sentences", "tone", "quotations", "speakers")}
    >>> sums(empty).columns.tolist()[:3]
    ['words', 'sentences', 'quotations']
    """
    story: dict[str, pd.DataFrame] = {}
    found = {}
    for total in totals():
        if total.in_articles and total.from_rows:
            rows = story.setdefault(total.table, of_story(tables[total.table]))
            found[total.name] = total.by_article(rows)
    return pd.DataFrame(found)


def of_story(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of headline, standfirst, lead and body; all of a table that tells no zones."""
    return rows[rows["zone"].isin(STORY)] if "zone" in rows else rows


def with_shares(table: pd.DataFrame, only: Iterable[str] | None = None) -> pd.DataFrame:
    """A table of articles with the shares of its totals; with `only`, those of these totals."""
    shares = [total for total in totals() if isinstance(total, Share) and (only is None or total.part in only)]
    return table.assign(**{total.name: total.of(table) for total in shares})


def with_shared(articles: pd.DataFrame, families: pd.DataFrame, shared: pd.DataFrame) -> pd.DataFrame:
    """The articles table with each article's family and the words that it shares with other outlets.

    Parameters
    ----------
    articles, families : DataFrame
        The tables of these names.
    shared : DataFrame
        article_id, shared_words.
    """
    ids = articles["article_id"]
    family = ids.map(families.drop_duplicates("article_id").set_index("article_id")["family"]).astype("string")
    words = ids.map(shared.set_index("article_id")["shared_words"])
    table = articles.assign(family=family.fillna(ids), shared_words=words)
    return frame("articles", with_shares(table, ["shared_words"]))


def outlets(
    articles: pd.DataFrame, tables: Mapping[str, pd.DataFrame], named: Mapping[str, Iterable[str]]
) -> pd.DataFrame:
    """The outlets table: counts are summed over an outlet's articles, means are means of its articles' means.

    ``tone_toward_<actor>`` alone is taken over the mentions in the journalist's voice, whatever article they are in:
    an article that names the actor once says less of it than one that is about the actor. It is drawn toward 0 where
    they are few (`framing.harsher`).

    Parameters
    ----------
    articles : DataFrame
        The articles table.
    tables : mapping of str to DataFrame
        Those of `framing.tables.measures.outlet_tables`.
    named : mapping of str to iterable of str
        Names that have columns of their own though no row has them: ``{"phrases": names of the study's phrases}``.
        Spaces in a name become underscores.
    """
    outlet_of = articles.set_index("article_id")["outlet"]
    grouped = {}
    for name, rows in tables.items():
        if "article_id" in rows:
            story = of_story(rows)
            grouped[name] = story, dict(iter(story.groupby(story["article_id"].map(outlet_of))))
    rows = []
    for outlet, group in articles.groupby("outlet", sort=False):
        measured = group[group["words"].notna()]
        own = {name: groups.get(outlet, story.iloc[:0]) for name, (story, groups) in grouped.items()}
        row: dict[str, Any] = {"outlet": outlet, "articles": len(group), "articles_measured": len(measured)}
        for total in totals():
            row[total.name] = total.by_outlet(measured, own.get(total.table, measured), row)
        notes = [note for text in group["notes"].dropna() for note in str(text).split("; ")]
        row["notes"] = "; ".join(dict.fromkeys(notes)) or pd.NA
        row |= _by_name(own, tables, named, float(row["words"]) or np.nan)
        if not len(measured):
            row = {name: value if name in _KNOWN else np.nan for name, value in row.items()}
        rows.append(row)
    if not rows:
        return frame("outlets", [])
    table = frame("outlets", pd.DataFrame(rows))
    counts = [c for c in table.columns if (told := named_after(c)) and told.dtype == "integer"]
    return table.astype(dict.fromkeys(counts, "Int64"))


def _by_name(
    own: Mapping[str, pd.DataFrame],
    tables: Mapping[str, pd.DataFrame],
    named: Mapping[str, Iterable[str]],
    words: float,
) -> dict[str, Any]:
    """Columns of one outlet for each phrase and each actor."""
    row = {}
    for measure in DECLARED:
        if not (measure.by_name and measure.table):
            continue
        table, (key, columns, values) = measure.table.name, measure.by_name
        for name in named.get(table) or dict.fromkeys(tables[table][key]):
            plain = name.replace(" ", "_")
            found = values(own[table][own[table][key] == name], words)
            for column, value in zip(columns, found, strict=True):
                row[plain + column.name if column.name.startswith("_") else column.name + plain] = value
    return row


summed_by(outlets)  # tables stand below the measures, and are summed again when articles are chosen or grouped
