"""Articles and the corpus that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, overload

import pandas as pd

if TYPE_CHECKING:
    from framing.study import Study

PROBLEM_COLUMNS = ("file", "line", "field", "problem", "remedy")


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, its text exactly as it was read.

    Parameters
    ----------
    id : str
        Unique within the corpus.
    text : str
        The text. Every span of the package is ``[start, end)`` in its characters.
    outlet : str
        Who published it; the label that figures show.
    title, date, url, byline, wire, event : str, optional
        What is known of it; `date` is an ISO date (``2021-06-09``).
    language : str
        ISO 639-1 code. English is measured; other languages are listed and left out.
    metadata : mapping
        Everything else that came with the article.

    Examples
    --------
    >>> Article("a1", "The minister resigned.", outlet="Daily Example").outlet
    'Daily Example'
    """

    id: str
    text: str
    outlet: str = "unknown"
    title: str | None = None
    date: str | None = None
    url: str | None = None
    byline: str | None = None
    wire: str | None = None
    event: str | None = None
    language: str = "en"
    metadata: Mapping[str, Any] = field(default_factory=dict)


class Corpus(Sequence[Article]):
    """Articles in a fixed order, with the study they belong to and what went wrong in reading them.

    Parameters
    ----------
    articles : iterable of Article
    study : Study, optional
        Phrases, aliases and facts declared in ``study.toml``.
    problems : DataFrame, optional
        One row per problem met in reading: file, line, field, problem, remedy.

    Examples
    --------
    >>> corpus = Corpus([Article("a1", "One text."), Article("a2", "Another.")])
    >>> corpus["a2"].text, len(corpus)
    ('Another.', 2)
    """

    def __init__(
        self, articles: Iterable[Article], study: Study | None = None, problems: pd.DataFrame | None = None
    ) -> None:
        self.articles: tuple[Article, ...] = tuple(articles)
        self.study = study
        self.problems = pd.DataFrame(columns=PROBLEM_COLUMNS) if problems is None else problems
        self._by_id = {article.id: article for article in self.articles}
        if len(self._by_id) < len(self.articles):
            twice = [id for id, times in Counter(self.ids).items() if times > 1][:5]
            raise ValueError(f"Article ids must be unique; used more than once: {', '.join(twice)}.")

    @overload
    def __getitem__(self, key: str | int) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: str | int | slice) -> Article | Corpus:
        if isinstance(key, slice):
            return Corpus(self.articles[key], self.study, self.problems)
        if isinstance(key, int):
            return self.articles[key]
        if key not in self._by_id:
            raise KeyError(f"No article {key!r} in this corpus; the first ids are {', '.join(self.ids[:5])}.")
        return self._by_id[key]

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    @property
    def ids(self) -> list[str]:
        """Article ids, in order."""
        return [article.id for article in self.articles]

    @property
    def outlets(self) -> list[str]:
        """Outlets in order of their first article."""
        return list(dict.fromkeys(article.outlet for article in self.articles))

    def __repr__(self) -> str:
        problems = f", {len(self.problems)} problems in reading" if len(self.problems) else ""
        return f"Corpus({len(self)} articles, {len(self.outlets)} outlets{problems})"
