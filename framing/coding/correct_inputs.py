"""What `correct` is given: checked, and turned into arrays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing.coding.codes import normalised, same
from framing.coding.rectify import Floats, Integers

_NOTHING = 1e-20  # of the sum of squares: less is rounding
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


def numbers(machine: pd.Series[Any], human: pd.Series[Any], value: Any) -> tuple[Floats, Floats]:
    """Human and machine values as numbers, or whether they are `value`; 0 where a unit was not coded.

    Raises
    ------
    ValueError
        If a label is not a finite number where a mean is asked for, or `value` is neither a code nor a label.
    """
    coded = human.notna()
    if value is None:
        found = []
        for what, values in (("human code", human[coded]), ("machine's label", machine)):
            number = pd.to_numeric(values, errors="coerce").astype(float)
            wrong = values[~np.isfinite(number.to_numpy())]
            if len(wrong):
                label = wrong.iloc[0]
                hint = f" For the share of a label, name it: value={label!r}." if isinstance(label, str) else ""
                raise ValueError(
                    f"A mean is of finite numbers, but the {what} of unit {wrong.index[0]} is {_named([label])}.{hint}"
                )
            found.append(number.reindex(machine.index).fillna(0.0).to_numpy())
        return found[0], found[1]
    y, f = (np.asarray(same(labels, value), dtype=float) for labels in (human, machine))
    if not y.any() and not f.any():
        known = _named([*human[coded].unique(), *machine.unique()])
        raise ValueError(f"No unit is {value!r}; codes and labels are {known}. Give value as one of them.")
    labels, given = (set(normalised(some).codes.unique()) for some in (machine, human[coded]))
    if len(labels) <= CATEGORIES and not labels & given:
        raise ValueError(
            f"The machine's labels ({_named(labels)}) and the human codes ({_named(human[coded].unique())}) have no "
            "value in common: write both alike."
        )
    return y, f


def _named(labels: Iterable[Any]) -> str:
    """The labels as a reader writes them, the first dozen."""
    names = sorted({repr(label) if isinstance(label, str) else f"{label}" for label in labels})
    return ", ".join(names[:CATEGORIES]) + (", …" if len(names) > CATEGORIES else "")


def correlation(f: Floats, y: Floats, weight: Floats) -> float:
    """Weighted correlation; missing where one of the two does not vary."""
    centred = [v - np.average(v, weights=weight) for v in (f, y)]
    spread = [float((weight * v * v).sum()) for v in centred]
    size = [float((weight * v * v).sum()) for v in (f, y)]
    if any(s <= _NOTHING * whole for s, whole in zip(spread, size, strict=True)):
        return np.nan
    return float((weight * centred[0] * centred[1]).sum() / np.sqrt(spread[0] * spread[1]))
