"""The scikit-learn face: texts in, named columns out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.study import Study, named_forms
from framing.pipeline.memory import measure
from framing.tables.measures import totals


def alone() -> list[str]:
    """Columns of the articles table that need no other article, and so mean the same for one text as for a corpus."""
    return [total.name for total in totals() if total.feature]


class FramingFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Framing features of texts, one row a text, for scikit-learn pipelines.

    Parameters
    ----------
    phrases : mapping of str to iterable of str, or list of str, optional
        Each adds ``<phrase>_rate``: occurrences per 1,000 words.
    scorer : str
        Tone scorer, as `framing.tone` takes it.
    model : {"encoder", "fast"}, optional
        What reads the texts, as in `framing.measure`.

    Attributes
    ----------
    n_features_in_ : int
        1: the column of texts.
    n_features_out_ : int
    feature_names_in_ : array of shape (1,)
        Name of the column, where `fit` was given a data frame.

    Notes
    -----
    Texts come as a list, a Series, an array of shape (n,) or (n, 1), or a data frame with one column; so
    `ColumnTransformer` takes ``"text"`` as well as ``["text"]``. A missing text (None, NaN) has a row of NaN.

    Nothing is learned in `fit`, so cross-validation cannot leak. Values are those of the articles table of
    `framing.measure`; what a text does not have (tone of quotations, without one) is NaN.

    Examples
    --------
    >>> features = FramingFeatures(phrases={"new era": ["new era"]})
    >>> values = features.fit_transform(["A new era began, said Ann Lee.", "It rained."])
    >>> values.shape == (2, len(features.get_feature_names_out()))
    True
    """

    def __init__(
        self,
        phrases: Mapping[str, Iterable[str]] | Iterable[str] | None = None,
        scorer: str = "vader",
        model: str | None = None,
    ) -> None:
        self.phrases = phrases
        self.scorer = scorer
        self.model = model

    def fit(self, X: Any, y: Any = None) -> FramingFeatures:
        """Check the texts; there is nothing to learn.

        Parameters
        ----------
        X : list, Series, array or data frame
            The texts: one column.
        y : ignored

        Raises
        ------
        TypeError, ValueError
            If there is more than one column, or something else than texts in it.
        """
        _texts(X)
        names = self._names()
        twice = [name for name, times in Counter(names).items() if times > 1]
        if twice:
            raise ValueError(f"Two phrases would give the column {twice[0]!r}; name one of them otherwise.")
        self.n_features_in_, self.n_features_out_ = 1, len(names)
        column = _column(X)
        if column is not None:
            self.feature_names_in_ = np.array([column], dtype=object)
        elif hasattr(self, "feature_names_in_"):
            del self.feature_names_in_
        return self

    def transform(self, X: Any) -> npt.NDArray[np.float64]:
        """Features of each text.

        Parameters
        ----------
        X : list, Series, array or data frame
            The texts: one column.

        Returns
        -------
        array of shape (n_texts, n_features)
        """
        check_is_fitted(self)
        texts = _texts(X)
        column, fitted = _column(X), getattr(self, "feature_names_in_", None)
        if column is not None and fitted is not None and column != fitted[0]:
            raise ValueError(f"The texts were in the column {fitted[0]!r} at fit, and are in {column!r} now.")
        phrases = self._phrases()
        articles = [Article(str(number), text) for number, text in enumerate(texts) if text is not None]
        corpus = Corpus(articles, Study(phrases=phrases))
        tables = measure(corpus, scorer=self.scorer, across=False, model=self.model)
        values = tables.articles[alone()].astype("float64").to_numpy()
        columns = [values]
        for phrase in phrases:
            ids = tables.phrases.loc[tables.phrases["phrase"] == phrase, "article_id"]
            found = ids.value_counts().reindex([article.id for article in articles]).fillna(0).to_numpy(float)
            with np.errstate(divide="ignore", invalid="ignore"):
                columns.append(np.where(values[:, 0] > 0, 1000 * found / values[:, 0], np.nan)[:, None])
        rows = np.full((len(texts), len(self._names())), np.nan)
        rows[[int(article.id) for article in articles]] = np.hstack(columns)
        return rows

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:
        """Names of the columns of `transform`."""
        check_is_fitted(self)
        return np.asarray(self._names(), dtype=object)

    def _phrases(self) -> dict[str, tuple[str, ...]]:
        return named_forms(self.phrases or {}, "phrases")

    def _names(self) -> list[str]:
        return [*alone(), *(f"{phrase.replace(' ', '_')}_rate" for phrase in self._phrases())]

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.input_tags.allow_nan = True
        tags.requires_fit = True
        return tags


def _column(X: Any) -> str | None:
    """Name of the only column of a data frame."""
    return next((name for name in X.columns if isinstance(name, str)), None) if _is_frame(X) else None


def _is_frame(X: Any) -> bool:
    """A data frame of pandas or of a like library."""
    return hasattr(X, "columns") and hasattr(X, "shape") and len(X.shape) == 2


def _texts(X: Any) -> list[str | None]:
    """The texts of one column, None where one is missing."""
    one = 'Give one column, such as df["text"] or df[["text"]], or a list of texts.'
    if isinstance(X, (str, bytes)):
        raise ValueError("Give an iterable of texts; one text is a list with one element: [text].")
    if isinstance(X, (Mapping, set, frozenset, Iterator)) or not hasattr(X, "__iter__"):
        raise TypeError(f"FramingFeatures reads a column of texts, not {type(X).__name__}. {one}")
    if _is_frame(X):
        names = list(X.columns)
        if len(names) != 1:
            shown = ", ".join(map(str, names[:5])) + (", …" if len(names) > 5 else "")
            raise ValueError(f"FramingFeatures reads one column of texts; this frame has {len(names)}: {shown}. {one}")
        X = X[names[0]]
    shape: tuple[int, ...] = tuple(getattr(X, "shape", (0,)))
    if len(shape) != 1:
        if len(shape) != 2 or shape[1] != 1 or not isinstance(X, np.ndarray):
            what = f"this {type(X).__name__} has the shape {shape}"
            raise ValueError(f"FramingFeatures reads one column of texts; {what}. {one}")
        X = X[:, 0]
    texts = [None if _missing(text) else text for text in X]
    wrong = next((text for text in texts if text is not None and not isinstance(text, str)), None)
    if wrong is not None:
        raise ValueError(f"Every text must be a str; found {type(wrong).__name__}. {one}")
    return texts


def _missing(text: Any) -> bool:
    return text is None or text is pd.NA or isinstance(text, (float, np.floating)) and bool(np.isnan(text))
