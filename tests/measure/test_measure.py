"""A corpus in, all tables out, the same whatever the order of its articles."""

import pandas as pd
import pytest

import framing
from framing import Corpus
from framing.tables import SCHEMA


def test_every_table_has_the_columns_of_the_schema(tables):
    for name, table in SCHEMA.items():
        assert [c.name for c in table.columns] == list(tables[name].columns)[: len(table.columns)]


def test_the_order_of_the_articles_changes_no_row(seeds, tables):
    turned = framing.measure(Corpus(reversed(seeds.articles), seeds.study))
    for name in ("quotations", "tone", "phrases", "speakers", "mentions"):
        keys = [c for c in ("article_id", "start", "speaker", "actor") if c in tables[name]]
        one, other = (t[name].sort_values(keys, kind="stable").reset_index(drop=True) for t in (tables, turned))
        pd.testing.assert_frame_equal(one, other)


def test_an_empty_corpus_gives_empty_tables():
    tables = framing.measure(Corpus([]))
    assert all(len(table) == 0 for table in tables.values())


def test_without_what_needs_the_whole_corpus_nothing_is_shared(seeds):
    tables = framing.measure(seeds, across=False)
    assert tables.passages.empty and tables.articles["shared_words"].isna().all()


def test_an_unknown_scorer_is_named_with_those_there_are(seeds):
    with pytest.raises(ValueError, match="vader"):
        framing.measure(seeds, scorer="vaader")


def test_the_corpus_hash_follows_the_texts(seeds):
    one = framing.measure(seeds[:1]).facts["corpus"]
    assert one == framing.measure(seeds[:1]).facts["corpus"]
    assert one != framing.measure(seeds[1:2]).facts["corpus"]
