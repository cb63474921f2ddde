"""Agreement: alpha with its interval, over all, by value and by pair, beside the share that agrees."""

import numpy as np
import pandas as pd
import pytest

from framing.coding import agreement
from framing.coding.agreement import reading
from framing.simulate import simulate_codes


def coded(accuracy=0.9, coders=3, units=400, seed=0, missing=0.0):
    truth = pd.Series(np.random.default_rng(seed).integers(0, 2, units), index=[f"u{i}" for i in range(units)])
    codes = simulate_codes(truth, coders, accuracy, missing, seed)
    return codes.assign(article_id=codes["unit"].str[:-1])


def test_alpha_is_what_the_coders_accuracy_implies():
    # Two coders who are right with probability a agree with a^2 + (1 - a)^2; chance alone gives a half.
    found = agreement(coded(0.9))
    assert found.alpha() == pytest.approx(2 * (0.81 + 0.01) - 1, abs=0.04)
    assert found.table["agreement"].iloc[0] == pytest.approx(0.82, abs=0.02)


def test_each_value_and_each_pair_has_a_row():
    table = agreement(coded()).table
    assert table["part"].tolist() == ["all", "value", "value", "coders", "coders", "coders"]
    assert (table["low"] < table["alpha"]).all() and (table["alpha"] < table["high"]).all()


def test_intervals_over_articles_are_wider_where_articles_differ():
    # Whole articles are agreed on or not, so that units of one article are worth little more than one.
    codes = []
    for article in range(40):
        for unit in range(10):
            same = article % 4 > 0
            codes += [
                (f"{article}-{unit}", article, "x", unit % 2),
                (f"{article}-{unit}", article, "y", unit % 2 if same else 0),
            ]
    table = pd.DataFrame(codes, columns=["unit", "article_id", "coder", "value"])
    nested, flat = agreement(table).table.iloc[0], agreement(table.drop(columns="article_id")).table.iloc[0]
    assert nested["alpha"] == flat["alpha"]
    assert nested["high"] - nested["low"] > 1.5 * (flat["high"] - flat["low"])


def test_units_that_one_coder_left_out_do_not_count():
    codes = coded(missing=0.4, coders=2)
    both = codes[codes.duplicated("unit", keep=False)]
    assert agreement(codes).table["alpha"].iloc[0] == pytest.approx(agreement(both).table["alpha"].iloc[0])
    assert agreement(codes).table["codes"].iloc[0] == len(both)


def test_the_codebook_gives_level_and_order():
    codes = pd.DataFrame(
        {"unit": list("aabbccdd"), "coder": list("xy") * 4, "variable": "problem", "value": ["yes", "no"] + ["no"] * 6}
    )
    assert agreement(codes, "entman").table["what"].tolist() == ["", "yes", "no"]
    with pytest.raises(ValueError, match="does not have"):
        agreement(codes.assign(value="perhaps"), "entman")


def test_ordinal_forgives_what_lies_near():
    codes = pd.DataFrame(
        {
            "unit": np.repeat(range(9), 2),
            "coder": ["x", "y"] * 9,
            "value": [1, 1, 2, 2, 3, 3, 4, 4, 1, 2, 2, 3, 3, 4, 4, 4, 1, 1],
        }
    )
    assert agreement(codes, measured="nominal").alpha() < agreement(codes, measured="ordinal").alpha()


def test_perfect_agreement_has_no_interval_and_too_few_articles_neither():
    codes = coded(1.0)
    assert agreement(codes).alpha() == 1 and np.isnan(agreement(codes).table["low"].iloc[0])
    few = coded(0.8)[lambda t: t["article_id"].isin(["u1", "u2", "u3"])]
    assert np.isnan(agreement(few).table["low"].iloc[0])


def test_simulated_coders_and_low_alphas_are_named_in_the_note():
    note = agreement(coded(0.7)).note
    assert note.startswith("Simulated coders, no real coding.") and "Below both: value" in note


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: pd.concat([t, t.iloc[:1]]), "gave the unit 'u0' two values"),
        (lambda t: t.assign(value=t["value"].map({0: "low", 1: "high"})), "Interval values are numbers"),
    ],
)
def test_codes_that_cannot_be_compared_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        agreement(change(coded()), measured="interval")


def test_readings_follow_the_customary_bounds():
    assert [reading(a) for a in (0.8, 0.79, 0.667, 0.66, None, float("nan"))] == [
        "reliable", "tentative", "tentative", "low", "unknown", "unknown",
    ]  # fmt: skip
