import pandas as pd

import framing.figures as figures
from framing.figures._emphasis import data
from framing.tables import Tables


def marks(ax):
    """Marks on the stories, without the key's: their place in the story and shape."""
    story = next(line.get_xdata() for line in ax.lines if line.get_color() == "#595959")
    found = [line for line in ax.lines if line.get_marker() in ("o", "s", "^") and line.get_label() != "key"]
    places = [(line.get_xdata()[0] - story[0]) / (story[1] - story[0]) for line in found]
    return [(round(float(x), 3), line.get_marker()) for x, line in zip(places, found, strict=True)]


def test_every_occurrence_is_one_mark(study):
    tables = study(5)
    assert len(marks(figures.emphasis(tables))) == len(tables.phrases)


def test_headline_story_and_page_stand_apart(study):
    tables = study(5)
    ax = figures.emphasis(tables)
    rows = data(tables)
    assert sum(x < 0 for x, _ in marks(ax)) == (rows["place"] == "headline").sum()
    assert sum(x > 1 for x, _ in marks(ax)) == (rows["place"] == "page").sum() > 0
    story = sorted(x for x, _ in marks(ax) if 0 <= x <= 1)
    assert story == sorted(rows.loc[rows["place"] == "story", "position"])


def test_shape_gives_the_voice(study):
    tables = study(5)
    shapes = [shape for _, shape in marks(figures.emphasis(tables))]
    voices = tables.phrases["voice"].value_counts()
    assert shapes.count("s") == voices["quoted"] and shapes.count("o") == voices["journalist"]


def test_a_phrase_that_never_stands_keeps_its_line_and_its_zero(study):
    ax = figures.emphasis(study(1))
    assert [text.get_text() for text in ax.texts].count("0") == 2


def test_occurrences_side_by_side_do_not_hide_each_other(study):
    tables = study(2)
    three = pd.concat([tables.phrases.assign(zone="body", position=0.5)] * 3, ignore_index=True)
    ax = figures.emphasis(Tables({**tables, "phrases": three}, tables.facts))
    found = [line for line in ax.lines if line.get_marker() in ("o", "s", "^") and line.get_label() != "key"]
    assert len({(line.get_xdata()[0], round(float(line.get_ydata()[0]), 3)) for line in found}) == 3
