"""Intervals of shares: Wilson's for independent units, wider for clusters, never beyond 0 and 1."""

import numpy as np
import pytest

from framing.coding.shares import share


def test_for_independent_units_it_is_close_to_wilson_s():
    hit = np.r_[np.ones(30), np.zeros(70)]
    found = share(hit, np.ones(100), np.arange(100), 0.95)
    # Wilson 1927 with z = 1.96: 0.2189 to 0.3958
    assert (found.low, found.high) == pytest.approx((0.2189, 0.3958), abs=0.003)


def test_clusters_that_agree_within_widen_it():
    hit = np.repeat([1.0, 0, 1, 0, 0], 20)
    alone, together = (share(hit, np.ones(100), c, 0.95) for c in (np.arange(100), np.repeat(np.arange(5), 20)))
    assert together.high - together.low > 2 * (alone.high - alone.low)


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_all_or_none_still_leave_doubt(value):
    found = share(np.full(20, value), np.ones(20), np.arange(20), 0.95)
    assert 0.1 < found.high - found.low < 0.3 and 0 <= found.low <= found.high <= 1


def test_one_cluster_has_no_interval_and_no_unit_no_share():
    assert np.isnan(share(np.ones(3), np.ones(3), np.zeros(3, int), 0.95).low)
    assert np.isnan(share(np.ones(0), np.ones(0), np.zeros(0, int), 0.95).value)


def test_weights_undo_unequal_chances():
    assert share(np.array([1.0, 0]), np.array([3.0, 1]), np.arange(2), 0.95).value == 0.75
