"""What is compared: a measure of each article as a numerator and a denominator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.intervals import UNBOUNDED
from framing.tables import SCHEMA, Tables
from framing.text.zones import STORY

Statistic = Literal["mean", "median", "share", "rate"]
STATISTICS = ("mean", "median", "share", "rate")
THOUSAND = 1000.0  # words, of a rate
# What is summed over articles in a ratio of one's own: a column, a column with conditions, or a series by article_id.
Counted: TypeAlias = "str | tuple[str, Mapping[str, Any]] | pd.Series[float]"
COUNTED = (0.0, np.inf)  # of a number of things
_SCALE = re.compile(r"(-?\d+) to (-?\d+)")  # a unit in the schema


class Values(NamedTuple):
    """A measure by article: the group's value is the sum of `top` over the sum of `bottom` (or the median of `top`)."""

    top: npt.NDArray[np.float64]
    bottom: npt.NDArray[np.float64]
    statistic: Statistic
    name: str
    meaning: str
    bounds: tuple[float, float]  # what no value of a group can be beyond; infinite where that is not known

    @property
    def counts(self) -> bool:
        """Whether `top` counts words of `bottom`, each a hit or not."""
        return self.statistic == "share"

    @property
    def of(self) -> str:
        """What the denominators count."""
        return "words" if self.statistic in ("share", "rate") else "articles"  # of a ratio of one's own: see `name`


def values(tables: Tables, articles: pd.DataFrame, value: str | pd.Series[float], statistic: str | None) -> Values:
    """The measure `value` of each of `articles`, in their order; NaN where an article has none.

    Parameters
    ----------
    tables : Tables
    articles : DataFrame
        Rows of the articles table.
    value : str or Series
        ``"table.column"``; a column of another table is averaged in each article first, and ``"table.one-other"``
        is the difference of two columns. A series holds a measure of one's own, indexed by article_id.
    statistic : {"mean", "median", "share", "rate"}, optional
        *mean* and *median* of the articles; *share*, for ``…_share`` columns of the articles (their default): the words
        counted over all words, summed over articles; *rate*: the value summed over articles, per 1,000 words.
    """
    if statistic is not None and statistic not in STATISTICS:
        raise ValueError(f"statistic is one of {', '.join(STATISTICS)}, not {statistic!r}.")
    name = str(value.name or "value") if isinstance(value, pd.Series) else value
    table, _, column = name.partition(".")
    part = column.removesuffix("_share")
    shared = table == "articles" and column != part and f"{part}_words" in articles
    if statistic == "share" and not shared:
        raise ValueError(f"A share is of words: a column of articles such as articles.quoted_share, not {name!r}.")
    kind = cast(Statistic, statistic or ("share" if shared else "mean"))
    if kind == "share":
        top, bottom = _numbers(articles[f"{part}_words"]), _numbers(articles["words"])
        meaning = f"{part} words over all words, summed"
        return Values(np.where(bottom > 0, top, np.nan), bottom, kind, name, meaning, (0.0, 1.0))
    top = _of_articles(tables, articles, value)
    bounds = UNBOUNDED if isinstance(value, pd.Series) else _bounds(value, tables)
    if kind == "rate":
        bottom = _numbers(articles["words"]) / THOUSAND
        least = COUNTED if bounds[0] == 0 else UNBOUNDED
        return Values(np.where(bottom > 0, top, np.nan), bottom, kind, name, f"{name} per 1,000 words", least)
    return Values(top, np.ones(len(top)), kind, name, f"{kind} over articles of {name}", bounds)


def _bounds(value: str, tables: Tables) -> tuple[float, float]:
    """Least and greatest value that the schema allows: "0 to 1", or no less than 0 of a count; of a difference, too."""
    table, _, column = value.partition(".")
    known = {column.name: column for column in SCHEMA[table].columns} if table in SCHEMA else {}
    ends = []
    for part in (column,) if column in tables[table] else column.split("-", 1):
        found = known.get(part)
        scale = _SCALE.fullmatch(found.unit) if found else None
        counted = found is not None and found.dtype == "integer"
        ends.append((float(scale[1]), float(scale[2])) if scale else COUNTED if counted else UNBOUNDED)
    return ends[0] if len(ends) == 1 else difference_of(*ends)


def difference_of(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """Bounds of a difference of two values that have these bounds.

    Examples
    --------
    >>> difference_of((0.0, 1.0), (0.0, 1.0))
    (-1.0, 1.0)
    """
    return one[0] - other[1], one[1] - other[0]


def _of_articles(tables: Tables, articles: pd.DataFrame, value: str | pd.Series[float]) -> npt.NDArray[np.float64]:
    """One value an article."""
    if isinstance(value, pd.Series):
        return _numbers(value.reindex(articles["article_id"]))
    table, _, column = value.partition(".")
    if table not in tables or not column:
        raise ValueError(f"Name the value 'table.column', such as 'articles.quoted_share', not {value!r}.")
    rows = articles if table == "articles" else tables[table]
    one, _, other = column.partition("-") if column not in rows else (column, "", "")
    for part in filter(None, (one, other)):
        if part not in rows or not _numeric(rows[part]):
            fit = [name for name in rows.columns if _numeric(rows[name])]
            raise KeyError(f"The table {table!r} has no column {part!r} of numbers; it has {', '.join(fit)}.")
    if "zone" in rows:
        rows = rows[rows["zone"].isin(STORY)]
    found = pd.Series(_numbers(rows[one]), rows["article_id"].to_numpy())
    if other:
        found = found - _numbers(rows[other])
    return _numbers(found.groupby(level=0).mean().reindex(articles["article_id"]))


def _numeric(column: pd.Series[float]) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column))


def _numbers(column: pd.Series[float]) -> npt.NDArray[np.float64]:
    found: npt.NDArray[np.float64] = column.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    return found


def own_ratio(tables: Tables, articles: pd.DataFrame, numerator: Counted, denominator: Counted) -> Values:
    """A ratio of sums over articles: numerator over denominator, each a column, a column with conditions or a series.

    Articles without a row count with 0, those not measured or with nothing below the line not at all.

    Raises
    ------
    ValueError
        If the numerator exceeds the denominator where it is a part of it, or either is below 0.
    """
    (top, above), (bottom, below) = (_summed(tables, articles, one) for one in (numerator, denominator))
    for name, numbers in ((above, top), (below, bottom)):
        if (numbers < 0).any():
            raise ValueError(f"What a ratio counts is 0 or more; {name} has {float(np.nanmin(numbers)):g}.")
    # What is nowhere more than its whole is a share of it.
    share = bool((top <= bottom).all() and (bottom > 0).any())
    whole = bool((top % 1 == 0).all() and (bottom % 1 == 0).all())
    kind: Statistic = "share" if share and whole else "rate"
    bounds = (0.0, 1.0) if share else COUNTED
    meaning = f"{above} over {below}, summed over articles"
    return Values(np.where(bottom > 0, top, np.nan), bottom, kind, meaning, meaning, bounds)


def _summed(tables: Tables, articles: pd.DataFrame, what: Counted) -> tuple[npt.NDArray[np.float64], str]:
    """What each article has of a numerator or denominator, and its name."""
    ids = articles["article_id"]
    if isinstance(what, pd.Series):
        numbers = pd.Series(_numbers(what), what.index).groupby(level=0).sum()
        return _numbers(numbers.reindex(ids).fillna(0.0)), str(what.name or "a series")
    conditions: Mapping[str, Any] = {}
    name, conditions = (what, conditions) if isinstance(what, str) else what
    table, _, column = name.partition(".")
    if table not in tables or not column:
        raise ValueError(f"Name what is counted 'table.column', such as 'speakers.quoted_words', not {name!r}.")
    rows = tables[table]
    for wanted in (column, *conditions):
        if wanted not in rows:
            raise KeyError(f"The table {table!r} has no column {wanted!r}; it has {', '.join(rows.columns)}.")
    if not _numeric(rows[column]):
        raise KeyError(f"The column {name!r} holds no numbers, so that it cannot be summed.")
    said = []
    if "zone" in rows:
        rows = rows[rows["zone"].isin(STORY)]
    for wanted, value in conditions.items():
        allowed = [value] if isinstance(value, (str, int, float, bool)) else list(value)
        rows = rows[rows[wanted].isin(allowed)]
        said.append(f"{wanted} {' or '.join(map(str, allowed))}")
    numbers = pd.Series(_numbers(rows[column]), rows["article_id"].to_numpy()).groupby(level=0).sum()
    return _numbers(numbers.reindex(ids).fillna(0.0)), f"{name} ({', '.join(said)})" if said else name
