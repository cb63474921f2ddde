"""The concordance: hits with the words around them."""

import pytest

import framing
from framing import Article, Corpus

TEXT = "A new era began.\n\nNobody wanted\nanother new era, she said. The newest era ends."


def lines(*args, **kwargs):
    table = framing.kwic(*args, model="fast", **kwargs)
    return table[["left", "keyword", "right"]].values.tolist()


def test_the_words_around_a_hit_come_with_their_marks_and_single_spaces():
    assert lines(TEXT, "new era", window=2) == [
        ["A", "new era", "began. Nobody"],
        ["wanted another", "new era", ", she said"],
    ]


def test_a_window_of_no_words_shows_the_hits_alone():
    assert lines("One new era.", "new era", window=0) == [["", "new era", ""]]


def test_spans_are_those_of_the_text():
    table = framing.kwic(TEXT, "new era", model="fast")
    assert [TEXT[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == ["new era", "new era"]


def test_patterns_lists_and_names_are_all_looked_for():
    assert [row[1] for row in lines(TEXT, r"re:new(est)? era")] == ["new era", "new era", "newest era"]
    assert framing.kwic(TEXT, ["era", "ends"], model="fast")["phrase"].tolist() == ["era", "era", "era", "ends"]
    assert set(framing.kwic(TEXT, {"times": ["era"]}, model="fast")["phrase"]) == {"times"}


def test_left_context_sorts_from_the_key_word_outwards():
    text = "Grim news came. Good news came. A good news day. Bad news came."
    assert [row[0].split()[-1] for row in lines(text, "news", window=2, sort="left")] == ["Bad", "good", "Good", "Grim"]
    assert lines(text, "news", window=2, sort="right")[-1][2] == "day. Bad"


def test_lines_sort_by_any_column_those_without_a_value_last():
    corpus = Corpus([Article("a", "It rained.", "B Post", date="2021-01-02"), Article("b", "It rained.", "A Post")])
    assert framing.kwic(corpus, "rained", sort="outlet", model="fast")["article_id"].tolist() == ["b", "a"]
    assert framing.kwic(corpus, "rained", sort="date", model="fast")["article_id"].tolist() == ["a", "b"]


def test_voices_are_those_of_measured_tables_where_they_are_given(seeds, tables):
    table = framing.kwic(seeds, "new era", tables=tables)
    measured = tables.phrases[tables.phrases["phrase"] == "new era"]
    for column in ("start", "voice", "speaker"):
        assert table[column].tolist() == measured[column].tolist()


def test_a_notebook_shows_the_key_words_under_one_another_and_nothing_of_a_text_as_markup():
    page = framing.kwic("The <b>new era</b> & more.", "new era", model="fast")._repr_html_()
    assert 'text-align: right">The &lt;b&gt;<' in page and "<b>" not in page
    assert framing.kwic("A new era.", "new era", model="fast")[["outlet"]]._repr_html_().count("<td>") == 1


@pytest.mark.parametrize(
    ("phrase", "more", "said"),
    [
        ([], {}, "No phrase to look for"),
        ("", {}, "empty form"),
        ("a", {"window": -1}, "window is a number of words"),
        ("a", {"sort": "nothing"}, "sort is a column"),
        ("re:(", {}, "no regular expression"),
    ],
)
def test_what_cannot_be_looked_for_is_said(phrase, more, said):
    with pytest.raises(ValueError, match=said):
        framing.kwic("A text.", phrase, model="fast", **more)


def test_a_number_is_no_phrase():
    with pytest.raises(TypeError, match="A phrase is a text"):
        framing.kwic("A text.", 7)
