"""Supervised frames: a classifier learned from codes, whose output is only had validated or corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.coding import frame_pipeline as pipeline
from framing.coding._agreement import Agreement
from framing.coding._correct import correct
from framing.coding._validate import Validation, validate
from framing.coding.codes import normalised
from framing.coding.frame_pipeline import Bools, Floats, Integers
from framing.compare.result import Drawn
from framing.corpus.study_values import a_model

FOLDS = 5
LEAST = 10  # coded units with the value, and without it
_SPAN = r"^(.+):\d+-\d+(?::.+)?$"  # the ids of sentences, quotations and mentions, see `framing.coding.sample`
_PLURALS = {"article": "articles", "unit": "units", "event": "events", "family": "families"}
NEAREST = 5  # times as many uncertain units as are asked for are looked at for diversity


@dataclass(frozen=True, repr=False)
class FrameModel:
    """A frame learned from codes; see `frame_model`. Predictions leave it through `validate` and `correct` alone."""

    value: str
    texts: pd.Series[Any]
    coded: pd.Series[Any]
    story: pd.Series[Any]
    _probability: Floats
    _label: Bools
    _distance: Floats
    _measures: Floats
    _vectors: Floats | None
    _fold: Integers

    def __repr__(self) -> str:
        return (
            f"Model of {self.value!r} learned from {len(self.coded):,} codes, {(self.coded == self.value).sum():,} "
            f"of them {self.value!r}; use .validate and .correct."
        )

    def validate(
        self, human: pd.Series[Any] | pd.DataFrame | None = None, by: pd.Series[Any] | None = None,
        reliability: Agreement | float | None = None, probability: pd.Series[Any] | None = None,
    ) -> Validation:  # fmt: skip
        """Accuracy of labels that models of other stories gave, against `human` (by default the codes learned from)."""
        chosen = self.coded if human is None else human
        if isinstance(chosen, pd.Series):
            chosen = self._against_others(chosen)
        else:
            chosen = chosen.assign(value=self._against_others(chosen["value"]))
        label = pd.Series(np.where(self._label, self.value, "other"), index=self.texts.index)
        return validate(label, chosen, by, reliability, None, self._clusters(), probability)

    def _against_others(self, codes: pd.Series[Any]) -> pd.Series[Any]:
        """Each code as the value or as "other"; a missing one stays missing."""
        known = normalised(codes, [self.value]).codes
        return known.mask(known.notna() & (known != str(self.value)), "other")

    def _clusters(self) -> pd.Series[Any] | None:
        """What units share; None where units are independent."""
        return None if self.story.name == "unit" else self.story

    def correct(
        self,
        human: pd.Series[Any],
        probability: pd.Series[Any],
        by: pd.Series[Any] | None = None,
        difference: bool = False,
    ) -> Drawn:
        """Share of units with the value, corrected.

        `human` holds the codes of a probability sample: units that `next_units` chose have no known probability, and
        must not be among them.
        """
        machine = pd.Series(self._probability, index=self.texts.index)
        known = normalised(human, [self.value]).codes.dropna()
        present = (known == str(self.value)).astype(float).rename(human.name)
        estimand = "difference" if difference else "mean"
        return correct(machine, present, probability, estimand, None, by, self._clusters())

    def next_units(self, n: int) -> pd.DataFrame:
        """Units to code next: those the model is least sure of, and among these such as differ from one another.

        Returns
        -------
        DataFrame
            unit, distance (of the probability from the threshold), in the order of choice. They serve to learn from; a
            probability sample is drawn by `sample`.
        """
        from sklearn.feature_extraction.text import TfidfVectorizer

        open_ = np.flatnonzero(~self.texts.index.isin(self.coded.index))
        near = open_[np.argsort(self._distance[open_], kind="stable")][: NEAREST * n]
        if not len(near):
            return pd.DataFrame({"unit": pd.Series(dtype="string"), "distance": pd.Series(dtype="float64")})
        words = TfidfVectorizer(sublinear_tf=True, token_pattern=r"\w+").fit_transform(self.texts.iloc[near])
        chosen, likeness = [0], (words @ words[0].T).toarray().ravel()
        while len(chosen) < min(n, len(near)):
            likeness[chosen] = np.inf
            chosen.append(int(np.argmin(likeness)))  # ties: the less sure one, which stands first
            likeness = np.maximum(likeness, (words @ words[chosen[-1]].T).toarray().ravel())
        return pd.DataFrame({"unit": self.texts.index[near[chosen]], "distance": self._distance[near[chosen]]})

    @property
    def probability(self) -> pd.Series[Any]:
        """Calibrated probability of the value for each unit, by a model of other stories.

        It serves to rank and to sample; prevalence leaves the model through `correct` alone.
        """
        return pd.Series(self._probability, index=self.texts.index, name=str(self.value))

    @property
    def labels(self) -> Bools:
        """Whether each unit is taken to have the value, in the order of the texts."""
        return self._label

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the coded units, none of which the model that judged it had seen (ten bins)."""
        known, present, _ = _known(self.texts, self.coded, self.value, self.story)
        return pipeline.calibration_error(self._probability[known], present)

    def learning_curve(self, steps: int | Sequence[int] = 4) -> pd.DataFrame:
        """F1 on stories left out, learned from growing numbers of the others.

        Parameters
        ----------
        steps : int or sequence of int
            Equal steps up to all codes, or numbers of coded units, such as ``[50, 100, 200, 400]``; a number that
            leaves no story out takes all there are.

        Returns
        -------
        DataFrame
            codes (learned from, mean over folds), f1.
        """
        known, present, story = _known(self.texts, self.coded, self.value, self.story)
        texts, measured, fold = self.texts.to_numpy()[known], self._measures[known], self._fold[known]
        encoded = None if self._vectors is None else self._vectors[known]
        rank = np.random.default_rng(0).permutation(int(story.max()) + 1)[story]
        rows = []
        sizes = [int(size) for size in steps] if not isinstance(steps, int) else None
        for step in sizes or range(1, steps + 1):  # type: ignore[operator]
            label, size = np.zeros(len(texts), bool), []
            for number in np.unique(fold):
                test = fold == number
                if sizes is None:
                    train = ~test & (rank < (rank.max() + 1) * step / steps)  # type: ignore[operator]
                else:
                    train = np.zeros(len(texts), bool)
                    train[[n for n in np.argsort(rank, kind="stable") if not test[n]][:step]] = True
                size.append(int(train.sum()))
                if 0 < present[train].sum() < train.sum():
                    found = _predicted(texts, measured, encoded, train, test, present[train], story[train])
                    label[test] = found[0] >= found[1]
            f1 = 2 * (label & present).sum() / max(int(label.sum() + present.sum()), 1)
            rows.append((round(float(np.mean(size))), float(f1)))
        return pd.DataFrame(rows, columns=["codes", "f1"])


def frame_model(
    texts: pd.Series[Any],
    codes: pd.Series[Any],
    value: str = "yes",
    story: pd.Series[Any] | None = None,
    fold: pd.Series[Any] | None = None,
    seed: int = 0,
    model: str = "encoder",
) -> FrameModel:
    """Learn from codes whether a unit has a value: a frame, a function, a dimension.

    Parameters
    ----------
    texts : Series
        Text of every unit, coded or not, indexed by unit.
    codes : Series
        Human value of the coded units, such as `gold` gives.
    value : str
        The value to be told from all others.
    story : Series, optional
        Article, family or event of each unit; units of one story are never learned from to predict one another. By
        default the article where the ids are those of `sample` (``article:start-end``), else each unit is a story.
    fold : Series, optional
        Fold of each unit, by unit and of any names, where a benchmark prescribes them; else five folds of stories are
        made. A story lies in one fold.
    seed : int
    model : {"encoder", "fast"}, default "encoder"
        Whether the encoder's vectors of the sentences are used beside words and the toolkit's features.

    Returns
    -------
    FrameModel
        With ``validate``, ``correct``, ``next_units``, ``learning_curve``, ``probability`` and ``calibration_error``.

    Raises
    ------
    ValueError
        If fewer than 10 coded units have the value, or fewer than 10 do not; if a unit has no story or no fold; if
        folds cut a story, since a model would then be tested on what it has seen.

    Notes
    -----
    Logistic regression on tf-idf of words (1 to 2) and of characters (3 to 4) and on the toolkit's features, and
    another on the encoder's vectors (means over all sentences and over the first six); classes weigh the same. Their
    log-odds are averaged and calibrated (Platt 1999) on stories left out. Each fold, coded and uncoded units alike, is
    predicted by a model of the other folds, so that a prediction does not depend on whether its own unit was coded, as
    `correct` requires. The threshold is that of the best F1 in a second cross-validation, by story, within the other
    folds.

    References
    ----------
    Burscher, Odijk, Vliegenthart, de Rijke & de Vreese 2014, Teaching the computer to code frames in news.
    Communication Methods and Measures 8(3).

    Examples
    --------
    >>> texts = pd.Series([f"Costs rose by {n} percent." if n % 2 else f"The {n} players met." for n in range(60)])
    >>> codes = pd.Series(["yes" if n % 2 else "no" for n in range(40)])
    >>> found = frame_model(texts, codes).validate().table
    >>> found.loc[found["label"] == "yes", "value"].tolist()
    [1.0, 1.0, 1.0]
    """
    codes = normalised(codes, [value]).codes.dropna()
    value = str(value)
    if not texts.index.is_unique or not codes.index.is_unique or len(codes.index.difference(texts.index)):
        raise ValueError("Every coded unit needs one text, under the same unit id, and no id may come twice.")
    with_value = int((codes == value).sum())
    if min(with_value, len(codes) - with_value) < LEAST:
        raise ValueError(
            f"{with_value} of {len(codes)} codes are {value!r}; {LEAST} with it and {LEAST} without are needed."
        )
    stories = _stories(texts.index, story)
    coded = texts.index.isin(codes.index)
    present = (codes.reindex(texts.index) == value).to_numpy(dtype=bool, na_value=False)
    number = pd.factorize(stories)[0].astype(np.int64)
    if fold is None:
        part = pipeline.folds(number, present, coded, FOLDS, seed)
    else:
        part = _prescribed(fold, stories, value, present, coded)
    a_model(model)
    measured = pipeline.measures(tuple(texts), model)
    encoded = None if model == "fast" else pipeline.vectors(tuple(texts))
    probability, label, distance = np.zeros(len(texts)), np.zeros(len(texts), bool), np.zeros(len(texts))
    for place in np.unique(part):
        train, test = coded & (part != place), part == place
        found, limit = _predicted(texts.to_numpy(), measured, encoded, train, test, present[train], number[train])
        probability[test], label[test], distance[test] = found, found >= limit, np.abs(found - limit)
    return FrameModel(value, texts, codes, stories, probability, label, distance, measured, encoded, part)


def _stories(index: pd.Index[Any], story: pd.Series[Any] | None) -> pd.Series[Any]:
    """What units share, named for what it is: story, article, or each unit for itself."""
    if story is not None:
        return _of_each(story, index, "story").astype("string").rename(str(story.name or "story"))
    ids = pd.Series(index.astype("string"), index=index)
    articles = ids.str.extract(_SPAN, expand=False)
    return articles.rename("article") if articles.notna().all() else ids.rename("unit")


def _prescribed(
    fold: pd.Series[Any], stories: pd.Series[Any], value: str, present: Bools, coded: Bools
) -> Integers:
    """Numbers of the folds that a user gives, if they keep stories whole and leave something to learn from."""
    given = _of_each(fold, stories.index, "fold")
    folds = given.groupby(stories.to_numpy()).nunique()
    cut = folds.index[folds > 1]
    if len(cut):
        shown = ", ".join(map(repr, cut[:3])) + (", …" if len(cut) > 3 else "")
        raise ValueError(
            f"The folds cut {len(cut):,} of {len(folds):,} {_PLURALS.get(str(stories.name), 'stories')} ({shown}): a "
            "model would be tested on what it has seen. Give all units of one the same fold, or leave fold out."
        )
    part, names = pd.factorize(given)
    for number, name in enumerate(names):
        seen = present[coded & (part != number)]
        if not 0 < seen.sum() < len(seen):
            raise ValueError(
                f"Outside the fold {name!r} there are {len(seen)} codes, {int(seen.sum())} of them {value!r}: there is "
                "nothing to learn from. Give folds that each leave units with it and without it, or leave fold out."
            )
    return np.asarray(part, dtype=np.int64)


def _of_each(values: pd.Series[Any], index: pd.Index[Any], what: str) -> pd.Series[Any]:
    """The values of all units; refused where they are no series or some are missing."""
    if not isinstance(values, pd.Series):
        raise TypeError(f"{what} is a Series indexed by unit, such as frame.set_index('unit')[{what!r}], not "
                        f"{type(values).__name__}.")  # fmt: skip
    if not values.index.is_unique:
        raise ValueError(f"{what} has the unit {values.index[values.index.duplicated()][0]!r} twice.")
    found = values.reindex(index)
    if found.isna().any():
        raise ValueError(
            f"{found.isna().sum():,} of {len(index):,} units have no {what}, the first {index[found.isna()][0]!r}."
        )
    return found


def _predicted(
    texts: Any,
    measured: Floats,
    encoded: Floats | None,
    train: Bools,
    test: Bools,
    present: Bools,
    story: Integers,
) -> tuple[Floats, float]:
    """Probability of each test row by a model of the training rows, and the threshold they ask for."""
    rows = pipeline.stacked(texts, measured)
    columns = pipeline.features()
    known = columns.fit_transform(rows[train]).tocsr()
    own = np.unique(story, return_inverse=True)[1]
    inner = pipeline.folds(own, present, np.ones(len(present), bool), pipeline.INNER, 0)
    one, other = (None, None) if encoded is None else (encoded[train], encoded[test])
    both = pipeline.Ensemble(known, one, present, inner)
    return both.predict(columns.transform(rows[test]).tocsr(), other), both.threshold


def _known(
    texts: pd.Series[Any], coded: pd.Series[Any], value: str, story: pd.Series[Any]
) -> tuple[Integers, Bools, Integers]:
    """Places of the coded units, whether each has the value, and its story's number."""
    places = texts.index.get_indexer(coded.index)
    return places, (coded == value).to_numpy(dtype=bool), pd.factorize(story.iloc[places])[0].astype(np.int64)
