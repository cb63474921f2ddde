"""`framing check`: everything that is wrong with a corpus, at once, before anything is measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.corpus import Article
from framing.readers.duplicates import alike_names, near_texts, same_texts
from framing.readers.garbled import find_garbled
from framing.readers.headline import own_text
from framing.readers.language import NAMES, UNKNOWN, guess_language
from framing.readers.record import Problems
from framing.readers.sources import find, gather

COLUMNS = ("file", "line", "column", "value", "problem", "remedy")
_CUT = re.compile(
    r"(?:\.\.\.|…|\[(?:\+\d+ chars|…|\.\.\.)\]|\b(?:read more|continue reading|subscribe to read)\W*)$", re.I
)
_CLOSED = tuple(".!?…:;\"'”’»“‘)]*—–")


# A paragraph of this many words is the story's, and no credit, teaser or headline that stands after it.
_STORY = 18


class Found(NamedTuple):
    """One row of the table of problems."""

    file: str
    line: int | None
    column: str | None
    value: str | None
    problem: str
    remedy: str


def check(source: str | Path | pd.DataFrame) -> pd.DataFrame:
    """List everything that is wrong with a corpus.

    What reading lists (encodings, columns, ids, dates, files left out, other languages) comes first, then what the
    texts and the corpus show: garbled characters, texts that stand twice or nearly so, texts of one line, articles
    cut off, paragraphs in another language, one outlet only, outlets written two ways. A mistake in ``study.toml``
    is a row too.

    Parameters
    ----------
    source : str, Path or DataFrame
        As for :func:`framing.read`.

    Returns
    -------
    DataFrame
        One row a problem: file (relative to the source), line (row or article number in tables and exports),
        column, value, problem, remedy. Empty where nothing was found.

    Raises
    ------
    FileNotFoundError
        If there is no such file, folder or study.

    Examples
    --------
    >>> from framing.readers import check
    >>> corpus = pd.DataFrame({"id": ["a"], "outlet": ["Daily Example"], "text": ["They donâ€™t wait for r..."]})
    >>> check(corpus)["problem"].str.partition(":")[0].tolist()
    ['characters are garbled', 'the whole text is one line of 5 words', 'the article seems to be cut off at its end.',
     'all articles are of one outlet']
    """
    try:
        articles, _, problems = gather(source)
    except ValueError as error:
        lines = str(error).split("\n")
        rows = [
            Found("study.toml", None, None, None, line.strip(), "Correct study.toml.") for line in lines[1:] or lines
        ]
        return _table(rows)
    name = "data frame" if isinstance(source, pd.DataFrame) else find(source).absolute().name
    rows = _from_reading(problems)
    if not articles:
        rows.append(
            Found(name, None, None, None, "no article was found.", "Give a folder or file that holds articles.")
        )
    for article in articles:
        rows.extend(_of_text(article))
    rows.extend(_of_pairs(articles))
    rows.extend(_of_corpus(articles))
    return _table(rows)


def _table(rows: Sequence[Found]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    return table.astype({name: "Int64" if name == "line" else "string" for name in COLUMNS})


def _from_reading(problems: Problems) -> list[Found]:
    return [Found(file, line, field, None, problem, remedy) for file, line, field, problem, remedy in problems.rows]


def _of_text(article: Article) -> Iterator[Found]:
    text = own_text(article)
    if garbled := find_garbled(text):
        was = f" {garbled.shown!r} was {garbled.right!r}." if garbled.right else ""
        problem = f"characters are garbled: the text was once read in the wrong encoding.{was}"
        yield _at(article, garbled.start, garbled.word, problem, "Export it again as UTF-8.")
    words = len(text.split())
    if "\n" not in text.strip() and "\r" not in text.strip():
        what = "a headline or a teaser" if words < 40 else "the paragraphs were lost"
        yield _at(
            article,
            None,
            None,
            f"the whole text is one line of {words} words: {what}.",
            "Export the full article with its paragraphs.",
        )
    ending = _last_paragraph(text)
    if _CUT.search(text.rstrip()) or (len(ending.split()) >= _STORY and not ending.endswith(_CLOSED)):
        shown = text.rstrip()[-40:] if _CUT.search(text.rstrip()) else ending[-40:]
        yield _at(
            article,
            len(text.rstrip()) - 1,
            shown,
            "the article seems to be cut off at its end.",
            "Get the full article, or leave it out.",
        )
    for start, paragraph in _paragraphs(text):
        language = guess_language(paragraph) if len(paragraph.split()) >= 20 else None
        # Only English is measured: what of it stands in another article, and what is not English in one that is.
        if language not in (None, UNKNOWN, article.language) and "en" in (language, article.language):
            yield _at(
                article,
                start,
                paragraph[:40],
                f"a paragraph is {NAMES.get(language, language)}, the article "
                f"{NAMES.get(article.language, article.language)}.",
                "Part the languages, or correct 'language'.",
            )


def _of_pairs(articles: Sequence[Article]) -> Iterator[Found]:
    texts = [own_text(article) for article in articles]
    same = same_texts(texts)
    for later, earlier in same.items():
        yield _at(
            articles[later],
            None,
            articles[later].id,
            f"the same text as {articles[earlier].id!r}.",
            "Remove one of the two.",
        )
    for later, (earlier, share) in near_texts(texts).items():
        if later not in same:
            yield _at(
                articles[later],
                None,
                articles[later].id,
                f"nearly the text of {articles[earlier].id!r}: they share {share:.0%} of their runs of five words.",
                "Keep both if two outlets ran the same copy; remove one if it is one article in two versions.",
            )


def _of_corpus(articles: Sequence[Article]) -> Iterator[Found]:
    # A study that says "unknown" has been asked already.
    unknown = [
        a for a in articles if a.metadata.get("outlet_evidence") == "unknown" and "date_evidence" not in a.metadata
    ]
    if unknown:
        ids = ", ".join(article.id for article in unknown[:5]) + (", …" if len(unknown) > 5 else "")
        yield Found(
            "",
            None,
            "outlet",
            ids,
            f"{len(unknown)} of {len(articles)} articles have no outlet.",
            "Give it in a column 'outlet' or in study.toml.",
        )
    outlets = Counter(article.outlet for article in articles)
    if len(outlets) == 1:
        yield Found(
            "",
            None,
            "outlet",
            next(iter(outlets)),
            "all articles are of one outlet: there is nothing to compare.",
            "Add articles of another outlet.",
        )
    for one, other in alike_names(list(outlets)):
        yield Found(
            "",
            None,
            "outlet",
            other,
            f"perhaps the same outlet as {one!r}, written another way.",
            "Write an outlet's name one way.",
        )
    languages = Counter(article.language for article in articles)
    if len(languages) > 1:
        shown = ", ".join(f"{NAMES.get(language, language)} {count}" for language, count in languages.most_common())
        yield Found(
            "",
            None,
            "language",
            shown,
            "the corpus mixes languages; only English is measured.",
            "Compare outlets of one language, or translate and say so.",
        )


def _at(article: Article, offset: int | None, value: str | None, problem: str, remedy: str) -> Found:
    """Return a row with the line of the text's file, or the row of the table that holds the article."""
    line = article.metadata.get("line")
    if line is None and offset is not None:
        line = own_text(article).count("\n", 0, offset) + 1
    return Found(str(article.metadata.get("file", "")), line, "text", value, problem, remedy)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\r\n]+", text):
        yield match.start(), match[0].strip()


def _last_paragraph(text: str) -> str:
    """Return the last paragraph that is long enough to be the story's and not a credit or a teaser."""
    last = ""
    for _, paragraph in _paragraphs(text):
        if len(paragraph.split()) >= _STORY:
            last = paragraph
    return last
