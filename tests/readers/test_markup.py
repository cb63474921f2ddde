import pandas as pd
import pytest

import framing
from framing.readers import check, read
from framing.readers.markup import has_tags, without_markup

PLAIN = "The council shut the old pier on Monday.\n“We had no choice,” said Ada Norwell & friends."
HTML = (
    "<p>The council shut the <b>old</b> pier on Monday.</p>\n"
    "<p>“We had no choice,” said Ada Norwell &amp; friends.</p>"
)


@pytest.mark.parametrize("text", ["a &#0; b", "a &#xD800; b", "a &#1114112; b", "Q&A; more"])
def test_an_entity_of_no_character_stays_as_it_is_written(text):
    assert without_markup(text) == text


@pytest.mark.parametrize(
    "text",
    [
        HTML,
        HTML.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),  # escaped once more
        f"<![CDATA[{HTML}]]>",
        "The council shut the old pier on Monday.<br/>“We had no choice,” said Ada Norwell &#38; friends.",
        '<script>var x = "a";</script><div>The council shut the old pier on Monday.</div><div>&ldquo;We had no choice,'
        "&rdquo; said Ada Norwell &amp; friends.</div>",
        "The council shut the <em>old</em> pier on Monday.\n“We had no choice,” "
        "said <a href='x'>Ada Norwell</a> &amp; friends.",
    ],
)
def test_tags_and_entities_are_no_words(text):
    assert without_markup(text) == PLAIN


@pytest.mark.parametrize(
    "text",
    ["Rain & snow; x < y > z.\n\nIt fell.", "AT&T and R&D; <jo@example.org> <3", "&unknown; &", "", "a <b and c> d"],
)
def test_a_text_without_markup_comes_back_as_it_is(text):
    assert without_markup(text) == text and has_tags(text) is None


def test_an_address_between_angles_stays_beside_tags():
    assert without_markup("<p>Write to <jo@example.org> if x < y.</p>") == "Write to <jo@example.org> if x < y."


def test_cells_and_files_of_html_are_read_as_text_and_listed(tmp_path):
    table = pd.DataFrame({"id": ["a", "b"], "outlet": ["A&amp;B Post", "Press"], "text": [HTML, PLAIN]})
    corpus = read(table)
    assert corpus["a"].text == corpus["b"].text == PLAIN and corpus["a"].outlet == "A&B Post"
    assert corpus.problems["problem"].str.contains("1 texts hold tags or entities").sum() == 1
    (tmp_path / "fragment.html").write_text(f"<div>{HTML}</div>", encoding="utf-8")
    (article,) = read(tmp_path / "fragment.html")
    assert article.text == PLAIN and check(tmp_path)["problem"].str.contains("tags or entities of HTML").any()


def test_words_of_markup_are_not_measured():
    table = pd.DataFrame({"id": ["a", "b"], "outlet": ["Post", "Press"], "text": [HTML, PLAIN]})
    words = framing.measure(framing.read(table)).articles["words"]
    assert words[0] == words[1]
