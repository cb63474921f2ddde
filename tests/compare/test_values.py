"""What is compared: one number an article, of the column that was named."""

import numpy as np
import pandas as pd
import pytest

from framing.compare.values import UNBOUNDED, values


def test_a_share_is_of_words_summed_over_articles(tables):
    found = values(tables, tables.articles, "articles.quoted_share", None)
    assert found.statistic == "share" and found.bottom.tolist() == tables.articles["words"].tolist()
    np.testing.assert_allclose(found.top / found.bottom, tables.articles["quoted_share"].to_numpy(float))


def test_a_column_of_another_table_is_averaged_in_each_article(tables):
    found = values(tables, tables.articles, "sentences.words", None)
    story = tables.sentences[tables.sentences["zone"].isin(["headline", "standfirst", "lead", "body"])]
    means = story.groupby("article_id")["words"].mean().reindex(tables.articles["article_id"])
    np.testing.assert_allclose(found.top, means.to_numpy(float))


def test_a_difference_of_two_columns_is_named_with_a_dash(tables):
    one, other, both = (
        values(tables, tables.articles, f"articles.{name}", "mean").top
        for name in ("tone_quoted", "tone_journalist", "tone_quoted-tone_journalist")
    )
    np.testing.assert_allclose(both, one - other)


def test_a_series_of_ones_own_goes_by_article(tables):
    own = pd.Series({"004": 1.0, "000": 2.0}, name="mine")
    found = values(tables, tables.articles, own, "mean")
    assert found.name == "mine" and found.top[[0, 4]].tolist() == [2.0, 1.0] and np.isnan(found.top[1:4]).all()


@pytest.mark.parametrize(
    ("value", "statistic", "error", "told"),
    [("quoted_share", None, ValueError, "'table.column'"),
     ("articles.title", None, KeyError, "no column 'title' of numbers"),
     ("articles.words", "share", ValueError, "A share is of words"),
     ("articles.words", "sum", ValueError, "one of mean")],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_in_a_sentence(tables, value, statistic, error, told):
    with pytest.raises(error, match=told):
        values(tables, tables.articles, value, statistic)


@pytest.mark.parametrize(
    ("value", "statistic", "bounds"),
    [("articles.quoted_share", None, (0, 1)),
     ("articles.neutral_share", None, (0, 1)),
     ("mentions.positive", None, (0, 1)),
     ("mentions.positive-negative", None, (-1, 1)),
     ("articles.tone_mean", None, (-1, 1)),
     ("articles.quotations", "rate", (0, np.inf)),
     ("articles.words", None, (0, np.inf)),
     ("articles.tone_mean", "rate", UNBOUNDED),
     ("articles.flesch_kincaid_grade", None, UNBOUNDED)],
)  # fmt: skip
def test_the_unit_in_the_schema_tells_what_a_value_cannot_be_beyond(tables, value, statistic, bounds):
    assert values(tables, tables.articles, value, statistic).bounds == bounds


def test_nothing_is_known_of_the_ends_of_a_measure_of_ones_own(tables):
    assert values(tables, tables.articles, pd.Series({"000": 2.0}, name="quoted_share"), None).bounds == UNBOUNDED
