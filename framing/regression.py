"""Linear and logistic regression with errors that are clustered: estimates, CR2 variances, degrees of freedom."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from framing.clustered import Codes, Floats

STEPS = 60  # of Newton's method
CLOSE = 1e-10
_NEAR = 1 - 1e-9  # a leverage of 1 has no correction


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
