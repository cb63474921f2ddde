import numpy as np
import pytest
from scipy import stats

from framing.compare.resampling import (
    Sample,
    acceleration,
    bca,
    bootstrap,
    gathered,
    median_difference,
    percentile,
    ratio_difference,
)


def rows(one, other):
    """Two samples, one row an article, each article a cluster."""
    values = np.r_[one, other]
    side = np.arange(len(values)) < len(one)
    return Sample(values, np.ones(len(values)), side, np.arange(len(values)), (~side).astype(int))


@pytest.fixture
def skewed():
    generator = np.random.default_rng(0)
    return generator.gamma(1.0, 1.0, 25), generator.gamma(2.0, 1.0, 35)


def test_bca_agrees_with_scipy_where_an_article_is_a_cluster(skewed):
    sample = rows(*skewed)
    difference = ratio_difference(sample)
    drawn = bootstrap(sample, difference, 40_000, seed=1)
    found = bca(difference(np.ones((1, 60)))[0], drawn, acceleration(sample, difference), 0.9)
    other = stats.bootstrap(
        skewed, lambda x, y, axis=-1: x.mean(axis) - y.mean(axis), n_resamples=40_000, confidence_level=0.9,
        method="BCa", rng=np.random.default_rng(2),
    ).confidence_interval  # fmt: skip
    np.testing.assert_allclose(found, [other.low, other.high], atol=0.015)


def test_bca_of_given_samples_is_scipys_to_the_last_digits(skewed):
    one, _ = skewed
    result = stats.bootstrap((one,), np.mean, n_resamples=999, method="BCa", rng=np.random.default_rng(3))
    left_out = np.array([np.delete(one, i).mean() for i in range(len(one))])
    influence = left_out.mean() - left_out
    a = (influence**3).sum() / (6 * (influence**2).sum() ** 1.5)
    found = bca(one.mean(), result.bootstrap_distribution, a, 0.95)
    np.testing.assert_allclose(found, result.confidence_interval, rtol=1e-9)


def test_medians_agree_with_numpy(skewed):
    sample = rows(*skewed)
    assert median_difference(sample)(np.ones((1, 60)))[0] == pytest.approx(np.median(skewed[0]) - np.median(skewed[1]))


def test_a_median_of_weighted_values_is_that_of_the_repeated_ones():
    sample = rows([1.0, 2.0, 5.0], [0.0])
    weights = np.array([[1, 0, 3, 1.0]])
    assert median_difference(sample)(weights)[0] == np.median([1, 5, 5, 5])


def test_whole_families_are_drawn_across_outlets():
    family = np.array([0, 0, 1, 1, 2, 2])
    side = np.array([True, False] * 3)
    sample = Sample(np.arange(6.0), np.ones(6), side, family, (~side).astype(int))
    # Each family differs by -1 between the sides: drawn as a whole, so does every sample.
    np.testing.assert_allclose(bootstrap(sample, ratio_difference(sample), 50, seed=0), -1.0)


def test_adding_up_a_clusters_articles_changes_no_ratio():
    generator = np.random.default_rng(1)
    side = np.arange(20) < 8
    sample = Sample(generator.random(20), generator.random(20), side, np.arange(20) // 3, (~side).astype(int))
    small = gathered(sample)
    whole, parts = (ratio_difference(s)(np.ones((1, len(s.side))))[0] for s in (sample, small))
    assert parts == pytest.approx(whole) and len(small.side) < 20


def test_the_same_seed_gives_the_same_samples(skewed):
    sample = rows(*skewed)
    first, second = (bootstrap(sample, ratio_difference(sample), 20, seed=4) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_percentiles():
    assert percentile(np.arange(101.0), 0.9) == pytest.approx((5.0, 95.0))
