import pytest
from matplotlib.colors import to_hex

import framing.figures as figures
from framing.figures._overview import data
from framing.figures.style import VOICES


def test_parts_of_an_outlet_add_up_to_its_words(study):
    tables = study(5)
    words = data(tables).groupby("outlet", sort=False)["words"].sum()
    assert list(words) == list(tables.outlets["words"])


def test_bars_are_as_long_as_the_data_and_differ_in_hatch(study):
    tables = study(3)
    bars = figures.overview(tables).patches[len(VOICES) :]  # after those of the key
    rows = data(tables).query("words > 0")
    per = [bar.get_width() / words for bar, words in zip(bars, rows["words"], strict=True)]
    assert max(per) == pytest.approx(min(per), rel=1e-4)
    assert [bar.get_hatch() or "" for bar in bars] == [VOICES[voice].hatch for voice in rows["voice"]]
    assert {to_hex(bar.get_edgecolor()) for bar in bars} == {"#0072b2", "#d55e00", "#009e73"}


def test_every_part_has_its_number(study):
    tables = study(12)
    shown = [text.get_text() for text in figures.overview(tables).texts]
    for words in data(tables).query("words > 0")["words"]:
        assert f"{words:,}" in shown


def test_description_names_every_outlet_with_its_shares(study):
    words = figures.describe("overview", study(2))
    assert "Example Post: 120 words, 26% quoted, 0% reported" in words
