"""In how many articles of each outlet a term stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.engines.across.place import Place
from framing.study import Study

if TYPE_CHECKING:
    from framing.engines.across.second import Steps

BY = ["outlet", "term"]
GATHERED = 3_000_000  # rows that wait to be added up
PART = 1_000_000  # rows of a part of the result


def count(steps: Steps, study: Study) -> None:
    """Add up the parts' terms, and write them by outlet and term."""
    place = steps.place
    held = pd.DataFrame({"outlet": [], "term": [], "articles": [], "count": []})
    waiting: list[pd.DataFrame] = []
    rows = 0
    for found in steps.run(_terms, [(number,) for number in range(place.count)]):
        waiting.append(found)
        rows += len(found)
        if rows > GATHERED:
            held, waiting, rows = _added([held, *waiting]), [], 0
    held = _added([held, *waiting])
    pieces = [(n, held[at : at + PART]) for n, at in enumerate(range(0, max(1, len(held)), PART))]
    steps.parts("frequencies", _part, pieces)


def _terms(place: Place, number: int) -> pd.DataFrame:
    terms, articles = place.first(number, "terms"), place.first(number, "articles")
    outlet = terms["article_id"].map(articles.set_index("article_id")["outlet"])
    return _added([terms.assign(outlet=outlet, articles=1)])


def _added(tables: list[pd.DataFrame]) -> pd.DataFrame:
    table = pd.concat([table for table in tables if len(table)] or tables[:1])
    found = table.groupby(BY, as_index=False, sort=True)[["articles", "count"]].sum()
    return found.astype({"outlet": "string", "term": "string", "articles": "Int64", "count": "Int64"})


def _part(place: Place, key: str, number: int, table: pd.DataFrame) -> None:
    place.write("frequencies", number, key, {"frequencies": table})
