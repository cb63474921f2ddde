"""Log-odds under an informative Dirichlet prior, with intervals that agree with the tests."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from framing.compare.moments import Floats
from framing.compare.robust_poisson import Robust
from framing.compare.score import Outcome, Sides, critical

FAR = 40.0  # log-odds beyond the estimate where the search for an interval's end begins
STEPS = 50
CLOSE = 1e-6  # log ratios nearer to 0 are not divided by


def log_odds(counted: Sides, prior: float) -> Floats:
    """Log-odds of each term on one side against the other, `prior` words of the pooled text added to each side.

    References
    ----------
    Monroe, Colaresi & Quinn 2008, Fightin' Words. Political Analysis 16(4), equation 15.

    Examples
    --------
    >>> counted = Sides((np.array([30.0]), np.array([10.0])), (1000.0, 1000.0))
    >>> log_odds(counted, 500.0).round(3)
    array([0.707])
    """
    (a, b), (m, n) = _with_prior(counted, prior)
    with np.errstate(divide="ignore", invalid="ignore"):  # a term that is all there is has no odds
        odds: Floats = np.log(a) - np.log(m - a) - np.log(b) + np.log(n - b)
    return odds


def standard_error(counted: Sides, prior: float, design: Floats) -> Floats:
    """Standard error of `log_odds`: that of independent words times the root of the design effect."""
    (a, b), (m, n) = _with_prior(counted, prior)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt(design * (m / (a * (m - a)) + n / (b * (n - b))))


def interval(counted: Sides, prior: float, tested: Outcome, level: float) -> tuple[Floats, Floats]:
    """Log-odds that the test does not reject: the ends at which t meets its critical values.

    Under odds d the rates are those that add up to all occurrences, the variance is the binomial one times the design
    effect, and t(d) falls with d; it is 0 at the estimate, and at d = 0 it is the t of the test itself.
    """
    (a, b), (m, n) = _with_prior(counted, prior)
    below, above = critical(level, tested.df, tested.skew)
    estimate = log_odds(counted, prior)

    def t(d: Floats) -> Floats:
        odds = np.exp(d)
        spread = n * (odds - 1)
        middle = m * odds + n - (a + b) * (odds - 1)
        low = 2 * (a + b) / (middle + np.sqrt(middle**2 + 4 * spread * (a + b)))
        high = odds * low / (1 - low + odds * low)
        v, w = counted.words[0] * high * (1 - high), counted.words[1] * low * (1 - low)
        result: Floats = (a - m * high) / np.sqrt(tested.design * v * w / (v + w))
        return result

    with np.errstate(all="ignore"):
        return _meet(t, above, estimate - FAR, estimate), _meet(t, below, estimate, estimate + FAR)


def robust_interval(counted: Sides, prior: float, robust: Robust, level: float) -> tuple[Floats, Floats]:
    """Log-odds that the robust Poisson test does not reject, missing where it has no answer.

    The prior draws the estimate toward 0 from the log ratio that was tested, and its standard error by as much, so that
    the interval leaves out 0 where the test rejects it.
    """
    from scipy.special import stdtrit

    (one, other), (m, n) = counted
    estimate = log_odds(counted, prior)
    # Where the rates are equal: how much the prior leaves of a small difference.
    rate = (one + other) / (m + n)
    left = (m / (m + prior) * n + n / (n + prior) * m) / (m + n) / (1 - rate)
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = np.where(np.abs(robust.log_ratio) > CLOSE, estimate / robust.log_ratio, left)
    reach = stdtrit(robust.df, (1 + level) / 2) * robust.se * drawn
    return estimate - reach, estimate + reach


def _meet(t: Callable[[Floats], Floats], value: Floats, low: Floats, high: Floats) -> Floats:
    """Where the falling t meets a value, by halving."""
    for _ in range(STEPS):
        middle = (low + high) / 2
        right = t(middle) > value
        low, high = np.where(right, middle, low), np.where(right, high, middle)
    return (low + high) / 2


def _with_prior(counted: Sides, prior: float) -> tuple[tuple[Floats, Floats], tuple[float, float]]:
    """Occurrences and words of both sides with the prior's."""
    (one, other), (m, n) = counted
    added = prior * (one + other) / (m + n)
    return (one + added, other + added), (m + prior, n + prior)
