"""Edits: both wordings in full, and every word that differs marked, each side in its own way."""

import pandas as pd

import framing
import framing.figures as figures
from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.figures._edits import MOST, data
from framing.tables import Tables

A = "The minister emphasized on Monday that migrants had crossed the border at night, she said."
B = "The minister emphasised on Monday that illegal migrants had crossed the border at night, she said."


def measured():
    corpus = Corpus([Article("a", A, outlet="Post"), Article("b", B, outlet="Gazette")])
    return framing.measure(corpus)


def strokes(ax, kind):
    return [line for line in ax.lines if line.get_label() == kind]


def test_parts_together_are_the_passage_as_printed():
    rows = data(measured())
    for side, text in (("a", A), ("b", B)):
        assert "".join(rows.loc[rows["side"] == side, "text"]).strip() in text
    assert rows.loc[rows["kind"] == "out", "text"].tolist() == ["emphasized"]
    assert rows.loc[rows["kind"] == "in", "text"].tolist() == ["emphasised", "illegal"]


def test_left_is_struck_through_and_right_is_underlined():
    ax = figures.edits(measured())
    assert len(strokes(ax, "out")) == 1 + 1 and len(strokes(ax, "in")) == 2 + 1  # one of each in the key
    words = {text.get_text(): text for text in ax.texts}
    middle = words["emphasized"].get_position()[1]
    struck = max(strokes(ax, "out"), key=lambda line: line.get_ydata()[0]).get_ydata()[0]
    under = max(strokes(ax, "in"), key=lambda line: line.get_ydata()[0]).get_ydata()[0]
    assert abs(struck - middle) < 0.03 < under - middle  # inches; the axis runs down


def test_a_comma_stays_with_its_word():
    shown = [text.get_text() for text in figures.edits(measured()).texts]
    assert "night," in shown and "," not in shown


def test_of_two_outlets_the_passage_with_most_edits_is_drawn(study):
    tables = study(2)
    more = tables.edits.assign(passage=1, start_a=30, end_a=33, start_b=80, end_b=83)
    passages = pd.concat([tables.passages, tables.passages], ignore_index=True)
    both = Tables({**tables, "passages": passages, "edits": pd.concat([tables.edits, more, more])}, tables.facts)
    assert data(both)["passage"].unique().tolist() == [1]


def test_so_many_pairs_of_outlets_are_drawn(study):
    assert data(study(12))["passage"].nunique() == MOST


def test_articles_of_one_outlet_are_no_edit_between_outlets(study):
    tables = study(1, 4)
    assert len(tables.articles) == 4 and data(tables).empty
