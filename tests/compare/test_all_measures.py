"""Every measure in one table: what each contrast alone would say, and p values that allow for all of them."""

import numpy as np
import pandas as pd
import pytest

import framing
from framing.compare import benjamini_hochberg, contrast, contrast_all
from framing.compare.all_measures import measures_of
from framing.tables import Tables


@pytest.fixture(scope="module")
def tables():
    return framing.measure(framing.simulate(events=4), across=False, model="fast")


@pytest.fixture(scope="module")
def found(tables):
    return contrast_all(tables)


def test_every_share_mean_and_index_is_compared_and_no_plain_count(tables, found):
    measures = set(found.table["measure"])
    assert {"quoted_share", "tone_mean", "flesch_reading_ease"} <= measures == set(measures_of(tables))
    assert measures.isdisjoint({"words", "sentences", "quotations", "quoted_words", "speakers"})


def test_each_row_is_that_of_the_contrast_of_its_measure(tables, found):
    own = found.table[found.table["measure"] == "quoted_share"].drop(columns=["measure", "p_adjusted"])
    alone = contrast(tables, "articles.quoted_share", against="rest").table.drop(columns="p_adjusted")
    pd.testing.assert_frame_equal(own.reset_index(drop=True), alone)


def test_p_values_are_adjusted_for_all_tests_of_the_table(found):
    p = found.table["p"].to_numpy(dtype=float)
    np.testing.assert_array_equal(found.table["p_adjusted"], benjamini_hochberg(p))
    assert f"allows for all {np.isfinite(p).sum()} tests" in found.note and found.table["low"].notna().any()


def test_groups_may_be_any_column_and_nothing_measured_is_said(tables):
    other = Tables({**tables, "articles": tables.articles.assign(wire=["AP", "AFP"] * 12)}, tables.facts)
    assert set(contrast_all(other, by="wire").table["group"]) == {"AP", "AFP"}
    assert "nothing to compare" in contrast_all(Tables({})).note
