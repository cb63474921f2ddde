"""A probability sample of units to code: every unit's chance of being drawn is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from framing.tables import Tables
from framing.text.zones import STORY

UNITS = {"sentence": "sentences", "quotation": "quotations", "article": "articles", "mention": "mentions"}
_SHOWN = 10  # units, in a notebook
FEW = 10  # articles of an outlet; with fewer an interval over articles covers too little (see framing.compare)
SHARED_COLUMNS = ("outlet", "event", "family")  # of the articles, which every unit carries


@dataclass(frozen=True, repr=False)
class Sample:
    """Units drawn to be coded.

    Parameters
    ----------
    table : DataFrame
        One row per unit drawn: unit (its id), article_id, outlet, event, family, start, end, stratum, probability,
        duplicate (to be coded twice, blind).
    population : DataFrame
        Every unit that could have been drawn, indexed by unit, with the columns of its table, stratum and probability.
    unit : str
    seed : int
    note : str
        What was drawn, out of what.
    """

    table: pd.DataFrame
    population: pd.DataFrame
    unit: str
    seed: int
    note: str

    def __repr__(self) -> str:
        return f"{self.table.head(_SHOWN).to_string(index=False)}\n{self.note}"

    def _repr_html_(self) -> str:
        shown: str = self.table.head(_SHOWN).round(4).to_html(index=False, border=0)
        more = len(self.table) - _SHOWN
        left = f"{more:,} more rows are in .table. " if more > 0 else ""
        return f"{shown}<p>{escape(left + self.note)}</p>"


def sample(
    tables: Tables,
    unit: str = "sentence",
    n: int = 200,
    strata: str | Sequence[str] | None = None,
    seed: int = 0,
    duplicates: float = 0.2,
) -> Sample:
    """Draw units to code, at random within strata, and keep each unit's inclusion probability.

    Parameters
    ----------
    tables : Tables
    unit : {"sentence", "quotation", "article", "mention"}
        Sentences and quotations are those of headline, standfirst, lead and body.
    n : int
        Units to draw. Strata get the same number each as far as they have so many, so that small outlets are compared
        as well as large ones; `correct` undoes the unequal chances.
    strata : str or list of str, optional
        Columns of the unit's table or of the articles, such as ``"outlet"``.
    seed : int
    duplicates : float
        Share of the sample that is coded twice without the coders knowing which: by all coders where there are several,
        else by the one coder again.

    Returns
    -------
    Sample

    Raises
    ------
    ValueError
        If there are fewer units than `n`, or fewer than one for every stratum could be drawn.
    KeyError
        If no such column of strata exists.

    References
    ----------
    Riffe, Lacy, Watson & Lovejoy 2019, Analyzing Media Messages, chapters 5 and 6 (sampling, reliability samples).

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.simulate(events=2))
    >>> drawn = sample(tables, "sentence", n=30, strata="outlet")
    >>> len(drawn.table), drawn.table.groupby("outlet").size().unique().tolist()
    (30, [5])
    """
    everything = units(tables, unit)
    columns = [strata] if isinstance(strata, str) else list(strata or [])
    for column in columns:
        if column not in everything:
            raise KeyError(f"The {unit}s have no column {column!r}; they have {', '.join(everything.columns)}.")
    if not 0 <= duplicates <= 1:
        raise ValueError(f"duplicates is a share of the sample from 0 to 1, not {duplicates}.")
    if not 1 <= n <= len(everything):
        raise ValueError(f"n is from 1 to the {len(everything)} {unit}s there are, not {n}.")
    stratum = pd.Series("all", index=everything.index, dtype="string")
    if columns:
        stratum = everything[columns].astype("string").fillna("none").agg(" | ".join, axis=1).astype("string")
    generator = np.random.default_rng(seed)
    sizes = stratum.value_counts(sort=False).sort_index()
    if n < len(sizes):
        raise ValueError(f"n is at least 1 for each of the {len(sizes)} strata, not {n}.")
    drawn: list[str] = []
    probability = pd.Series(0.0, index=everything.index)
    for name, share in zip(sizes.index, allocate(sizes.tolist(), n), strict=True):
        members = everything.index[stratum == name]
        drawn += sorted(generator.choice(members, size=share, replace=False).tolist())
        probability[members] = share / len(members)
    population = everything.assign(stratum=stratum, probability=probability)
    table = population.loc[
        drawn, ["article_id", *SHARED_COLUMNS, "start", "end", "stratum", "probability"]
    ].reset_index()
    twice = generator.permutation(len(table))[: round(duplicates * len(table))]
    table["duplicate"] = np.isin(np.arange(len(table)), twice)
    by = f" in {len(sizes)} strata of {', '.join(columns)}" if columns else ""
    note = (
        f"{n} of {len(everything):,} {unit}s drawn at random{by}, each with a known probability from "
        f"{probability.min():.4f} to {probability.max():.4f}; {len(twice)} are coded twice, blind. Seed {seed}."
    )
    articles = table.groupby("outlet")["article_id"].nunique()
    few = articles[articles < FEW]
    if len(few):
        note += (
            f" {len(few)} of {len(articles)} outlets have fewer than {FEW} articles in the sample: their codes "
            "describe these articles, and not other articles."
        )
    return Sample(table, population, unit, seed, note)


def units(tables: Tables, unit: str) -> pd.DataFrame:
    """Every unit that can be coded, indexed by its id, with its own columns and its article's outlet, event and family.

    Parameters
    ----------
    tables : Tables
    unit : {"sentence", "quotation", "article", "mention"}

    Examples
    --------
    >>> import framing
    >>> units(framing.measure(framing.simulate(events=1)), "article").index[0]
    'e00-a-0'
    """
    if unit not in UNITS:
        raise ValueError(f"unit is {', '.join(UNITS)}, not {unit!r}.")
    table = tables[UNITS[unit]]
    if unit == "article":
        known = table[table["words"].notna()] if len(table) else table
        return known.assign(start=pd.NA, end=pd.NA).set_index(known["article_id"].rename("unit"))
    if "zone" in table:
        table = table[table["zone"].isin(STORY)]
    articles = tables.articles.set_index("article_id")
    added = {name: articles[name].reindex(table["article_id"]).to_numpy() for name in SHARED_COLUMNS}
    # Spans name a unit in every table and with every version of a measure that finds it.
    ids = table["article_id"] + ":" + table["start"].astype("string") + "-" + table["end"].astype("string")
    if unit == "mention":
        ids = ids + ":" + table["actor"]
    table = table.assign(**added).set_index(ids.rename("unit"))
    return table[~table.index.duplicated()]


def allocate(sizes: Sequence[int], n: int) -> list[int]:
    """Shares of `n` as equal as the sizes allow.

    Examples
    --------
    >>> allocate([2, 10, 30], 20)
    [2, 9, 9]
    """
    shares = [0] * len(sizes)
    while sum(shares) < n:
        open_ = [i for i, size in enumerate(sizes) if shares[i] < size]
        least, missing = min(shares[i] for i in open_), n - sum(shares)
        lowest = [i for i in open_ if shares[i] == least]
        step = max(1, min(missing // len(lowest), min(sizes[i] for i in lowest) - least))
        for i in lowest[:missing]:
            shares[i] += step
    return shares
