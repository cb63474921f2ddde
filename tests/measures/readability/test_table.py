"""`framing.readability`: one row an article, its story only."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures._readability import INDICES, readability

EASY = "The dog ran to the old house. It did not bark at all."
NEWS = "Negotiators approved a preliminary agreement on agricultural tariffs yesterday, officials said."


def test_headline_caption_and_notice_are_left_out() -> None:
    body = "Ministers met on Monday in the old town. They agreed on a plan."
    page = f"Ministers agree on a plan\n\n{body}\n\nPhoto: Ann Lee\n\nSource: Example News"
    columns = ["words", "sentences", *INDICES]
    pd.testing.assert_frame_equal(readability(page)[columns], readability(body)[columns])


@pytest.mark.parametrize("text", ["", "#", " \n ", "…", "😀"])
def test_a_text_without_words_has_missing_values_and_no_warning(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = readability(text)
    assert table[["words", "sentences", "syllables"]].iloc[0].tolist() == [0, 0, 0]
    assert table[list(INDICES)].isna().all(axis=None)


def test_one_word_is_measured() -> None:
    assert readability("No.")["flesch_reading_ease"].iloc[0] == pytest.approx(206.835 - 1.015 - 84.6)


def test_one_row_an_article_in_order() -> None:
    table = readability(Corpus([Article("b", EASY), Article("a", ""), Article("c", NEWS)]))
    assert table["article_id"].tolist() == ["b", "a", "c"]
    assert table.dtypes.astype(str).tolist() == ["string"] + ["Int64"] * 3 + ["float64"] * 10
    assert list(readability(Corpus([])).columns) == list(table.columns)
