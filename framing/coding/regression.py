"""Regression of a machine-coded outcome, corrected by human codes of a probability sample."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.coding import correct_inputs as inputs
from framing.coding._correct import CODED, FOLDS
from framing.coding.rectify import Floats, calibrated
from framing.compare.result import Result
from framing.compare.units import FEW, LEAST
from framing.regression import Fitted, fitted

MODELS = ("linear", "logistic")
COLUMNS = (
    "method", "term", "estimate", "se", "statistic", "df", "low", "high", "p", "units", "coded", "clusters", "remark",
)  # fmt: skip


def regress(
    machine: pd.Series[Any],
    human: pd.Series[Any],
    probability: pd.Series[Any],
    predictors: pd.DataFrame,
    model: str = "linear",
    value: Any = None,
    cluster: pd.Series[Any] | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> Result:
    """Regression of what the machine measures, as unbiased as the human codes of some units.

    Parameters
    ----------
    machine, human, probability : Series
        As in `framing.coding.correct`.
    predictors : DataFrame
        Indexed by unit: numbers, or names (outlet, event), which become terms against the first name in their order.
    model : {"linear", "logistic"}
        Logistic for an outcome of 0 and 1, or with `value`.
    value : optional
        The label whose share is modelled.
    cluster : Series, optional
        Article, family or event of every unit; by default each unit is a cluster.
    level : float
    seed : int
        Parts the clusters in folds.

    Returns
    -------
    Result
        ``.table``: method (``human``: the codes alone, weighted; ``machine``: its labels taken for truth; ``dsl``: all
        units, corrected), term, estimate (of a logistic regression log-odds), se, statistic, df, low, high, p, units,
        coded, clusters, remark.

    Raises
    ------
    ValueError
        If a unit lacks a predictor, a term follows from the others, or fewer than 20 units are coded.

    Notes
    -----
    Design-based supervised learning: with g the human value to be expected from the machine's label and the predictors,
    cross-fitted over folds of clusters, R whether a unit was coded and pi its chance, the outcome of every unit is

        y~ = g + R / pi (y - g),

    which has the human value's expectation whatever g is, since pi is known. The coefficients solve
    sum x (y~ - m(x b)) = 0, m the identity or the logistic function. Errors are clustered, with the correction and the
    degrees of freedom of `framing.regression.fitted`. Coverage: ``benchmarks/regress.py``.

    References
    ----------
    Egami, Hinck, Stewart & Wei 2023, Using imperfect surrogates for downstream inference: design-based supervised
    learning. NeurIPS 36, sections 3.1 and 3.2, equations 2 to 4.

    Examples
    --------
    >>> generator = np.random.default_rng(0)
    >>> outlet = pd.Series(generator.integers(0, 2, 900)).map({0: "A", 1: "B"})
    >>> truth = (generator.random(900) < (0.3 + 0.2 * (outlet == "B"))).astype(int)
    >>> machine = truth.where(generator.random(900) < 0.85, 1)
    >>> coded = truth.sample(200, random_state=1)
    >>> found = regress(machine, coded, pd.Series(200 / 900, truth.index), outlet.to_frame("outlet")).table
    >>> found.set_index(["method", "term"]).loc[("dsl", "outlet: B"), "estimate"].item() > 0
    True
    """
    if model not in MODELS:
        raise ValueError(f"model is {' or '.join(map(repr, MODELS))}, not {model!r}.")
    if not 0 < level < 1:
        raise ValueError(f"level is between 0 and 1, such as 0.95, not {level}.")
    human = inputs.coded(human)
    inputs.check(machine, human, probability)
    index = machine.index
    coded = index.isin(human.index)
    if coded.sum() < CODED:
        raise ValueError(f"Too few to correct: {int(coded.sum())} coded units; {CODED} are needed.")
    y, f = inputs.numbers(machine, human.reindex(index), value)
    if model == "logistic" and not np.isin(y[coded], (0, 1)).all():
        raise ValueError("A logistic regression is of an outcome of 0 and 1: name it with value=, or use 'linear'.")
    design, terms = _design(predictors, index)
    clusters, names = inputs.codes(cluster if cluster is not None else index.to_series(), index, "cluster")
    weight = np.where(coded, 1 / probability.reindex(index).to_numpy(dtype=float), 0.0)
    fold = (np.random.default_rng(seed).permutation(len(names)) % min(FOLDS, len(names)))[clusters]
    known = np.where(coded, y, 0.0)
    features = np.column_stack([inputs.features(machine, f), _scaled(design[:, 1:])])
    g = calibrated(features, known, weight, np.zeros(len(index), dtype=np.int64), fold)
    outcomes = {"human": (known, weight), "machine": (f, np.ones(len(f))), "dsl": (g + weight * (known - g), None)}
    held = len(np.unique(clusters[coded]))
    rows = []
    for method, (outcome, own) in outcomes.items():
        found = fitted(design, outcome, clusters, model == "logistic", own)
        rows += _rows(method, terms, found, level, len(index), int(coded.sum()), held)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    by = f"clustered by {cluster.name or 'cluster'}" if cluster is not None else "each unit taken for independent"
    note = (
        f"{model.capitalize()} regression of {len(index):,} units, {int(coded.sum()):,} of them coded, {by}; "
        f"{100 * level:g} % intervals (t, CR2). Rows called machine take its labels for truth: their intervals leave "
        "its bias out; those called dsl are corrected."
    )
    return Result(table, note)


def _rows(
    method: str, terms: list[str], found: Fitted, level: float, units: int, coded: int, held: int
) -> list[tuple[Any, ...]]:
    from scipy.special import stdtr, stdtrit

    remark = f"few: {held} clusters with coded units" if LEAST <= held < FEW else ""
    rows = []
    for term, estimate, se, df in zip(terms, found.estimate, found.se, found.df, strict=True):
        reach = float(stdtrit(df, (1 + level) / 2)) * se
        statistic = estimate / se if se > 0 else np.nan
        row = (se, statistic, df, estimate - reach, estimate + reach, 2 * float(stdtr(df, -abs(statistic))))
        if held < LEAST or not se > 0:
            row, remark = (np.nan,) * 6, f"no interval: {held} clusters with coded units; {LEAST} are needed"
        rows.append((method, term, float(estimate), *map(float, row), units, coded, held, remark))
    return rows


def _design(predictors: pd.DataFrame, index: pd.Index[Any]) -> tuple[Floats, list[str]]:
    """Columns of numbers, the first of ones, and their names."""
    rows = predictors.reindex(index)
    columns, terms = [np.ones(len(index))], ["intercept"]
    for name in rows:
        column = rows[name]
        if column.isna().any():
            first = index[column.isna()][0]
            raise ValueError(f"{int(column.isna().sum()):,} units have no {name!r}, the first {first!r}.")
        if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
            columns.append(column.to_numpy(dtype=float))
            terms.append(str(name))
            continue
        levels = list(column.cat.categories) if hasattr(column, "cat") else sorted(column.astype(str).unique())
        for one in levels[1:]:
            columns.append((column.astype(str) == str(one)).to_numpy(dtype=float))
            terms.append(f"{name}: {one}")
    return np.column_stack(columns), terms


def _scaled(columns: Floats) -> Floats:
    """Predictors of unit spread, so that calibration draws none of them to nothing by its unit."""
    spread = columns.std(axis=0)
    return np.asarray((columns - columns.mean(axis=0)) / np.where(spread > 0, spread, 1.0))
