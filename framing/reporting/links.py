"""From a number to its text: the address of a passage in the pages of the articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from framing.tables import Tables

SPANS = (("article_id", "start", "end"), ("article_a", "start_a", "end_a"), ("article_b", "start_b", "end_b"))


class Links(NamedTuple):
    """Addresses of passages, as figures, tables and findings ask for them.

    Attributes
    ----------
    files : mapping of str to str
        The article's page, by id.
    starts, ends : mapping of str to list of int
        Where the sentences of each article begin and end.
    folder : str
        Of the pages, from the page that leads to them.
    """

    files: Mapping[str, str]
    starts: Mapping[str, list[int]]
    ends: Mapping[str, list[int]]
    folder: str = "articles/"

    @classmethod
    def of(cls, tables: Tables, files: Mapping[str, str], folder: str = "articles/") -> Links:
        """Links into the pages of these articles."""
        rows = tables.sentences.sort_values(["article_id", "sentence"], kind="stable")
        groups = {str(article): group for article, group in rows.groupby("article_id", sort=False)}
        starts = {article: [int(n) for n in group["start"]] for article, group in groups.items()}
        return cls(files, starts, {a: [int(n) for n in group["end"]] for a, group in groups.items()}, folder)

    def __call__(self, passage: Iterable[Any]) -> str | None:
        """The address of a passage (article_id, start, end); None where the article has no page.

        It is that of the sentences that hold the passage, or of the page where the passage is empty.
        """
        article, start, end = passage
        if article not in self.files:
            return None
        anchor = "" if int(end) <= int(start) else self.anchor(str(article), int(start), int(end))
        return f"{self.folder}{self.files[article]}{'#' + anchor if anchor else ''}"

    def anchor(self, article: str, start: int, end: int) -> str:
        """The id that the sentences of a span have on the article's page."""
        starts, ends = self.starts.get(article, []), self.ends.get(article, [])
        if not starts:
            return ""
        first = min(bisect_right(ends, start), len(ends) - 1)
        last = max(bisect_right(starts, end - 1) - 1, first)
        return anchor(first, last)

    def row(self, row: Mapping[str, Any]) -> str | None:
        """The address of a row of a table: of its span, of its article, or None where it names neither."""
        for article, start, end in SPANS:
            if article in row and not pd.isna(row[article]):
                placed = start in row and not pd.isna(row[start]) and not pd.isna(row[end])
                return self((row[article], row[start], row[end]) if placed else (row[article], 0, 0))
        return None


def anchor(first: int, last: int) -> str:
    """Id of a run of sentences.

    Examples
    --------
    >>> anchor(3, 3), anchor(3, 5)
    ('s3', 's3-5')
    """
    return f"s{first}" if first == last else f"s{first}-{last}"


def runs(tables: Tables, links: Links, article: str) -> list[tuple[int, int]]:
    """Runs of several sentences of an article that some row of a table covers."""
    found = set()
    for table in tables.values():
        for name, start, end in SPANS:
            if name not in table or start not in table:
                continue
            own = table.loc[table[name] == article, [start, end]].dropna()
            for a, b in own.itertuples(index=False):
                if int(b) > int(a):
                    found.add(links.anchor(article, int(a), int(b)))
    several = [name.removeprefix("s").split("-") for name in found if "-" in name]
    return sorted((int(first), int(last)) for first, last in several)
