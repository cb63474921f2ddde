"""Intervals: those of other programs where these have one, wide enough for rare and constant outcomes, or none."""

import numpy as np
import pytest
from scipy import stats

from framing.clustered import POWER, correction, of, shares
from framing.intervals import LEAST, difference, interval, ratio


def ends(found):
    return found.low, found.high


def test_ratio_is_of_the_totals():
    assert ratio(np.array([1.0, 0.0]), np.array([1.0, 3.0])).value == 0.25


def test_equal_articles_give_students_interval():
    values = np.array([1.0, 2.0, 4.0, 7.0, 11.0])
    known = stats.t.interval(0.95, 4, values.mean(), values.std(ddof=1) / 5**0.5)
    assert ends(ratio(values * 30, np.full(5, 30.0))) == pytest.approx(known)


def test_separate_sides_of_equal_articles_give_welchs_interval():
    generator = np.random.default_rng(0)
    one, other = generator.random(7), 3 * generator.random(12)
    known = stats.ttest_ind(one, other, equal_var=False).confidence_interval(0.95)
    found = difference(np.r_[one, other], np.ones(19), np.arange(19) < 7)
    assert ends(found) == pytest.approx((known.low, known.high))


def test_shared_equal_clusters_give_the_interval_of_paired_differences():
    generator = np.random.default_rng(1)
    one, other = generator.random((2, 12))
    known = stats.ttest_rel(one, other).confidence_interval(0.95)
    found = difference(np.r_[one, other], np.ones(24), np.arange(24) < 12, np.tile(np.arange(12), 2))
    assert ends(found) == pytest.approx((known.low, known.high)) and found.df == pytest.approx(11)


def test_unequal_shared_clusters_have_fewer_degrees_of_freedom_than_clusters():
    generator = np.random.default_rng(2)
    size, side = np.tile(1.4 ** np.arange(12), 2), np.arange(24) < 12
    found = difference(size * generator.random(24), size, side, np.tile(np.arange(12), 2))
    assert 2 < found.df < 7 and found.clusters == 12


def test_degrees_of_freedom_are_those_of_the_quadratic_form():
    """2 E(V)^2 / Var(V), from the whole covariance matrix of the clusters' errors."""
    size = np.array([9.0, 1.0, 2.0, 4.0, 1.0, 1.0])
    held = size / size.sum()
    left = np.eye(6) - np.outer(held, np.ones(6))
    covariance = left @ np.diag(held**POWER) @ left.T
    factor = correction(held)
    # The correction makes the variance right on average, under the model that it supposes.
    assert factor**2 * np.diag(covariance) == pytest.approx(held**POWER)
    whole = factor[:, None] * covariance * factor
    found = ratio(size * np.array([0.1, 0.5, 0.2, 0.4, 0.9, 0.3]), size)
    assert found.df == pytest.approx(np.trace(whole) ** 2 / np.square(whole).sum())


def test_copies_of_an_article_in_one_cluster_make_nothing_surer():
    values, cluster = np.array([1.0, 2.0, 4.0, 7.0]), np.arange(4)
    once = ratio(values, np.ones(4), cluster)
    assert ends(ratio(np.repeat(values, 3), np.ones(12), np.repeat(cluster, 3))) == pytest.approx(ends(once))


def test_independent_units_give_wilsons_interval():
    # statsmodels 0.14, proportion_confint(30, 100, method="wilson"): 0.218949, 0.395849. Ours has t for z, n - 1 for n.
    found = interval([shares(np.r_[np.ones(30), np.zeros(70)], np.ones(100), np.arange(100))], 0.95, (0, 1))
    assert ends(found) == pytest.approx((0.218949, 0.395849), abs=0.003)


@pytest.mark.parametrize("truth", [0.01, 0.02, 0.03, 0.05])
def test_a_hundred_units_cover_rare_shares(truth):
    hits = np.arange(21)
    found = [ratio(np.r_[np.ones(k), np.zeros(100 - k)], np.ones(100), bounds=(0, 1), counts=True) for k in hits]
    covers = np.array([one.low <= truth <= one.high for one in found])
    assert stats.binom.pmf(hits, 100, truth)[covers].sum() > 0.95


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_share_of_none_or_all_has_an_interval_with_width(value):
    units = np.full(20, value)
    alone, together = (
        interval([shares(units, np.ones(20), cluster)], 0.95, (0, 1)) for cluster in (np.arange(20), np.arange(20) // 4)
    )
    for found, least in ((alone, 0.1), (together, 0.4)):
        assert found.low <= value <= found.high and least < found.high - found.low < 0.7
    both = difference(np.r_[units, units], np.ones(40), np.arange(40) < 20, bounds=(0, 1), counts=True)
    assert both.low < -0.1 and both.high > 0.1


def test_one_hit_more_or_less_moves_the_interval_a_little():
    cluster = np.repeat(np.arange(20), 5)
    widths = [
        np.diff(ends(interval([shares((np.arange(100) % 23 < k / 5) * 1.0, np.ones(100), cluster)], 0.95, (0, 1))))[0]
        for k in (0, 5, 10)
    ]
    assert max(widths) < 2.5 * min(widths)


@pytest.mark.parametrize("bounds", [(-np.inf, np.inf), (0.0, np.inf), (0.0, 1.0)])
def test_what_does_not_vary_has_no_interval_and_a_remark(bounds):
    words = np.array([100.0, 333.0, 7.0, 50.0, 21.0])
    found = ratio(0.1 * words, words, bounds=bounds)
    assert np.isnan(ends(found)).all() and "all articles have the same value" in found.remark
    sides = difference(np.r_[np.full(8, 0.1), np.full(8, 0.3)], np.ones(16), np.arange(16) < 8, bounds=bounds)
    assert np.isnan(ends(sides)).all() and "same value" in sides.remark


def test_where_one_side_does_not_vary_the_remark_says_whose_spread_the_interval_has():
    found = difference(np.r_[np.full(8, 0.1), np.arange(8.0)], np.ones(16), np.arange(16) < 8)
    assert found.low < found.value < found.high and "other's spread alone" in found.remark


def test_pairs_that_all_differ_by_the_same_amount_have_no_interval():
    one = np.random.default_rng(3).random(12)
    found = difference(np.r_[one, one + 0.2], np.ones(24), np.arange(24) < 12, np.tile(np.arange(12), 2))
    assert np.isnan(ends(found)).all() and "differ by the same amount" in found.remark


@pytest.mark.parametrize("articles", range(LEAST))
def test_fewer_than_four_articles_have_a_value_and_a_remark(articles):
    scores, counts = np.array([1.0, -1.0, 0.5])[:articles], np.full(articles, 3.0)
    found = ratio(np.append(scores, 0.0), np.append(counts, 0.0))  # an article without a mention
    assert np.isnan(found.value) == (not articles) and np.isnan(ends(found)).all()
    assert ("no interval" if articles else "nothing was counted") in found.remark


def test_missing_and_infinite_numbers_and_weights_of_zero_do_not_count():
    top, bottom = np.array([1.0, 2.0, 1.0, 0.0]), np.array([2.0, 3.0, 3.0, 2.0])
    more = ratio(np.r_[top, np.nan, np.inf, 1.0, 1.0], np.r_[bottom, 1.0, 1.0, 0.0, np.nan])
    assert more[:3] == pytest.approx(ratio(top, bottom)[:3]) and more.clusters == 4


def test_an_interval_stays_where_the_measure_can_be():
    top = np.array([0.0, 0.0, 0.1, 0.9])
    assert ratio(top, np.ones(4)).low < 0
    for bounds in ((0.0, 1.0), (0.0, np.inf)):
        found = ratio(top, np.ones(4), bounds=bounds)
        assert 0 <= found.low < 0.25 < found.high <= bounds[1]


@pytest.mark.parametrize("articles", [6, 20])
def test_very_unequal_articles_are_covered(articles):
    generator, hits, widths = np.random.default_rng(articles), 0, []
    for _ in range(400):
        words = np.ceil(generator.lognormal(6, 1, articles))
        said = words * generator.gamma(4, 0.05, articles)
        found = ratio(said, words)
        hits += found.low <= 0.2 <= found.high
        widths.append(found.high - found.low)
    assert hits >= 0.92 * 400 and np.mean(widths) < {6: 0.8, 20: 0.25}[articles]


def test_one_heavy_cluster_leaves_one_degree_of_freedom_and_no_infinity():
    found = ratio(np.array([1e9, 1.0, 2.0, 0.0]), np.array([1e10, 2.0, 2.0, 2.0]))
    assert found.df == pytest.approx(1, abs=0.1) and np.isfinite(ends(found)).all()


def test_parts_of_no_article_have_no_value():
    none = of(np.zeros(0), np.zeros(0), np.zeros(0, int), 4)
    assert "nothing was counted" in interval([none, none], 0.95).remark


@pytest.mark.parametrize("level", [0, 1, 95])
def test_level_is_checked(level):
    with pytest.raises(ValueError, match="between 0 and 1"):
        ratio(np.ones(4), np.ones(4), level=level)
