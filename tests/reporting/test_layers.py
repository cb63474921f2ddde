"""What is marked: speakers numbered as they appear, unknown ones too, tone words where the tone table scores them."""

import pytest

import framing
from framing.reporting.layers import UNKNOWN, layers
from framing.reporting.markup import STYLES
from framing.tables import frame

STORY = "“It is good,” Ann Lee said.\n\n“It is bad,” Bo Ek said.\n\n“Neither,” Ann Lee said."


def found(text, phrases=(), passages=None, quotations=None):
    document = framing.Document(text)
    said = framing.quotations(document) if quotations is None else quotations
    return document, layers(document, said, dict(phrases), frame("passages", []) if passages is None else passages)


def test_speakers_are_numbered_in_order_of_appearance():
    assert found(STORY)[1].speakers == {"Ann Lee": 1, "Bo Ek": 2}


def test_a_quotation_without_a_known_speaker_is_marked_and_says_so():
    rows = framing.quotations(STORY)
    rows.loc[1, ["speaker", "speaker_local"]] = None
    assert UNKNOWN in found(STORY, quotations=rows)[1].speakers


def test_tone_words_are_marked_by_sign():
    document, layer = found("A great day. A disaster.")
    signs = {document.text[m.start : m.end]: m.style for m in layer.marks}
    assert signs == {"great": STYLES["positive"], "disaster": STYLES["negative"]}


def test_phrases_are_marked_whatever_their_case():
    _, layer = found("New era, new  era.", {"new era": ["new era"]})
    assert [m.title for m in layer.marks if m.style == STYLES["phrase"]] == ["phrase: new era"] * 2


def test_a_shared_passage_bars_its_paragraph_and_names_each_article_once():
    text = "First paragraph here.\n\nSecond paragraph here."
    row = {
        "start_a": 23,
        "end_a": 45,
        "article_b": "z",
        "start_b": 0,
        "end_b": 22,
        "kind": "verbatim",
        "article_a": "text",
    }
    both = {
        "words": 3,
        "similarity": 1.0,
        "quoted": False,
        "quoted_a": False,
        "quoted_b": False,
        "text_a": "",
        "text_b": "",
    }
    passages = frame("passages", {name: [value, value] for name, value in {**row, **both}.items()})
    assert found(text, passages=passages)[1].shared == {1: "shared with z (verbatim)"}


def test_marks_of_other_articles_stay_away():
    corpus = framing.Corpus([framing.Article("a", STORY), framing.Article("b", "It rained.")])
    said = framing.quotations(corpus)
    assert layers(framing.Document(corpus["b"]), said, {}, frame("passages", [])).marks == []


def tone_marks(text, **given):
    document = framing.Document(text)
    layer = layers(document, framing.quotations(document), {}, frame("passages", []), **given)
    tone = {STYLES[name]: name for name in ("positive", "negative", "topic")}
    return {text[mark.start : mark.end]: tone[mark.style] for mark in layer.marks if mark.style in tone}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Envoys of the United States met.", "United"),
        ("United States troops left the town.", "United"),
        ("Justice Department lawyers met on Monday.", "Justice"),
        ("The Defense Secretary left.", "Defense"),
        ("Hope Hicks left on Monday. Aides of Hope Hicks followed.", "Hope"),
        ("Mayor Meets Grand Lines\n\nThe ferry company Grand Lines sold two boats, the harbour said.", "Grand"),
    ],
)
def test_a_word_inside_a_name_is_not_marked_as_tone(text, word):
    assert tone_marks(text)[word] == "topic"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They stood united behind the plan.", "united"),
        ("Hope is all they have.", "Hope"),
        ("Angry Republicans left. The Republicans came back.", "Angry"),
        ("Mayor Attacks Slow Ferry\n\nThe mayor spoke of the ferry for an hour on Monday.", "Attacks"),
        ("He said: “Great news for the town.”", "Great"),
    ],
)
def test_a_capital_alone_makes_no_name_of_a_tone_word(text, word):
    assert tone_marks(text)[word] in ("positive", "negative")


def test_a_word_that_the_audit_flags_is_marked_as_topic():
    marks = tone_marks("The crisis goes on, a disaster.", topics={"crisis"})
    assert marks == {"crisis": "topic", "disaster": "negative"}


@pytest.mark.parametrize("scorer", ["news", "my.module.score"])
def test_no_word_is_marked_as_tone_where_the_scorer_names_none(scorer):
    assert tone_marks("A great day. A disaster.", scorer=scorer) == {}
