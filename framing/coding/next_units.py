"""What to code next: units that the model is unsure of are drawn more often, each with a known probability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.coding.frame_pipeline import Floats
from framing.coding.frames import FrameModel

LEAST = 0.15  # of the largest chance that a sure unit keeps: by hand, so that no unit weighs more than some seven times


@dataclass(frozen=True, repr=False)
class NextSample:
    """Units to code next.

    Attributes
    ----------
    table : DataFrame
        unit, probability (of being drawn), predicted (the model's probability of the value), in the order of the texts.
    probability : Series
        For every unit, as `framing.coding.correct` and `framing.frames` take it once the units are coded: 1 for what
        was
        coded before, and the chance of being drawn for all others.
    note : str
    """

    table: pd.DataFrame
    probability: pd.Series[Any]
    note: str

    def __repr__(self) -> str:
        return f"{self.table.head(10).round(3).to_string(index=False)}\n{self.note}"


def next_sample(model: FrameModel, n: int, seed: int = 0) -> NextSample:
    """Draw what to code next: most of it where the model is unsure, with known inclusion probabilities.

    Parameters
    ----------
    model : FrameModel
        Of `frame_model`, learned from what is coded so far.
    n : int
        Units to draw.
    seed : int

    Returns
    -------
    NextSample
        ``.table``, ``.probability`` and ``.note``.

    Raises
    ------
    ValueError
        If `n` is below 1 or above the number of units not coded yet.

    Notes
    -----
    The chance of a unit is proportional to the standard deviation of its code as the model sees it, sqrt(p (1 - p)),
    and at least `LEAST` of the largest: the allocation that Neyman (1934) shows to be the most precise for the total.
    Units are drawn systematically from a random order (Madow 1949), so that exactly `n` are drawn. What was coded
    before counts for itself, with probability 1; then a share weighted by 1 / probability is unbiased whatever was
    coded first and however wrong the model is (checked by simulation in the tests).

    References
    ----------
    Neyman, J. (1934). On the two different aspects of the representative method. *Journal of the Royal Statistical
    Society* 97(4). Madow, W. G. (1949). On the theory of systematic sampling, II. *Annals of Mathematical Statistics*
    20.

    Examples
    --------
    >>> texts = pd.Series([f"Costs rose by {n} percent." if n % 2 else f"The {n} players met." for n in range(90)])
    >>> codes = pd.Series(["yes" if n % 2 else "no" for n in range(40)])
    >>> from framing.coding import frame_model
    >>> drawn = next_sample(frame_model(texts, codes, model="fast"), 10)
    >>> len(drawn.table), round(float(drawn.probability[40:].sum()), 6)
    (10, 10.0)
    """
    open_ = ~model.texts.index.isin(model.coded.index)
    if isinstance(n, bool) or not isinstance(n, (int, np.integer)) or not 1 <= n <= open_.sum():
        raise ValueError(f"n is from 1 to the {int(open_.sum())} units that are not coded yet, not {n!r}.")
    predicted = model.probability.to_numpy(dtype=float)
    chance = np.ones(len(predicted))
    chance[open_] = inclusion(predicted[open_], int(n))
    places = np.flatnonzero(open_)[systematic(chance[open_], seed)]
    table = pd.DataFrame({
        "unit": model.texts.index[places], "probability": chance[places], "predicted": predicted[places],
    })  # fmt: skip
    note = (
        f"{n} of {int(open_.sum()):,} units not coded yet, drawn with probabilities from {chance[open_].min():.4f} to "
        f"{chance[open_].max():.4f}; the {int((~open_).sum()):,} coded before count with probability 1. Seed {seed}."
    )
    return NextSample(table, pd.Series(chance, index=model.texts.index, name="probability"), note)


def inclusion(predicted: Floats, n: int) -> Floats:
    """Chance of each unit of being among `n`, proportional to its uncertainty and at most 1.

    Examples
    --------
    >>> inclusion(np.array([0.5, 0.5, 0.0, 0.0]), 2).round(2).tolist()
    [0.87, 0.87, 0.13, 0.13]
    """
    size = np.sqrt(predicted * (1 - predicted))
    size = np.maximum(size, LEAST * size.max()) if size.max() > 0 else np.ones(len(size))
    chance = np.zeros(len(size))
    sure = np.zeros(len(size), bool)
    while True:  # a unit that would be drawn more than once is drawn for certain; the others share the rest
        chance[~sure] = (n - sure.sum()) * size[~sure] / size[~sure].sum()
        over = ~sure & (chance > 1)
        if not over.any():
            return np.where(sure, 1.0, chance)
        sure |= over


def systematic(chance: Floats, seed: int | np.random.Generator) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Places of the units drawn, in order; each is among them with its chance."""
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(chance))
    reached = np.cumsum(chance[order])
    count = round(float(reached[-1]))
    points = generator.random() + np.arange(count)
    found = np.searchsorted(reached, np.minimum(points, reached[-1] - 1e-12), side="right")
    return np.sort(order[np.minimum(found, len(order) - 1)])
