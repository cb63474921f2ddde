"""Robustness: one contrast under other decisions about what to count, one by one or all at once (multiverse)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from framing.compare._contrast import Contrast, contrast
from framing.compare.permutation import benjamini_hochberg
from framing.compare.result import Drawn
from framing.compare.values import Statistic
from framing.measures.voice import own_words
from framing.pipeline.speakers import speakers
from framing.pipeline.totals import sums, with_shares
from framing.tables import SCHEMA, Tables
from framing.tables.measures import totals
from framing.tables.totals import Count, Share, Total
from framing.text.zones import STORY

CONFIDENT = 0.8  # of a quotation and its speaker
MOST = 500  # specifications at once
CHOICES = ("measurement", "variant", "value", "statistic", "cluster")


@dataclass(frozen=True, repr=False)
class Specifications(Drawn):
    """One contrast under every combination of choices; see `specifications`."""


def specifications(
    tables: Tables,
    value: str | Sequence[str],
    variants: Sequence[str] | None = None,
    statistics: Sequence[Statistic] = (),
    clusters: Sequence[str] = (),
    also: Mapping[str, Tables] | None = None,
    **options: Any,
) -> Specifications:
    """One contrast under every combination of defensible choices: a specification curve.

    Parameters
    ----------
    tables : Tables
    value : str or list of str
        As in `framing.compare.contrast`; several where voices or definitions are a choice, such as
        ``["articles.tone_mean", "articles.tone_journalist"]``.
    variants : list of str, optional
        What is counted: *as measured* and those of `robustness`; by default all that can be counted again.
    statistics, clusters : list of str, optional
        Of `framing.compare.contrast`; by default its own.
    also : mapping of str to Tables, optional
        Other measurements of the same corpus by name: another scorer, another threshold, another model.
    **options
        Of `framing.compare.contrast`, such as against and by.

    Returns
    -------
    Specifications
        ``.table``: measurement, variant, value_name, statistic_name, cluster_name, and the columns of a contrast, one
        row per comparison and specification, from the smallest difference to the largest. The note says for each
        comparison how many specifications share a sign, how many intervals leave out 0, the median and the range; and
        which combinations are not possible.

    Notes
    -----
    Specifications use the same articles: they are no independent tests, and their number is no evidence. What counts is
    whether the answer depends on choices that nobody can defend against each other.

    References
    ----------
    Steegen, Tuerlinckx, Gelman & Vanpaemel 2016, Increasing transparency through a multiverse analysis. Perspectives on
    Psychological Science 11(5), 702-712. Simonsohn, Simmons & Nelson 2020, Specification curve analysis. Nature Human
    Behaviour 4, 1208-1214.

    Examples
    --------
    >>> specifications(Tables({}), "articles.quoted_share").table.empty
    True
    """
    values = [value] if isinstance(value, str) else list(value)
    wanted = ["as measured", *CHANGES] if variants is None else list(variants)
    unknown = [name for name in wanted if name != "as measured" and name not in CHANGES]
    if unknown:
        raise ValueError(f"No variant is called {unknown[0]!r}; there are as measured, {', '.join(CHANGES)}.")
    measured = {"this measurement": tables, **(also or {})}
    number = len(measured) * len(wanted) * len(values) * max(len(statistics), 1) * max(len(clusters), 1)
    if number > MOST:
        raise ValueError(f"These choices give {number:,} specifications; {MOST} is the most at once: leave some out.")
    parts: list[pd.DataFrame] = []
    left: list[str] = []
    units, facts = "", dict[str, Any]()
    for measurement, variant, name in product(measured, wanted, values):
        own = measured[measurement]
        if variant != "as measured":
            # A variant that changes nothing, or that this value cannot be counted again for, is no specification.
            changed = CHANGES[variant](own) if _recounted(own, variant, name) else None
            if changed is None:
                left.append(f"{variant} of {name}")
                continue
            own = changed
        for statistic, cluster in product(statistics or (None,), clusters or (None,)):
            try:
                found = contrast(own, name, statistic=statistic, cluster=cluster, **options)
            except (ValueError, KeyError) as error:
                if len(values) == 1 and measurement == "this measurement" and variant == "as measured":
                    raise
                left.append(f"{name}: {error.args[0]}")
                continue
            choice = (measurement, variant, name, statistic or "", found.facts["clustered_by"])
            rows = found.table.copy()
            for place, (column, made) in enumerate(zip(CHOICES, choice, strict=True)):
                column = column if column in ("measurement", "variant") else f"{column}_name"
                rows.insert(place, column, pd.Series(made, rows.index, dtype="string"))
            parts.append(rows)
            units, facts = units or found.note.split(" The interval")[0], facts or found.facts
    table = pd.concat(parts, ignore_index=True)
    table = table.sort_values(["group", "other", "difference"], kind="stable", ignore_index=True)
    table["p_adjusted"] = float("nan")  # specifications are no family of tests
    notes = [_summary(pair, rows) for pair, rows in table.groupby(["group", "other"], sort=False)]
    dropped = f" Left out: {'; '.join(dict.fromkeys(left))}." if left else ""
    note = " ".join([*notes, units + dropped, "Specifications use the same articles and are no independent tests."])
    return Specifications(table, note.strip(), "specifications", facts)


def _summary(pair: Any, rows: pd.DataFrame) -> str:
    """How far one comparison depends on the choices."""
    apart = rows["difference"].dropna()
    if apart.empty:
        return f"{pair[0]} \N{MINUS SIGN} {pair[1]}: no specification gives a difference."
    positive = int((apart > 0).sum())
    sure = int(((rows["low"] > 0) | (rows["high"] < 0)).sum())
    sign, share = ("above", positive) if positive * 2 >= len(apart) else ("below", int((apart < 0).sum()))
    return (
        f"{pair[0]} \N{MINUS SIGN} {pair[1]}: {share} of {len(apart)} specifications give a difference {sign} 0, "
        f"{sure} with an interval that leaves out 0; median {apart.median():.3f}, from {apart.min():.3f} to "
        f"{apart.max():.3f}."
    )


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
        cannot be counted again for (readability without headlines, a series of your own). p is adjusted over the whole
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
    note = f"{first.note}{unchanged}{left}"
    return Contrast(table, note, "contrast", first.facts, first.omnibus, first.articles)


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
    sure = {**tables, "quotations": tables.quotations[~(said["confidence"] < CONFIDENT)]}
    again = [total for total in _counted(tables) if total.rests_on == "quotations"]
    return _with(tables, **_summed(tables, articles, sure, again))


CHANGES: dict[str, Callable[[Tables], Tables | None]] = {
    "with captions": _with_captions,
    "without headlines": _without_headlines,
    "without wire copy": _without_wire,
    "one article of a family": _one_of_a_family,
    "confident quotations": _confident,
}


def _recounted(tables: Tables, name: str, value: str | pd.Series[float]) -> bool:
    """Whether a variant has the value again: one that keeps what was measured does not show that nothing changes."""
    if name in ("without wire copy", "one article of a family"):
        return True
    if isinstance(value, pd.Series):
        return False
    table, _, column = value.partition(".")
    columns = {column} if column in tables[table] else set(column.split("-", 1))
    if name == "confident quotations":
        # Numbers that change with where each voice begins: without some quotations the texts would be scored anew.
        known = {column.name: column.voiced for column in SCHEMA[table].columns}
        if table == "articles":
            known |= {total.name: total.voiced for total in totals()}
        return columns <= known.keys() and not any(known[column] for column in columns)
    if table == "articles":
        again = {total.name for total in _counted(tables)}
        return columns <= again | {t.name for t in totals() if isinstance(t, Share) and t.part in again}
    return table == "speakers" or "zone" in tables[table]


def _counted(tables: Tables) -> list[Total]:
    """Totals of the articles that are sums or means over rows that these tables have."""
    return [t for t in totals() if t.in_articles and t.from_rows and len(tables[t.rests_on])]


def _counted_again(tables: Tables, zones: tuple[str, ...]) -> Tables | None:
    """The rows of other zones, and over them the columns of the articles that are sums or means of rows."""
    # What compares a table counts its rows of the story: rows of further zones are given one of the story's, others go.
    kept = {name: table[table["zone"].isin(zones)] for name, table in tables.items() if "zone" in table}
    zoned = {
        name: rows.assign(zone=rows["zone"].where(rows["zone"].isin(STORY), "body")) for name, rows in kept.items()
    }
    if zoned["sentences"].empty:
        return None
    return _with(tables, **_summed(tables, tables.articles, {**tables, **zoned}, _counted(tables)))


def _summed(
    tables: Tables, articles: pd.DataFrame, rows: Mapping[str, pd.DataFrame], again: list[Total]
) -> dict[str, pd.DataFrame]:
    """`rows` with their speakers, and the articles with these totals and the shares counted over them."""
    said, sentences = rows["quotations"], rows["sentences"]
    found = dict(rows)
    if len(tables.quotations):
        found["speakers"] = speakers(said, sentences)
    # The articles count speakers by their names in the article, the speakers table by those across the corpus.
    local = speakers(said.assign(speaker=said["speaker_local"]), sentences)
    table = articles.set_index("article_id")
    columns = [total.name for total in again]
    new = sums({**found, "speakers": local})[columns].reindex(table.index)
    for total in again:
        if isinstance(total, Count) and total.rests_on != "sentences":  # an article without a row of these has none
            new[total.name] = new[total.name].fillna(0).where(table["words"].notna())
    table[columns] = new.astype(table[columns].dtypes)
    counted = [*columns, "quoted_words", "reported_words"]
    return {**found, "articles": with_shares(table, counted).reset_index()}


def _only(tables: Tables, keep: pd.Series[bool]) -> Tables | None:
    return None if keep.all() else _with(tables, articles=tables.articles[keep.to_numpy(dtype=bool)])


def _with(tables: Tables, **changed: pd.DataFrame) -> Tables:
    return Tables({**tables, **changed}, tables.facts)
