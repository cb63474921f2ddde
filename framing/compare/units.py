"""Units of a comparison: articles, the groups they belong to, and the clusters that are independent of each other."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.corpus.article import plain_label, unknown_outlet
from framing.corpus.corpus import Corpus
from framing.intervals import LEAST as LEAST  # one minimum for all that is inferred
from framing.intervals import Interval, ratio
from framing.pipeline.batch import given_columns
from framing.tables import Tables, by_column

FEW = 10  # with fewer an inference stands on little, and says so
Target = Literal["coverage", "articles"]
By: TypeAlias = "str | list[str] | pd.Series[Any] | Mapping[Any, Any] | None"  # what names the groups


class Units(NamedTuple):
    """Articles in order with their group, and the code of each article's cluster."""

    articles: pd.DataFrame
    group: npt.NDArray[np.int64]
    names: list[str]
    cluster: npt.NDArray[np.int64]
    clustered_by: str
    left_out: int
    by: str = "outlet"


def units(x: Tables | Corpus, by: By, cluster: str | None) -> Units:
    """Articles that can be compared, their groups by the column `by`, and their clusters.

    Parameters
    ----------
    x : Tables or Corpus
    by : str, Series or dict, optional
        What names the groups; see `framing.tables.by_column`.
    cluster : str, optional
        Column of the articles whose equal values are not independent: ``article_id``, ``family``, ``event``, …. By
        default events where there are at least 4 and groups share them, else families where they are known, else
        articles: of one, two or three events nothing is inferred to others, so that they are part of what is compared.
        An article without a value is a cluster of its own.

    Articles without a group, or whose outlet is unknown, are left out.

    Raises
    ------
    KeyError
        If the articles have no such column.
    """
    articles = articles_of(x)
    if by is None and isinstance(x, Corpus) and x.study:
        by = x.study.compare_by
    articles, by = by_column(x if by is None and isinstance(x, Tables) else articles, by)
    if cluster:
        by_column(articles, cluster)
    nobody = articles["article_id"].astype("string").map(unknown_outlet)
    # An article of an unknown outlet is no group: it may belong to any of those with which it would be compared.
    known = articles[articles[by].notna() & (articles[by].astype("string") != nobody).fillna(True)]
    known = known[known["words"].notna()] if "words" in known else known
    known = known.reset_index(drop=True)
    values_by = [plain_label(str(value)) for value in known[by]]  # a blank more or less makes no other group
    names = list(dict.fromkeys(values_by))
    codes = {name: i for i, name in enumerate(names)}
    group = np.array([codes[name] for name in values_by], dtype=np.int64)
    column = cluster or _usual(known, by)
    own = "\0" + known["article_id"].astype(str)
    values = own if column == "article_id" else known[column].astype("string").fillna(own)
    return Units(known, group, names, pd.factorize(values)[0].astype(np.int64), column, len(articles) - len(known), by)


def clusters(tables: Tables) -> pd.Series[str]:
    """The cluster of each article, by id, that comparisons of outlets take by default; its own where it has none."""
    found = units(tables, "outlet", None)
    known = dict(zip(found.articles["article_id"].astype(str), found.cluster.tolist(), strict=True))
    ids = tables.articles["article_id"].astype(str)
    return pd.Series([str(known.get(id, f"\0{id}")) for id in ids], ids.to_numpy(), dtype="object")


def ratio_over(
    tables: Tables, articles: pd.DataFrame, top: npt.ArrayLike, bottom: npt.ArrayLike,
    bounds: tuple[float, float], counts: bool,
) -> Interval:  # fmt: skip
    """A ratio of sums over some articles, `top` and `bottom` by article, with the interval of the default clusters."""
    cluster = clusters(tables).reindex(articles["article_id"].astype(str)).to_numpy()
    return ratio(np.asarray(top, float), np.asarray(bottom, float), cluster, bounds=bounds, counts=counts)


def articles_of(x: Tables | Corpus) -> pd.DataFrame:
    """The articles table, or what a corpus tells of its articles before anything is measured."""
    if isinstance(x, Tables):
        return x.articles
    if not isinstance(x, Corpus):
        raise TypeError(
            f"Give the Tables of framing.measure, or a Corpus of framing.read, not {type(x).__name__}."
        )
    rows = [(a.id, a.outlet, a.event, a.wire, a.date) for a in x]
    table = pd.DataFrame(rows, columns=["article_id", "outlet", "event", "wire", "date"]).astype("string")
    return table.assign(**given_columns(x.articles))


def comparisons(names: list[str], against: str) -> list[tuple[int, int | None]]:
    """Pairs of groups to compare; None is all the others.

    Examples
    --------
    >>> comparisons(["A", "B", "C"], "pairs"), comparisons(["A", "B", "C"], "B")
    ([(0, 1), (0, 2), (1, 2)], [(0, 1), (2, 1)])
    """
    numbers = range(len(names))
    if against == "rest":
        return [(i, None) for i in numbers] if len(names) > 1 else []
    if against == "pairs":
        return list(combinations(numbers, 2))
    if against not in names:
        raise ValueError(f"against is 'rest', 'pairs' or one of {', '.join(map(repr, names))}, not {against!r}.")
    return [(i, names.index(against)) for i in numbers if names[i] != against]


def independent(side: npt.NDArray[np.bool_], cluster: npt.NDArray[np.int64]) -> int:
    """Independent clusters on the side that has fewer."""
    return min(len(np.unique(cluster[side])), len(np.unique(cluster[~side])))


def refusal(clusters: int, target: Target) -> str:
    """Why nothing is inferred, or an empty string."""
    if target == "articles":
        return "described only: these articles are all there is to speak of"
    if clusters < LEAST:
        return f"described only: {clusters} independent cluster{'s' * (clusters != 1)} on a side; {LEAST} are needed"
    return ""


def speaks_of(found: Units, target: Target, clusters: list[int]) -> str:
    """The sentence on what a comparison speaks of, and on how much it rests."""
    n, groups = len(found.articles), len(found.names)
    if target == "articles":
        return f"Describes these {n:,} articles and no others: differences are described, and there is no p value."
    what = {"article_id": "article", "family": "family of articles that share copy"}.get(found.clustered_by)
    unit = f"clustered by {what or found.clustered_by}"
    alone = int(found.articles[found.clustered_by].isna().sum())
    if alone:
        unit += f" ({alone:,} of {n:,} articles have none and count singly)"
    if clusters and max(clusters) < LEAST:
        return (
            f"Describes these {n:,} articles only: {unit}, a side has at most {max(clusters)} "
            f"independent cluster{'s' * (max(clusters) != 1)}, and {LEAST} are needed."
        )
    events = found.articles["event"].nunique() if "event" in found.articles else 0
    of = f" of {'this event' if events == 1 else f'these {events} events'}" if 0 < events < LEAST else ""
    sentence = f"Concerns the coverage{of} by {groups} groups, of which {n:,} articles are taken as a sample, {unit}."
    if clusters and min(clusters) < LEAST:
        sentence += f" With under {LEAST} independent clusters on a side ({min(clusters)} here) nothing is inferred."
    if any(LEAST <= number < FEW for number in clusters):
        sentence += f" Warning: fewer than {FEW} independent clusters on a side; what is inferred rests on little."
    return sentence


def check(target: str, level: float) -> None:
    """Refuse a target or a level that does not exist."""
    if target not in ("coverage", "articles"):
        raise ValueError(f"target is 'coverage' (a sample of it) or 'articles' (all there are), not {target!r}.")
    if not 0 < level < 1:
        raise ValueError(f"level is between 0 and 1, such as 0.95, not {level}.")


def _usual(articles: pd.DataFrame, by: str) -> str:
    if "event" in articles:
        groups = articles.dropna(subset=["event"]).groupby("event")[by].nunique()
        if len(groups) >= LEAST and (groups > 1).any():
            return "event"
    if "family" in articles and articles["family"].notna().any():
        return "family"
    return "article_id"
