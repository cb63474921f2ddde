import pytest

import framing.figures as figures
from framing.figures._standing import SPEAKERS, UNKNOWN, data
from framing.tables import Tables


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


def numbers(ax):
    """Squares and triangles of the matrix, without those of the key, and what is printed beside them."""
    inside = [line for line in ax.lines if line.get_label() != "key"]
    marks = {shape: [line.get_markersize() for line in inside if line.get_marker() == shape] for shape in "s^"}
    texts = [text.get_text() for text in ax.texts]
    return marks, [t for t in texts if t.strip("()").replace(",", "").isdigit()]


def test_area_follows_words(study):
    tables = study(2)
    tables.speakers["quoted_words"] = [1000, 1, 250, 0]
    tables.speakers["reported_words"] = 0
    marks, shown = numbers(figures.standing(tables))
    assert set(shown) == {"1,000", "1", "250", "12", "(0)"} and not marks["^"]
    least, quarter, most = sorted(size**2 for size in marks["s"])
    assert most == pytest.approx(4 * quarter) and least >= 1


def test_the_rest_together_and_the_unknown_have_numbers_and_no_mark_that_dwarfs_a_person(study):
    tables = study(3, speakers=40)
    tables.speakers.loc[tables.speakers["speaker"] != "Ada Example", "quoted_words"] = 39
    tables.speakers["reported_words"] = 0
    marks, shown = numbers(figures.standing(tables, top=1))
    assert len(marks["s"]) == (tables.speakers["speaker"] == "Ada Example").sum()
    assert str(39 * (tables.speakers["speaker"] != "Ada Example").sum()) in shown


def test_words_quoted_do_not_hide_words_reported(study):
    tables = study(2)
    tables.speakers["quoted_words"], tables.speakers["reported_words"] = [2, 0, 30, 0], [48, 5, 0, 0]
    marks, shown = numbers(figures.standing(tables))
    assert {"2", "(48)", "(5)", "30"} <= set(shown)
    assert len(marks["^"]) == 2 and len(marks["s"]) == 2
    assert all(
        line.get_markerfacecolor() == "white" for line in figures.standing(tables).lines if line.get_marker() == "^"
    )


def test_words_without_a_speaker_have_both_numbers_also_where_one_is_zero(study):
    tables = study(4)
    lost = tables.quotations.copy()
    lost.loc[0, ["kind", "words"]] = ["indirect", 45]
    drawn = numbers(figures.standing(Tables({**tables, "quotations": lost}, tables.facts)))[1]
    assert drawn.count("0") == 1 and "(45)" in drawn and "(0)" in drawn
    assert "speaker unknown 0 (45)" in figures.describe(
        "standing", Tables({**tables, "quotations": lost}, tables.facts)
    )


@pytest.mark.parametrize("outlets", [3, 6, 12])
def test_no_number_of_a_cell_stands_on_another(study, outlets):
    tables = study(outlets, 2, speakers=12)
    tables.speakers["reported_words"] = 99
    ax = figures.standing(tables)
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text().strip("()").isdigit()]
    assert not any(one.overlaps(other) for k, one in enumerate(boxes) for other in boxes[k + 1 :])
