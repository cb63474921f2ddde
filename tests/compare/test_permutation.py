import numpy as np
import pytest

from framing.compare.permutation import permutations, permuted_medians
from framing.compare.resampling import Sample


def sample(values, side, cluster, group=None):
    side = np.asarray(side, bool)
    group = (~side).astype(int) if group is None else np.asarray(group)
    return Sample(np.asarray(values, float), np.ones(len(side)), side, np.asarray(cluster), group)


def permutation(made, median, samples, seed):
    if median:
        return permuted_medians(made, samples, seed)
    test, why = permutations(made, samples, seed)
    return (test.p() if test else np.nan), why


def test_the_interval_ends_where_the_test_rejects():
    generator = np.random.default_rng(3)
    side = np.arange(40) < 8
    test, _ = permutations(sample(generator.exponential(1, 40), side, np.arange(40)), 999, 0)
    low, high = test.interval(0.95)
    for end, out in ((low, -1e-6), (high, 1e-6)):
        assert test.p(end + out) <= 0.05 < test.p(end - 1e-3 * np.sign(out))


def test_shifting_one_side_shifts_the_interval():
    generator = np.random.default_rng(4)
    side = np.arange(30) < 12
    values = generator.exponential(1, 30) - 3  # below 0, so that differences are subtracted
    first, second = (permutations(sample(v, side, np.arange(30)), 499, 0)[0] for v in (values, values + 2.0 * side))
    np.testing.assert_allclose(np.array(second.interval(0.9)) - first.interval(0.9), 2.0, atol=1e-6)


def test_the_sides_can_be_named_the_other_way_round():
    generator = np.random.default_rng(5)
    side = np.arange(30) < 9
    values = generator.exponential(1, 30) * np.where(side, 2, 1)
    one, other = (permutations(sample(values, s, np.arange(30)), 1999, 0)[0].interval(0.9) for s in (side, ~side))
    np.testing.assert_allclose(one, (-other[1], -other[0]), rtol=0.2)


def test_p_is_uniform_where_nothing_differs():
    generator = np.random.default_rng(0)
    side = np.arange(24) < 10
    p = [permutation(sample(generator.gamma(1, 1, 24), side, np.arange(24)), False, 199, i)[0] for i in range(200)]
    assert 0.01 < np.mean(np.array(p) <= 0.05) < 0.1


def test_a_difference_is_found():
    side = np.arange(30) < 15
    p, reason = permutation(sample(side + np.linspace(0, 0.5, 30) % 0.3, side, np.arange(30)), False, 999, 0)
    assert p == 0.002 and not reason  # twice the smaller tail, which holds the observed one alone


def test_labels_are_exchanged_within_shared_clusters_only():
    events = np.repeat(np.arange(12), 2)
    side = np.tile([True, False], 12)
    values = 10.0 * events + side * 0.1  # the events differ far more than the outlets
    within, _ = permutation(sample(values, side, events), False, 999, 0)
    apart, _ = permutation(sample(values, side, np.arange(24)), False, 999, 0)
    assert within < 0.01 < 0.5 < apart


def test_against_several_outlets_their_labels_are_exchanged_one_by_one():
    generator = np.random.default_rng(1)
    events, outlet = np.repeat(np.arange(15), 4), np.tile(np.arange(4), 15)
    p, _ = permutation(sample(generator.random(60) + (outlet == 0), outlet == 0, events, outlet), False, 499, 0)
    assert p < 0.01


def test_copies_of_one_article_move_together():
    side = np.repeat([True, False], 8)
    cluster = np.r_[np.zeros(8), np.ones(8)].astype(int)
    p, reason = permutation(sample(side + 0.0, side, cluster), False, 99, 0)
    assert np.isnan(p) and "only 2 arrangements" in reason


@pytest.mark.parametrize("median", [False, True])
def test_the_same_seed_gives_the_same_p(median):
    generator = np.random.default_rng(2)
    made = sample(generator.random(20), np.arange(20) < 9, np.arange(20))
    assert permutation(made, median, 99, 3) == permutation(made, median, 99, 3)
