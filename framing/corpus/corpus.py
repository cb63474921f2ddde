"""Articles and the corpus that holds them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, overload

from framing.corpus.dates import iso_date, unread_date

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.study import Study

_LOSSES = (
    "read", "left_out", "guessed", "cleaned", "to_correct", "words_stated", "words_read", "length_off",
)  # fmt: skip
# What a row of problems tells, by the words that every reader uses for it.
_KINDS = (
    ("left_out", re.compile(r"\bleft out\b|not read:|nothing was read|does not read it")),
    ("cleaned", re.compile(r"\bremoved\b|U\+FFFD|not as text|text that (?:these|they) mark|no part of the text")),
)
_OTHER = {True: "guessed", False: "to_correct"}
_COUNTS = ("length", "word count", "wordcount", "word_count", "words")  # where an export states a number of words
_STATED = re.compile(r"(\d[\d.,\u00a0 ]{0,10}?) ?([^\W\d_]{3,12})?")
OFF = 0.15  # of the words that an export states: more than other ways of counting words explain
_FEW = 20  # words that are no loss in a short article
SHOWN = 10  # articles, in a notebook
_NEEDED = ("id", "text", "outlet")
_HALVES = re.compile("[\ud800-\udfff]")
PROBLEM_COLUMNS = ("file", "line", "field", "problem", "remedy", "level")
_LABELS = ("outlet", "event", "wire")  # fields whose values name groups
# Blanks of every kind, and marks that print nothing (zero-width space, direction marks, soft hyphen, byte order mark).
# The joiners U+200C and U+200D belong to the spelling of some scripts and are removed at the ends only.
_UNSEEN = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_JOINERS = "\u200c\u200d"


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
        Who published it; the label that figures show. In `outlet`, `event` and `wire`, which name groups, blanks are
        stripped and collapsed, so that ``"Post "`` and ``"Post"`` are one outlet.
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
        If the date is ambiguous or no date.

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
        for name in _LABELS:
            if value := getattr(self, name):
                object.__setattr__(self, name, plain_label(value) or None)
        if not self.outlet:
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
        One row per problem met in reading: file, line, field, problem, remedy, level (*wrong* or *read as*).

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
        self.problems = _no_problems() if problems is None else problems
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
        import pandas as pd

        rows: dict[str, dict[str, int]] = {}
        for article in self.articles:
            row = rows.setdefault(str(article.metadata.get("file", "")), dict.fromkeys(_LOSSES, 0))
            row["read"] += 1
            if stated := stated_words(article):
                read = read_words(article)
                row["words_stated"], row["words_read"] = row["words_stated"] + stated, row["words_read"] + read
                row["length_off"] += is_off(read, stated)
        for file, problem, level in self.problems[["file", "problem", "level"]].itertuples(index=False):
            row = rows.setdefault("" if pd.isna(file) else str(file), dict.fromkeys(_LOSSES, 0))
            row[next((kind for kind, said in _KINDS if said.search(str(problem))), _OTHER[level == "read as"])] += 1
        total = {name: sum(row[name] for row in rows.values()) for name in _LOSSES}
        table = [{"file": file, **row} for file, row in [*rows.items(), ("all files", total)]]
        return pd.DataFrame(table, columns=["file", *_LOSSES])

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
        return f"<p><strong>{escape(title)}</strong>: {counts}.{more}</p>{_table(self.articles[:SHOWN])}" + _hint(
            f"{wrong}framing.measure(corpus) makes all tables; framing.show(corpus[{self.ids[0]!r}]) an article."
            if self.articles
            else "The corpus is empty."
        )


def stated_words(article: Article) -> int | None:
    """Return how many words the article has by what its file states, or None where it states none.

    Examples
    --------
    >>> stated_words(Article("a1", "Rain.", metadata={"length": "1,285 words"}))
    1285
    """
    for name in _COUNTS:
        match = _STATED.fullmatch(str(article.metadata.get(name, "")).strip())
        # A length without a unit may be one in characters.
        if match and (match[2] or name != "length") and article.language not in ("zh", "ja", "ko", "th"):
            return int(re.sub(r"\D", "", match[1])) or None
    return None


def read_words(article: Article) -> int:
    """Return how many words were read of the article's own text, with what is under the story."""
    start = article.metadata.get("own_text_starts")
    text = article.text[start:] if isinstance(start, int) else article.text
    return len(text.split()) + len(str(article.metadata.get("tail", "")).split())


def is_off(read: int, stated: int) -> bool:
    """Tell whether the words read are so many more or fewer than those stated that something may be wrong."""
    return abs(read - stated) > max(OFF * stated, _FEW)


def plain_label(text: str) -> str:
    r"""Return the name of a group without what nobody sees: outer, doubled and unusual blanks, marks of no width.

    Examples
    --------
    >>> plain_label(" Daily\xa0 Example\u200b\n")
    'Daily Example'
    """
    if not text.isascii():
        # One letter may be written as one character or as two: an accent of its own looks the same.
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).strip().strip(_JOINERS)
    return " ".join(text.split())


def _no_problems() -> pd.DataFrame:
    import pandas as pd  # here, since `framing check` makes no corpus and has answered before pandas is loaded

    return pd.DataFrame(columns=PROBLEM_COLUMNS)


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
            f"The date of article {article.id!r}: {unread_date(article.date)}; write it as YYYY-MM-DD, such as "
            "2021-06-08."
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
    """Return articles as an HTML table; JupyterLab strips style sheets, so that styles are in the cells."""
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
