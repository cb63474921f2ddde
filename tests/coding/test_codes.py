"""Codes that say the same are one, however a coder or a spreadsheet wrote them; what was changed is told."""

import numpy as np
import pandas as pd
import pytest

from framing.coding.codes import allowed_value, normalised, plain, same


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["Yes", "yes", "no ", " no"], ["yes", "yes", "no", "no"]),
        ([1, 1.0, "1", "1.0", "+1", "01", np.int64(1)], ["1"] * 7),
        (["-1", "\u22121", -1.0], ["-1"] * 3),
        ([0.3, 0.1 + 0.2, "0,3"], ["0.3"] * 3),
        (["", " ", "NA", "n/a", None, np.nan, pd.NA, "NULL"], [None] * 8),
        (["so\u00a0so", "so  so"], ["so so"] * 2),
        (["cafe\u0301", "café"], ["café"] * 2),
        (["1,000", 1000], ["1,000", "1000"]),  # a thousand or one to three places: not for a program to say
        ([True, "TRUE", "true"], ["true"] * 3),
        (["none", "None"], ["none"] * 2),  # a value of many codebooks
        ([2**60, 2**60 + 1], [str(2**60), str(2**60 + 1)]),
    ],
)
def test_what_says_the_same_is_one(cells, expected):
    found = normalised(pd.Series(cells, dtype="object")).codes
    assert [None if value is pd.NA else value for value in found.tolist()] == expected


def test_the_commonest_spelling_is_kept_and_the_others_are_named():
    found = normalised(pd.Series(["Pro", "Pro", "pro", "con", ""]))
    assert found.codes.tolist() == ["Pro", "Pro", "Pro", "con", pd.NA]
    assert found.note == "Codes were normalised: 'pro' is read as 'Pro' (1); 1 empty or NA cell is no code."


@pytest.mark.parametrize("cells", [["a", "b", None], [1, 0], [1.0, np.nan], ["1", "2"]])
def test_where_nothing_was_changed_nothing_is_said(cells):
    assert not normalised(pd.Series(cells)).note


def test_the_codebook_gives_spelling_order_and_the_last_word_on_na():
    found = normalised(pd.Series(["NA", "1.0", "LOW"]), ["low", "+1", "NA"])
    assert (found.codes.tolist(), found.order) == (["NA", "+1", "low"], ["low", "+1", "NA"])


def test_an_ordered_categorical_keeps_its_order_and_an_unordered_one_has_none():
    cells = ["high", "low"]
    assert normalised(pd.Series(pd.Categorical(cells, ["low", "high"], ordered=True))).order == ["low", "high"]
    assert normalised(pd.Series(pd.Categorical(cells, ["low", "high"]))).order is None


def test_a_cell_is_held_against_the_codebook_in_the_same_way():
    assert [allowed_value(cell, ["yes", "+1"]) for cell in ("YES ", "1,0", " ", "perhaps")] == ["yes", "+1", "", None]
    assert same(pd.Series([1.0, "1", "one"]), 1).tolist() == [True, True, False]


@pytest.mark.parametrize("cell", ["inf", "1e999", "9" * 5000, "1_000", "nan", "٣", "--1", float("inf"), [1], ""])
def test_odd_cells_do_no_harm(cell):
    assert plain(cell) is None or isinstance(plain(cell), str)
