"""What the lexicon knows of single words, and texts made plain without moving a character."""

import pytest

from framing.measures._tone.vocabulary import Words, describe_emoji, straighten, strip, valences


def test_a_word_is_known_without_its_case_and_outer_punctuation():
    word = Words()["GREAT,"]
    assert word.lower == "great" and word.upper and word.valence == valences()["great"] and word.charged


KINDS = [("very", "boost"), ("not", "negates"), ("doesn't", "negates"), ("table", "plain")]


@pytest.mark.parametrize(("token", "kind"), KINDS)
def test_what_a_word_does_to_others_is_told(token, kind):
    assert getattr(Words()[token], kind)


def test_emoticons_keep_their_signs():
    assert strip(":)") == ":)" and strip("“good”.") == "“good”" and strip("(good).") == "good"


def test_straightening_moves_no_character():
    text = "“Don’t”, he said – 😀 «no»"
    assert straighten(text) == "\"Don't\", he said – 😀 \"no\"" and len(straighten(text)) == len(text)


def test_each_character_of_a_described_emoji_leads_back_to_it():
    text = "no 😀 yes"
    described, origin = describe_emoji(text)
    assert described == "no grinning face yes" and len(origin) == len(described)
    assert {text[origin[i]] for i in range(3, 16)} == {"😀"} and text[origin[-1]] == "s"
    assert describe_emoji("no") == ("no", None)
