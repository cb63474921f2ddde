"""Agreement: alpha with its interval, over all, by value and by pair, beside the share that agrees."""

import numpy as np
import pandas as pd
import pytest

from framing.coding import agreement
from framing.coding._agreement import reading
from framing.simulation import simulate_codes


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


def table(*coders, **columns):
    """Codes of the same units, one row of values per coder."""
    rows = [(f"u{unit}", f"c{n}", value) for n, values in enumerate(coders) for unit, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["unit", "coder", "value"]).assign(**columns)


LOW_TO_HIGH = (
    ["low", "low", "medium", "medium", "high", "high", "low", "medium"],
    ["low", "medium", "medium", "high", "high", "high", "low", "low"],
)


def test_the_order_of_words_is_that_of_an_ordered_column_or_of_the_codebook(tmp_path):
    numbers = table(*[[{"low": 1, "medium": 2, "high": 3}[word] for word in coder] for coder in LOW_TO_HIGH])
    expected = agreement(numbers, measured="ordinal").alpha()
    codes = table(*LOW_TO_HIGH)
    ordered = codes.assign(value=pd.Categorical(codes["value"], ["low", "medium", "high"], ordered=True))
    assert agreement(ordered, measured="ordinal").alpha() == pytest.approx(expected)
    path = tmp_path / "heat.toml"
    path.write_text(
        'name = "heat"\ntitle = "t"\nunit = "article"\nsource = "s"\n[[variables]]\nname = "heat"\nlevel = "ordinal"\n'
        'question = "q"\n[variables.values]\nlow = "l"\nmedium = "m"\nhigh = "h"\n',
        encoding="utf-8",
    )
    assert agreement(codes.assign(variable="heat"), path).alpha() == pytest.approx(expected)


@pytest.mark.parametrize("values", [LOW_TO_HIGH, (["1", "2", "many"], ["1", "2", "2"])])
def test_words_without_an_order_have_no_ordinal_alpha(values):
    with pytest.raises(ValueError, match=r"needs the order of its values.*pd\.Categorical"):
        agreement(table(*values), measured="ordinal")


def test_cells_left_empty_are_no_codes():
    found = agreement(table(["1", "1", "2"], ["1", "1", ""], ["NA", "1", "2"]))
    assert found.alpha() == 1.0 and "2 empty or NA cells are no code" in found.note


def test_codes_are_one_whatever_their_type_capitals_and_blanks():
    assert agreement(table([1, 0, 1, 0], ["1", "0", "1", "0"])).alpha() == 1.0
    assert agreement(table([1.0, 0.0, 1.0], [1, 0, 1])).alpha() == 1.0
    found = agreement(table(["Yes", "no ", "yes", "no"], ["yes", "no", "yes", "no"]))
    assert found.alpha() == 1.0 and "'Yes' is read as 'yes' (1)" in found.note


def test_units_are_one_whatever_their_type():
    codes = table([1, 0, 1, 0, 1], [1, 0, 0, 0, 1])
    mixed = codes.assign(unit=[1, 2, 3, 4, 5, "1", "2", "3.0", " 4", 5.0])
    assert agreement(mixed).alpha() == agreement(codes).alpha()


def test_ratio_is_krippendorffs_and_needs_numbers_of_zero_or_more():
    found = agreement(table([0, 1, 4, 10], [0, 2, 4, 8]), measured="ratio")
    # Written out: observed 2/72 of ((c - k) / (c + k))^2 over pairs, expected over all pairs of codes.
    codes = [0, 0, 1, 2, 4, 4, 10, 8]
    apart = [((a - b) / (a + b)) ** 2 if a + b else 0 for a in codes for b in codes]
    observed = 2 * ((1 / 3) ** 2 + (2 / 18) ** 2) / 8
    assert found.alpha() == pytest.approx(1 - observed / (sum(apart) / (8 * 7)))
    with pytest.raises(ValueError, match="Ratio values are 0 or more; found -1"):
        agreement(table([0, -1], [1, 1]), measured="ratio")


@pytest.mark.parametrize("measured", ["interval", "ratio"])
def test_words_are_no_interval(measured):
    with pytest.raises(ValueError, match=f"{measured.capitalize()} values are numbers; found 'many'"):
        agreement(table([1, "many", 3], [1, 2, 3]), measured=measured)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"article_id": ["a", None] * 4}, "4 of 8 codes have no article_id, the first in row 2"),
        ({"article_id": list("aaaabbbb")}, "The unit 'u0' lies in several articles"),
        ({"coder": ["x", "x", "x", "x", "y", "y", "y", None]}, "1 of 8 codes have no coder"),
        ({"variable": ["v"] * 7 + [""]}, "1 of 8 codes have no variable"),
    ],
)
def test_codes_whose_place_is_not_known_are_refused(change, message):
    """A missing article once counted with the last article, in silence."""
    with pytest.raises(ValueError, match=message):
        agreement(table([1, 0, 1, 0], [1, 1, 1, 0], **change))


# Gwet's example of four raters (R package irrCAC, data cac.raw4raters): AC1 .77544, Krippendorff's alpha .74342.
RATERS = [
    "1101", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "0555", "0011", "0030",
]  # fmt: skip


def test_ac1_is_that_of_gwets_example():
    rows = [(u, c, v) for u, values in enumerate(RATERS) for c, v in enumerate(values) if v != "0"]
    found = agreement(pd.DataFrame(rows, columns=["unit", "coder", "value"]))
    first = found.table.iloc[0]
    assert first["ac1"] == pytest.approx(0.77544, abs=1e-5) and first["alpha"] == pytest.approx(0.74342, abs=1e-5)
    assert first["ac1_low"] < first["ac1"] < first["ac1_high"] and first["units"] == 11
    assert "fewer than 50 units were coded twice" in found.note


def test_kappa_is_scikit_learns_and_agreement_is_given_by_outlet():
    from sklearn.metrics import cohen_kappa_score

    generator = np.random.default_rng(0)
    one = generator.choice(list("xyz"), 80)
    two = np.where(generator.random(80) < 0.7, one, generator.choice(list("xyz"), 80))
    codes = pd.DataFrame({
        "unit": [*range(80)] * 2, "coder": ["a"] * 80 + ["b"] * 80, "value": [*one, *two],
        "outlet": ["P" if i < 30 else "Q" for i in range(80)] * 2,
    })  # fmt: skip
    found = agreement(codes, by="outlet")
    table = found.table.set_index(["part", "what"])
    assert table.loc[("all", ""), "kappa"] == pytest.approx(cohen_kappa_score(one, two))
    assert table.loc[("outlet", "P"), "kappa"] == pytest.approx(cohen_kappa_score(one[:30], two[:30]))
    assert table.loc[("value", "x"), "kappa"] == pytest.approx(cohen_kappa_score(one == "x", two == "x"))
    assert table.loc[("outlet", "Q"), "units"] == 50 and "fewer than" not in found.note
    with pytest.raises(KeyError, match="no column 'desk'"):
        agreement(codes, by="desk")
