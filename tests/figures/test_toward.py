"""Toward: a point is a mention, a mark a mean, and an interval needs four articles."""

import numpy as np
import pandas as pd
import pytest

import framing.figures as figures
from framing import Article, Corpus, toward_summary
from framing.figures._toward import OTHERS, data
from framing.tables import Tables


def means(tables):
    """Those of the public summary, the other voices pooled."""
    pooled = tables.mentions["voice"].where(tables.mentions["voice"] == "journalist", OTHERS)
    outlets = [Article(row.article_id, "", outlet=row.outlet) for row in tables.articles.itertuples()]
    return toward_summary(tables.mentions.assign(voice=pooled), corpus=Corpus(outlets))


def marks(ax, label):
    return [line for line in ax.lines if line.get_label() == label]


def test_every_mention_is_a_point_and_counts_once(study):
    tables = study(5)
    ax = figures.toward(tables)
    points = marks(ax, "mention")
    assert sum(len(line.get_xdata()) for line in points) == len(tables.mentions) == means(tables)["mentions"].sum()


def test_a_mark_is_the_mean_of_its_points(study):
    tables = study(5)
    drawn = sorted(float(line.get_xdata()[0]) for line in marks(figures.toward(tables), "mean"))
    assert np.corrcoef(drawn, sorted(means(tables)["tone_toward"]))[0, 1] == pytest.approx(1, abs=1e-9)
    score = tables.mentions["positive"] - tables.mentions["negative"]
    assert data(tables)["score"].tolist() == pytest.approx(score.tolist())


def test_who_is_quoted_and_who_is_reported_are_others(study):
    rows = data(study(4))
    assert set(rows["voice"]) == {"journalist", OTHERS}
    assert (rows["voice"] == "journalist").sum() == (study(4).mentions["voice"] == "journalist").sum()


def test_one_article_has_no_interval_and_several_have_one(study):
    assert means(study(5))["low"].isna().all() and not marks(figures.toward(study(5)), "interval")
    table = means(study(3, 4))
    assert table["low"].notna().all() and (table["low"] <= table["tone_toward"]).all()
    bars = marks(figures.toward(study(3, 4)), "interval")
    assert len(bars) == len(table)


def test_captions_are_not_drawn(study):
    tables = study(5)
    caption = tables.mentions.iloc[:1].assign(zone="caption")
    more = Tables({**tables, "mentions": pd.concat([tables.mentions, caption])}, tables.facts)
    pd.testing.assert_frame_equal(data(more), data(tables))
    assert figures.describe("toward", more) == figures.describe("toward", tables)


def test_number_of_mentions_stands_beside_each_mean(study):
    tables = study(5)
    shown = [text.get_text() for text in figures.toward(tables).texts]
    counts = [int(text.rsplit("(", 1)[1][:-1]) for text in shown if text[0] in "+−0" and text.endswith(")")]
    assert sum(counts) == len(tables.mentions)
