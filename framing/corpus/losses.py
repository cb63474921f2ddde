"""What was lost of articles in reading them: words that a file states and that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


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


def stated_words(article: Any) -> int | None:
    """Return how many words the article has by what its file states, or None where it states none.

    Examples
    --------
    >>> from framing.corpus.article import Article
    >>> stated_words(Article("a1", "Rain.", metadata={"length": "1,285 words"}))
    1285
    """
    for name in _COUNTS:
        match = _STATED.fullmatch(str(article.metadata.get(name, "")).strip())
        # A length without a unit may be one in characters.
        if match and (match[2] or name != "length") and article.language not in ("zh", "ja", "ko", "th"):
            return int(re.sub(r"\D", "", match[1])) or None
    return None


def read_words(article: Any) -> int:
    """Return how many words were read of the article's own text, with what is under the story."""
    start = article.metadata.get("own_text_starts")
    text = article.text[start:] if isinstance(start, int) else article.text
    return len(text.split()) + len(str(article.metadata.get("tail", "")).split())


def is_off(read: int, stated: int) -> bool:
    """Tell whether the words read are so many more or fewer than those stated that something may be wrong."""
    return abs(read - stated) > max(OFF * stated, _FEW)


def losses_of(articles: Iterable[Any], problems: pd.DataFrame) -> pd.DataFrame:
    """The table that `Corpus.losses` returns."""
    import pandas as pd

    rows: dict[str, dict[str, int]] = {}
    for article in articles:
        row = rows.setdefault(str(article.metadata.get("file", "")), dict.fromkeys(_LOSSES, 0))
        row["read"] += 1
        if stated := stated_words(article):
            read = read_words(article)
            row["words_stated"], row["words_read"] = row["words_stated"] + stated, row["words_read"] + read
            row["length_off"] += is_off(read, stated)
    for file, problem, level in problems[["file", "problem", "level"]].itertuples(index=False):
        row = rows.setdefault("" if pd.isna(file) else str(file), dict.fromkeys(_LOSSES, 0))
        row[next((kind for kind, said in _KINDS if said.search(str(problem))), _OTHER[level == "read as"])] += 1
    total = {name: sum(row[name] for row in rows.values()) for name in _LOSSES}
    table = [{"file": file, **row} for file, row in [*rows.items(), ("all files", total)]]
    return pd.DataFrame(table, columns=["file", *_LOSSES])
