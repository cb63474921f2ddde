"""Sides with articles of unequal burstiness: each has its own variance."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from framing.compare.robust_poisson import robust_poisson
from framing.compare.score import score


def dense(x, words, side, cluster):
    """Log ratio, CR2 standard error and Satterthwaite degrees of freedom, from the published matrices."""
    design = np.column_stack([side, ~side]).astype(float)
    fitted = words * (design @ [x[s].sum() / words[s].sum() for s in (side, ~side)])
    root = np.sqrt(fitted)[:, None]
    bread = np.linalg.inv((root * design).T @ (root * design))
    residual = np.eye(len(x)) - (root * design) @ bread @ (root * design).T
    scores, rows = [], []
    for name in np.unique(cluster):
        own = cluster == name
        values, vectors = np.linalg.eigh(residual[np.ix_(own, own)])
        row = [1, -1] @ bread @ (root * design)[own].T @ (vectors @ np.diag(values**-0.5) @ vectors.T)
        scores.append(row @ ((x - fitted) / root.ravel())[own])
        rows.append(row @ residual[own])
    middle = np.array(rows) @ np.array(rows).T
    log_rates = np.log([x[s].sum() / words[s].sum() for s in (side, ~side)])
    return log_rates[0] - log_rates[1], np.sqrt(np.square(scores).sum()), np.trace(middle) ** 2 / (middle**2).sum()


ARTICLES = np.arange(24)


@pytest.mark.parametrize(
    "cluster",
    [ARTICLES, ARTICLES // 2, ARTICLES % 6, np.where(ARTICLES < 15, ARTICLES % 10, ARTICLES)],
    ids=["articles", "one side", "both sides", "some on both"],
)
def test_variance_and_degrees_of_freedom_are_those_of_the_published_matrices(cluster):
    generator = np.random.default_rng(1)
    words, side = generator.lognormal(6, 0.6, 24).round(), ARTICLES < 8
    counts = generator.poisson(words[:, None] * 0.01 * generator.gamma(0.7, 1 / 0.7, (24, 5)))
    found = robust_poisson(csr_matrix(counts), words, side, cluster)
    expected = np.array([dense(x, words, side, cluster) for x in counts.T]).T
    np.testing.assert_allclose([found.log_ratio, found.se, found.df], expected, rtol=1e-8)


def negative_binomial(generator, sizes, shapes, ratio=1.0):
    side = np.arange(sum(sizes)) < sizes[0]
    words = generator.lognormal(6, 0.6, len(side)).round()
    shape, times = np.where(side, *shapes)[:, None], np.where(side, ratio, 1.0)[:, None]
    counts = generator.poisson(words[:, None] * 0.004 * times * generator.gamma(shape, 1 / shape, (len(side), 1000)))
    return csr_matrix(counts), words, side


def test_a_small_side_with_burstier_articles_is_called_different_less_often_than_by_the_score_test():
    counts, words, side = negative_binomial(np.random.default_rng(2), (20, 200), (0.7, 5.0))
    once = score(counts, words, side, side.astype(int), np.arange(220)).p
    p = np.fmax(once, robust_poisson(counts, words, side, np.arange(220)).p)
    assert (once < 0.05).mean() > 0.08
    assert (p < 0.05).mean() < 0.075


def test_design_effects_are_those_of_negative_binomial_counts_at_one_rate():
    counts, words, side = negative_binomial(np.random.default_rng(3), (200, 200), (0.5, 0.5), ratio=4.0)
    one, other = robust_poisson(counts, words, side, np.arange(400)).design
    # 1 + mean / shape, where the mean is that of both sides and longer articles count for more.
    expected = 1 + 0.01 * float((words**2).sum() / words.sum()) / 0.5
    assert np.median(one) == pytest.approx(expected, rel=0.15)
    assert np.median(other) == pytest.approx(expected, rel=0.15)


def test_a_side_without_the_term_has_no_variance_of_its_own():
    counts = csr_matrix([[2], [3], [2], [0], [0], [0]])
    found = robust_poisson(counts, np.full(6, 100.0), np.arange(6) < 3, np.arange(6))
    assert np.isnan(found.p[0]) and np.isnan(found.design[1][0]) and found.design[0][0] > 0
