"""Every row of every table leads to its place in the text."""

import pandas as pd
import pytest

import framing

PLACED = ["sentences", "tone", "quotations", "phrases", "mentions", "passages", "statements", "edits"]


@pytest.mark.parametrize("name", PLACED)
def test_every_table_with_spans_leads_to_the_text(seeds, tables, name):
    table = tables[name]
    start = "start" if "start" in table else "start_a"
    row = table[table[start].notna()].iloc[0]
    article = seeds[row["article_id" if start == "start" else "article_a"]]
    span = article.text[row[start] : row["end" if start == "start" else "end_a"]]
    assert f"[{span}]" in repr(framing.evidence(seeds, row))


def test_a_passage_shows_both_places(seeds, tables):
    row = tables.passages.iloc[0]
    said = repr(framing.evidence(seeds, row))
    assert said.count("characters") == 2 and row["text_a"] in said and row["text_b"] in said


def test_a_total_has_no_place_of_its_own(seeds, tables):
    with pytest.raises(ValueError, match="rows of the table that it sums"):
        framing.evidence(seeds, tables.outlets.iloc[0])


def test_a_statement_that_is_not_carried_has_no_place(seeds, tables):
    absent = tables.statements[~tables.statements["carried"].fillna(False)]
    with pytest.raises(ValueError, match="names no place"):
        framing.evidence(seeds, absent.iloc[0])


def test_a_span_over_two_sentences_shows_both_and_a_plain_mapping_will_do():
    corpus = framing.Corpus([framing.Article("a", "It rained. Ann left. Bo stayed.")])
    assert repr(framing.evidence(corpus, {"article_id": "a", "start": 3, "end": 14})).endswith("It [rained. Ann] left.")


def test_a_place_in_an_article_that_is_not_there_is_named(seeds):
    with pytest.raises(KeyError, match="No article 'zzz'"):
        framing.evidence(seeds, pd.Series({"article_id": "zzz", "start": 0, "end": 1}))


def test_markup_in_the_text_is_escaped():
    corpus = framing.Corpus([framing.Article("a", "A <script>x</script> here.")])
    page = framing.evidence(corpus, {"article_id": "a", "start": 2, "end": 10}).html
    assert "<script" not in page and "&lt;script&gt;</span>x" in page


def test_what_is_no_row_is_refused(seeds, tables):
    with pytest.raises(TypeError, match="evidence takes one row of a table"):
        framing.evidence(seeds, 0)
    with pytest.raises(TypeError, match="not a whole table"):
        framing.evidence(seeds, tables.quotations)
    with pytest.raises(ValueError, match=r"evidence takes articles.* framing\.read\('seeds'\)"):
        framing.evidence("seeds", tables.quotations.iloc[0])
