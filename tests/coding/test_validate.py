"""Validation: the usual measures, with intervals, and never without a word on the gold standard."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import precision_recall_fscore_support

from framing.coding import validate
from framing.simulation import simulate_codes


@pytest.fixture
def truth():
    return pd.Series(
        np.random.default_rng(1).choice(["bad", "good", "so-so"], 300), index=[f"u{i}" for i in range(300)]
    )


@pytest.fixture
def machine(truth):
    return simulate_codes(truth, 1, 0.8, seed=2).set_index("unit")["value"]


def test_measures_are_those_of_scikit_learn(truth, machine):
    table = validate(machine, truth).table.set_index(["label", "measure"])["value"]
    expected = precision_recall_fscore_support(truth, machine, labels=["bad", "good", "so-so"])
    for place, label in enumerate(["bad", "good", "so-so"]):
        assert table[label].tolist() == pytest.approx([expected[m][place] for m in range(3)])


def test_every_outlet_has_its_measures_and_its_confusion(truth, machine):
    outlet = pd.Series(np.where(np.arange(300) < 100, "A", "B"), index=truth.index)
    found = validate(machine, truth, by=outlet)
    assert found.table["group"].unique().tolist() == ["all", "A", "B"]
    assert found.confusion.groupby("group")["units"].sum().to_dict() == {"all": 300, "A": 100, "B": 200}


@pytest.mark.parametrize(
    ("reliability", "gold", "said"),
    [(None, "unknown", "agreement of the gold standard is unknown"), (0.5, "low", "is low (alpha 0.50"),
     (0.7, "tentative", "is tentative"), (0.9, "reliable", "with alpha 0.90")],
)  # fmt: skip
def test_the_gold_standard_s_agreement_is_said_in_the_note_and_in_every_row(truth, machine, reliability, gold, said):
    found = validate(machine, truth, reliability=reliability)
    assert said in found.note and (found.table["gold"] == gold).all()


def test_codes_of_several_coders_bring_their_own_agreement(truth, machine):
    found = validate(machine, simulate_codes(truth, 3, 0.95))
    assert found.table["gold_alpha"].iloc[0] == pytest.approx(0.86, abs=0.05) and "Simulated coders" in found.note


def test_codes_of_a_single_coder_are_of_unknown_agreement(truth, machine):
    assert (validate(machine, simulate_codes(truth, 1, 0.9)).table["gold"] == "unknown").all()


def test_probabilities_turn_shares_of_the_sample_into_shares_of_all(truth, machine):
    probability = pd.Series(np.where(truth == machine, 1.0, 0.1), index=truth.index)
    accuracy = validate(machine, truth, probability=probability).table.iloc[-1]["value"]
    wrong, right = (truth != machine).sum() * 10, (truth == machine).sum()
    assert accuracy == pytest.approx(right / (right + wrong))


def test_articles_widen_the_intervals(truth):
    article = pd.Series([f"a{i // 15}" for i in range(300)], index=truth.index)
    machine = truth.where(article.isin(sorted(set(article))[:14]), "bad")
    flat, nested = (validate(machine, truth, cluster=c).table.iloc[-1] for c in (None, article))
    assert nested["high"] - nested["low"] > flat["high"] - flat["low"]
    assert "take units for independent" in validate(machine, truth).note


def test_what_is_missing_is_refused(truth, machine):
    with pytest.raises(ValueError, match="same unit id"):
        validate(machine.rename(lambda unit: "x" + unit), truth)
    with pytest.raises(ValueError, match="above 0 and at most 1"):
        validate(machine, truth, probability=pd.Series(0.0, index=truth.index))


def test_labels_and_codes_are_compared_whatever_their_type(truth):
    human = truth.map({"bad": 0.0, "good": 1.0, "so-so": np.nan})
    machine = human.fillna(0).astype(int).astype(str)
    assert validate(machine, human).table.iloc[-1]["value"] == 1.0
    spelled = validate(truth.str.upper() + " ", truth)
    assert spelled.table.iloc[-1]["value"] == 1.0 and "is read as 'bad'" in spelled.note


def test_the_note_says_by_what_intervals_are_clustered(truth, machine):
    article = pd.Series([f"a{i // 15}" for i in range(300)], index=truth.index, name="article_id")
    assert "intervals clustered by article_id (20)" in validate(machine, truth, cluster=article).note
    alone = pd.Series(truth.index, truth.index, name="story")
    note = validate(machine, truth, cluster=alone).note
    assert "take units for independent, since no two have the same story" in note


def test_units_without_a_group_are_counted_in_the_note(truth, machine):
    outlet = pd.Series(np.where(np.arange(300) < 100, "A", None), index=truth.index, name="outlet")
    found = validate(machine, truth, by=outlet)
    assert "200 coded units have no outlet and are the group 'unknown'" in found.note
