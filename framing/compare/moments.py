"""Moments of residuals, for all terms at once and without making a matrix dense."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


def gather(counts: csr_matrix, words: Floats, codes: Codes) -> tuple[csr_matrix, Floats, Codes]:
    """Rows added up by code, in the order of the codes: counts, words, and the first row of each code.

    Where no code comes twice the rows stay as they are.

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> matrix, words, first = gather(csr_matrix([[1], [2], [4]]), np.array([10.0, 20.0, 30.0]), np.array([1, 0, 1]))
    >>> matrix.toarray().ravel().tolist(), words.tolist(), first.tolist()
    ([2.0, 5.0], [20.0, 40.0], [1, 0])
    """
    from scipy.sparse import csr_matrix

    names, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    if len(names) == len(codes):
        return counts, words, np.arange(len(codes), dtype=np.int64)
    shape = (len(names), len(codes))
    adder = csr_matrix((np.ones(len(codes)), (inverse, np.arange(len(codes)))), shape=shape)
    return adder @ counts, np.bincount(inverse, words).astype(float), first.astype(np.int64)


def power(
    counts: csr_matrix, words: Floats, rate: Floats, exponent: int, weights: Floats | None = None
) -> Floats:
    """Sum over rows of w (x - p n) ** exponent for each term; the exponent is 2 or 3."""
    w = np.ones(len(words)) if weights is None else weights
    x = counts.astype(float)

    def moment(i: int) -> Any:
        """Sum of w x**i n**(exponent - i)."""
        raised = x.copy()
        raised.data **= i
        return raised.T @ (w * words ** (exponent - i))

    found: Floats
    if exponent == 2:
        found = moment(2) - 2 * rate * moment(1) + rate**2 * float(w @ words**2)
    else:
        found = moment(3) - 3 * rate * moment(2) + 3 * rate**2 * moment(1) - rate**3 * float(w @ words**3)
    return found


def product(counts: csr_matrix, words: Floats, codes: Codes, rate: Floats, weights: Floats) -> Floats:
    """Sum over clusters of w (sum of r) (sum of r squared), r = x - p n, for each term."""
    from scipy.sparse import diags

    x, n, _ = gather(counts, words, codes)
    squares, _, _ = gather(counts.multiply(counts).tocsr(), words, codes)
    mixed, _, _ = gather(diags(words) @ counts, words, codes)
    length = np.bincount(codes, words**2)
    with_squares, with_mixed = x.multiply(squares).T @ weights, x.multiply(mixed).T @ weights
    with_length = x.T @ (weights * length)
    found: Floats = with_squares - 2 * rate * with_mixed + rate**2 * with_length - rate * (squares.T @ (weights * n))
    found += 2 * rate**2 * (mixed.T @ (weights * n)) - rate**3 * float(weights @ (n * length))
    return found
