import numpy as np
import pytest

from framing.clustered import of
from framing.compare.joint import _hotelling, max_t

EVENTS = np.array([
    [.30, .35, .41], [.22, .28, .33], [.25, .31, .29], [.40, .38, .52], [.18, .30, .28], [.33, .29, .47],
    [.27, .35, .36], [.31, .26, .45],
])  # fmt: skip


def test_groups_that_share_events_are_compared_by_hotellings_t2():
    # R 4.2.2: D = cbind(E[, 2] - E[, 1], E[, 3] - E[, 1]); T2 = 8 * colMeans(D) %*% solve(cov(D)) %*% colMeans(D);
    # (8 - 2) / (2 * 7) * T2
    parts = [of(column, np.ones(8), np.arange(8)) for column in EVENTS.T]
    assert _hotelling(parts) == pytest.approx((79.65020576, 2, 6), rel=1e-6)


def test_single_step_p_is_near_multcomps():
    # R 4.2.2, multcomp 1.4-22: summary(glht(aov(y ~ g), linfct = mcp(g = "Tukey"))) of the values in test_contrast:
    # p .0117, .5637, .1364 of t 3.252, 1.037, -2.018 with 18 degrees of freedom.
    from scipy.stats import t

    size = np.array([8, 7, 6])
    pairs = np.array([[-1, 1, 0], [-1, 0, 1], [0, -1, 1.0]])
    joint = max_t(pairs / np.sqrt(size), 0.95)
    p = 2 * t.sf([3.252, 1.037, 2.018], 18)
    assert joint.adjusted(p) == pytest.approx([0.0117, 0.5637, 0.1364], abs=0.01)
    assert joint.adjusted(np.array([np.nan, 1.0]))[1] == 1


def test_all_intervals_hold_at_once_as_often_as_said():
    generator = np.random.default_rng(0)
    errors = np.array([[1, -1, 0], [1, 0, -1], [0, 1, -1.0]])
    drawn = generator.standard_normal((20_000, 3)) @ errors.T / np.sqrt(2)
    from scipy.special import ndtri

    reach = ndtri((1 + max_t(errors, 0.9).level) / 2)
    assert (np.abs(drawn).max(axis=1) <= reach).mean() == pytest.approx(0.9, abs=0.01)
