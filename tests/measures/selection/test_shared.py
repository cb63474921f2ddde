"""Shared passages: what is copied, what is edited, and what only quotes the same words."""

import importlib.util
from pathlib import Path

import pytest

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection import passages

ROOT = Path(__file__).resolve().parents[3]


def table(*texts):
    return passages(Corpus(Article(str(i), text) for i, text in enumerate(texts)))


def shown(corpus, row):
    return corpus[row.article_a].text[row.start_a : row.end_a], corpus[row.article_b].text[row.start_b : row.end_b]


COPY = "Heavy rain closed the bridge over the river on Monday and left thousands of commuters stranded."


def test_case_and_style_of_marks_do_not_make_an_edit():
    row = table(f"{COPY} It’s dry.", COPY.upper().replace("RIVER ON", "river on")).iloc[0]
    assert row.kind == "verbatim"
    assert (row.start_a, row.end_a, row.start_b, row.end_b) == (0, len(COPY), 0, len(COPY))
    assert row.similarity == 1.0


def test_a_replaced_word_makes_it_edited():
    row = table(COPY, COPY.replace("thousands", "hundreds")).iloc[0]
    assert row.kind == "edited"
    assert 0.9 < row.similarity < 1.0


def test_house_spelling_is_an_edit_and_no_obstacle():
    row = table(
        "The minister emphasised the labour programme at the centre of the organisation.",
        "The minister emphasized the labor program at the center of the organization.",
    ).iloc[0]
    assert (row.kind, row.similarity) == ("edited", 1.0)


def test_reporters_who_quote_the_same_words_share_only_these():
    a = "Speaking in the capital, the mayor promised that “no family will sleep in a tent this winter”."
    b = "“No family will sleep in a tent this winter,” Ann Lee told a crowd of residents."
    (row,) = table(a, b).itertuples()
    assert row.kind == "quotation"
    assert row.quoted
    assert a[row.start_a : row.end_a] == "no family will sleep in a tent this winter"


def test_names_and_titles_alone_are_no_passage():
    assert table(
        "Prime Minister Ann Marie Lee of the United Kingdom resigned.",
        "A letter reached Prime Minister Ann Marie Lee of the United Kingdom.",
    ).empty


def test_a_notice_is_never_a_passage():
    line = "Source: the example news agency and all of its correspondents abroad"
    assert table(f"Rain fell on the town.\n\n{line}", f"Snow lay in the hills.\n\n{line}").empty


def test_words_that_moved_within_the_sentence_belong_to_the_passage():
    a = "On Monday evening the council approved a budget that doubles spending on public transport."
    b = "The council approved a budget that doubles spending on public transport on Monday evening."
    row = table(a, b).iloc[0]
    assert (row.start_a, row.end_a) == (0, len(a))


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("#", "#")])
def test_texts_without_words_have_none(texts):
    assert table(*texts).empty
    assert "kind" in table(*texts)


def test_seeds_share_what_their_readers_know(seeds):
    found = passages(seeds)
    copied = found[found.kind.isin(["verbatim", "edited"]) & ~found.quoted_a & ~found.quoted_b]
    words = copied.groupby(["article_a", "article_b"])["words"].sum()
    assert set(words.index) == {("000", "001"), ("002", "003")}
    pairs = {(row.article_a, row.article_b, *shown(seeds, row)) for row in found.itertuples()}
    # Harris's sentence, which 004 prints with a lost mark.
    assert any(a == "002" and b == "004" and "new era" in t and "interdependence" in u for a, b, t, u in pairs)
    assert any(a == "003" and b == "004" and "new era" in t and "interdependence" in u for a, b, t, u in pairs)
    # The White House's sentence, which 003 quotes and 004 prints as its own.
    (row,) = [r for r in found.itertuples() if r.article_b == "004" and "orderly" in shown(seeds, r)[1]]
    assert (row.article_a, row.quoted_a, row.quoted_b, row.kind) == ("003", True, False, "edited")


def test_family_trees_are_found_to_the_character():
    spec = importlib.util.spec_from_file_location("passages_benchmark", ROOT / "benchmarks" / "passages.py")
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    assert benchmark.accuracy(trees=3, seed=7) >= 0.98


@pytest.mark.parametrize("piece", ["a ", "rain ", "“", '" ', ". ", "“a b c ", "A. ", "By "])
def test_hostile_texts_end(piece):
    text = piece * 10_000
    table(text, text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5:45 p.m.", "2:45 p.m."),
        ("1:30 p.m.", "1:30 p.m."),
        ("10:40 a.m.", "Only 40 percent of the members came on foot, and another 10 percent voted by letter."),
        ("Results: 4, 17, 23, 31, 38 and 40.", "Drawn were 4, 17, 23, 31, 38 and lastly 40 and 7."),
    ],
)
def test_numbers_alone_are_no_shared_wording(one, other):
    # In a long article a time of day that comes once weighs much.
    a = "\n\n".join([f"Trams{n} ran late." for n in range(60)] + [one])
    b = "\n\n".join([f"Ferries{n} sank." for n in range(60)] + [other])
    assert table(a, b).empty


def test_the_same_statement_in_other_words_is_a_paraphrase_and_no_family():
    rest = "Trains ran late. Shops stayed open. Schools closed at noon. Nobody was hurt."
    a = f"The flood destroyed the old market hall at the harbour. {rest}"
    b = "A market hall in the harbour, very old, was destroyed by flooding. Hotels offered free rooms. Rain may return."
    (row,) = table(a, b).itertuples()
    assert row.kind == "paraphrase"
    assert a[row.start_a : row.end_a] == "The flood destroyed the old market hall at the harbour."
