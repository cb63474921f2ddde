import numpy as np
import pytest

from framing.regression import fitted


@pytest.fixture(scope="module")
def data():
    """Twelve clusters of five; written to a file for R with columns y, b, x, o, cl."""
    g = np.random.default_rng(7)
    cluster = np.repeat(np.arange(12), 5)
    x = g.normal(0, 1, 60).round(2)
    other = (cluster % 2).astype(float)
    y = (0.5 * x + other * 0.6 + g.normal(0, 0.5, 12)[cluster] + g.normal(0, 1, 60)).round(2)
    return np.column_stack([np.ones(60), x, other]), y, (y > 0.3).astype(float), cluster


# R 4.2.2, clubSandwich 0.5.8: m = lm(y ~ x + o, d); l = glm(b ~ x + o, binomial, d);
# coef_test(m, vcov = "CR2", cluster = d$cl, test = "Satterthwaite"), and the same of l
LINEAR = [
    (-0.173860208, 0.263381173, 5.17611889), (0.594245624, 0.149193789, 8.46420572),
    (0.453042666, 0.391969068, 9.97324163),
]  # fmt: skip
LOGISTIC = [
    (-0.738123000, 0.448339911, 4.92756437), (0.975715926, 0.398641878, 8.77101684),
    (0.774329406, 0.719687101, 9.87089179),
]  # fmt: skip


def test_a_linear_regression_is_clubsandwichs(data):
    design, y, _, cluster = data
    found = fitted(design, y, cluster)
    np.testing.assert_allclose(np.column_stack([found.estimate, found.se, found.df]), LINEAR, rtol=1e-7)


def test_a_logistic_regression_is_clubsandwichs_but_for_its_working_weights(data):
    design, _, b, cluster = data
    found = fitted(design, b, cluster, logistic=True)
    np.testing.assert_allclose(np.column_stack([found.estimate, found.se, found.df]), LOGISTIC, rtol=2.5e-3)


def test_what_cannot_be_estimated_is_refused(data):
    design, y, _, cluster = data
    with pytest.raises(ValueError, match="follows from the others"):
        fitted(np.column_stack([design, design[:, 1]]), y, cluster)
    with pytest.raises(ValueError, match="no finite answer"):
        fitted(design[:, :2], (design[:, 1] > 0).astype(float), cluster, logistic=True)
