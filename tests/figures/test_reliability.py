import numpy as np
import pandas as pd
import pytest

from framing.coding import agreement
from framing.figures import reliability
from framing.figures._reliability import describe
from framing.simulation import simulate_codes


def coded(coders=3):
    truth = pd.Series(np.arange(60) % 2, index=[f"u{i}" for i in range(60)])
    return agreement(simulate_codes(truth, coders, 0.9))


def test_every_row_has_its_point_and_its_interval():
    found = coded()
    ax = reliability(found)
    points = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "o"]
    intervals = [line.get_xdata() for line in ax.lines if line.get_color() == "black" and line.get_linewidth() == 1]
    ends = found.table[["alpha", "low", "high"]].round(6).to_numpy()
    drawn = np.column_stack([points, intervals])
    assert np.corrcoef(drawn.ravel(), ends.ravel())[0, 1] == pytest.approx(1, abs=1e-9)


def test_it_says_that_the_coders_are_simulated():
    texts = " ".join(text.get_text() for text in reliability(coded()).texts)
    assert "Simulated coders" in texts and "pairs that\nagree" in texts


def test_an_alpha_that_is_undefined_is_said_and_not_drawn():
    codes = pd.DataFrame({"unit": list("aabb"), "coder": list("xyxy"), "value": "same"})
    ax = reliability(agreement(codes))
    assert any("undefined: the codes do not vary" in text.get_text().replace("\n", " ") for text in ax.texts)
    assert not [line for line in ax.lines if line.get_marker() == "o"]


def test_the_description_gives_alpha_and_its_interval():
    found = coded(2)
    row = found.table.iloc[0]
    assert f"alpha {row['alpha']:.2f} ({row['low']:.2f} to {row['high']:.2f})" in describe(found)


def test_no_codes_are_said():
    found = agreement(pd.DataFrame({"unit": [], "coder": [], "value": []}))
    assert reliability(found).texts[0].get_text() == "No unit was coded."
