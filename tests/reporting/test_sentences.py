"""The sentence behind each row of a table."""

import pandas as pd
import pytest

import framing
from framing.corpus.article import Article
from framing.corpus.corpus import Corpus

CORPUS = Corpus([Article("a", "It rained. Ann Lee left. Nobody saw her.")])


def rows(*places):
    return pd.DataFrame(places, columns=["article_id", "start", "end"])


def test_each_row_keeps_its_place_and_gains_its_sentence():
    table = framing.sentences_of(CORPUS, rows(("a", 25, 31), ("a", 11, 18)))
    assert table["sentence_text"].tolist() == ["Nobody saw her.", "Ann Lee left."]


def test_a_span_over_two_sentences_has_both():
    assert framing.sentences_of(CORPUS, rows(("a", 3, 14)))["sentence_text"].item() == "It rained. Ann Lee left."


def test_a_row_without_a_place_has_no_sentence():
    assert framing.sentences_of(CORPUS, rows(("a", None, None)))["sentence_text"].isna().all()


def test_a_total_names_no_place():
    with pytest.raises(ValueError, match="no column article_id, start, end"):
        framing.sentences_of(CORPUS, pd.DataFrame({"outlet": ["Post"]}))


def test_every_table_of_places_works(seeds):
    tables = framing.measure(seeds)
    for name in ("quotations", "phrases", "mentions", "statements", "tone"):
        held = tables[name].dropna(subset="start")
        assert framing.sentences_of(seeds, held)["sentence_text"].notna().all(), name


def test_what_is_no_table_is_refused(seeds):
    with pytest.raises(TypeError, match="sentences_of takes a table"):
        framing.sentences_of(seeds, 0)
