import numpy as np
import pytest
from scipy.stats import false_discovery_control

from framing.compare import benjamini_hochberg


@pytest.mark.parametrize("size", [1, 2, 50, 1000])
def test_agrees_with_scipy(size):
    p = np.random.default_rng(size).random(size) ** 3
    np.testing.assert_allclose(benjamini_hochberg(p), false_discovery_control(p), rtol=1e-12)


def test_what_was_not_tested_is_not_counted():
    adjusted = benjamini_hochberg([0.02, np.nan, 0.04])
    np.testing.assert_allclose(adjusted, [0.04, np.nan, 0.04])


def test_nothing_tested_gives_nothing():
    assert benjamini_hochberg([]).size == 0
