"""Dictionaries in the formats that researchers have, counted in texts."""

import pandas as pd
import pytest

import framing
from framing import Article, Corpus

TEXT = "Taxes rose. “No new tax,” the untaxed said; not good at all, nor goodness."
# One dictionary as each program writes it.
FILES = {
    "own.dic": "%\n1\tmoney\n2\tvalue words\n%\ntax*\t1\nnot good\t2\ngood*\t2\n",
    "own.lc3": "+money+\ntax*\n+value words+\nnot good\ngood*\n",
    "own.ykd": '<?xml version="1.0"?><dictionary><cnode name="all"><cnode name="money"><pnode name="tax*"/></cnode>'
    '<cnode name="value words"><pnode name="not good"/><pnode name="good*"/></cnode></cnode></dictionary>',
    "own.yml": "money:\n  - tax*\nvalue words:\n  - not_good\n  - good*\n",
    "long.csv": "category,entry\nmoney,tax*\nvalue words,not good\nvalue words,good*\n",
    "wide.tsv": "money\tvalue words\ntax*\tnot good\n\tgood*\n",
}


def found(source, text=TEXT):
    rows = framing.dictionary(text, source, model="fast").rows
    return [list(pair) for pair in zip(rows["category"], rows["word"], strict=True)]


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_hits(tmp_path, name):
    (tmp_path / name).write_text(FILES[name])
    assert found(tmp_path / name) == [
        ["money", "Taxes"], ["money", "tax"], ["value words", "not good"], ["value words", "goodness"],
    ]  # fmt: skip


def test_stars_and_question_marks_stand_for_letters():
    assert found({"a": ["*tax*"], "b": ["go?d"]}) == [["a", "Taxes"], ["a", "tax"], ["a", "untaxed"], ["b", "good"]]


def test_a_word_counts_in_each_of_its_categories_and_once_in_one():
    assert found({"a": ["tax", "tax*"], "b": ["tax"]}, "A tax.") == [["a", "tax"], ["b", "tax"]]


def test_words_of_one_entry_stand_side_by_side():
    assert found({"a": ["not good"]}, "Not, good. Not\ngood.") == [["a", "Not\ngood"]]


def test_categories_inside_categories_bear_both_names():
    assert found({"economy": {"jobs": ["job*"], "__": ["trade"]}}, "Trade and jobs.") == [
        ["economy", "Trade"], ["economy.jobs", "jobs"],
    ]  # fmt: skip


def test_rates_are_per_thousand_words_of_headline_and_body():
    texts = {"a": ("A tax is due.", "Post"), "b": ("No word.", "Post"), "c": ("", "Press")}
    corpus = Corpus([Article(name, *text) for name, text in texts.items()])
    counted = framing.dictionary(corpus, {"money": ["tax"]}, model="fast")
    assert counted.outlets.iloc[0].tolist() == ["Post", "money", 1, 6, 166.667]
    assert pd.isna(counted.outlets.iloc[1]["rate"])


def test_voices_tell_who_says_the_word():
    rows = framing.dictionary("Taxes rose. “No tax,” said Ann Lee.", {"money": ["tax*"]}, model="fast").rows
    assert rows["voice"].tolist() == ["journalist", "quoted"]
    assert rows["speaker"].fillna("").tolist() == ["", "Ann Lee"]


def test_counts_feed_contrast_and_keyness():
    corpus = Corpus([
        Article(f"{outlet}{i}", f"Tax {'tax ' * (outlet == 'A')} on goods in town {i}.", outlet)
        for outlet in "AB" for i in range(10)
    ])  # fmt: skip
    tables = framing.measure(corpus, model="fast")
    counted = framing.dictionary(corpus, {"money": ["tax"]}, tables=tables)
    rate = framing.compare.contrast(tables, counted.counts("money"), statistic="rate").table.iloc[0]
    assert rate["value"] > rate["value_other"] > 0
    key = framing.compare.keyness(tables, terms=counted.terms).table
    assert key.set_index("group").loc["A", ["term", "count"]].tolist() == ["money", 20]


def test_lines_that_cannot_be_read_are_listed(tmp_path):
    file = tmp_path / "old.dic"
    file.write_bytes("%\r\n1\tgood\r\n%\r\nkind\t<of> 1\r\nfine\t1\t7\r\ncafé\t1\r\nalone\r\n".encode("cp1252"))
    counted = framing.dictionary("Fine café.", file, model="fast")
    assert counted.rows["word"].tolist() == ["Fine", "café"]
    assert counted.problems["line"].tolist() == [4, 5, 7]
    assert counted.problems["problem"].tolist() == [
        "it has a condition, which is not supported", "the legend has no category 7", "it has no number of a category",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.dic", "word\t1\n", "between two lines with a %"),
        ("a.ykd", "<dictionary>", "not well-formed XML"),
        ("a.yml", "a: [", "not valid YAML"),
        ("a.yml", "word", "categories with lists"),
        ("a.txt", "word", "it reads .dic"),
        ("a.csv", "category,entry\n", "no entry"),
    ],
)
def test_a_file_that_is_no_dictionary_gets_one_sentence(tmp_path, name, text, said):
    (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=said):
        framing.dictionary(TEXT, tmp_path / name)


def test_a_missing_file_and_an_unknown_category_are_named():
    with pytest.raises(FileNotFoundError, match=r"no dictionary 'none\.dic'"):
        framing.dictionary(TEXT, "none.dic")
    with pytest.raises(KeyError, match="it has money"):
        framing.dictionary(TEXT, {"money": ["tax"]}, model="fast").counts("taxes")
