"""Robustness: one contrast under other decisions about what to count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from framing.compare.permutation import benjamini_hochberg
from framing.compare.contrast import Contrast, contrast
from framing.document import STORY
from framing.measure import totals
from framing.tables import SCHEMA, Tables
from framing.voice import VOICES, own_words

CONFIDENT = 0.8  # of a quotation and its speaker


def robustness(tables: Tables, value: str, also: Mapping[str, Tables] | None = None, **options: Any) -> Contrast:
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
        `also`. A variant that changes nothing is left out and named in the note; apart from these, those that the value
        cannot be counted anew for (readability without headlines, a series of your own). p is adjusted over the whole
        table.

    Examples
    --------
    >>> robustness(Tables({}), "articles.quoted_share").table.empty
    True
    """
    results = {"as measured": contrast(tables, value, **options)}
    stale = [name for name in CHANGES if not _recounted(tables, name, value)]
    variants = {name: change(tables) for name, change in CHANGES.items() if name not in stale}
    for name, changed in {**variants, **(also or {})}.items():
        if changed is not None:
            results[name] = contrast(changed, value, **options)
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
    left = f" Not recounted, and left out: {', '.join(stale)}." if stale else ""
    return Contrast(table, f"{first.note}{unchanged}{left}", "contrast", first.facts)


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
    said = tables.quotations.assign(words=own_words(tables.quotations))
    kinds = {"quoted_words": ("direct", "partial"), "reported_words": ("indirect",)}
    articles = tables.articles.copy()
    for column, kind in kinds.items():
        unsure = said[said["zone"].isin(STORY) & said["kind"].isin(kind) & (said["confidence"] < CONFIDENT)]
        lost = unsure.groupby("article_id")["words"].sum().reindex(articles["article_id"]).fillna(0)
        articles[column] = (articles[column] - lost.to_numpy(dtype="int64")).clip(lower=0)
    again = (*_SAID, *_BY_TYPE)
    sure = {**tables, "quotations": tables.quotations[~(said["confidence"] < CONFIDENT)]}
    return _with(tables, **_summed(tables, articles, sure, [name for name in _sums(tables) if name in again]))


CHANGES: dict[str, Callable[[Tables], Tables | None]] = {
    "with captions": _with_captions,
    "without headlines": _without_headlines,
    "without wire copy": _without_wire,
    "one article of a family": _one_of_a_family,
    "confident quotations": _confident,
}


_BY_TYPE = tuple(f"{sort}_share" for sort in totals.SPEAKER_TYPES)
_SAID = ("quotations", "speakers")  # columns of the articles that count quotations
# Numbers that rest on where each voice begins and ends: without some quotations the texts would be scored anew.
_VOICED = {
    "articles": [f"tone_{voice}" for voice in VOICES], "sentences": ["quoted_words", "reported_words"],
    "tone": ["words", "tone"],
}  # fmt: skip


def _recounted(tables: Tables, name: str, value: str | pd.Series[float]) -> bool:
    """Whether a variant has the value anew: one that keeps what was measured does not show that nothing changes."""
    if name in ("without wire copy", "one article of a family"):
        return True
    if isinstance(value, pd.Series):
        return False
    table, _, column = value.partition(".")
    columns = {column} if column in tables[table] else set(column.split("-", 1))
    if name == "confident quotations":
        known = {known.name for known in SCHEMA[table].columns}
        return columns <= known and not columns & set(_VOICED.get(table, ()))
    if table == "articles":
        return columns <= {*_sums(tables), "quoted_share", "reported_share"}
    return table == "speakers" or "zone" in tables[table]


def _sums(tables: Tables) -> list[str]:
    """Columns of the articles that are sums or means over rows that these tables have."""
    rests = dict.fromkeys((*_SAID, *_BY_TYPE), "quotations") | dict.fromkeys(_VOICED["articles"], "tone")
    return [name for name in totals.sums(tables) if len(tables[rests.get(name, "sentences")])]


def _counted_again(tables: Tables, zones: tuple[str, ...]) -> Tables | None:
    """The rows of other zones, and over them the columns of the articles that are sums or means of rows."""
    # What compares a table counts its rows of the story: rows of further zones are given one of the story's, others go.
    kept = {name: table[table["zone"].isin(zones)] for name, table in tables.items() if "zone" in table}
    zoned = {
        name: rows.assign(zone=rows["zone"].where(rows["zone"].isin(STORY), "body")) for name, rows in kept.items()
    }
    if zoned["sentences"].empty:
        return None
    return _with(tables, **_summed(tables, tables.articles, {**tables, **zoned}, _sums(tables)))


def _summed(
    tables: Tables, articles: pd.DataFrame, rows: Mapping[str, pd.DataFrame], columns: list[str]
) -> dict[str, pd.DataFrame]:
    """`rows` with their speakers, and the articles with these columns and the shares counted over them."""
    said, sentences = rows["quotations"], rows["sentences"]
    found = dict(rows)
    if len(tables.quotations):
        found["speakers"] = totals.speakers(said, sentences)
    # The articles count speakers by their names in the article, the speakers table by those across the corpus.
    local = totals.speakers(said.assign(speaker=said["speaker_local"]), sentences)
    sums = totals.sums({**found, "speakers": local})
    table = articles.set_index("article_id")
    again = sums[columns].reindex(table.index)
    for count in set(columns) & set(_SAID):
        again[count] = again[count].fillna(0).where(table["words"].notna())
    table[columns] = again.astype(table[columns].dtypes)
    words = table["words"].astype(float)
    for part in ("quoted", "reported"):
        table[f"{part}_share"] = table[f"{part}_words"].astype(float) / words.where(words > 0)
    return {**found, "articles": table.reset_index()}


def _only(tables: Tables, keep: pd.Series[bool]) -> Tables | None:
    return None if keep.all() else _with(tables, articles=tables.articles[keep.to_numpy(dtype=bool)])


def _with(tables: Tables, **changed: pd.DataFrame) -> Tables:
    return Tables({**tables, **changed}, tables.facts)
