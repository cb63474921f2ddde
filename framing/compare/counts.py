"""Counts of terms in articles, as one sparse matrix."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.corpus import Article, Corpus
from framing.document import STORY, Document
from framing.tables import Tables

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


class Counts(NamedTuple):
    """Articles by terms; `words` is each article's total over all terms."""

    matrix: csr_matrix
    terms: npt.NDArray[np.object_]
    words: npt.NDArray[np.float64]
    what: str


def counts(x: Tables | Corpus, articles: pd.DataFrame, terms: str | int | pd.DataFrame) -> Counts:
    """Count `terms` in `articles`, in their order.

    Parameters
    ----------
    x : Tables or Corpus
    articles : DataFrame
        Their ``article_id`` gives the rows.
    terms : str, int or DataFrame
        ``"words"``: the terms table, or the words of a corpus. A number n: runs of n words within a sentence, for a
        corpus. ``"table.column"``, such as ``"quotations.cue"``: each value of the column is a term. A data frame with
        article_id, term, count.
    """
    rows, what = _rows(x, terms)
    places = pd.Index(articles["article_id"].astype(str)).get_indexer(rows["article_id"].astype(str))
    rows, places = rows[places >= 0], places[places >= 0]
    codes, names = pd.factorize(rows["term"].to_numpy(dtype=object), sort=True)
    from scipy.sparse import csr_matrix

    values = rows["count"].to_numpy(dtype=float)
    matrix = csr_matrix((values, (places, codes)), shape=(len(articles), len(names)))
    matrix.sum_duplicates()
    return Counts(matrix, np.asarray(names, dtype=object), np.asarray(matrix.sum(axis=1)).ravel(), what)


def _rows(x: Tables | Corpus, terms: str | int | pd.DataFrame) -> tuple[pd.DataFrame, str]:
    if isinstance(terms, pd.DataFrame):
        missing = [name for name in ("article_id", "term", "count") if name not in terms]
        if missing:
            raise KeyError(f"The terms given lack {', '.join(missing)}; they need article_id, term, count.")
        return terms, "occurrences of the terms given"
    if isinstance(terms, int) or (terms == "words" and isinstance(x, Corpus)):
        length = terms if isinstance(terms, int) else 1
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


def _runs(article: Article, length: int) -> Counter[str]:
    """Runs of `length` words inside the sentences of an article's story."""
    document = Document(article)
    found: Counter[str] = Counter()
    for sentence in document.sentences:
        if sentence.zone in STORY:
            words = document.word_texts[document.word_slice(sentence.start, sentence.end)]
            folded = [word.lower().replace("’", "'").removesuffix("'s") for word in words]
            found.update(" ".join(folded[i : i + length]) for i in range(len(folded) - length + 1))
    return found
