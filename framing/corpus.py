"""Articles and the corpus that holds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, overload

import pandas as pd

from framing.dates import iso_date

if TYPE_CHECKING:
    from framing.study import Study

SHOWN = 10  # articles, in a notebook
_NEEDED = ("id", "text", "outlet")
_HALVES = re.compile("[\ud800-\udfff]")
PROBLEM_COLUMNS = ("file", "line", "field", "problem", "remedy")


def unknown_outlet(article_id: str) -> str:
    """The outlet of an article whose outlet nobody knows: one of its own, since two unknown outlets may differ.

    Examples
    --------
    >>> unknown_outlet("001")
    'Unknown outlet (001)'
    """
    return f"Unknown outlet ({article_id})"


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, its text exactly as it was read.

    Parameters
    ----------
    id : str
        Unique within the corpus.
    text : str
        The text. Every span of the package is ``[start, end)`` in its characters. Half a surrogate pair, which no
        file can hold, becomes U+FFFD, here and in the other fields; nothing moves.
    outlet : str
        Who published it; the label that figures show.
    title, date, url, byline, wire, event : str, optional
        What is known of it; `date` is held as an ISO date (``2021-06-09``), however it is written.
    language : str
        ISO 639-1 code, or "und" where it cannot be determined. English is measured; other languages are listed and left
        out.
    metadata : mapping
        Everything else that came with the article.

    Raises
    ------
    TypeError
        If a field is no text.
    ValueError
        If the date cannot be told.

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

    def __post_init__(self) -> None:
        for name in ("id", "text", "outlet", "title", "date", "url", "byline", "wire", "event"):
            value = getattr(self, name)
            if isinstance(value, str):
                if not _whole(value):
                    object.__setattr__(self, name, _HALVES.sub("\ufffd", value))
            elif name in _NEEDED or not (value is None or name == "date"):
                wanted = "a str" if name in _NEEDED else "a str or None"
                raise TypeError(f"An article's {name} is {wanted}, not {type(value).__name__} (article {self.id!r}).")
        if self.date is not None:
            object.__setattr__(self, "date", _day(self))
        if not self.outlet.strip():
            object.__setattr__(self, "outlet", "unknown")

    def __repr__(self) -> str:
        dated = f", {self.date}" if self.date else ""
        return f"Article({self.id!r}, {self.outlet}{dated}, {len(self.text.split())} words: {_opening(self)!r})"

    def _repr_html_(self) -> str:
        return _table([self]) + _hint(f"framing.show(corpus[{self.id!r}]) shows the text with its evidence marked.")


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
        other = next((article for article in self.articles if not isinstance(article, Article)), None)
        if other is not None:
            raise TypeError(
                f"A corpus is made of articles, not of {type(other).__name__}; framing.read makes one of files."
            )
        self.study = study
        self.problems = pd.DataFrame(columns=PROBLEM_COLUMNS) if problems is None else problems
        self._by_id = {article.id: article for article in self.articles}
        if "" in self._by_id:
            raise ValueError("An article has an empty id; give each one an id of its own.")
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

    def _repr_html_(self) -> str:
        title = self.study.title if self.study and self.study.title else "Corpus"
        counts = f"{len(self)} articles, {len(self.outlets)} outlets"
        more = f" The first {SHOWN} are shown." if len(self) > SHOWN else ""
        wrong = f"{len(self.problems)} problems in reading: corpus.problems lists them. " if len(self.problems) else ""
        return f"<p><strong>{escape(title)}</strong>: {counts}.{more}</p>{_table(self.articles[:SHOWN])}" + _hint(
            f"{wrong}framing.measure(corpus) makes all tables; framing.show(corpus[{self.ids[0]!r}]) an article."
            if self.articles
            else "The corpus is empty."
        )


def needs_corpus(x: object, caller: str) -> None:
    """Refuse what is no corpus, and say how it becomes one.

    Raises
    ------
    TypeError
        For anything but a `Corpus`.
    """
    if not isinstance(x, Corpus):
        how = "Corpus([article])" if isinstance(x, Article) else "framing.read reads folders, files and data frames"
        raise TypeError(f"{caller} takes a Corpus, not {type(x).__name__}: {how}.")


def _day(article: Article) -> str | None:
    if isinstance(article.date, str) and not article.date.strip():
        return None
    day = iso_date(article.date)
    if day is None:
        raise ValueError(
            f"The date {str(article.date)[:40]!r} of article {article.id!r} cannot be told; write it as YYYY-MM-DD, "
            "such as 2021-06-08."
        )
    return day


def _whole(text: str) -> bool:
    """Whether a file can hold the text; to encode it is faster than to search it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _table(articles: Sequence[Article]) -> str:
    """Return articles as an HTML table; JupyterLab strips style sheets, so that styles stand in the cells."""
    left = ' style="text-align: left; padding-right: 1em"'
    names = ("id", "outlet", "date", "words", "opening")
    head = "".join(f'<th scope="col"{left}>{name}</th>' for name in names)
    rows = []
    for article in articles:
        cells = (article.id, article.outlet, article.date or "", str(len(article.text.split())), _opening(article))
        rows.append("<tr>" + "".join(f"<td{left}>{escape(cell)}</td>" for cell in cells) + "</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _hint(sentence: str) -> str:
    return f'<p style="color: #595959">{escape(sentence)}</p>'


def _opening(article: Article) -> str:
    words = (article.title or article.text[:400]).split()
    text = " ".join(words[:12])[:80]
    return text if text == " ".join(words) else f"{text} …"
