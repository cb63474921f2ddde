"""The classifier behind `frame_model`: n-grams and the toolkit's features, class weights, a threshold of its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.pipeline import Pipeline

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
LEAD = 6  # sentences
INNER = 5  # folds over which the threshold is chosen
MEASURES = 0.3  # weight of the toolkit's features beside the n-grams, each of which has length 1


@lru_cache(maxsize=2)  # one model a frame is learned from the same texts
def vectors(texts: tuple[str, ...]) -> Floats:
    """The encoder's vector of each text, of length one: the mean over its sentences, and that of the first few.

    Nothing is learned from the texts, so they are computed once for all frames.
    """
    from framing.models.same import pieces_of
    from framing.models.same import vectors as encoder
    from framing.text.document import Document

    pieces, ends = [], [0]
    for text in texts:
        document = Document(text)
        pieces += [pieces_of(text, sentence.start, sentence.end) for sentence in document.sentences]
        ends.append(len(pieces))
    rows = encoder()(pieces)
    found = np.zeros((len(texts), 2 * rows.shape[1]))
    for n, (first, last) in enumerate(pairwise(ends)):
        if last > first:
            found[n] = np.concatenate([_unit(rows[first:last].mean(0)), _unit(rows[first : first + LEAD].mean(0))])
    found.setflags(write=False)
    return found


def _unit(row: Floats) -> Floats:
    return row / (np.linalg.norm(row) or 1.0)


@lru_cache(maxsize=2)
def measures(texts: tuple[str, ...], model: str = "encoder") -> Floats:
    """The toolkit's own features of each text; nothing is learned, so they are computed once."""
    from framing.features import FramingFeatures

    found = np.asarray(FramingFeatures(model=model).fit_transform(list(texts)), dtype=float)
    found.setflags(write=False)
    return found


def features() -> Pipeline:
    """Turns (text, measures) rows into one sparse matrix; learns vocabularies and scales, and looks at no code."""
    from sklearn.compose import ColumnTransformer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer, StandardScaler

    words = TfidfVectorizer(sublinear_tf=True, min_df=2, ngram_range=(1, 2))
    characters = TfidfVectorizer(sublinear_tf=True, min_df=3, analyzer="char_wb", ngram_range=(3, 4))
    scale = make_pipeline(
        SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler(), FunctionTransformer(np.tanh)
    )
    weights = {"words": 1.0, "characters": 1.0, "measures": MEASURES}
    parts = [("words", words, 0), ("characters", characters, 0), ("measures", scale, slice(1, None))]
    return ColumnTransformer(parts, sparse_threshold=1.0, transformer_weights=weights)


def stacked(texts: Sequence[str], measured: Floats) -> npt.NDArray[np.object_]:
    """Rows that `features` takes."""
    rows = np.empty((len(texts), 1 + measured.shape[1]), dtype=object)
    rows[:, 0] = list(texts)
    rows[:, 1:] = measured
    return rows


def fitted(matrix: csr_matrix | Floats, present: Bools) -> Any:
    """Logistic regression in which both classes weigh the same."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=3.0, class_weight="balanced", solver="liblinear", random_state=0).fit(matrix, present)


class Ensemble:
    """Two logistic regressions, on words and on the encoder's vectors; their log-odds are averaged, then calibrated.

    Averaging keeps the few dimensions of the vectors from being drowned by some ten thousand words. The calibration
    (Platt) is learned from log-odds that each training row gets from a model of the other stories.

    Parameters
    ----------
    words : csr_matrix
    vectors : array, optional
        None for words alone.
    present : array of bool
    fold : array of int
        Inner folds, by story.
    """

    def __init__(self, words: csr_matrix, vectors: Floats | None, present: Bools, fold: Integers) -> None:
        self._parts = [words] if vectors is None else [words, vectors]
        held_out = _mean([_log_odds(probabilities(part, present, fold)) for part in self._parts])
        self._models = [fitted(part, present) for part in self._parts]
        self._scale = calibration(held_out, present)
        self.threshold = threshold(self._calibrated(held_out), present)

    def predict(self, words: csr_matrix, vectors: Floats | None) -> Floats:
        """Calibrated probability of the frame in each row."""
        parts = [words] if vectors is None else [words, vectors]
        odds = [_log_odds(model.predict_proba(part)[:, 1]) for model, part in zip(self._models, parts, strict=True)]
        return self._calibrated(_mean(odds))

    def _calibrated(self, odds: Floats) -> Floats:
        slope, bias = self._scale
        made: Floats = 1 / (1 + np.exp(-(slope * odds + bias)))
        return made


def calibration(odds: Floats, present: Bools) -> tuple[float, float]:
    """Slope and bias that turn log-odds into calibrated ones (Platt 1999); the slope is never below 0.

    Examples
    --------
    >>> slope, bias = calibration(np.array([-1.0, -1.0, 1.0, 1.0] * 50), np.array([False, False, True, False] * 50))
    >>> bool(1 / (1 + np.exp(-(slope + bias))) < 0.55)
    True
    """
    from sklearn.linear_model import LogisticRegression

    fit = LogisticRegression(C=100.0, solver="lbfgs").fit(odds[:, None], present)
    return max(float(fit.coef_[0, 0]), 1e-6), float(fit.intercept_[0])


def calibration_error(probability: Floats, present: Bools, bins: int = 10) -> float:
    """Expected calibration error: mean distance of probability and share, over bins of equally many rows.

    Examples
    --------
    >>> calibration_error(np.array([0.0, 0.0, 1.0, 1.0]), np.array([False, False, True, True]), bins=2)
    0.0
    """
    parts = np.array_split(np.argsort(probability, kind="stable"), min(bins, len(probability)))
    far = [abs(float(probability[part].mean() - present[part].mean())) * len(part) for part in parts]
    return sum(far) / len(probability)


def _log_odds(probability: Floats) -> Floats:
    kept = np.clip(probability, 1e-4, 1 - 1e-4)
    made: Floats = np.log(kept / (1 - kept))
    return made


def probabilities(matrix: csr_matrix | Floats, present: Bools, fold: Integers) -> Floats:
    """Probability of the frame in each row, by a model that has not seen the row's fold."""
    found = np.zeros(len(present))
    for number in np.unique(fold):
        train, test = fold != number, fold == number
        if len(np.unique(present[train])) < 2:
            found[test] = present[train].mean()
        else:
            found[test] = fitted(matrix[train], present[train]).predict_proba(matrix[test])[:, 1]
    return found


def threshold(probability: Floats, present: Bools) -> float:
    """The probability from which calling the frame present gives the best F1.

    Examples
    --------
    >>> threshold(np.array([0.1, 0.2, 0.3, 0.4]), np.array([False, False, True, True]))
    0.25
    """
    order = np.argsort(-probability, kind="stable")
    ranked, hits = probability[order], np.cumsum(present[order])
    called = np.arange(1, len(order) + 1)
    f1 = 2 * hits / (called + max(int(present.sum()), 1))
    ends = np.append(ranked[1:] < ranked[:-1], True)  # equal probabilities are called together
    best = int(np.argmax(np.where(ends, f1, -1)))
    below = ranked[best + 1] if best + 1 < len(ranked) else ranked[best] - 0.01
    return float((ranked[best] + below) / 2)


def folds(story: Integers, present: Bools, coded: Bools, number: int, seed: int) -> Integers:
    """A fold for each row: rows of one story together, coded stories with the frame spread evenly."""
    generator = np.random.default_rng(seed)
    stories = int(story.max()) + 1
    with_frame = np.bincount(story, coded & present, stories) > 0
    with_code = np.bincount(story, coded, stories) > 0
    place = np.zeros(stories, dtype=np.int64)
    start = 0
    for members in (with_frame, with_code & ~with_frame, ~with_code):
        shuffled = generator.permutation(np.flatnonzero(members))
        place[shuffled] = (start + np.arange(len(shuffled))) % number
        start += len(shuffled)
    return place[story]


def _mean(parts: list[Floats]) -> Floats:
    found: Floats = np.mean(parts, axis=0)
    return found
