import numpy as np
import pytest

import framing.figures as figures
from framing.figures.tone import data


def test_every_stretch_of_the_story_is_one_mark(study):
    tables = study(3)
    ax = figures.tone(tables)
    marks = [line for line in ax.lines if line.get_marker() in ("o", "s", "^") and line.get_label() != "key"]
    drawn = sum(len(line.get_xdata()) for line in marks)
    assert drawn == len(tables.tone) == len(data(tables))


def test_a_stretch_stands_between_the_sentences_around_it(study):
    rows = data(study(1))
    assert rows["position"].between(0, 1).all()
    second = rows[rows["position"].between(0.125, 0.249)]
    assert list(second["position"]) == pytest.approx([0.125, 0.1625])


def test_text_outside_the_story_is_not_drawn(study):
    tables = study(1)
    tables.sentences.loc[0, "position"] = np.nan
    assert len(data(tables)) == (tables.tone["sentence"] > 0).sum()


def test_several_articles_become_means_of_tenths(study):
    tables = study(2, articles=3)
    rows = data(tables)
    assert set(rows["position"].round(2)) <= {round(0.05 + i / 10, 2) for i in range(10)}
    assert rows["stretches"].sum() == len(tables.tone)
    assert "tenth" in figures.caption("tone", tables) and "tenth" not in figures.caption("tone", study(2))


def test_more_than_three_articles_become_means_with_intervals_on_a_fitted_scale(study):
    tables = study(2, articles=5)
    tables.articles["tone_mean"] = [0.1, 0.12, 0.08, 0.11, 0.09, -0.05, -0.06, -0.04, -0.05, -0.05]
    rows = data(tables)
    whole = rows[rows["voice"] == "all"]
    assert list(whole["tone"].round(3)) == [0.1, -0.05] and list(whole["articles"]) == [5, 5]
    assert (whole["low"] < whole["tone"]).all() and (whole["tone"] < whole["high"]).all()
    ax = figures.tone(tables)
    texts = [text.get_text() for text in ax.texts]
    assert any(text.startswith("+0.10 [+0.0") for text in texts) and "+1" not in texts and "1.0" not in texts
    assert sum(line.get_label() == "interval" for line in ax.lines) == 2
    assert "95 % intervals" in figures.caption("tone", tables)


def test_means_stand_beside_the_strip_with_a_dash_for_none(study):
    texts = [text.get_text() for text in figures.tone(study(3)).texts]
    assert texts.count("−0.30") == 2 and texts.count("–") == 1


def test_the_dashed_line_is_the_mean(study):
    ax = figures.tone(study(1))
    (dashed,) = [line for line in ax.lines if line.get_label() == "mean"]
    upper, lower = (next(t.get_position()[1] for t in ax.texts if t.get_text() == end) for end in ("+1", "−1"))
    assert dashed.get_ydata()[0] == pytest.approx((upper + lower) / 2 + 0.2 * (lower - upper) / 2, abs=1e-5)


@pytest.mark.parametrize("scorer", ["news", "my.module.score"])
def test_the_caption_names_the_scorer_and_no_other(study, scorer):
    tables = study(1)
    assert "VADER lexicon" in figures.caption("tone", tables)
    tables.facts["scorer"] = scorer
    told = figures.caption("tone", tables)
    assert "lexicon" not in told and "VADER" not in told and scorer in told
    assert ("from −1 to 1" in told) == (scorer == "news")


def test_a_scorer_with_another_scale_stays_within_its_strip(study):
    tables = study(1)
    tables.tone["tone"] = tables.tone["tone"] * 20
    ax = figures.tone(tables)
    heights = np.concatenate([line.get_ydata() for line in ax.lines if line.get_marker() in ("o", "s", "^")])
    edges = [text.get_position()[1] for text in ax.texts if text.get_text() in ("+20", "−20")]
    assert len(edges) == 2 and heights.max() <= max(edges) + 1e-6
    assert "+1" not in [text.get_text() for text in ax.texts]
