import numpy as np
import pytest

from framing.compare.resampling import (
    Sample,
    bootstrap,
    gathered,
    median_difference,
    percentile,
    percentile_p,
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
    sample = Sample(np.repeat([1.0, 2.0], 3), np.ones(6), side, family, (~side).astype(int))
    sample = sample._replace(top=np.where(side, 1.0, 2.0))
    # Each family differs by -1 between the sides: drawn as a whole, so does every sample.
    np.testing.assert_allclose(bootstrap(sample, median_difference(sample), 50, seed=0), -1.0)


def test_p_is_where_the_percentile_interval_ends_at_nought():
    drawn = np.arange(-30.0, 971.0)
    p = percentile_p(drawn)
    assert percentile(drawn, 1 - p)[0] == pytest.approx(0, abs=1.1) and p == pytest.approx(2 * 31 / 1001)


def test_adding_up_a_clusters_articles_changes_no_ratio():
    generator = np.random.default_rng(1)
    side = np.arange(20) < 8
    sample = Sample(generator.random(20), generator.random(20), side, np.arange(20) // 3, (~side).astype(int))
    small = gathered(sample)
    whole, parts = (s.top[s.side].sum() / s.bottom[s.side].sum() for s in (sample, small))
    assert parts == pytest.approx(whole) and len(small.side) < 20


def test_the_same_seed_gives_the_same_samples(skewed):
    sample = rows(*skewed)
    first, second = (bootstrap(sample, median_difference(sample), 20, seed=4) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_percentiles():
    assert percentile(np.arange(101.0), 0.9) == pytest.approx((5.0, 95.0))
