"""What is known of each measure, and how much coding would settle it."""

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


def test_no_more_is_coded_than_there_is():
    assert framing.coding_needed(0.5, 0.01, units=10) <= 10


@pytest.mark.parametrize("wrong", [{"margin": 5}, {"accuracy": 1.2}, {"level": 95}, {"units": 0}])
def test_what_cannot_be_is_an_error(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        framing.coding_needed(**wrong)
