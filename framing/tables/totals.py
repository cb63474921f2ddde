"""Totals: columns of the tables *articles* and *outlets*, as a measure declares them.

A total says how the value of an article comes from its rows, and that of an outlet from its articles. It sees rows of
the story only: captions, notices and translations are left out before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from math import fsum
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from framing.tables.schema import Column

Keeps = Callable[[pd.DataFrame], "pd.Series[bool]"]
Numbers = Callable[[pd.DataFrame], "pd.Series[float]"]


@dataclass(frozen=True)
class Total:
    """A column of the articles and of the outlets; a value of each article, of which an outlet has the mean.

    Attributes
    ----------
    name, unit, meaning : str
        Of the column.
    of_articles : str
        Its meaning in the articles table, where that is another than in the outlets table.
    table : str
        Whose rows it is taken over; by default the table of its measure.
    rests_on : str
        The table without whose rows it cannot be counted again; by default `table`.
    in_articles : bool
        False for what only an outlet has.
    feature : bool
        Whether `framing.FramingFeatures` gives it: it needs no other article.
    voiced : bool
        Whether it changes with where each voice begins and ends.
    """

    name: str
    unit: str = ""
    meaning: str = ""
    _: KW_ONLY
    of_articles: str = ""
    table: str = ""
    rests_on: str = ""
    in_articles: bool = True
    feature: bool = True
    voiced: bool = False

    dtype: ClassVar[str] = "number"
    from_rows: ClassVar[bool] = False  # an article's value is summed over its rows, so that it can be counted again
    needs_rows: ClassVar[bool] = False  # an outlet's value is taken over the rows of all its articles

    def column(self, of_articles: bool = False) -> Column:
        """The column as the schema lists it."""
        return Column(self.name, self.dtype, self.unit, (of_articles and self.of_articles) or self.meaning)

    def by_article(self, rows: pd.DataFrame) -> pd.Series[Any]:
        """Values by article_id, from the rows of many articles."""
        raise NotImplementedError(f"{self.name} is not summed over rows.")

    def by_outlet(self, articles: pd.DataFrame, rows: pd.DataFrame, so_far: Mapping[str, Any]) -> Any:
        """The value of one outlet, from its articles, their rows, and the totals before this one."""
        return articles[self.name].mean()


@dataclass(frozen=True)
class Count(Total):
    """Number of rows, of those that `only` keeps; an outlet has the sum of its articles."""

    only: Keeps | None = None
    dtype: ClassVar[str] = "integer"
    from_rows: ClassVar[bool] = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", self.unit or self.name)
        object.__setattr__(self, "meaning", self.meaning or f"Number of {self.unit}.")

    def by_article(self, rows: pd.DataFrame) -> pd.Series[Any]:
        return (rows if self.only is None else rows[self.only(rows)]).groupby("article_id").size()

    def by_outlet(self, articles: pd.DataFrame, rows: pd.DataFrame, so_far: Mapping[str, Any]) -> Any:
        return articles[self.name].sum()


@dataclass(frozen=True)
class Distinct(Count):
    """Number of rows, one for each value of `of` that an article has; an outlet counts its different values."""

    of: str = ""
    needs_rows: ClassVar[bool] = True

    def by_outlet(self, articles: pd.DataFrame, rows: pd.DataFrame, so_far: Mapping[str, Any]) -> Any:
        return rows[self.of].nunique()


@dataclass(frozen=True)
class Sum(Count):
    """Sum of the column of the rows that has its name."""

    def by_article(self, rows: pd.DataFrame) -> pd.Series[Any]:
        return rows.groupby("article_id")[self.name].sum()


@dataclass(frozen=True)
class Later(Count):
    """A number that needs the whole corpus: missing until a step over all articles fills it in."""

    from_rows: ClassVar[bool] = False

    def by_outlet(self, articles: pd.DataFrame, rows: pd.DataFrame, so_far: Mapping[str, Any]) -> Any:
        return articles[self.name].sum(min_count=1)


@dataclass(frozen=True)
class Share(Total):
    """One total over another, in articles and in outlets."""

    part: str = ""
    whole: str = "words"
    per: ClassVar[int] = 1

    def of(self, totals: pd.DataFrame) -> pd.Series[float]:
        """The shares of a table that has both totals."""
        whole = totals[self.whole].astype("float64")
        return self.per * totals[self.part].astype("float64") / whole.where(whole > 0)

    def by_outlet(self, articles: pd.DataFrame, rows: pd.DataFrame, so_far: Mapping[str, Any]) -> Any:
        part = so_far[self.part]
        return np.nan if pd.isna(part) else self.per * part / (float(so_far[self.whole]) or np.nan)


@dataclass(frozen=True)
class Rate(Share):
    """One total, a number of rows, per 1,000 words of the story."""

    per: ClassVar[int] = 1000

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", self.unit or "per 1,000 words")
        object.__setattr__(self, "meaning", self.meaning or f"1,000 × {self.part} / {self.whole}.")


@dataclass(frozen=True)
class Mean(Total):
    """Mean over an article's rows of what `of` gives, each row as heavy as `weight` says; missing values are left out.

    `only` keeps some of the rows after they were weighed. An outlet has the mean of its articles' means. Sums are
    exact, so that they are the same whatever other articles are beside this one.
    """

    of: str | Numbers = ""
    weight: Numbers | None = None
    only: Keeps | None = None
    from_rows: ClassVar[bool] = True

    def by_article(self, rows: pd.DataFrame) -> pd.Series[Any]:
        values = rows[self.of] if isinstance(self.of, str) else self.of(rows)
        weights = pd.Series(1, rows.index) if self.weight is None else self.weight(rows)
        if self.only is not None:
            kept = self.only(rows)
            rows, values, weights = rows[kept], values[kept], weights[kept]
        held: dict[str, tuple[list[float], list[float]]] = {}
        for article, value, weight in zip(rows["article_id"].tolist(), values.tolist(), weights.tolist(), strict=True):
            products, heavy = held.setdefault(article, ([], []))
            if value == value:  # NaN is a scorer's word for a text that it cannot judge
                products.append(value * weight)
                heavy.append(weight)
        means = [fsum(products) / fsum(heavy) if heavy else np.nan for products, heavy in held.values()]
        return pd.Series(means, pd.Index(list(held), dtype="string"), dtype="float64")


@dataclass(frozen=True)
class Part(Total):
    """Share of all rows' weight that lies on those rows that `only` keeps, in articles and in outlets."""

    weight: Numbers = len  # type: ignore[assignment]
    only: Keeps = len  # type: ignore[assignment]
    from_rows: ClassVar[bool] = True
    needs_rows: ClassVar[bool] = True

    def by_article(self, rows: pd.DataFrame) -> pd.Series[Any]:
        weight = self.weight(rows).astype("float64")
        whole = weight.groupby(rows["article_id"]).sum()
        return weight.where(self.only(rows), 0.0).groupby(rows["article_id"]).sum() / whole.where(whole > 0)

    def by_outlet(self, articles: pd.DataFrame, rows: pd.DataFrame, so_far: Mapping[str, Any]) -> Any:
        weight = self.weight(rows).astype("float64")
        return weight[self.only(rows)].sum() / whole if (whole := weight.sum()) > 0 else np.nan


@dataclass(frozen=True)
class OfOutlets(Total):
    """A number of outlets alone, from the rows of all their articles."""

    of: Callable[[pd.DataFrame], float] = len
    needs_rows: ClassVar[bool] = True

    def by_outlet(self, articles: pd.DataFrame, rows: pd.DataFrame, so_far: Mapping[str, Any]) -> Any:
        return self.of(rows)
