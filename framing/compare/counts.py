"""Counts of terms in articles, as one sparse matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.tables import Tables
from framing.text.document import Document
from framing.text.folding import as_term
from framing.text.zones import STORY

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


Denominator = Literal["words", "terms"]


class Counts(NamedTuple):
    """Articles by terms; `words` is what an article's rate is of: its words, or its total over the terms."""

    matrix: csr_matrix
    terms: npt.NDArray[np.object_]
    words: npt.NDArray[np.float64]
    what: str
    unknown: int  # rows of the terms given whose article does not exist


def counts(
    x: Tables | Corpus,
    articles: pd.DataFrame,
    terms: str | int | pd.DataFrame,
    denominator: Denominator = "words",
) -> Counts:
    """Count `terms` in `articles`, in their order.

    Parameters
    ----------
    x : Tables or Corpus
    articles : DataFrame
        Their ``article_id`` gives the rows.
    terms : str, int or DataFrame
        ``"words"``: the terms table, or the words of a corpus. A number n: runs of n words within a sentence, for a
        corpus. ``"table.column"``, such as ``"quotations.cue"``: each value of the column is a term. A data frame with
        article_id (a column, or the index of that name), term, count; an article without a row has no occurrence.
    denominator : {"words", "terms"}
        Whether an article's total is its words, or the sum of its counts over the terms.

    Raises
    ------
    TypeError, KeyError, ValueError
        If `terms` is none of these, lacks a column, has a count that is no whole number from 0, an empty term, or only
        articles that do not exist; or if an article has more occurrences of a term than words.
    """
    from scipy.sparse import csr_matrix

    if denominator not in ("words", "terms"):
        raise ValueError(f"denominator is 'words' (of an article) or 'terms' (all counted), not {denominator!r}.")
    rows, what = _rows(x, terms)
    ids = rows["article_id"].astype(str)
    unknown = _unknown(x, ids) if isinstance(terms, pd.DataFrame) else 0
    row = pd.Index(articles["article_id"].astype(str)).get_indexer(ids)
    rows, row = rows[row >= 0], row[row >= 0]
    column, names = pd.factorize(rows["term"].to_numpy(dtype=object), sort=True)
    matrix = csr_matrix((rows["count"].to_numpy(dtype=float), (row, column)), shape=(len(articles), len(names)))
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    total = np.asarray(matrix.sum(axis=1)).ravel()
    if denominator == "terms" and len(names) == 1:
        raise ValueError(f"{names[0]!r} is the only term, and its share of the terms is 1: use denominator='words'.")
    if what != "words" and denominator == "words":
        total = _words(x, articles)
        _fit(matrix, total, articles, names)
    return Counts(matrix, np.asarray(names, dtype=object), total, what, unknown)


def _rows(x: Tables | Corpus, terms: str | int | pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Rows of article_id, term and count, and what they count."""
    if isinstance(terms, pd.DataFrame):
        return _given(terms), "the terms given"
    if isinstance(terms, bool) or not isinstance(terms, (str, int, np.integer)):
        raise TypeError(
            f"terms is 'words', a number of words, 'table.column', or a data frame with article_id, term, count, not "
            f"{type(terms).__name__}. To compare some words only, give a data frame that counts them in each article."
        )
    if not isinstance(terms, str) or (terms == "words" and isinstance(x, Corpus)):
        length = 1 if isinstance(terms, str) else int(terms)
        if not isinstance(x, Corpus) or length < 1:
            raise ValueError(f"Runs of {terms} words are counted in a Corpus, and of at least 1 word.")
        pairs = [(a.id, term, n) for a in x for term, n in sorted(_runs(a, length).items())]
        what = "words" if length == 1 else f"runs of {length} words"
        return pd.DataFrame(pairs, columns=["article_id", "term", "count"]), what
    if terms == "words":
        assert isinstance(x, Tables)
        return x.terms, "words"
    table, _, column = terms.partition(".")
    if not isinstance(x, Tables) or not column:
        raise ValueError(f"terms is 'words', a number of words or 'table.column' of Tables, not {terms!r}.")
    if column not in x[table]:
        raise KeyError(f"The table {table!r} has no column {column!r}; it has {', '.join(x[table].columns)}.")
    values = x[table][["article_id", column]].dropna().rename(columns={column: "term"})
    return values.assign(term=values["term"].astype(str), count=1), f"values of {terms}"


def _given(terms: pd.DataFrame) -> pd.DataFrame:
    """The user's own counts, or what is wrong with them."""
    columns = ["article_id", "term", "count"]
    if set(columns) & set(terms.index.names):
        terms = terms.reset_index()
    missing = [name for name in columns if name not in terms]
    if missing:
        raise KeyError(f"The terms given lack {', '.join(missing)}; they need article_id, term, count.")
    for name in columns:
        empty = terms[name].isna()
        if empty.any():
            raise ValueError(f"{int(empty.sum()):,} rows of the terms given have no {name}: fill them in or drop them.")
    number = pd.to_numeric(terms["count"], errors="coerce")
    wrong = ~(np.isfinite(number) & (number >= 0) & (number % 1 == 0))
    if wrong.any():
        first = terms[wrong].iloc[0]
        raise ValueError(
            f"A count is a whole number from 0: the terms given have {str(first['count'])!r} for "
            f"{str(first['term'])!r} in article {str(first['article_id'])!r} ({int(wrong.sum()):,} such rows). "
            "Rates or weights are not counts."
        )
    return terms[columns].assign(term=terms["term"].astype(str), count=number)


def _unknown(x: Tables | Corpus, ids: pd.Series[str]) -> int:
    """How many rows are of articles that `x` lacks; all of them are an error."""
    known = x.articles["article_id"] if isinstance(x, Tables) else [article.id for article in x]
    there = ids.isin(set(map(str, known)))
    if len(ids) and not there.any():
        raise ValueError(
            f"No article_id of the terms given is the id of an article: they have {_some(ids)}, the articles "
            f"{_some(known)}. Write the ids of the articles, not their positions."
        )
    return int((~there).sum())


def _words(x: Tables | Corpus, articles: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Words of each article, 0 where there are none or they were not counted."""
    if isinstance(x, Tables):
        known: npt.NDArray[np.float64] = articles["words"].to_numpy(dtype=float, na_value=0.0)
        return known
    return np.array([sum(_runs(x[name], 1).values()) for name in articles["article_id"]], dtype=float)


def _fit(
    matrix: csr_matrix, words: npt.NDArray[np.float64], articles: pd.DataFrame, names: npt.NDArray[np.object_]
) -> None:
    """Refuse terms that occur more often in an article than it has words: they have no rate per word."""
    cells = matrix.tocoo()
    over = np.flatnonzero((cells.data > words[cells.row]) & (words[cells.row] > 0))
    if len(over):
        first = over[0]
        raise ValueError(
            f"{names[cells.col[first]]!r} occurs {cells.data[first]:,.0f} times in article "
            f"{articles['article_id'].iloc[cells.row[first]]!r}, which has {words[cells.row[first]]:,.0f} words. Give "
            f"counts of words or phrases, or denominator='terms' for shares of all that is counted."
        )


def _some(values: Iterable[object]) -> str:
    """The first few values, quoted."""
    first = list(dict.fromkeys(map(str, values)))
    return ", ".join(map(repr, first[:3])) + (", …" if len(first) > 3 else "")


def _runs(article: Article, length: int) -> Counter[str]:
    """Runs of `length` words inside the sentences of an article's story."""
    document = Document(article)
    found: Counter[str] = Counter()
    for sentence in document.sentences:
        if sentence.zone in STORY:
            words = document.word_texts[document.word_slice(sentence.start, sentence.end)]
            folded = [as_term(word) for word in words]
            found.update(" ".join(folded[i : i + length]) for i in range(len(folded) - length + 1))
    return found
