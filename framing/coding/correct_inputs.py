"""What `correct` is given: checked, and turned into arrays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.coding.codes import normalised, same
from framing.coding.rectify import Floats, Integers

CATEGORIES = 12  # machine values that are calibrated one by one; more are taken for a scale


def check(machine: pd.Series[Any], human: pd.Series[Any], probability: pd.Series[Any]) -> None:
    """Refuse units that are there twice, labels that are missing, and probabilities that cannot be."""
    for what, values in (("machine", machine), ("human", human), ("probability", probability)):
        if not values.index.is_unique:
            raise ValueError(f"{what} has a unit twice: {values.index[values.index.duplicated()][0]!r}.")
    if machine.isna().any():
        raise ValueError(f"The machine has no label for {machine.isna().sum():,} units; leave them out, and say so.")
    strangers = human.index.difference(machine.index)
    if not len(human) or len(strangers):
        what = f"{strangers[0]!r} has no machine's label" if len(strangers) else "there is none"
        raise ValueError(f"Coded units must be among the machine's; {what}.")
    known = probability.reindex(machine.index).astype(float)
    wrong = known.index[~((known > 0) & (known <= 1))]
    if len(wrong):
        raise ValueError(
            f"{len(wrong):,} units have an inclusion probability that is unknown, 0 or above 1, as {wrong[0]!r}; "
            "what could not be drawn cannot be spoken of: leave it out of the machine's labels, and say so."
        )


def coded(human: pd.Series[Any]) -> pd.Series[Any]:
    """The codes without cells that hold none: empty ones, NA."""
    return human[normalised(human).codes.notna()]


def numbers(values: pd.Series[Any], value: Any, what: str) -> Floats:
    """1 where a label is `value`, however it is written; without a value the numbers themselves, 0 where missing.

    Raises
    ------
    ValueError
        If words are to be averaged.
    """
    if value is not None:
        return np.asarray(same(values, value), dtype=float)
    found = pd.to_numeric(values, errors="coerce")
    words = values[found.isna() & values.notna()]
    if len(words):
        raise ValueError(
            f"{what} has {words.iloc[0]!r}, which is no number and has no mean; name the label whose share is meant: "
            "estimand='share', value=…"
        )
    return np.asarray(found.astype("float64").fillna(0.0), dtype=float)


def features(machine: pd.Series[Any], f: Floats) -> Floats:
    """What calibration sees of the machine: a column per label, or its score."""
    labels = sorted(machine.unique(), key=str)
    if len(labels) > CATEGORIES:
        return np.asarray((f - f.mean()) / (f.std() or 1.0))[:, None]
    return np.column_stack([(machine == label).to_numpy(dtype=float) for label in labels])


def codes(values: pd.Series[Any] | None, index: pd.Index[Any], what: str) -> tuple[Integers, list[str]]:
    """Number of each unit's group or cluster, and their names."""
    if values is None:
        return np.zeros(len(index), dtype=np.int64), ["all"]
    codes, names = pd.factorize(values.reindex(index).astype("string"), sort=what == "by")
    if (codes < 0).any():
        raise ValueError(f"{what!r} has no value for {(codes < 0).sum():,} units, the first {index[codes < 0][0]!r}.")
    return codes.astype(np.int64), [str(name) for name in names]


def correlation(f: Floats, y: Floats, weight: Floats) -> float:
    """Weighted correlation; missing where one of the two does not vary."""
    centred = [v - np.average(v, weights=weight) for v in (f, y)]
    spread = [float((weight * v * v).sum()) for v in centred]
    return (
        float((weight * centred[0] * centred[1]).sum() / np.sqrt(spread[0] * spread[1])) if min(spread) > 0 else np.nan
    )
