"""Every occurrence with its zone, place, voice and speaker."""

import pytest

import framing
from framing.measures._emphasis import emphasis

ERA = {"new era": ["new era"]}


def test_the_voice_is_that_of_the_words_and_not_of_the_sentence():
    text = "A new era began. “A new era,” said Ann Lee of the new era."
    table = emphasis(text, ERA)
    assert table["voice"].tolist() == ["journalist", "quoted", "journalist"]
    assert table["speaker"].fillna("").tolist() == ["", "Ann Lee", ""]


def test_the_seeds_say_both_phrases_in_marks_alone(tables):
    assert set(tables.phrases["voice"]) == {"quoted"}
    assert tables.phrases.groupby("article_id")["phrase"].apply(set).to_dict() == {
        "000": {"new era"},
        "002": {"new era", "do not come"},
        "003": {"new era", "do not come"},
        "004": {"new era"},
    }
    assert set(tables.phrases["speaker"]) == {"Kamala Harris"}


def test_the_studys_phrases_are_the_default(seeds):
    assert len(emphasis(seeds)) == 13


def test_without_a_phrase_it_says_what_to_give():
    with pytest.raises(ValueError, match=r"declare them in study\.toml"):
        framing.emphasis("It rained.")


@pytest.mark.parametrize("phrases", ["new era", ["new era"]])
def test_a_phrase_without_a_name_is_its_own(phrases):
    assert framing.emphasis("A new era.", phrases=phrases)["phrase"].tolist() == ["new era"]
