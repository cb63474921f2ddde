"""The scikit-learn face: texts in, named columns out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.corpus import Article, Corpus
from framing.measure import measure

# Columns of the articles table that need no other article, and so mean the same for one text as for a corpus.
ALONE = (
    "words", "sentences", "quotations", "quoted_share", "reported_share", "speakers",
    "tone_mean", "tone_journalist", "tone_quoted", "tone_reported", "neutral_share",
    "flesch_reading_ease", "flesch_kincaid_grade",
)  # fmt: skip


class FramingFeatures(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Framing features of texts, one row a text, for scikit-learn pipelines.

    Parameters
    ----------
    phrases : mapping of str to iterable of str, optional
        Each adds ``<phrase>_rate``: occurrences per 1,000 words.
    scorer : str
        Tone scorer, as `framing.tone` takes it.
    model : {"encoder", "fast"}, optional
        What reads the texts, as in `framing.measure`.

    Attributes
    ----------
    n_features_out_ : int

    Notes
    -----
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
        self, phrases: Mapping[str, Iterable[str]] | None = None, scorer: str = "vader", model: str | None = None
    ) -> None:
        self.phrases = phrases
        self.scorer = scorer
        self.model = model

    def fit(self, X: Iterable[str], y: Any = None) -> FramingFeatures:
        """Check the texts; there is nothing to learn.

        Parameters
        ----------
        X : iterable of str
        y : ignored
        """
        _texts(X)
        self.n_features_out_ = len(self._names())
        return self

    def transform(self, X: Iterable[str]) -> npt.NDArray[np.float64]:
        """Features of each text.

        Parameters
        ----------
        X : iterable of str

        Returns
        -------
        array of shape (n_texts, n_features)
        """
        check_is_fitted(self)
        texts = _texts(X)
        from framing.study import Study

        phrases = {name: tuple(forms) for name, forms in (self.phrases or {}).items()}
        articles = [Article(str(number), text) for number, text in enumerate(texts)]
        corpus = Corpus(articles, Study(phrases=phrases))
        tables = measure(corpus, scorer=self.scorer, across=False, model=self.model)
        values = tables.articles[list(ALONE)].astype("float64").to_numpy()
        columns = [values]
        for phrase in phrases:
            ids = tables.phrases.loc[tables.phrases["phrase"] == phrase, "article_id"]
            found = ids.value_counts().reindex([article.id for article in articles]).fillna(0).to_numpy(float)
            with np.errstate(divide="ignore", invalid="ignore"):
                columns.append(np.where(values[:, 0] > 0, 1000 * found / values[:, 0], np.nan)[:, None])
        return np.hstack(columns)

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:
        """Names of the columns of `transform`."""
        check_is_fitted(self)
        return np.asarray(self._names(), dtype=object)

    def _names(self) -> list[str]:
        return [*ALONE, *(f"{phrase.replace(' ', '_')}_rate" for phrase in self.phrases or {})]

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = True
        return tags


def _texts(X: Iterable[str]) -> list[str]:
    if isinstance(X, str):
        raise ValueError("Give an iterable of texts; one text is a list with one element: [text].")
    texts = list(X)
    wrong = next((text for text in texts if not isinstance(text, str)), None)
    if wrong is not None:
        raise ValueError(f"Every text must be a str; found {type(wrong).__name__}.")
    return texts
