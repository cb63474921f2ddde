"""A sample knows every unit's chance of being drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing
from framing.coding import sample, units
from framing.coding._sample import UNITS, allocate


def test_inclusion_probabilities_sum_to_the_sample_and_are_those_of_the_strata(measured):
    drawn = sample(measured, "sentence", n=60, strata="outlet", seed=1)
    assert drawn.population["probability"].sum() == pytest.approx(60)
    for stratum, rows in drawn.population.groupby("stratum"):
        assert rows["probability"].unique() == pytest.approx((drawn.table["stratum"] == stratum).sum() / len(rows))
    assert (drawn.table["probability"] == drawn.population.loc[drawn.table["unit"], "probability"].to_numpy()).all()


def test_units_are_drawn_as_often_as_their_probability_says(measured):
    drawn = [sample(measured, "article", n=9, strata="outlet", seed=seed) for seed in range(80)]
    times = np.mean([drawn[0].population.index.isin(one.table["unit"]) for one in drawn], axis=0)
    assert np.abs(times - drawn[0].population["probability"]).max() < 0.22


def test_the_same_seed_draws_the_same_and_no_unit_twice(measured):
    one, again = (sample(measured, "sentence", n=50, seed=4).table for _ in range(2))
    assert one.equals(again) and one["unit"].is_unique
    assert not one.equals(sample(measured, "sentence", n=50, seed=5).table)


def test_a_share_is_marked_to_be_coded_twice(measured):
    assert sample(measured, "sentence", n=50, duplicates=0.3).table["duplicate"].sum() == 15


@pytest.mark.parametrize("unit", ["sentence", "quotation", "article"])
def test_every_unit_leads_back_to_its_article_and_outlet(measured, unit):
    table = units(measured, unit)
    assert table.index.is_unique and len(table) <= len(measured[UNITS[unit]])
    assert table["outlet"].notna().all() and table["article_id"].isin(measured.articles["article_id"]).all()


def test_strata_may_be_columns_of_the_unit_and_of_the_article(measured):
    drawn = sample(measured, "sentence", n=40, strata=["outlet", "zone"])
    assert drawn.table["stratum"].str.contains(" | ", regex=False).all()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"unit": "word"}, "sentence, quotation, article, mention"),
        ({"n": 10**6}, "n is from 1 to"),
        ({"n": 3, "strata": "outlet"}, "each of the 6 strata"),
        ({"duplicates": 2}, "from 0 to 1"),
    ],
)
def test_what_cannot_be_drawn_is_refused(measured, asked, message):
    with pytest.raises(ValueError, match=message):
        sample(measured, **asked)


def test_an_unknown_stratum_lists_the_columns(measured):
    with pytest.raises(KeyError, match="zone"):
        sample(measured, strata="paper")


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.data())
def test_shares_are_as_equal_as_the_strata_allow(sizes, data):
    n = data.draw(st.integers(len(sizes), sum(sizes)))
    shares = allocate(sizes, n)
    assert sum(shares) == n and all(1 <= s <= size for s, size in zip(shares, sizes, strict=True))
    unfilled = [s for s, size in zip(shares, sizes, strict=True) if s < size]
    assert not unfilled or max(shares) - min(unfilled) <= 1


def test_in_a_notebook_its_first_units_stand_over_the_note(measured):
    page = sample(measured, "sentence", n=15, seed=1)._repr_html_()
    assert page.count("<tr") == 11 and "5 more rows are in .table. 15 of " in page


def test_few_articles_of_an_outlet_are_told_in_the_note():
    tables = framing.measure(framing.simulate(events=3), across=False, model="fast")
    assert "6 of 6 outlets have fewer than 10 articles" in sample(tables, "sentence", n=60, strata="outlet").note
