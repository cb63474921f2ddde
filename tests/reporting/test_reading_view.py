"""`show`: the text as it was, marked so that JupyterLab's sanitizer, a printer and a screen reader keep it."""

import html
import re

import pytest

import framing
from framing.measures.voice import SPEECH
from framing.reporting.markup import STYLES, tint

# JupyterLab 4 keeps these properties in notebooks that are not trusted, and drops all others.
KEPT = {
    "background-color", "border", "border-bottom", "border-left", "border-collapse", "color", "display", "font-size",
    "font-style", "font-weight", "line-height", "margin", "max-width", "min-width", "overflow-x", "padding",
    "padding-left", "padding-right", "text-align", "text-decoration", "vertical-align", "width",
}  # fmt: skip
KEPT_DECORATION = re.compile(r"none|((underline|overline|line-through|blink)\s*)+")
STORY = "New ferry\n\n“It is a great day,” Ann Lee said. The old bridge was a disaster.\n\n“We’ll see,” Bo Ek said."


def words_of(page: str) -> str:
    """What is left of a page's paragraphs without tags and numbers."""
    return html.unescape(re.sub(r"<sup.*?</sup>|<[^>]*>", "", page))


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_every_paragraph_stands_in_the_page_as_it_was_printed(seeds, tables, name):
    shown = words_of(framing.show(seeds[name], tables).html)
    document = framing.Document(seeds[name])
    places = [shown.find(document.text[start:end]) for start, end, _ in document.paragraphs]
    assert -1 not in places


def test_what_is_marked_is_what_was_counted(seeds, tables):
    page = framing.show(seeds["003"], tables).html
    said = tables.quotations[(tables.quotations["article_id"] == "003") & tables.quotations["kind"].isin(SPEECH)]
    sources, _, left_out = page.partition("What this article leaves out")
    assert sources.count("<td") == 6 * len(said)
    claims = framing.omissions(tables).query("article_id == '003'")
    assert left_out.count("<td") == 4 * len(claims) > 0
    assert set(said["speaker"].dropna()) <= set(re.findall(r"<td[^>]*>([^<]*)</td>", page))
    assert page.count(STYLES["phrase"]) >= (tables.phrases["article_id"] == "003").sum()


def test_hovering_tells_who_by_which_cue_and_how_sure():
    assert re.search(r'title="Ann Lee: direct, cue “said”, confidence 0\.\d\d', framing.show(STORY).html)


def test_each_speaker_has_a_number_and_a_tint_that_the_legend_explains():
    page = framing.show(STORY).html
    for number, name in ((1, "Ann Lee"), (2, "Bo Ek")):
        assert f'{tint(number)}">{number} {name} (' in page
    assert '<sup style="line-height: 0">1</sup>' in page and '<sup style="line-height: 0">2</sup>' in page


def test_what_hovering_tells_stands_in_a_table_too_for_who_cannot_hover():
    page = framing.show(STORY).html
    assert "<summary>Who speaks, by which cue, how sure</summary>" in page
    assert "<details" not in framing.show("It rained.").html


@pytest.mark.parametrize("page", ["show", "beside", "evidence"])
def test_an_untrusted_notebook_keeps_every_style(seeds, tables, page):
    shown = {
        "show": lambda: framing.show(seeds["003"], tables),
        "beside": lambda: framing.show(seeds["002"], against=seeds["003"]),
        "evidence": lambda: framing.evidence(seeds, tables.quotations.iloc[0]),
    }[page]().html
    for style in re.findall(r'style="([^"]*)"', shown):
        for name, value in (part.split(":", 1) for part in style.split(";") if part.strip()):
            assert name.strip() in KEPT
            assert name.strip() != "text-decoration" or KEPT_DECORATION.fullmatch(value.strip())
    assert not re.search(r"<(script|style|link|iframe)|tabindex|role=|\son\w+=|https?://", shown)


def test_an_article_that_holds_a_script_shows_it():
    page = framing.show('<script>alert("x")</script>\n\n“No <b>,” said Ann "<i>" Lee.').html
    assert "<script" not in page and "&lt;script&gt;" in page and "<b>" not in page and "<i>" not in page


def test_a_shared_paragraph_has_a_bar_and_says_with_whom(seeds, tables):
    row = tables.passages.iloc[0]
    page = framing.show(seeds[row["article_a"]], tables).html
    assert re.search(rf'title="[^"]*shared with [^"]*{row["article_b"]} ', page)
    assert "shared with another article" in page


def test_notices_and_captions_are_quiet(seeds, tables):
    assert 'font-size: 85%" title="caption' in framing.show(seeds["003"], tables).html


@pytest.mark.parametrize("text", ["", " ", "#", "“”", "\x00", "“a\n\n“b\n\n“c"])
def test_the_emptiest_texts_have_a_page(text):
    assert framing.show(text).html.startswith("<div")


def test_a_page_prints_as_its_text():
    assert repr(framing.show("It rained.")) == "It rained."
    assert framing.show("It rained.")._repr_html_() == framing.show("It rained.").html


def test_a_corpus_or_an_id_in_place_of_an_article_is_refused_with_what_is_meant(seeds, tables):
    with pytest.raises(TypeError, match=r"one article, such as corpus\['000'\], .* not Corpus"):
        framing.show(seeds, tables)
    with pytest.raises(ValueError, match=r"Is it the id of an article\? Then show corpus\['003'\]"):
        framing.show("003", tables)
    with pytest.raises(TypeError, match="not Article"):
        framing.show(seeds["000"], seeds["001"])


def test_a_page_says_why_no_tone_word_is_marked():
    corpus = framing.Corpus([framing.Article("a", "A great day. A disaster.")])
    by_vader = framing.show(corpus["a"], framing.measure(corpus, across=False)).html
    by_news = framing.show(corpus["a"], framing.measure(corpus, "news", across=False)).html
    assert "positive tone word" in by_vader and "not marked" not in by_vader
    assert "tone word" in by_news and "positive tone word" not in by_news and "scorer news" in by_news


def test_what_the_audit_flags_is_shown_as_topic():
    texts = ["The crisis goes on.", "Ministers spoke of the crisis."]
    corpus = framing.Corpus(framing.Article(str(n), text, f"Outlet {n}") for n, text in enumerate(texts))
    assert "topic word by the audit" not in framing.show(corpus["0"]).html
    assert "topic word by the audit" in framing.show(corpus["0"], audit=framing.tone_audit(corpus)).html
