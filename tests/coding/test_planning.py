import numpy as np
import pandas as pd
import pytest

from framing.coding import correct, plan, sensitivity
from framing.compare import contrast
from framing.tables import Tables, frame


@pytest.fixture(scope="module")
def labels():
    g = np.random.default_rng(0)
    truth = pd.Series(g.integers(0, 2, 6000))
    return truth, truth.where(g.random(6000) < 0.9, 1 - truth)


def test_the_width_planned_is_the_width_that_comes(labels):
    truth, machine = labels
    pilot = truth.iloc[:200]
    expected = plan(machine, pilot, coded=[600]).table.iloc[0]
    drawn = truth.sample(600, random_state=3)
    found = correct(machine, drawn, pd.Series(0.1, truth.index)).table.set_index("method")
    halves = (found["high"] - found["low"]) / 2
    assert expected["human"] == pytest.approx(halves["human"], rel=0.05)
    assert expected["corrected"] == pytest.approx(halves["dsl"], rel=0.15)


def test_units_for_a_width_are_named(labels):
    truth, machine = labels
    found = plan(machine, truth.iloc[:200], coded=[50, 100], width=0.05)
    assert "A half width of 0.05 takes" in found.note and 0 < found.table["saved"].iloc[0] < 1
    assert "cannot be reached" in plan(machine, truth.iloc[:200], width=0.001).note


def test_a_pilot_that_tells_nothing_is_refused(labels):
    truth, machine = labels
    with pytest.raises(ValueError, match="at least 20"):
        plan(machine, truth.iloc[:5])
    with pytest.raises(ValueError, match="alike"):
        plan(machine, truth[truth == 1].iloc[:50])


def test_an_error_of_half_the_difference_in_each_group_undoes_it():
    articles = frame("articles", []).reindex(range(24)).assign(
        article_id=[f"{i}" for i in range(24)], outlet=["A", "B"] * 12, words=200,
        quoted_words=[60 + i % 5 if i % 2 == 0 else 2 + i % 3 for i in range(24)],
    )  # fmt: skip
    found = contrast(Tables({"articles": articles}), "articles.quoted_share")
    apart, share = found.table["difference"].iloc[0], found.table["value_other"].iloc[0]
    rows = sensitivity(found, [apart / 2 - 0.001, apart / 2 + 0.001, 0.5]).table
    assert rows["sign"].tolist()[0] == "sure" or share < apart / 2
    assert rows["low"].iloc[1] == pytest.approx(apart - (apart / 2 + 0.001) * 2)
    assert rows["high"].iloc[1] == pytest.approx(found.table["value"].iloc[0] + apart / 2 + 0.001)  # B is 0 at least
    assert rows["sign"].iloc[2] == "not sure" and rows["undone_by"].iloc[0] == pytest.approx(apart / 2)
    assert rows["interval_undone_by"].iloc[0] == pytest.approx(found.table["low"].iloc[0] / 2)
    with pytest.raises(ValueError, match="0 or more"):
        sensitivity(found, [-0.1])
