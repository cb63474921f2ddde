"""Robustness: one contrast under other decisions about what to count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from framing.compare.adjustment import benjamini_hochberg
from framing.compare.contrast import Contrast, contrast
from framing.document import STORY
from framing.tables import Tables
from framing.tone.stretches import neutral

CONFIDENT = 0.8  # of a quotation and its speaker


def robustness(
    tables: Tables, value: str, also: Mapping[str, Tables] | None = None, **options: Any
) -> Contrast:
    """The same contrast with captions, headlines and wire copy in and out, and with uncertain quotations dropped.

    Parameters
    ----------
    tables : Tables
    value : str
        As in `framing.compare.contrast`.
    also : mapping of str to Tables, optional
        Other measurements of the same corpus by name, such as one with another scorer:
        ``{"another scorer": framing.measure(corpus, scorer=…)}``.
    **options
        Of `framing.compare.contrast`.

    Returns
    -------
    Contrast
        Its table with a first column, variant: *as measured*; *with captions*; *without headlines*; *without wire copy*
        (articles whose agency is known); *one article of a family*; *confident quotations* (0.8 or more); and those of
        `also`. A variant that cannot change the value is left out. p is adjusted over the whole table.

    Examples
    --------
    >>> robustness(Tables({}), "articles.quoted_share").table.empty
    True
    """
    variants: dict[str, Tables] = {"as measured": tables}
    for name, change in CHANGES.items():
        changed = change(tables)
        if changed is not None:
            variants[name] = changed
    variants |= also or {}
    results = {name: contrast(changed, value, **options) for name, changed in variants.items()}
    first = results["as measured"]
    parts = [first.table]
    names = ["as measured"] * len(first.table)
    for name, result in results.items():
        same = result.table.drop(columns="p_adjusted").equals(first.table.drop(columns="p_adjusted"))
        if result is not first and not same:
            parts.append(result.table)
            names += [name] * len(result.table)
    table = pd.concat(parts, ignore_index=True)
    table.insert(0, "variant", pd.Series(names, dtype="string"))
    table["p_adjusted"] = benjamini_hochberg(table["p"].to_numpy(dtype=float))
    dropped = sorted(set(results) - set(names))
    unchanged = f" Unchanged, and left out: {', '.join(dropped)}." if dropped else ""
    return Contrast(table, f"{first.note}{unchanged}", "contrast", first.facts)


def _with_captions(tables: Tables) -> Tables | None:
    return _counted_again(tables, (*STORY, "caption"))


def _without_headlines(tables: Tables) -> Tables | None:
    return _counted_again(tables, tuple(zone for zone in STORY if zone != "headline"))


def _without_wire(tables: Tables) -> Tables | None:
    return _only(tables, tables.articles["wire"].isna())


def _one_of_a_family(tables: Tables) -> Tables | None:
    family = tables.articles["family"].fillna(tables.articles["article_id"])
    return _only(tables, ~family.duplicated())


def _confident(tables: Tables) -> Tables | None:
    """Words of quotations whose confidence is low count as the journalist's."""
    said = tables.quotations
    kinds = {"quoted_words": ("direct", "partial"), "reported_words": ("indirect",)}
    articles = tables.articles.copy()
    for column, kind in kinds.items():
        unsure = said[said["zone"].isin(STORY) & said["kind"].isin(kind) & (said["confidence"] < CONFIDENT)]
        lost = unsure.groupby("article_id")["words"].sum().reindex(articles["article_id"]).fillna(0)
        articles[column] = (articles[column] - lost.to_numpy(dtype="int64")).clip(lower=0)
    return _with(tables, articles=articles, quotations=said[~(said["confidence"] < CONFIDENT)])


CHANGES: dict[str, Callable[[Tables], Tables | None]] = {
    "with captions": _with_captions,
    "without headlines": _without_headlines,
    "without wire copy": _without_wire,
    "one article of a family": _one_of_a_family,
    "confident quotations": _confident,
}


def _counted_again(tables: Tables, zones: tuple[str, ...]) -> Tables | None:
    """The rows of other zones, and over their sentences the columns of the articles that are sums or means of them."""
    rows = tables.sentences[tables.sentences["zone"].isin(zones)]
    if rows.empty:
        return None
    sums = rows.groupby("article_id").agg(
        words=("words", "sum"), sentences=("sentence", "size"), quoted_words=("quoted_words", "sum"),
        reported_words=("reported_words", "sum"), tone_mean=("tone", "mean"),
        neutral_share=("tone", lambda tone: neutral(tone).mean()),
    )  # fmt: skip
    articles = tables.articles.set_index("article_id")
    articles[list(sums.columns)] = sums.reindex(articles.index).astype(articles[list(sums.columns)].dtypes)
    for part in ("quoted", "reported"):
        articles[f"{part}_share"] = articles[f"{part}_words"].astype(float) / articles["words"].astype(float)
    # What compares a table counts its rows of the story: rows of these zones are given the story's, others go.
    zoned = {
        name: table[table["zone"].isin(zones)].assign(zone="body") for name, table in tables.items() if "zone" in table
    }
    return _with(tables, articles=articles.reset_index(), **zoned)


def _only(tables: Tables, keep: pd.Series[bool]) -> Tables | None:
    return None if keep.all() else _with(tables, articles=tables.articles[keep.to_numpy(dtype=bool)])


def _with(tables: Tables, **changed: pd.DataFrame) -> Tables:
    return Tables({**tables, **changed}, tables.facts)
