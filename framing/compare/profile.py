"""Profile: the main measures of each outlet with their intervals, and which of them differ from the other outlets'."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare._contrast import contrast
from framing.compare.permutation import benjamini_hochberg
from framing.compare.units import ratio_over
from framing.compare.values import Statistic, values
from framing.corpus.article import unknown_outlet
from framing.tables import Tables
from framing.text.zones import STORY

ALPHA = 0.05  # of adjusted p values: the usual level
PHRASES = 3  # of the study, those that occur most
COLUMNS = (
    "measure", "label", "unit", "outlet", "value", "low", "high", "articles", "difference", "difference_low",
    "difference_high", "p", "p_adjusted", "holds",
)  # fmt: skip


class Compared(NamedTuple):
    """A measure that outlets are compared on.

    Attributes
    ----------
    measure : str
        Its name in the table.
    label, unit : str
        As printed; the unit ``%`` says that the value is a share.
    value : str or Series
        As `framing.compare.contrast` takes it.
    statistic : str, optional
    """

    measure: str
    label: str
    unit: str
    value: str | pd.Series[float]
    statistic: Statistic | None = None


def profile(tables: Tables) -> pd.DataFrame:
    """Each outlet's value of each main measure, and its difference from the other outlets.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        One row per measure and outlet: measure, label, unit, outlet, value, low, high (95 % interval; missing with
        fewer than four independent articles), articles, difference (from all other outlets together), difference_low,
        difference_high, p (permutation of articles), p_adjusted (Benjamini-Hochberg over all rows of this table that
        have a p: they are one family) and holds (p_adjusted is below .05).

    Notes
    -----
    With two outlets there is one comparison for each measure, which is in the rows of both and is counted once.

    Examples
    --------
    >>> from framing import Article, Corpus, measure
    >>> texts = ["“It rained,” said Ann Lee.", "Nobody crossed the bridge."]
    >>> corpus = Corpus([Article(str(n), text, outlet=f"Post {n}") for n, text in enumerate(texts)])
    >>> profile(measure(corpus, model="fast")).query("measure == 'quoted_share'")["value"].round(2).tolist()
    [0.4, 0.0]
    """
    # A page asks for it in its findings, its figure, the caption and the table; its tests are what takes long.
    asked = [tables[name].to_csv(index=False) for name in ("articles", "outlets", "phrases")]
    key = hashlib.sha256("\0".join(asked).encode()).digest()
    if key not in _MADE:
        _MADE.clear()  # the last one alone is kept
        _MADE[key] = _profile(tables)
    return _MADE[key].copy()


_MADE: dict[bytes, pd.DataFrame] = {}


def _profile(tables: Tables) -> pd.DataFrame:
    articles = tables.articles[tables.articles["words"].notna()].reset_index(drop=True)
    outlets = [str(outlet) for outlet in tables.outlets["outlet"]]
    compared = _measures(tables)
    # An article of an unknown outlet may come from any of the others: it has values, and is compared with nobody.
    several = articles["outlet"].value_counts().max() > 1 if len(articles) else False
    nobody = articles["article_id"].map(unknown_outlet)
    known = [name for name in outlets if ((articles["outlet"] == name) & (articles["outlet"] != nobody)).any()]
    rows: list[dict[str, Any]] = []
    for one in compared:
        tested = _tested(tables, one, len(known)) if several and len(known) > 1 else {}
        for outlet in outlets:
            own = articles[articles["outlet"] == outlet]
            rows.append(
                {"measure": one.measure, "label": one.label, "unit": one.unit, "outlet": outlet}
                | _value(tables, own, one)
                | tested.get(outlet, {})
            )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = ["value", "low", "high", "difference", "difference_low", "difference_high", "p", "p_adjusted"]
    table[numbers] = table[numbers].astype(float)
    # Of two outlets both rows hold the same test.
    family = table[table["p"].notna() & ~(table.duplicated(["measure", "p"]) & (len(known) == 2))]
    adjusted = pd.Series(benjamini_hochberg(family["p"].to_numpy(dtype=float)), family.index)
    if len(known) == 2:
        by_measure = dict(zip(family["measure"], adjusted, strict=True))
        table["p_adjusted"] = table["measure"].map(by_measure).where(table["p"].notna()).astype(float)
    else:
        table.loc[family.index, "p_adjusted"] = adjusted
    table["holds"] = (table["p_adjusted"] < ALPHA).fillna(False)
    return table


def family_size(table: pd.DataFrame) -> int:
    """How many tests the family of a profile has."""
    tested = table[table["p"].notna()]
    return int(tested["measure"].nunique()) if tested["outlet"].nunique() == 2 else len(tested)


def _measures(tables: Tables) -> list[Compared]:
    """What is compared: speech, tone, the phrases that occur most, shared copy, and reading ease."""
    found = [
        Compared("quoted_share", "quoted words", "%", "articles.quoted_share"),
        Compared("reported_share", "reported words", "%", "articles.reported_share"),
        Compared("tone_journalist", "tone of the journalist’s words", "−1 to 1", "articles.tone_journalist"),
    ]
    rows = tables.phrases[tables.phrases["zone"].isin(STORY)]
    ids = tables.articles["article_id"]
    for phrase in rows["phrase"].value_counts(sort=False).sort_values(ascending=False, kind="stable").index[:PHRASES]:
        counts = rows[rows["phrase"] == phrase].groupby("article_id").size()
        value = counts.reindex(ids, fill_value=0).astype(float)
        found.append(Compared(f"phrase: {phrase}", f"“{phrase}”", "per 1,000 words", value, "rate"))
    if tables.articles["shared_words"].notna().any():
        found.append(Compared("shared_share", "words shared with others", "%", "articles.shared_share"))
    found.append(Compared("flesch_reading_ease", "reading ease (Flesch)", "points", "articles.flesch_reading_ease"))
    return found


def _value(tables: Tables, own: pd.DataFrame, one: Compared) -> dict[str, Any]:
    """The value of an outlet's articles, with its interval."""
    if own.empty:
        return {"value": np.nan, "articles": 0}
    found = values(tables, own, one.value, one.statistic)
    made = ratio_over(tables, own, found.top, found.bottom, found.bounds, found.counts)
    return {"value": made.value, "low": made.low, "high": made.high, "articles": int(np.isfinite(found.top).sum())}


def _tested(tables: Tables, one: Compared, outlets: int) -> dict[str, dict[str, Any]]:
    """The difference of each outlet from the others, as `contrast` has it."""
    found = contrast(tables, one.value, against="pairs" if outlets == 2 else "rest", statistic=one.statistic).table
    columns = {"difference": "difference", "low": "difference_low", "high": "difference_high", "p": "p"}
    rows = {str(row["group"]): {new: row[old] for old, new in columns.items()} for row in found.to_dict("records")}
    if outlets == 2 and len(found):
        row = found.iloc[0]
        mirrored = {"difference": -row["difference"], "difference_low": -row["high"], "difference_high": -row["low"]}
        rows[str(row["other"])] = mirrored | {"p": row["p"]}
    return rows
