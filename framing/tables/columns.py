"""The column of the articles whose values name the groups."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import pandas as pd


def by_column(tables: Any, by: Any = None) -> tuple[pd.DataFrame, str]:
    """The articles table with the column whose values name the groups, and that column's name.

    Parameters
    ----------
    tables : Tables or DataFrame
        The tables, or the articles table.
    by : str, Series, dict or list of str, optional
        A column; the group of each article by its id (or row by row, in the order of the articles); or columns whose
        values are joined. By default what the study compares by, else the outlet.

    Raises
    ------
    KeyError, ValueError, TypeError
        If there is no such column, or the groups are those of no article.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Post", "Press"]})
    >>> found, name = by_column(articles, {"a": "left", "b": "right"})
    >>> found[name].tolist()
    ['left', 'right']
    """
    articles = tables if isinstance(tables, pd.DataFrame) else tables.articles
    if by is None:
        by = str(tables.facts.get("compare_by", "outlet")) if not isinstance(tables, pd.DataFrame) else "outlet"
    if isinstance(by, str):
        refuse_column(articles, by)
        return articles, by
    if isinstance(by, (Mapping, pd.Series)):
        groups = pd.Series(by)
        name = str(getattr(by, "name", None) or "group")
        ids = articles["article_id"].astype(str)
        own = groups.set_axis(groups.index.astype(str))
        if not own.index.is_unique or not ids.isin(own.index).any():
            if len(groups) != len(articles) or not groups.index.equals(pd.RangeIndex(len(articles))):
                raise ValueError(
                    "by= gives no group to any article: its index holds no article_id. Use "
                    "series.set_axis(corpus.ids), or read the column with the articles and give its name."
                )
            values = groups.array
        else:
            values = own.reindex(ids).array
        return articles.assign(**{name: values}), name
    if isinstance(by, (list, tuple)) and by and all(isinstance(name, str) for name in by):
        for name in by:
            refuse_column(articles, name)
        parts = articles[list(by)].astype("string")
        joined = parts[by[0]].str.cat([parts[name] for name in by[1:]], sep=", ")
        return articles.assign(**{" and ".join(by): joined}), " and ".join(by)
    raise TypeError(
        f"by= is the name of a column of the articles, such as 'outlet', or a Series of groups with article_id as its "
        f"index, not {type(by).__name__}."
    )


def refuse_column(articles: pd.DataFrame, name: str) -> None:
    if name not in articles:
        known = [str(column) for column in articles.columns]
        close = get_close_matches(str(name), known, 1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        raise KeyError(f"The articles have no column {name!r}.{hint} They have {', '.join(known)}.")
