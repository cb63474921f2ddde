"""An outlet of which no article was measured has no number: a dash, and the words "not measured"."""

import pytest

import framing
import framing.figures as figures
from framing.corpus.study import Study
from framing.figures._emphasis import data
from framing.figures._salience import data as components


@pytest.fixture(scope="module")
def tables():
    english = "A new era begins\n\nThe bridge was opened on Monday, and the town celebrated with a feast."
    german = "Die Brücke wurde am Montag geöffnet, und die Stadt feierte das mit einem Fest am Fluss."
    articles = [
        framing.Article("a", english, "Post"),
        framing.Article("b", "It rained on Monday.", "Gazette"),
        framing.Article("c", german, "Chronik", language="de"),
    ]
    return framing.measure(framing.Corpus(articles, Study(phrases={"new era": ("new era",)})))


@pytest.mark.parametrize("name", ["overview", "emphasis", "salience"])
def test_the_description_says_not_measured_and_no_number(name, tables):
    said = figures.describe(name, tables)
    assert "Chronik" in said and "not measured" in said.partition("Chronik")[2][:16]


def test_the_overview_has_a_dash_for_words(tables):
    shown = [text.get_text() for text in figures.overview(tables).texts]
    assert shown.count("–") == 1 and "0 words" not in shown


def test_the_line_of_a_phrase_is_a_dash_where_that_of_a_measured_outlet_is_a_zero(tables):
    ax = figures.emphasis(tables)
    shown = [text.get_text() for text in ax.texts]
    assert (shown.count("0"), shown.count("–")) == (1, 1) and len(data(tables)) == 1
    assert sum(len(line.get_xdata()) == 2 and line.get_zorder() == 1 for line in ax.lines) == 4


def test_the_row_of_components_is_dashes_alone(tables):
    row = components(tables).set_index("outlet").loc["Chronik"].drop("phrase")
    assert row.isna().all()
    before = [line for line in figures.salience(tables).lines if line.get_marker() == "o"]
    rows = components(tables)
    rows = rows[rows["count"].fillna(0) > 0]  # no dot where nothing occurs
    assert len(before) == rows.drop(columns=["phrase", "outlet", "count"]).notna().sum().sum()


def test_a_study_of_which_nothing_was_measured_is_still_drawn(tables):
    article = framing.Article("c", "Die Brücke wurde geöffnet.", "Chronik", language="de")
    bare = framing.measure(framing.Corpus([article], Study(phrases={"new era": ("new era",)})), across=False)
    for name in ("overview", "emphasis", "salience"):
        getattr(figures, name)(bare)
        assert "Chronik 0" not in figures.describe(name, bare)


@pytest.mark.parametrize("name", ["standing", "tone"])
def test_a_description_says_that_an_outlet_was_not_measured(name):
    articles = [
        framing.Article("a", "Der Damm ist gebrochen.", outlet="Chronik", language="de"),
        framing.Article("b", "“The dam broke,” said Ann Hill. It was a disaster.", outlet="Post"),
    ]
    tables = framing.measure(framing.Corpus(articles))
    assert "Chronik: not measured" in framing.figures.describe(name, tables)
