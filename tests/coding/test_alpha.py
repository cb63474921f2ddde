"""Krippendorff's alpha against his own published examples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.coding.alpha import alpha, coincidences, distances

# Krippendorff 2011, section C: four observers, twelve units, with missing codes; sections D and E give the alphas. The
# program `krippendorff` 0.8.1 gives the same, for ratio .7974.
OBSERVERS = (
    "123321412...",
    "123322412" + "5.3",
    ".3332342" + "251.",
    "123324412" + "51.",
)
# Krippendorff 2011, section A: two observers, ten units, binary data; section B: nominal data of two observers.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")


def table(observers, values):
    counts = [[column.count(value) for value in values] for column in zip(*observers, strict=True)]
    return coincidences(counts).sum(axis=0)


def of(observers, values, level):
    found = table(observers, values)
    return alpha(found, distances(found, [float(i) for i in range(1, len(values) + 1)], level)).item()


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_four_observers_with_missing_codes(level, published):
    assert of(OBSERVERS, "12345", level) == pytest.approx(published, abs=5e-4)


def test_two_observers_with_binary_data():
    assert of(BINARY, "01", "nominal") == pytest.approx(0.095, abs=5e-4)


def test_two_observers_with_nominal_data():
    assert of(NOMINAL, "abcde", "nominal") == pytest.approx(0.692, abs=5e-4)


def test_the_coincidences_of_the_published_example():
    # Krippendorff 2011, section C: the matrix of observed coincidences.
    expected = [[7, 4 / 3, 1 / 3, 1 / 3, 0], [4 / 3, 10, 4 / 3, 1 / 3, 0], [1 / 3, 4 / 3, 8, 1 / 3, 0],
                [1 / 3, 1 / 3, 1 / 3, 4, 0], [0, 0, 0, 0, 3]]  # fmt: skip
    assert table(OBSERVERS, "12345") == pytest.approx(np.array(expected))


def test_alpha_of_two_codes_is_the_formula_written_out():
    pairs = [("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]
    ones, others = zip(*pairs, strict=True)
    n = 2 * len(pairs)
    disagree, a = 2 * 1 / n, sum(code == "a" for pair in pairs for code in pair)
    assert of(("".join(ones), "".join(others)), "ab", "nominal") == pytest.approx(
        1 - disagree / (2 * a * (n - a) / (n * (n - 1)))
    )


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=2, max_size=12))
def test_alpha_is_at_most_one_and_one_only_without_disagreement(counts):
    found = coincidences(counts).sum(axis=0)
    for level in ("nominal", "ordinal", "interval", "ratio"):
        value = alpha(found, distances(found, [0, 1, 2], level))
        assert np.isnan(value) or value <= 1 + 1e-12
        if value > 1 - 1e-9:
            assert np.trace(found) == pytest.approx(found.sum())


def test_codes_that_do_not_vary_have_no_alpha():
    assert np.isnan(of(("aaa", "aaa"), "ab", "nominal"))


def test_an_unknown_level_lists_those_there_are():
    with pytest.raises(ValueError, match="nominal, ordinal, interval or ratio"):
        distances(np.eye(2), [0, 1], "circular")
