import numpy as np
import pandas as pd
import pytest

from framing.coding import correct
from framing.figures import corrected
from framing.figures._corrected import METHODS, describe


@pytest.fixture
def found():
    generator = np.random.default_rng(0)
    truth = pd.Series(generator.integers(0, 2, 400))
    machine = truth.where(generator.random(400) < 0.8, 1)
    by = pd.Series(np.where(np.arange(400) < 200, "North", "South"))
    return lambda estimand: correct(
        machine, truth[::3], pd.Series(1 / 3, index=truth.index), estimand, by=by, cluster=truth.index.to_series() // 10
    )


def test_every_estimate_is_drawn_where_the_table_has_it(found):
    result = found("mean")
    ax = corrected(result)
    points = [line.get_xdata()[0] for line in ax.lines if line.get_marker() in {m.shape for _, m in METHODS.values()}]
    assert np.corrcoef(points, result.table["estimate"])[0, 1] == pytest.approx(1, abs=1e-9)
    assert {"North", "South"} <= {text.get_text() for text in ax.texts}


def test_differences_name_both_groups_and_mark_zero(found):
    ax = corrected(found("difference"))
    assert "North less South" in [text.get_text() for text in ax.texts] and ax.texts[-2].get_text() == "Difference"
    zero = next(text.get_position()[0] for text in ax.texts if text.get_text().strip("0.") == "")
    assert any(list(line.get_xdata()) == [zero, zero] for line in ax.lines)


def test_what_could_not_be_corrected_says_why():
    machine = pd.Series([0.0, 1.0] * 30)
    few = correct(machine, machine[:10], pd.Series(1 / 6, index=machine.index))
    assert any("too few to correct" in text.get_text() for text in corrected(few).texts)


def test_the_description_gives_codes_and_correction(found):
    assert "North, codes alone:" in describe(found("mean")) and "corrected, dsl:" in describe(found("mean"))
