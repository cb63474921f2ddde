"""The balance of two phrases: which of them an outlet says more often."""

from __future__ import annotations

import pandas as pd

from framing.intervals import ratio
from framing.tables import Tables, measured, needs_tables
from framing.text.zones import STORY

COLUMNS = ("outlet", "articles", "first", "second", "share", "low", "high")


def balance(tables: Tables, first: str, second: str) -> pd.DataFrame:
    """Share of the first of two phrases among the occurrences of both, by outlet.

    Parameters
    ----------
    tables : Tables
    first, second : str
        Names of phrases of the study.

    Returns
    -------
    DataFrame
        outlet, articles (in whose story one of the two is), first and second (occurrences in the story), share
        (first / both), low and high (95 %, see `framing.intervals.ratio`). Without an occurrence there is no share,
        with fewer than four articles no interval. Where an outlet uses only one of the two, the interval says how often
        it may use the other. Of an outlet without a measured article everything is missing.

    Raises
    ------
    KeyError
        If the study has no such phrase.
    ValueError
        If the two are one.

    Examples
    --------
    >>> import framing
    >>> table = framing.balance(framing.measure(framing.read("norwell-bridge")), "safe crossing", "new era")
    >>> table.loc[table["outlet"] == "Harbour Post", ["first", "second"]].values.tolist()
    [[2, 1]]
    """
    needs_tables(tables, "balance")
    known = list(dict.fromkeys([*tables.facts.get("phrases", {}), *tables.phrases["phrase"]]))
    for phrase in (first, second):
        if phrase not in known:
            raise KeyError(f"The study has no phrase {phrase!r}; it has {', '.join(known) or 'none'}.")
    if first == second:
        raise ValueError(f"A balance is of two phrases; {first!r} was given twice.")
    found = tables.phrases[tables.phrases["zone"].isin(STORY)]
    counts = pd.crosstab(found["article_id"], found["phrase"]).reindex(columns=[first, second], fill_value=0)
    outlet = counts.index.map(tables.articles.set_index("article_id")["outlet"])
    rows = []
    for name, known in zip(tables.outlets["outlet"], measured(tables), strict=True):
        if not known:
            rows.append((name, *[pd.NA] * 3, *[float("nan")] * 3))
            continue
        mine = counts[(outlet == name) & (counts.sum(axis=1) > 0)]
        one, both = mine[first].to_numpy(float), mine.sum(axis=1).to_numpy(float)
        share, low, high = ratio(one, both, bounds=(0, 1), counts=True)[:3]
        rows.append((name, len(mine), int(one.sum()), int((both - one).sum()), share, low, high))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(("articles", "first", "second"), "Int64"))
