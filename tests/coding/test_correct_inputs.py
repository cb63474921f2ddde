"""What a correction cannot rest on is refused, with the first unit that is wrong."""

import numpy as np
import pandas as pd
import pytest

from framing.coding.correct_inputs import check, coded, codes, correlation, numbers

UNITS = list("abc")
MACHINE, HUMAN = pd.Series([1.0, 0.0, 1.0], UNITS), pd.Series([1.0], ["a"])
CHANCE = pd.Series(0.5, UNITS)


@pytest.mark.parametrize(
    ("machine", "human", "chance", "told"),
    [(MACHINE.set_axis(["a", "a", "c"]), HUMAN, CHANCE, "machine has a unit twice: 'a'"),
     (MACHINE.where(MACHINE > 0), HUMAN, CHANCE, "no label for 1 units"),
     (MACHINE, HUMAN.set_axis(["z"]), CHANCE, "'z' has no machine's label"),
     (MACHINE, HUMAN[:0], CHANCE, "there is none"),
     (MACHINE, HUMAN, CHANCE.replace(0.5, 0.0), "3 units have an inclusion probability"),
     (MACHINE, HUMAN, CHANCE[:2], "unknown, 0 or above 1, as 'c'")],
)  # fmt: skip
def test_wrong_inputs_are_refused_in_a_sentence(machine, human, chance, told):
    with pytest.raises(ValueError, match=told):
        check(machine, human, chance)


def test_groups_are_numbered_in_order_and_none_may_be_missing():
    number, names = codes(pd.Series(["B", "A", "B"], UNITS), MACHINE.index, "by")
    assert number.tolist() == [1, 0, 1] and names == ["A", "B"]
    with pytest.raises(ValueError, match="'by' has no value for 1 units, the first 'c'"):
        codes(pd.Series(["B", "A"], UNITS[:2]), MACHINE.index, "by")


def test_the_correlation_is_numpys_with_equal_weights_and_missing_where_nothing_varies():
    f, y = np.array([1.0, 2.0, 4.0]), np.array([2.0, 1.0, 5.0])
    assert correlation(f, y, np.ones(3)) == pytest.approx(np.corrcoef(f, y)[0, 1])
    assert np.isnan(correlation(f, np.ones(3), np.ones(3)))


def test_labels_are_the_value_however_they_are_written():
    machine = pd.Series(["Yes", "no", "yes ", "no"] * 10)
    human = pd.Series(["yes", "NO", "NA", "no"] * 10)
    y, f = numbers(machine, coded(human).reindex(machine.index), "yes")
    assert f.mean() == 0.5 and y.sum() == 10
    assert len(coded(human)) == 30


def test_words_have_no_mean():
    with pytest.raises(ValueError, match=r"human code of unit 0 is 'yes'.*value='yes'"):
        numbers(pd.Series([1, 0]), pd.Series(["yes", "no"]), None)
