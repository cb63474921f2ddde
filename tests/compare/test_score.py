"""Where nothing differs, one test in twenty says so at most; clusters count as one."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.stats import ttest_ind

from framing.compare.permutation import benjamini_hochberg
from framing.compare.score import critical, score, two_sided


def bursty(generator, articles, terms=400, rate=0.004, events=None):
    """Counts of terms that come in bursts, so that words of an article are not independent."""
    words = generator.lognormal(6, 0.6, articles).round()
    bursts = generator.gamma(0.7, 1 / 0.7, (articles, terms))
    if events is not None:
        bursts = bursts * generator.gamma(0.5, 2.0, (events.max() + 1, terms))[events]
    counts = generator.poisson(words[:, None] * rate * bursts)
    return csr_matrix(counts[:, (counts > 0).sum(axis=0) >= 10]), words


@pytest.mark.parametrize("sizes", [(40, 40), (15, 15), (15, 75)], ids=str)
def test_false_positives_stay_near_the_nominal_level(sizes):
    generator = np.random.default_rng(1)
    side = np.arange(sum(sizes)) < sizes[0]
    p = np.concatenate([
        score(*bursty(generator, len(side)), side, side.astype(int), np.arange(len(side))).p for _ in range(6)
    ])  # fmt: skip
    assert 0.02 < (p < 0.05).mean() < 0.06
    assert (p < 0.001).mean() < 0.003


UNEQUAL = [((20, 200), 0, 5), ((12, 120), 0, 9), ((15,) * 10, 0, 0), ((20,) * 6, 0, 7), ((15,) * 10, 15, 0)]


@pytest.mark.parametrize(("sizes", "events", "seed"), UNEQUAL, ids=str)
def test_where_unequal_sides_do_not_differ_no_term_is_called_different(sizes, events, seed):
    generator = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    cluster = np.concatenate([np.arange(size) for size in sizes]) if events else np.arange(len(group))
    counts, words = bursty(generator, len(group), rate=0.002, events=cluster if events else None)
    compared = range(len(sizes) if len(sizes) > 2 else 1)
    p = np.concatenate([score(counts, words, group == one, group, cluster).p for one in compared])
    assert benjamini_hochberg(p).min() > 0.05
    assert p.min() > 1e-5


def test_in_the_short_tail_p_is_near_that_of_dealing_the_articles_anew():
    generator = np.random.default_rng(8)
    side = np.arange(220) < 20
    counts, words = bursty(generator, 220, terms=800, rate=0.001)
    fewer = counts.toarray()
    fewer[side] = generator.binomial(fewer[side], 0.25)
    found = score(csr_matrix(fewer), words, side, side.astype(int), np.arange(220))
    residuals = fewer - np.outer(words, fewer.sum(axis=0) / words.sum())
    deals = np.array([generator.permutation(side) for _ in range(3000)], dtype=float)
    dealt = 2 * (deals @ residuals <= side @ residuals + 1e-9).mean(axis=0)
    short = (found.t < -1.5) & (found.skew > 0.1) & (dealt > 0.005)
    assert short.sum() > 400
    ratio = found.p[short] / dealt[short]
    assert ratio.min() > 0.3
    assert 0.8 < np.median(ratio) < 1.25


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
    df, skew = (values.ravel() for values in np.meshgrid([5.0, 30.0, 200.0], [0.0, 0.6, -0.9, -1.1, 1.4, 2.5]))
    for level in (0.8, 0.95, 0.999):
        for cut in critical(level, df, skew):
            np.testing.assert_allclose(two_sided(cut, df, skew), 1 - level, rtol=1e-6)


@pytest.mark.parametrize("skew", [-2.0, -0.7, 0.0, 0.3, 1.0, 3.0])
def test_p_falls_steadily_and_no_tail_ends(skew):
    t = np.linspace(0.5, 4, 60)
    for sign in (-1, 1):
        p = two_sided(sign * t, np.full(60, 100.0), np.full(60, skew))
        assert (np.diff(p) <= 0).all() and p[-1] > 1e-15


def test_a_skewed_null_has_unequal_tails():
    t = np.array([2.5, -2.5])
    more, less = two_sided(t, np.full(2, 50.0), np.full(2, 0.8))
    assert more > less
