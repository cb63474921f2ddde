"""What is known of each measure, and how much coding would settle it."""

import numpy as np
import pytest

import framing


def test_every_figure_names_its_data_date_and_versions():
    table = framing.accuracy()
    assert len(table) and table.notna().all(axis=None) and (table != "").all(axis=None)
    assert table["date"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    assert not table["measure"].duplicated().any()


@pytest.mark.parametrize(
    ("accuracy", "margin", "units", "needed"),
    [(0.5, 0.05, None, 385), (0.5, 0.10, None, 97), (0.7, 0.05, None, 323), (0.5, 0.05, 400, 197)],
)
def test_sample_sizes_are_those_of_the_textbooks(accuracy, margin, units, needed):
    assert framing.coding_needed(accuracy, margin, units) == needed


@pytest.mark.parametrize(("correlation", "margin", "needed"), [(0.3, 0.1, 320), (0.362, 0.125, 188), (0.52, 0.1, 207)])
def test_sample_sizes_for_a_correlation_are_the_published_ones(correlation, margin, needed):
    """Examples in the manuals of the R packages statpsych (1.6.0 and 2026-01) and DGB, which give the whole width."""
    assert framing.coding_needed(correlation, margin, figure="correlation") == needed
    assert framing.coding_needed(-correlation, margin, figure="correlation") == needed


def test_the_interval_of_a_correlation_is_as_wide_as_wanted_and_with_one_unit_fewer_wider():
    n = framing.coding_needed(0.6, 0.05, figure="correlation")
    errors = 1.959964 / np.sqrt([n - 3, n - 4])
    half = (np.tanh(np.arctanh(0.6) + errors) - np.tanh(np.arctanh(0.6) - errors)) / 2
    assert half[0] <= 0.05 < half[1]


def test_no_more_is_coded_than_there_is():
    assert framing.coding_needed(0.5, 0.01, units=10) <= 10


@pytest.mark.parametrize("wrong", [{"margin": 5}, {"accuracy": 1.2}, {"level": 95}, {"units": 0}, {"figure": "F1"}])
def test_what_cannot_be_is_an_error(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        framing.coding_needed(**wrong)
