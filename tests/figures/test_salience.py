"""Salience: every component of a phrase that occurs is a dot with its number, and no score is made of them."""

import pandas as pd
import pytest

import framing
import framing.figures as figures
from framing.figures.salience import PARTS, data
from framing.tables import Tables


def dots(ax):
    return [line for line in ax.lines if line.get_marker() == "o"]


def test_one_dot_for_each_component_where_the_phrase_occurs_and_none_elsewhere(study):
    tables = study(5)
    there = data(tables).query("count > 0")
    assert len(dots(figures.salience(tables))) == there[[p.name for p in PARTS]].notna().sum().sum()


def test_figures_are_those_of_the_table_of_components(study):
    tables = study(5)
    rows, table = data(tables), framing.salience(tables)
    both = rows.merge(table, on=["outlet", "phrase"], suffixes=("", "_table"))
    assert both["count"].tolist() == both["count_table"].tolist()
    assert (both["high"] == both["headline"] + both["standfirst"] + both["lead"]).all()
    assert not {"index", "score"} & set(rows.columns)


def test_an_outlet_without_the_phrase_keeps_its_row_with_dashes(study):
    tables = study(1)
    shown = [text.get_text() for text in figures.salience(tables).texts]
    empty = data(tables)[[p.name for p in PARTS]].isna().sum().sum()
    assert empty == 8 and shown.count("–") == empty


def test_later_stands_to_the_right(study):
    tables = study(5)
    only = tables.phrases[tables.phrases["zone"].isin(["headline", "lead", "body"])].iloc[[0, 1]]
    only = only.assign(phrase="red line", position=[0.2, 0.9], article_id=["001", "002"])
    ax = figures.salience(Tables({**tables, "phrases": only}, tables.facts))
    by_height = sorted((float(line.get_ydata()[0]), float(line.get_xdata()[0])) for line in dots(ax))
    left, end = (
        next(text.get_position()[0] for text in ax.texts if text.get_text() == head)
        for head in ("first\nposition", "in first\nquarter")
    )
    places = [x for _, x in by_height if left <= x < end - 0.2]
    assert len(places) == 2 and places[0] < places[1]


def test_a_study_without_phrases_says_so(study):
    tables = study(3)
    bare = Tables({**tables, "phrases": tables.phrases.iloc[:0]}, {**tables.facts, "phrases": {}})
    assert data(bare).empty and isinstance(data(bare), pd.DataFrame)
    assert figures.salience(bare).texts[0].get_text().startswith("There is no article")


def test_rates_are_for_a_thousand_words(study):
    rows = data(study(5)).set_index(["phrase", "outlet"])
    row = rows[rows["count"] > 0].iloc[0]
    words = study(5).outlets.set_index("outlet")["words"][row.name[1]]
    assert row["rate"] == pytest.approx(1000 * row["count"] / words)
