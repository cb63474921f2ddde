"""Where nothing differs, one test in twenty says so at most; clusters count as one."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.stats import ttest_ind

from framing.compare.score import critical, score, two_sided


def bursty(generator, articles, terms=400, rate=0.004, events=None):
    """Counts of terms that come in bursts, so that words of an article are not independent."""
    words = generator.lognormal(6, 0.6, articles).round()
    bursts = generator.gamma(0.7, 1 / 0.7, (articles, terms))
    if events is not None:
        bursts = bursts * generator.gamma(0.5, 2.0, (events.max() + 1, terms))[events]
    counts = generator.poisson(words[:, None] * rate * bursts)
    return csr_matrix(counts[:, (counts > 0).sum(axis=0) >= 10]), words


@pytest.mark.parametrize("sides", [(40, 40), (15, 15), (15, 75)], ids=str)
def test_false_positives_stay_near_the_nominal_level(sides):
    generator = np.random.default_rng(1)
    side = np.arange(sum(sides)) < sides[0]
    p = np.concatenate([
        score(*bursty(generator, len(side)), side, side.astype(int), np.arange(len(side))).p for _ in range(6)
    ])  # fmt: skip
    assert 0.02 < (p < 0.05).mean() < 0.06
    assert (p < 0.001).mean() < 0.003


def test_words_as_independent_units_would_be_called_different_far_too_often():
    generator = np.random.default_rng(1)
    counts, words = bursty(generator, 80)
    side = np.arange(80) < 40
    design = score(counts, words, side, side.astype(int), np.arange(80)).design
    assert np.median(design) > 2  # the variance is more than twice that of independent words


def test_articles_of_shared_events_are_compared_within_them():
    generator = np.random.default_rng(3)
    events, outlet = np.repeat(np.arange(40), 6), np.tile(np.arange(6), 40)
    counts, words = bursty(generator, 240, events=events)
    p = score(counts, words, outlet == 0, outlet, events).p
    assert (p < 0.05).mean() < 0.06


def test_what_an_event_has_in_common_cancels():
    generator = np.random.default_rng(4)
    events, side = np.repeat(np.arange(40), 2), np.tile([True, False], 40)
    words = np.full(80, 500.0)
    common = generator.gamma(0.3, 10 / 0.3, 40)[events]
    counts = csr_matrix(generator.poisson(common * np.where(side, 1.5, 1.0))[:, None])
    within = score(counts, words, side, side.astype(int), events).p[0]
    apart = score(counts, words, side, side.astype(int), np.arange(80)).p[0]
    assert within < 0.005 < 0.05 < apart


def test_copies_of_one_article_are_one_observation():
    generator = np.random.default_rng(5)
    counts, words = bursty(generator, 40, terms=50, rate=0.02)
    side = np.arange(40) < 20
    once = score(counts, words, side, side.astype(int), np.arange(40))
    four = np.repeat(np.arange(40), 4)
    copied = score(counts[four], words[four], side[four], side[four].astype(int), four)
    np.testing.assert_allclose(copied.p, once.p)


def test_equal_lengths_give_students_t():
    generator = np.random.default_rng(6)
    counts = generator.poisson(200, (60, 8))
    side = np.arange(60) < 30
    found = score(csr_matrix(counts), np.full(60, 1000.0), side, side.astype(int), np.arange(60))
    np.testing.assert_allclose(np.abs(found.t), np.abs(ttest_ind(counts[side], counts[~side]).statistic), rtol=1e-3)


def test_critical_values_are_those_at_which_p_is_one_minus_the_level():
    df, skew = np.array([5.0, 30.0, 200.0]), np.array([0.0, 0.6, -1.1])
    for cut in critical(0.95, df, skew):
        np.testing.assert_allclose(two_sided(cut, df, skew), 0.05, rtol=1e-6)


def test_a_skewed_null_has_unequal_tails():
    t = np.array([2.5, -2.5])
    more, less = two_sided(t, np.full(2, 50.0), np.full(2, 0.8))
    assert more > less
