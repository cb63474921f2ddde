"""The interval of a ratio: the article is the unit."""

import numpy as np
import pytest

from framing.ratio import LEAST, ratio


def test_ratio_is_of_the_totals():
    assert ratio(np.array([1.0, 0.0]), np.array([1.0, 3.0]))[0] == 0.25


def test_equal_counts_give_the_interval_of_a_mean():
    from scipy.stats import t

    values = np.array([0.1, 0.4, 0.5, 0.9])
    mean, low, high = ratio(values, np.ones(4))
    expected = t.interval(0.95, 3, loc=values.mean(), scale=values.std(ddof=1) / 2)
    assert mean == pytest.approx(0.475) and (low, high) == pytest.approx(expected)


@pytest.mark.parametrize("articles", [1, 2, LEAST - 1])
def test_with_as_few_articles_as_a_contrast_refuses_there_is_no_interval(articles):
    scores, mentions = np.array([1.0, -1.0, 0.5])[:articles], np.full(articles, 3.0)
    value, low, high = ratio(np.append(scores, 0.0), np.append(mentions, 0.0))  # an article without a mention
    assert value == pytest.approx(scores.sum() / mentions.sum()) and np.isnan([low, high]).all()
    assert np.isnan(ratio(np.array([0.0]), np.array([0.0]))).all()


def test_four_articles_have_an_interval():
    assert np.isfinite(ratio(np.array([1.0, -1.0, 0.5, 0.5]), np.ones(LEAST))).all()


def test_level_is_checked():
    with pytest.raises(ValueError, match="between 0 and 1"):
        ratio(np.ones(4), np.ones(4), level=95)
