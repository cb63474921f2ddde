"""Balance of two phrases: a share, and an interval only where several articles say one of them."""

import pytest

import framing
from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.study import Study

PHRASES = {"fresh start": ["fresh start"], "old debts": ["old debts"]}


def balance(*articles):
    corpus = Corpus([Article(str(i), text, outlet=o) for i, (o, text) in enumerate(articles)], Study(phrases=PHRASES))
    return framing.balance(framing.measure(corpus), *PHRASES)


def test_one_article_has_a_share_and_no_interval():
    table = balance(("Post", "A fresh start, and old debts. A fresh start."))
    assert table[["first", "second"]].values.tolist() == [[2, 1]]
    assert table["share"].item() == pytest.approx(2 / 3) and table[["low", "high"]].isna().all(axis=None)


def test_several_articles_have_an_interval_within_zero_and_one():
    says = [("Post", "A fresh start."), ("Post", "A fresh start and old debts."), ("Post", "It rained.")]
    row = balance(*says[:2] * 2, says[2]).iloc[0]
    assert row["articles"] == 4 and 0 <= row["low"] < row["share"] < row["high"] <= 1
    assert balance(*says[:2], says[0])[["low", "high"]].isna().all(axis=None)


def test_an_outlet_that_says_neither_has_no_share():
    table = balance(("Post", "A fresh start."), ("Gazette", "It rained."))
    assert table["share"].isna().tolist() == [False, True]


def test_an_unknown_phrase_is_an_error_that_lists_those_there_are():
    tables = framing.measure(Corpus([Article("a", "It rained.")], Study(phrases=PHRASES)))
    with pytest.raises(KeyError, match="fresh start, old debts"):
        framing.balance(tables, "fresh stat", "old debts")


def test_a_phrase_against_itself_is_refused(tables):
    with pytest.raises(ValueError, match="'new era' was given twice"):
        framing.balance(tables, "new era", "new era")


def test_an_outlet_that_was_not_measured_has_no_counts():
    german = Article("b", "Die Brücke wurde geöffnet.", "Chronik", language="de")
    corpus = Corpus([Article("a", "A fresh start.", "Post"), german], Study(phrases=PHRASES))
    table = framing.balance(framing.measure(corpus), *PHRASES)
    assert table["first"].isna().tolist() == [False, True] and table.loc[1, "articles":].isna().all()


def test_an_outlet_without_a_count_of_measured_articles_is_balanced():
    tables = framing.measure(Corpus([Article("a", "A fresh start.", "Post")], Study(phrases=PHRASES)))
    outlets = tables.outlets.assign(articles_measured=None).astype({"articles_measured": "Int64"})
    table = framing.balance(framing.Tables({**tables, "outlets": outlets}, tables.facts), *PHRASES)
    assert table["first"].tolist() == [1]
