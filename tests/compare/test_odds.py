import math

import numpy as np
import pytest

from framing.compare.odds import interval, log_odds, standard_error
from framing.compare.score import Outcome, Sides


def monroe(y1, n1, y2, n2, prior):
    """Equations 15, 19 and 20 of Monroe, Colaresi & Quinn (2008), one term, letter by letter."""
    alpha0 = prior
    alpha = alpha0 * (y1 + y2) / (n1 + n2)
    first = math.log((y1 + alpha) / (n1 + alpha0 - y1 - alpha))
    second = math.log((y2 + alpha) / (n2 + alpha0 - y2 - alpha))
    return first - second, 1 / (y1 + alpha) + 1 / (y2 + alpha)


CASES = [(30, 1000, 10, 2000), (0, 5000, 12, 4000), (700, 9000, 650, 9500)]


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("prior", [10.0, 500.0])
def test_log_odds_are_those_of_the_published_formula(case, prior):
    y1, n1, y2, n2 = case
    counted = Sides((np.array([float(y1)]), np.array([float(y2)])), (float(n1), float(n2)))
    estimate, variance = monroe(y1, n1, y2, n2, prior)
    assert log_odds(counted, prior)[0] == pytest.approx(estimate)
    # The published variance leaves out the terms 1 / (n + alpha0 - y - alpha), which matter for frequent words only.
    assert standard_error(counted, prior, np.ones(1))[0] ** 2 == pytest.approx(variance, rel=0.1)


def outcome(counted, design, t):
    ones = np.ones(len(counted.occurrences[0]))
    return Outcome(t * ones, 40 * ones, 0 * ones, ones, design * ones)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_interval_holds_the_estimate_and_is_finite_without_occurrences(case):
    y1, n1, y2, n2 = case
    counted = Sides((np.array([float(y1)]), np.array([float(y2)])), (float(n1), float(n2)))
    low, high = interval(counted, 500.0, outcome(counted, 2.0, 0.0), 0.95)
    assert low < log_odds(counted, 500.0) < high
    assert np.isfinite([low, high]).all()


def test_for_many_occurrences_the_interval_is_the_estimate_and_its_standard_errors():
    counted = Sides((np.array([3000.0]), np.array([2600.0])), (1e6, 1e6))
    low, high = interval(counted, 500.0, outcome(counted, 3.0, 0.0), 0.95)
    reach = standard_error(counted, 500.0, np.array([3.0])) * 2.021  # t with 40 degrees of freedom
    np.testing.assert_allclose([low, high], log_odds(counted, 500.0) + np.outer([-1, 1], reach), atol=0.003)
