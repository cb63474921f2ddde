"""Means of a machine's values, rectified with human codes of a probability sample; clustered influence functions."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from framing.clustered import Part, correction

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
OWN = 10.0  # coded units that a group needs for its own calibration to weigh as much as that of all groups
STEADY = 1.0  # coded units by which the calibration of all groups is drawn to a constant


class Units(NamedTuple):
    """Units of one group: human value (0 where not coded), weight (1 / probability; 0 where not coded), cluster."""

    human: Floats
    weight: Floats
    cluster: Integers
    coded: Bools


def rectified(machine: Floats, units: Units, clusters: int, census: bool = False) -> Part:
    """Mean of the machine's values plus the weighted mean of what the human codes differ by.

    Parameters
    ----------
    machine : array of shape (n,)
        Prediction of the human value for every unit of the group; zeros for the human codes alone.
    units : Units
    clusters : int
        Clusters of the whole corpus.
    census : bool
        The units are all there is to speak of: only which of them were coded is random.

    Notes
    -----
    With weights w = R / pi the estimate is  mean(g) + sum w (y - g) / sum w. A unit's influence is
    (g - mean(g)) / N + w (y - g - r) / sum w  with r the second term; clusters sum theirs. A cluster that holds much of
    the coded weight draws the estimate toward itself, which `framing.clustered.correction` allows for. With g = 0 this
    is the weighted mean of the codes, with the variance and the interval that `framing.clustered.shares` gives it.
    """
    residual = units.weight * (units.human - machine)
    total = units.weight.sum()
    mean, shift = machine.mean(), residual.sum() / total
    sampled = (residual - units.weight * shift) / total
    if census:
        # A unit that was coded for certain adds nothing.
        sampled = sampled * np.sqrt(np.where(units.coded, 1 - 1 / np.maximum(units.weight, 1), 0))
        held = units.weight / total
        influence = sampled
    else:
        held = np.bincount(units.cluster, units.weight, clusters) / total
        influence = np.bincount(units.cluster, (machine - mean) / len(machine) + sampled, clusters)
    # Coded units are as many as would, drawn with equal chances, have the same variance; in a census fewer are unknown.
    squares = float((np.square(units.weight) * (1 - 1 / np.maximum(units.weight, 1) if census else 1)).sum())
    number = float(total) ** 2 / squares if squares else np.inf
    return Part(float(mean + shift), influence * correction(held), held, number)


def tuned(machine: Floats, units: Units, clusters: int, census: bool = False, used: Bools | None = None) -> float:
    """The multiple of the machine's values that makes `rectified` most precise, clusters allowed for.

    Parameters
    ----------
    machine : array of shape (n,)
    units : Units
    clusters : int
    census : bool
    used : array of bool, optional
        Which influences may be looked at: clusters, or units of a census.

    Notes
    -----
    `rectified` is linear in the multiple, and so is each cluster's influence a + lambda b; its variance is least at
    lambda = - sum a b / sum b^2, here drawn toward 0 by as much as it is uncertain. With independent units and equal
    probabilities that is the slope of human on machine values, which is the tuning of PPI++ (there stated for
    unlabelled units apart from labelled ones).

    References
    ----------
    Angelopoulos, Duchi & Zrnic 2023, PPI++: Efficient Prediction-Powered Inference. arXiv:2311.01453, section 6.
    """
    without = rectified(np.zeros(len(machine)), units, clusters, census).influence
    slope = rectified(machine, units, clusters, census).influence - without
    if used is not None:
        without, slope = without[used], slope[used]
    steep = float(np.square(slope).sum())
    if not steep > 0:
        return 0.0
    best = -float((without * slope).sum()) / steep
    # What is no larger than its own noise is taken for 0 (the positive part of James and Stein's rule).
    noise = float(np.square((without + best * slope) * slope).sum()) / steep**2
    return best * max(0.0, 1 - noise / best**2) if best else 0.0


def scaled(machine: Floats, units: Units, clusters: int, fold: Integers, census: bool = False) -> Floats:
    """The machine's values times the multiple that the codes of the other folds ask for; `fold` is each unit's.

    Values are taken from their mean, so that multiples which differ between folds add no noise of their own.
    """
    found = np.zeros(len(machine))
    centred = machine - machine.mean()
    part = fold.copy()
    if not census:
        part = np.zeros(clusters, dtype=np.int64)
        part[units.cluster] = fold
    for number in np.unique(fold):
        rows = fold == number
        found[rows] = tuned(machine, units, clusters, census, part != number) * centred[rows]
    return np.asarray(found + machine.mean(), dtype=float)


def calibrated(features: Floats, human: Floats, weight: Floats, group: Integers, fold: Integers) -> Floats:
    """Cross-fitted prediction of the human value for every unit.

    Parameters
    ----------
    features : array of shape (n, k)
        What the machine says of each unit.
    human, weight : arrays of shape (n,)
        Weight 0 where a unit was not coded.
    group, fold : arrays of shape (n,)
        Units of one cluster are in one fold, and are predicted by codes of the other folds.

    Notes
    -----
    Weighted least squares for all groups, then for each group drawn toward it: a machine may err in one outlet
    otherwise than in another, and where a group has few codes, it is assumed to err alike.

    References
    ----------
    Egami, Hinck, Stewart & Wei 2023, Using imperfect surrogates for downstream inference: design-based supervised
    learning. NeurIPS 36.
    """
    design = np.column_stack([np.ones(len(features)), features])
    found = np.zeros(len(design))
    coded = weight > 0
    for number in np.unique(fold):
        train, test = coded & (fold != number), fold == number
        if not train.any():
            continue
        share = weight / weight[train].mean()
        start = np.zeros(design.shape[1])
        start[0] = np.average(human[train], weights=weight[train])
        pooled = _fit(design[train], human[train], share[train], start, STEADY)
        for name in np.unique(group[test]):
            own = train & (group == name)
            fit = _fit(design[own], human[own], share[own], pooled, OWN)
            rows = test & (group == name)
            found[rows] = design[rows] @ fit
    return found


def _fit(design: Floats, human: Floats, weight: Floats, start: Floats, strength: float) -> Floats:
    """Weighted least squares drawn toward `start` by as much as `strength` units would."""
    left = (design * weight[:, None]).T @ design + strength * np.eye(len(start))
    moved = np.linalg.solve(left, (design * weight[:, None]).T @ (human - design @ start))
    return np.asarray(start + moved, dtype=float)
