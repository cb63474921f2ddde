"""Regression of a machine-coded outcome, corrected by human codes of a probability sample."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.clustered import Codes
from framing.coding import correct_inputs as inputs
from framing.coding._correct import CODED, FOLDS
from framing.coding.rectify import Floats, calibrated
from framing.compare.result import Result
from framing.compare.units import FEW, LEAST

MODELS = ("linear", "logistic")
COLUMNS = (
    "method", "term", "estimate", "se", "statistic", "df", "low", "high", "p", "units", "coded", "clusters", "remark",
)  # fmt: skip

STEPS = 60  # of Newton's method
CLOSE = 1e-10
_NEAR = 1 - 1e-9  # a leverage of 1 has no correction


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
    degrees of freedom of `fitted`. Coverage: ``benchmarks/regress.py``.

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


class Fitted(NamedTuple):
    """Coefficients, their clustered standard errors and degrees of freedom, and the number of clusters."""

    estimate: Floats
    se: Floats
    df: Floats
    clusters: int


def fitted(
    design: Floats, outcome: Floats, cluster: Codes, logistic: bool = False, weight: Floats | None = None
) -> Fitted:
    """Coefficients of a regression, with CR2 standard errors.

    Parameters
    ----------
    design : array of shape (units, terms)
        With a column of ones where there is an intercept.
    outcome : array of shape (units,)
        Numbers; of a logistic regression they may lie beyond 0 and 1, as corrected outcomes do.
    cluster : array of int of shape (units,)
    logistic : bool
    weight : array of shape (units,), optional
        Of each unit's equation; units of weight 0 do not count.

    Returns
    -------
    Fitted

    Raises
    ------
    ValueError
        If a term follows from the others, or a logistic regression has no finite answer.

    Notes
    -----
    The coefficients solve sum w x (y - m(x b)) = 0, with m the identity or the logistic function. Their variance is
    B sum_c X_c' A_c e_c e_c' A_c X_c B, B the inverse of X'WX (with m' in W), and A_c = (I - H_cc)^(-1/2) the
    correction of Bell & McCaffrey; the degrees of freedom are Satterthwaite's of that variance under independent errors
    (Pustejovsky & Tipton 2018, equation 11).

    References
    ----------
    Bell & McCaffrey 2002, Survey Methodology 28(2), 169-181. Pustejovsky & Tipton 2018, Small-sample methods for
    cluster-robust variance estimation. Journal of Business & Economic Statistics 36(4), 672-683.

    Examples
    --------
    >>> x = np.column_stack([np.ones(6), [0, 0, 0, 1, 1, 1.0]])
    >>> found = fitted(x, np.array([1, 2, 3, 3, 4, 8.0]), np.arange(6))
    >>> found.estimate.round(6).tolist(), found.se.round(3).tolist(), found.df.round(2).tolist()
    ([2.0, 3.0], [0.577, 1.633], [2.0, 4.0])
    """
    weight = np.ones(len(outcome)) if weight is None else weight
    used = weight > 0
    x, y, w = design[used], outcome[used], weight[used]
    codes = np.unique(cluster[used], return_inverse=True)[1]
    if np.linalg.matrix_rank(x * np.sqrt(w)[:, None]) < x.shape[1]:
        raise ValueError("A predictor follows from the others, or has one value in the coded units: leave it out.")
    beta = _solved(x, y, w, logistic)
    mean, slope = _mean(x @ beta, logistic)
    root = np.sqrt(w * slope)
    scaled = x * root[:, None]
    values, vectors = np.linalg.eigh(scaled.T @ scaled)
    half = vectors / np.sqrt(values) @ vectors.T  # the root of B
    z = scaled @ half
    error = np.divide(w * (y - mean), root, out=np.zeros(len(y)), where=root > 0)
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(codes.max() + 2))
    scores, norms, shared = [], [], []
    for start, end in pairwise(bounds):
        rows = order[start:end]
        u, s, _ = np.linalg.svd(z[rows], full_matrices=False)
        more = 1 / np.sqrt(1 - np.minimum(s**2, _NEAR)) - 1
        right = z[rows] + u @ (more[:, None] * (u.T @ z[rows]))  # A_c Z_c
        scores.append(half @ (right.T @ error[rows]))
        weights = right @ half  # of the errors in each coefficient
        norms.append((weights**2).sum(axis=0))
        shared.append(np.einsum("ik,ij->kj", weights, z[rows]))  # by coefficient
    influence = np.array(scores)
    return Fitted(beta, np.sqrt((influence**2).sum(axis=0)), _degrees(np.array(norms), np.array(shared)), len(scores))


def _degrees(norms: Floats, shared: Floats) -> Floats:
    """Satterthwaite's, by coefficient: of the matrix diag(norms) - V V', V the rows `shared` of clusters."""
    found = []
    for k in range(norms.shape[1]):
        n, v = norms[:, k], shared[:, k]
        inner = v.T @ v
        trace = n.sum() - np.trace(inner)
        square = (n**2).sum() - 2 * (n * (v**2).sum(axis=1)).sum() + np.trace(inner @ inner)
        found.append(max(trace**2 / square, 1.0) if square > 0 else 1.0)
    return np.array(found)


def _mean(linear: Floats, logistic: bool) -> tuple[Floats, Floats]:
    """Expected outcome, and how it grows with the linear predictor."""
    if not logistic:
        return linear, np.ones(len(linear))
    from scipy.special import expit

    mean = expit(linear)
    return mean, mean * (1 - mean)


def _solved(x: Floats, y: Floats, w: Floats, logistic: bool) -> Floats:
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        mean, slope = _mean(x @ beta, logistic)
        try:
            step = np.linalg.solve((x * (w * slope)[:, None]).T @ x, x.T @ (w * (y - mean)))
        except np.linalg.LinAlgError:
            break
        largest = float(np.abs(step).max())
        beta = beta + step * min(1.0, 5 / largest if largest > 5 else 1.0)
        if largest < CLOSE or not logistic:
            return beta
    raise ValueError(
        "The logistic regression has no finite answer: a predictor tells all ones from all zeros. Leave it out, join "
        "rare categories, or use model='linear'."
    )
