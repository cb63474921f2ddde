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
