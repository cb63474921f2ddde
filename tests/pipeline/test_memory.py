"""A corpus in, all tables out, the same whatever the order of its articles."""

import random

import pandas as pd
import pytest

import framing
from framing import Article, Corpus, Tables
from framing.tables import SCHEMA


def test_every_table_has_the_columns_of_the_schema(tables):
    for name, table in SCHEMA.items():
        assert [c.name for c in table.columns] == list(tables[name].columns)[: len(table.columns)]


def same_rows(one, other):
    for name, table in one.items():
        keys = list(table.select_dtypes(exclude="float").columns)
        rows = [t[name][list(table.columns)].sort_values(keys, ignore_index=True) for t in (one, other)]
        pd.testing.assert_frame_equal(*rows, rtol=0, atol=1e-12)


def test_the_order_of_the_articles_changes_no_row(seeds, tables):
    same_rows(tables, framing.measure(Corpus(reversed(seeds.articles), seeds.study)))


def test_the_order_of_a_simulated_corpus_changes_no_row():
    corpus = framing.simulate(2, seed=3)
    shuffled = random.Random(4).sample(corpus.articles, len(corpus))
    one, other = (framing.measure(x, model="fast") for x in (corpus, Corpus(shuffled, corpus.study)))
    same_rows(one, other)


def test_an_empty_corpus_gives_empty_tables():
    tables = framing.measure(Corpus([]))
    assert all(len(table) == 0 for table in tables.values())


def test_without_what_needs_the_whole_corpus_nothing_is_shared(seeds):
    tables = framing.measure(seeds, across=False)
    assert tables.passages.empty and tables.articles["shared_words"].isna().all()


def test_an_unknown_scorer_is_named_with_those_there_are(seeds):
    with pytest.raises(ValueError, match="vader"):
        framing.measure(seeds, scorer="vaader")


class Steady:
    """A scorer that is an object."""

    def __call__(self, texts):
        return [0.25 for _ in texts]


def shouting(texts):
    return [text.count("!") for text in texts]


@pytest.mark.parametrize(("scorer", "name"), [(shouting, "shouting"), (Steady(), "Steady"), ("vader", "vader")])
def test_tables_made_with_any_scorer_are_saved_and_name_it(tmp_path, scorer, name):
    tables = framing.measure(Corpus([Article("a", "Help! It rained.")]), scorer=scorer)
    tables.save(tmp_path)
    again = Tables.load(tmp_path)
    assert again.facts["scorer"] == (name if scorer == "vader" else f"{__name__}.{name}")
    pd.testing.assert_frame_equal(again.sentences, tables.sentences)


def test_the_corpus_hash_follows_the_texts(seeds):
    one = framing.measure(seeds[:1]).facts["corpus"]
    assert one == framing.measure(seeds[:1]).facts["corpus"]
    assert one != framing.measure(seeds[1:2]).facts["corpus"]


def test_an_outlet_without_a_measured_article_has_no_zeros():
    german = framing.Article("a", "Der Damm ist gebrochen.", outlet="Chronik", language="de")
    english = framing.Article("b", "Ann Hill said the dam broke.", outlet="Post")
    for articles in ([german], [german, english]):
        outlet = framing.measure(framing.Corpus(articles)).outlets.set_index("outlet").loc["Chronik"]
        assert outlet[["words", "quotations", "speakers", "tone_mean", "shared_words"]].isna().all()
        assert (outlet["articles"], outlet["articles_measured"]) == (1, 0)


@pytest.mark.parametrize("name", ["measure", "passages", "families", "statements", "edits"])
def test_what_is_no_corpus_is_refused(name):
    with pytest.raises(ValueError, match=rf"{name} takes articles.* framing\.read\('harris-mexico-2021'\)"):
        getattr(framing, name)("harris-mexico-2021")


@pytest.mark.parametrize("name", ["salience", "responses", "standing", "methods"])
def test_what_is_no_tables_is_refused(name):
    with pytest.raises(TypeError, match=f"{name} takes the Tables that framing.measure"):
        getattr(framing, name)(framing.Corpus([]))
