"""A corpus of whatever a public function is given, and tables with the ids that the user gave."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus

if TYPE_CHECKING:
    import pandas as pd


ID_COLUMNS = ("article_id", "article_a", "article_b", "family", "relative")


def corpus_of(x: Any, caller: str = "framing.read") -> Corpus:
    """Return a corpus of whatever holds articles.

    Parameters
    ----------
    x : Corpus, Article, Document, str, Path, DataFrame, Series, list or dict
        A text is one article with the id ``"text"``; a `Path` is read; a data frame has one article a row; a Series, a
        list or a dict of texts has the index (the position, the key) as ids; a list may hold dicts, or articles.
    caller : str
        The function that was called, for what it says.

    Raises
    ------
    TypeError
        For anything else.
    ValueError
        If there is no article in it, or a text is the name of a file.

    Examples
    --------
    >>> corpus_of(["It rained.", "It snowed."])[1].text
    'It snowed.'
    """
    if isinstance(x, Corpus):
        return x
    if isinstance(x, Article):
        return Corpus([x])
    if isinstance(getattr(x, "article", None), Article):
        return Corpus([x.article])
    if isinstance(x, str):
        refuse_name(x, caller, words=2)
        return Corpus([Article("text", x)])
    # Readers stand above the corpus: they are asked only for what has to be read.
    corpus: Corpus = import_module("framing.readers").read_held(x, caller)
    return corpus


def refuse_name(text: str, caller: str, words: int = 0) -> None:
    """Refuse the name of a file for a text, and what has fewer words than a text that is a corpus by itself.

    Raises
    ------
    ValueError
        With what reads the file.
    """
    if len(text.split()) < words or _is_file(text):
        raise ValueError(
            f"{caller} takes articles, and {text[:60]!r} looks like the name of a file or a study: read it first, "
            f"framing.read({text[:60]!r})."
        )


def _is_file(text: str) -> bool:
    """Whether a text is rather the name of a file than words."""
    if not 0 < len(text) < 250 or "\n" in text:
        return False
    try:
        return Path(text).exists() and text.strip() not in (".", "..")
    except (OSError, ValueError):
        return False


def as_given(table: pd.DataFrame, corpus: Any) -> pd.DataFrame:
    """Return a table with the ids of articles as the corpus has them: as numbers where they came as such."""
    if not getattr(corpus, "numbered", False):
        return table
    return table.astype({name: "Int64" for name in ID_COLUMNS if name in table})


def text_ids(table: Any) -> Any:
    """Return a table, or all of `Tables`, with the ids of articles as texts, as `Article.id` is."""
    if hasattr(table, "facts"):
        return type(table)({name: text_ids(rows) for name, rows in table.items()}, table.facts)
    return table.astype({name: "string" for name in ID_COLUMNS if name in table})
