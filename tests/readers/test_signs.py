import pandas as pd
import pytest

from framing.readers import check, read
from framing.readers.signs import format_signs, many_articles, many_in_page, unknown_layout

STORY = "The council shut the old pier on Monday after a storm.\n\nShopkeepers nearby said that trade would suffer.\n"
NUMBER = "EXMP000020210{}01eh6800001"


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{n} of 3 DOCUMENTS\n\n{STORY}" for n in (1, 2, 3)),
        "".join(f"{n} von 2 DOKUMENTEN\n\n{STORY}" for n in (1, 2)),
        "".join(f"{STORY}Dokument {NUMBER.format(n)}\n" for n in (1, 2)),
        "".join(f"{STORY}Accession number: {n}\n" for n in (111, 222)),
        f"{STORY}Load-Date: June 9, 2021\n" * 3,
        f"Copyright 2021 Example Press\n{STORY}" * 3,
        STORY * 700,
    ],
)
def test_a_text_of_many_articles_is_named_when_it_is_read_and_by_check(text):
    assert many_articles(text)
    table = pd.DataFrame({"id": ["a"], "outlet": ["Post"], "text": [text]})
    for problems in (read(table).problems, check(table)):
        assert problems["problem"].str.contains("seems to hold many articles").sum() == 1


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"1 of 3 DOCUMENTS\n{STORY}Load-Date: June 9, 2021\nCopyright 2021 Example Press\nCopyright 2021 Post",
        f"Document {NUMBER.format(1)}\n{STORY}Document {NUMBER.format(1)}",
        f"Document reviewed yesterday\n{STORY}Document obtained illegally",
        STORY * 400,
    ],
)
def test_one_article_is_not_many(text):
    assert many_articles(text) is None


def test_a_page_with_many_full_articles_is_many_and_one_with_links_to_others_is_not():
    full = f'<div id="article-{{}}" class="article">{STORY * 8}</div>'
    assert many_in_page("<html>" + "".join(full.format(n) for n in range(3)) + "</html>")
    teasers = '<div class="article-card"><a href="x">Pier shut after the storm</a></div>' * 20
    assert many_in_page(f"<html>{full.format(1)}{teasers}</html>") is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Mon\x02day\x0c", "2 control characters (U+0002, U+000C)"),
        ("Rain\0fell", "U+0000"),
        ("He wrote <tweet id='1'>so</tweet>.", "tags"),
        ("@article{pier2021,\n title = {Pier}}", "BibTeX"),
        ("Rain.\n" + ("QUJD" * 19 + "\n") * 4, "base64"),
    ],
)
def test_signs_of_a_format_are_named(text, sign):
    assert any(sign in problem for problem, _ in format_signs(text))


def test_a_sound_text_has_no_signs():
    assert list(format_signs(STORY + "\t\r\n\u2028 “x” — x < y & z\x85")) == []


def test_control_characters_in_names_are_removed_and_listed_and_those_in_texts_kept():
    row = {"id": "a", "outlet": "Po\x02st\x0b", "title": "Pier\x0cshut", "text": "Mon\x02day. " + STORY}
    corpus = read(pd.DataFrame([row]))
    assert (corpus["a"].outlet, corpus["a"].title) == ("Post", "Pier shut") and "Mon\x02day" in corpus["a"].text
    listed = corpus.problems[corpus.problems["problem"].str.contains("control characters")]
    assert set(listed["field"]) == {"outlet", "title", "text"}


@pytest.mark.parametrize("text, near", [
    ("".join(f"{n} of 3 DOCUMENTS\n\n{STORY}" for n in (1, 2, 3)), "Nexis"),
    (f"{STORY}Accession number: 111\n{STORY}Accession number: 222\n", "none of the known ones"),
    (f"Full text: {STORY}ProQuest document ID: 1\n{STORY}ProQuest document ID: 2\n", "ProQuest"),
    ("".join(f'"Post" vom {n}.6.2021      Seite: 2\n{STORY}' for n in range(10, 20)), "none of the known ones"),
    (f"{STORY}\n{'_' * 60}\n" * 4, "ProQuest"),
    (f"Pier shut\n21-06-2021\n{STORY}" * 9, "none of the known ones"),
    ("".join(f'"Post" vom {n}.6.2021 Seite: 2\n\n{STORY * 30}\n' for n in range(10, 20)).replace("\n\n\n", "\n\n"), ""),
])  # fmt: skip
@pytest.mark.parametrize("ending", ["txt", "rtf"])
def test_a_file_in_an_unknown_layout_is_no_article_and_the_nearest_is_named(tmp_path, text, near, ending):
    from archive_layouts import rtf

    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / f"export.{ending}").write_bytes(rtf(text) if ending == "rtf" else text.encode())
    corpus = read(tmp_path)
    assert [article.text for article in corpus] == [STORY]
    (problem,) = corpus.problems["problem"][corpus.problems["problem"].str.contains("its layout is unknown")]
    assert near in problem and "left out" in problem


def test_a_text_without_blanks_between_its_words_has_a_length_too():
    assert many_articles("雨が降った。" * 2_000) is None and "words" in many_articles("雨が降った。" * 10_000)


@pytest.mark.parametrize("text", [STORY * 700, STORY + "Published 8 June 2021\n", f"8 June 2021\n\n{STORY * 300}",
                                  "".join(f"{n} June 2021\n{STORY}" for n in range(1, 20))])  # fmt: skip
def test_a_long_article_is_no_unknown_layout(text):
    assert unknown_layout(text) is None
