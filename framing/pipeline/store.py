"""Where the steps over a whole corpus find what was measured article by article, and where they put what they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import Any, NamedTuple

import pandas as pd
from numpy.typing import NDArray

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection.shared import reader
from framing.measures.selection.tokens import Tokens

Tables = Mapping[str, pd.DataFrame]


class Measured(NamedTuple):
    """The articles that were measured, by the order of their ids: which of two is held against the other never changes.

    `starts` cuts them into as many stretches as there are parts; `parts` has the numbers of each part's articles.
    """

    ids: list[str]
    outlets: list[str]
    events: list[str]
    starts: list[int]
    parts: list[list[int]]


class Store:
    """A corpus that is held in memory, as an archive of one part: its articles, and what is made of them.

    Parameters
    ----------
    articles : sequence of Article
    tables : mapping of str to DataFrame
        What was made of them article by article.

    Attributes
    ----------
    count : int
        Parts.
    unit : int, optional
        Articles of a part of the statements.
    largest : int, optional
        Articles of an event that are compared with one another.
    """

    count = 1
    unit: int | None = None
    largest: int | None = None

    def __init__(self, articles: Sequence[Article], tables: Tables) -> None:
        self._first = tables
        self._made: dict[tuple[str, int], Tables] = {}
        self._kept: dict[tuple[str, int], Any] = {}
        known = {article.id: article for article in articles}
        self._articles = [known[id] for id in self.measured.ids]
        self._rows = tables["quotations"].groupby("article_id").indices

    def first(self, number: int, table: str) -> pd.DataFrame:
        """A table of one part as it was made article by article."""
        return self._first[table]

    def made(self, step: str, number: int, table: str) -> pd.DataFrame:
        """A table of one part of a step."""
        return self._made[step, number][table]

    def write(self, step: str, number: int, key: str, tables: Tables) -> None:
        """Write one part of a step; `key` tells from what it was made."""
        self._made[step, number] = tables

    def save(self, name: str, number: int, **arrays: NDArray[Any]) -> None:
        """Keep arrays until all steps are done."""
        self._kept[name, number] = arrays

    def saved(self, name: str, number: int) -> bool:
        """Whether these arrays are there."""
        return (name, number) in self._kept

    def load(self, name: str, number: int) -> Mapping[str, NDArray[Any]]:
        """The arrays; of those that lie on a disk only what is asked for is read."""
        arrays: Mapping[str, NDArray[Any]] = self._kept[name, number]
        return arrays

    def keep(self, name: str, value: Any) -> None:
        """Keep what JSON can hold until all steps are done."""
        self._kept[name, 0] = value

    def kept(self, name: str) -> Any:
        """What was kept."""
        return self._kept[name, 0]

    def articles(self, numbers: Sequence[int]) -> tuple[Corpus, pd.DataFrame]:
        """Measured articles in the order of `numbers`, and their quotations table."""
        articles = [self._articles[number] for number in numbers]
        rows = [self._rows[article.id] for article in articles if article.id in self._rows]
        return Corpus(articles), self._first["quotations"].iloc[list(chain.from_iterable(rows))]

    def texts(self, numbers: Sequence[int]) -> tuple[Corpus, Callable[[int], Tokens]]:
        """Those articles, and what gives the tokens of each by its place among `numbers`."""
        return self.articles(numbers)[0], lambda place: self._tokens(numbers[place])

    @cached_property
    def _tokens(self) -> Callable[[int], Tokens]:
        """Tokens of all articles, read once for all steps."""
        return reader(Corpus(self._articles), self._first["quotations"])

    @cached_property
    def measured(self) -> Measured:
        """The articles that were measured."""
        rows: list[tuple[str, str, str]] = []
        starts = [0]
        for number in range(self.count):
            table = self.first(number, "articles")
            table = table[table["words"].notna()]
            rows += zip(table["article_id"], table["outlet"], table["event"].fillna(""), strict=True)
            starts.append(len(rows))
        order = sorted(range(len(rows)), key=rows.__getitem__)
        at = [0] * len(rows)
        for number, place in enumerate(order):
            at[place] = number
        ids, outlets, events = ([rows[place][k] for place in order] for k in range(3))
        return Measured(ids, outlets, events, starts, [at[a:b] for a, b in pairwise(starts)])


class Steps:
    """Runs a step over its parts, one after the other; `framing.pipeline.pool` spreads them over processes."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def run(self, function: Callable[..., Any], pieces: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """What `function` returns for each piece, beginning with the store; in no order."""
        return (function(self.store, *piece) for piece in pieces)

    def parts(
        self, step: str, function: Callable[..., Any], pieces: Iterable[tuple[Any, ...]], asked: str = ""
    ) -> None:
        """Parts of a step: `function` is called with the store, the key, and each piece, whose first is its number.

        `asked` is what they depend on beside the rows.
        """
        for piece in pieces:
            function(self.store, "", *piece)
