"""Claims that an article leaves something out: which hold, how sure they are, and what is nearest."""

import logging

import pandas as pd
import pytest

import framing
from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection import omissions

BRIDGE = "Heavy rain closed the old bridge over the river on Monday and left crowds of commuters stranded."
SCHOOL = "The mayor promised new roofs for both schools before the winter comes."
SHEEP = "Farmers lost two hundred sheep in the low meadows near the mill."


def tables(*rows):
    """Tables of articles (id, outlet, text) on one event, of one day."""
    articles = [Article(i, text, outlet=outlet, event="flood", date="2021-06-08") for i, outlet, text in rows]
    return framing.measure(Corpus(articles), model="fast")


@pytest.fixture(scope="module")
def three():
    first, second = f"{BRIDGE} {SHEEP}", f"{BRIDGE} {SCHOOL}"
    return tables(("a", "Post", first), ("b", "Press", second), ("c", "Echo", "Trains ran late."))


def test_what_two_outlets_carry_and_a_third_does_not_is_claimed(three):
    row = omissions(three).squeeze()
    assert (row["article_id"], row["outlet"], row["carried_by"], row["text"]) == ("c", "Echo", "Post, Press", BRIDGE)
    assert row["at_risk"] and not row["copy"] and 0.5 < row["confidence"] < 1


def test_what_another_article_of_the_outlet_carries_is_not_left_out():
    more = ("c", "Echo", SCHOOL), ("d", "Echo", BRIDGE)
    assert omissions(tables(("a", "Post", BRIDGE), ("b", "Press", BRIDGE), *more)).empty


def test_what_may_be_there_is_not_claimed():
    near = "The old bridge over the river was closed for repairs, and commuters were angry."
    assert omissions(tables(("a", "Post", BRIDGE), ("b", "Press", BRIDGE), ("c", "Echo", near))).empty


def test_what_happened_after_an_article_was_filed_is_not_claimed(three):
    early = three.statements.assign(at_risk=three.statements["at_risk"].where(three.statements["carried"], False))
    assert omissions(framing.Tables({**three, "statements": early}, three.facts)).empty


def test_the_columns_are_there_without_a_claim():
    found = omissions(tables(("a", "Post", BRIDGE)))
    assert found.empty and {"near", "confidence", "carried_by"} <= set(found.columns)


def test_absences_in_a_large_event_are_looked_for_with_the_corpus(caplog):
    articles = [Article(f"{n:02d}", BRIDGE if n < 2 else SCHOOL, outlet=str(n), event="flood") for n in range(31)]
    corpus = Corpus(articles)
    made = framing.measure(corpus, model="fast")
    assert made.statements["carried"].all()
    with caplog.at_level(logging.WARNING):
        assert omissions(made).empty
    assert "framing.omissions(tables, corpus)" in caplog.text
    found = omissions(made, corpus)
    assert len(found) == 29 + 2 and set(found["outlets"]) == {2, 29}
    assert found["statement"].isin(made.statements["statement"]).all()


def test_what_is_no_tables_is_refused():
    with pytest.raises(TypeError, match=r"omissions takes the tables of framing\.measure, not DataFrame"):
        omissions(pd.DataFrame())
