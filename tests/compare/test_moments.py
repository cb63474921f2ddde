import numpy as np
import pytest
from scipy.sparse import csr_matrix

from framing.compare.moments import gather, power, product


@pytest.fixture
def case():
    generator = np.random.default_rng(0)
    dense = generator.poisson(0.5, (12, 5)).astype(float)
    words = generator.integers(5, 30, 12).astype(float)
    rate = dense.sum(axis=0) / words.sum()
    return dense, words, rate, dense - words[:, None] * rate


@pytest.mark.parametrize("exponent", [2, 3])
def test_powers_of_residuals_are_those_of_the_dense_matrix(case, exponent):
    dense, words, rate, residual = case
    weights = np.linspace(-1, 2, 12)
    np.testing.assert_allclose(power(csr_matrix(dense), words, rate, exponent), (residual**exponent).sum(axis=0))
    found = power(csr_matrix(dense), words, rate, exponent, weights)
    np.testing.assert_allclose(found, (weights[:, None] * residual**exponent).sum(axis=0))


def test_product_of_a_clusters_sum_and_squares(case):
    dense, words, rate, residual = case
    codes = np.arange(12) // 3
    weights = np.array([0.5, 1.0, -1.0, 2.0])
    expected = sum(
        weights[c] * residual[codes == c].sum(axis=0) * (residual[codes == c] ** 2).sum(axis=0) for c in range(4)
    )
    np.testing.assert_allclose(product(csr_matrix(dense), words, codes, rate, weights), expected)


def test_gathering_keeps_every_occurrence(case):
    dense, words, _, _ = case
    codes = np.arange(12) % 4
    counts, lengths, first = gather(csr_matrix(dense), words, codes)
    assert counts.sum() == dense.sum() and lengths.sum() == words.sum()
    assert codes[first].tolist() == [0, 1, 2, 3]
