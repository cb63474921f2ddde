"""Articles and the corpus that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from numbers import Integral
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from framing.corpus.article import Article, as_table, hint, own_columns
from framing.corpus.losses import losses_of

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.study import Study

SHOWN = 10  # articles, in a notebook
PROBLEM_COLUMNS = ("file", "line", "field", "problem", "remedy", "level")
_FIELDS = ("id", "text", "outlet", "title", "date", "url", "byline", "wire", "event", "language")
KEPT = "framing"  # under which a data frame's attrs keep the phrases, actors and aliases of a corpus
NAMED = ("phrases", "outlets", "aliases", "actors")  # of a study: names with their forms
Held = str | Path | Iterable[Any]  # a corpus, or what becomes one: a data frame, a Series, a list, a dict


class Corpus(Sequence[Article]):
    """Articles in a fixed order, with the study they belong to and what went wrong in reading them.

    Parameters
    ----------
    articles : iterable of Article
    study : Study, optional
        Phrases, aliases and facts declared in ``study.toml``.
    problems : DataFrame, optional
        One row per problem met in reading: file, line, field, problem, remedy, level (*wrong* or *read as*).
    numbered : bool
        Whether the ids came as whole numbers: tables then have them as numbers, and ``corpus[101]`` is the article
        with the id 101. Elsewhere ``corpus[0]`` is the first article.

    Examples
    --------
    >>> corpus = Corpus([Article("a1", "One text."), Article("a2", "Another.")])
    >>> corpus["a2"].text, len(corpus)
    ('Another.', 2)
    """

    def __init__(
        self,
        articles: Iterable[Article],
        study: Study | None = None,
        problems: pd.DataFrame | None = None,
        numbered: bool = False,
    ) -> None:
        if isinstance(articles, (str, bytes)) or not isinstance(articles, Iterable):
            raise TypeError(
                f"A corpus is made of articles, not of {type(articles).__name__}; framing.read makes one of files, "
                "data frames and lists of texts."
            )
        self.articles: tuple[Article, ...] = tuple(articles)
        other = next((article for article in self.articles if not isinstance(article, Article)), None)
        if other is not None:
            raise TypeError(
                f"A corpus is made of articles, not of {type(other).__name__}; framing.read makes one of files."
            )
        self.study = study
        self.problems = _no_problems() if problems is None else problems
        self.numbered = numbered
        self._by_id = {article.id: article for article in self.articles}
        if "" in self._by_id:
            raise ValueError("An article has an empty id; give each one an id of its own.")
        if len(self._by_id) < len(self.articles):
            twice = [id for id, times in Counter(article.id for article in self.articles).items() if times > 1][:5]
            raise ValueError(f"Article ids must be unique; used more than once: {', '.join(twice)}.")

    @overload
    def __getitem__(self, key: str | int) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: str | int | slice) -> Article | Corpus:
        if isinstance(key, slice):
            return self._of(self.articles[key])
        if isinstance(key, Integral) and not isinstance(key, bool):
            found = self._by_id.get(str(key))
            if not self.numbered and -len(self) <= key < len(self):
                return self.articles[int(key)]
            if found is None:
                what = "the ids are numbers" if self.numbered else f"there are {len(self):,} articles, from 0"
                first = ", ".join(map(str, self.ids[:5]))
                raise KeyError(f"No article {key} in this corpus; {what}. The first ids: {first}.")
            return found
        if not isinstance(key, str):
            raise TypeError(
                f"corpus[...] takes an id, a number or a slice, not {type(key).__name__}; corpus.where(outlet=...) "
                "chooses by outlet, date or any column."
            )
        if key not in self._by_id:
            raise KeyError(f"No article {key!r} in this corpus; the first ids are {', '.join(map(str, self.ids[:5]))}.")
        return self._by_id[key]

    def _of(self, articles: Iterable[Article]) -> Corpus:
        """Some of the articles, with the study and the problems of all."""
        return Corpus(articles, self.study, self.problems, self.numbered)

    def __reversed__(self) -> Iterator[Article]:
        return reversed(self.articles)

    def __contains__(self, item: object) -> bool:
        return item in self._by_id if isinstance(item, str) else item in self.articles

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return the position of an article."""
        return self.articles.index(value, start, len(self) if stop is None else stop)

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    @property
    def ids(self) -> list[Any]:
        """Article ids, in order; numbers where they came as numbers."""
        return [int(article.id) if self.numbered else article.id for article in self.articles]

    @property
    def outlets(self) -> list[str]:
        """Outlets in order of their first article."""
        return list(dict.fromkeys(article.outlet for article in self.articles))

    @property
    def columns(self) -> list[str]:
        """Columns of the user's own: what came with the articles beside the fields of `Article`."""
        return list(dict.fromkeys(name for article in self.articles for name in own_columns(article)))

    def where(self, **conditions: Any) -> Corpus:
        """Return the articles that fulfil all conditions, with the same phrases, actors and aliases.

        Parameters
        ----------
        **conditions
            A field of the articles or any column of yours, and a value, a list of values, or a function of the value.
            A pair ``(first, last)`` is a range, its ends included, of dates and numbers; None leaves an end open.

        Returns
        -------
        Corpus

        Raises
        ------
        KeyError
            If there is no such column.
        ValueError
            If no article has one of the values asked for.

        Examples
        --------
        >>> corpus = Corpus([Article("a", "One.", "Post", date="2021-06-01"), Article("b", "Two.", "Press")])
        >>> corpus.where(outlet=["Post"], date=("2021-06-01", None)).ids
        ['a']
        """
        from framing.tables.choice import chosen

        kept = chosen(self._facts(conditions), conditions)
        return self._of(article for article, keep in zip(self.articles, kept, strict=True) if keep)

    def _facts(self, names: Iterable[str]) -> dict[str, list[Any]]:
        """Return the values of some fields and columns, article by article."""
        known = [*_FIELDS, *self.columns]
        facts: dict[str, list[Any]] = {}
        for name in names:
            if name not in known:
                raise KeyError(f"The articles have no column {name!r}; they have {', '.join(known)}.")
            facts[name] = [
                getattr(article, name) if name in _FIELDS else article.metadata.get(name) for article in self.articles
            ]
        if "id" in facts and self.numbered:
            facts["id"] = self.ids
        return facts

    def to_frame(self) -> pd.DataFrame:
        """Return one row per article: its fields and your columns; `framing.read` makes the same corpus of it again.

        Phrases, actors, aliases and names of outlets are in the data frame's ``attrs``.

        Examples
        --------
        >>> Corpus([Article("a", "One text.", metadata={"leaning": "left"})]).to_frame()[["id", "leaning"]].values
        array([['a', 'left']], dtype=object)
        """
        import pandas as pd

        table = pd.DataFrame(self._facts([*_FIELDS, *self.columns]))
        if self.study:
            kept = {name: {key: list(forms) for key, forms in getattr(self.study, name).items()} for name in NAMED}
            table.attrs[KEPT] = kept | {"name": self.study.name, "title": self.study.title, "model": self.study.model}
        return table

    def with_study(self, study: Study) -> Corpus:
        """Return the same articles with another study."""
        return Corpus(self.articles, study, self.problems, self.numbered)

    @property
    def losses(self) -> pd.DataFrame:
        """What became of each file in reading: articles read and left out, guesses, cleaning, words read and stated.

        One row per file, the total last. *left_out*, *guessed*, *cleaned* and *to_correct* count the rows of `problems`
        that say so; `problems` has the sentences. *words_stated* and *words_read* are of those articles for which the
        file states a number of words, *length_off* how many of them differ from it by more than 15 %.

        Examples
        --------
        >>> Corpus([Article("a1", "One text.", metadata={"file": "a.txt"})]).losses[["file", "read", "left_out"]].values
        array([['a.txt', 1, 0],
               ['all files', 1, 0]], dtype=object)
        """
        return losses_of(self.articles, self.problems)

    @property
    def _wrong(self) -> int:
        """Problems that need a correction; guesses that are usually right are none."""
        levels = self.problems.get("level")
        return len(self.problems) if levels is None else int((levels == "wrong").sum())

    def __repr__(self) -> str:
        problems = f", {self._wrong} problems in reading" if self._wrong else ""
        return f"Corpus({len(self)} articles, {len(self.outlets)} outlets{problems})"

    def _repr_html_(self) -> str:
        title = self.study.title if self.study and self.study.title else "Corpus"
        counts = f"{len(self)} articles, {len(self.outlets)} outlets"
        more = f" The first {SHOWN} are shown." if len(self) > SHOWN else ""
        wrong = f"{self._wrong} problems in reading: corpus.problems lists them. " if self._wrong else ""
        return f"<p><strong>{escape(title)}</strong>: {counts}.{more}</p>{as_table(self.articles[:SHOWN])}" + hint(
            f"{wrong}framing.measure(corpus) makes all tables; framing.show(corpus[{self.ids[0]!r}]) an article."
            if self.articles
            else "The corpus is empty."
        )


def _no_problems() -> pd.DataFrame:
    import pandas as pd  # here, since `framing check` makes no corpus and has answered before pandas is loaded

    return pd.DataFrame(columns=PROBLEM_COLUMNS)


