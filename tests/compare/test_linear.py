"""Intervals of one group's ratio: those of a mean where clusters are alike, wider where articles hang together."""

import numpy as np
from scipy import stats

from framing.compare.linear import t_interval_of_one
from framing.compare.values import UNBOUNDED


def test_articles_of_equal_length_on_their_own_give_students_interval():
    top = np.array([1.0, 2.0, 4.0, 7.0, 11.0])
    low, high = t_interval_of_one(top, np.ones(5), np.arange(5), 0.95, UNBOUNDED)
    known = stats.t.interval(0.95, 4, top.mean(), top.std(ddof=1) / 5**0.5)
    np.testing.assert_allclose((low, high), known)


def test_copies_of_an_article_in_one_cluster_make_nothing_surer():
    top, cluster = np.array([1.0, 2.0, 4.0, 7.0]), np.arange(4)
    one = t_interval_of_one(top, np.ones(4), cluster, 0.95, UNBOUNDED)
    np.testing.assert_allclose(
        t_interval_of_one(np.repeat(top, 3), np.ones(12), np.repeat(cluster, 3), 0.95, UNBOUNDED), one
    )


def test_what_does_not_vary_has_no_interval():
    assert np.isnan(t_interval_of_one(np.ones(3), np.ones(3), np.arange(3), 0.95, UNBOUNDED)).all()


def test_an_interval_is_cut_where_the_measure_ends():
    top = np.array([0.0, 0.0, 0.1, 0.9])
    assert t_interval_of_one(top, np.ones(4), np.arange(4), 0.95, UNBOUNDED)[0] < 0
    low, high = t_interval_of_one(top, np.ones(4), np.arange(4), 0.95, (0.0, 1.0))
    assert low == 0 and 0.25 < high <= 1
