"""Terms counted in articles: words, runs of words, or what a column of a table names."""

import pandas as pd
import pytest

from framing import Article, Corpus
from framing.compare.counts import counts

CORPUS = Corpus([Article("a", "Rain fell. Rain fell again."), Article("b", "Snow fell.")])
ARTICLES = pd.DataFrame({"article_id": ["b", "a"]})


def held(found):
    return {term: found.matrix[:, [i]].toarray().ravel().tolist() for i, term in enumerate(found.terms)}


def test_rows_stand_in_the_order_of_the_articles_given():
    found = counts(CORPUS, ARTICLES, "words")
    assert held(found) == {"again": [0, 1], "fell": [1, 2], "rain": [0, 2], "snow": [1, 0]}
    assert found.words.tolist() == [2, 5]


def test_runs_of_words_end_with_their_sentence():
    assert set(held(counts(CORPUS, ARTICLES, 2))) == {"rain fell", "fell again", "snow fell"}


def test_values_of_a_column_are_terms(tables):
    found = counts(tables, tables.articles, "quotations.kind")
    kinds = tables.quotations["kind"].value_counts()
    assert {term: sum(row) for term, row in held(found).items()} == kinds.to_dict()


def test_terms_of_other_articles_are_left_out():
    own = pd.DataFrame({"article_id": ["a", "z"], "term": ["x", "y"], "count": [3, 4]})
    assert held(counts(CORPUS, ARTICLES, own)) == {"x": [0, 3]}


@pytest.mark.parametrize("terms", [0, "quotations", pd.DataFrame({"term": ["x"]})])
def test_what_names_no_terms_is_refused(tables, terms):
    with pytest.raises((ValueError, KeyError), match=r"Runs of 0|terms is 'words'|lack article_id, count"):
        counts(tables, tables.articles, terms)


def test_rates_are_of_an_article_s_words_unless_all_terms_are_asked_for():
    own = pd.DataFrame({"article_id": ["a", "a"], "term": ["x", "y"], "count": [3, 1]})
    assert counts(CORPUS, ARTICLES, own).words.tolist() == [2, 5]
    assert counts(CORPUS, ARTICLES, own, "terms").words.tolist() == [0, 4]


def test_values_of_a_column_are_counted_per_word(tables):
    found = counts(tables, tables.articles, "quotations.kind")
    assert found.words.tolist() == tables.articles["words"].tolist()


def test_terms_may_have_the_article_in_their_index():
    own = pd.DataFrame({"term": ["x", "x"], "count": [3, 2]}, index=pd.Index(["a", "b"], name="article_id"))
    assert held(counts(CORPUS, ARTICLES, own)) == {"x": [2, 3]}


def test_a_count_of_nought_is_no_occurrence():
    own = pd.DataFrame({"article_id": ["a", "b"], "term": "x", "count": [0, 2]})
    assert counts(CORPUS, ARTICLES, own).matrix.nnz == 1


def given(**columns):
    return pd.DataFrame({"article_id": ["a", "b"], "term": "x", "count": [1, 2]} | columns)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (given(article_id=[0, 1]), r"they have '0', '1', the articles 'a', 'b'"),
        (given(count=[1, -2]), "whole number from 0: the terms given have '-2' for 'x' in article 'b'"),
        (given(count=[0.5, 1]), "whole number from 0"),
        (given(count=["few", 1]), "whole number from 0"),
        (given(term=[None, "x"]), "1 rows of the terms given have no term"),
        (given(count=[9, 1]), "'x' occurs 9 times in article 'a', which has 5 words"),
        (given().set_index("article_id")["count"], "not Series"),
        (["rain", "snow fell"], "not list"),
        (True, "not bool"),
    ],
)
def test_terms_that_cannot_be_counted_are_refused_with_the_reason(terms, message):
    with pytest.raises((TypeError, ValueError), match=message):
        counts(CORPUS, ARTICLES, terms)


def test_the_only_term_has_no_share_of_the_terms():
    with pytest.raises(ValueError, match="'x' is the only term"):
        counts(CORPUS, ARTICLES, given(), "terms")
