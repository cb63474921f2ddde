import pytest

import framing.figures as figures
from framing.figures.standing import SPEAKERS, UNKNOWN, data


def test_every_quoted_word_is_in_the_figure_once(study):
    tables = study(5, speakers=40)
    rows = data(tables)
    unknown = tables.quotations["words"].sum()
    assert rows["quoted_words"].sum() == tables.speakers["quoted_words"].sum() + unknown
    assert rows.loc[rows["speaker"] == UNKNOWN, "quoted_words"].sum() == unknown


def test_rows_beyond_the_limit_are_added_up(study):
    speakers = list(dict.fromkeys(data(study(12, speakers=40))["speaker"]))
    assert len(speakers) == SPEAKERS + 2
    assert speakers[-2].startswith("others (") and speakers[-1] == UNKNOWN


def test_speakers_are_ordered_by_the_words_they_are_quoted_with(study):
    rows = data(study(5))
    totals = rows[rows["speaker"] != UNKNOWN].groupby("speaker", sort=False)["quoted_words"].sum()
    assert list(totals) == sorted(totals, reverse=True)


def test_area_follows_words_and_indirect_speech_is_a_hollow_triangle(study):
    ax = figures.standing(study(2))
    squares = [line for line in ax.lines if line.get_marker() == "s" and line.get_clip_on() is False]
    triangles = [line for line in ax.lines if line.get_marker() == "^"]
    assert len(squares) == 3 + 1 + 1  # three speakers, one unknown, one in the key
    assert len(triangles) == 1 + 1
    assert all(line.get_markerfacecolor() == "white" for line in triangles)
    assert max(line.get_markersize() for line in squares) == pytest.approx(11.7)
    assert any(text.get_text() == "(12)" for text in ax.texts)
