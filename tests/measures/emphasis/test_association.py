"""What stands around a phrase, and who answers it."""

import pytest

import framing
from framing.corpus.study import Study
from framing.measures._emphasis import collocates, responses

TEXT = (
    "The council met in the town hall on Monday evening for two hours. Ann Lee said a new era would begin. "
    "Bo Hill said the plan was too dear. It rained. It rained. It rained. Cy Ray said he was ill."
)


def corpus(text):
    return framing.Corpus([framing.Article("a", text, "A")], Study(phrases={"new era": ("new era",)}))


def test_the_next_other_speaker_within_three_sentences_answers():
    table = responses(framing.measure(corpus(TEXT), across=False))
    assert table[["speaker", "responder", "distance"]].values.tolist() == [["Ann Lee", "Bo Hill", 1]]


def test_an_answer_too_far_away_is_none():
    text = TEXT.replace("Bo Hill said the plan was too dear. ", "It rained. ")
    assert responses(framing.measure(corpus(text), across=False)).empty


def test_collocates_are_words_of_the_phrases_own_sentences():
    text = "A bright new era began. A bright new era ended. The old bridge fell. Rain fell."
    table = collocates(corpus(text), "new era")
    assert set(table["term"]) == {"a", "bright"}


def test_a_phrase_that_is_not_declared_is_refused():
    with pytest.raises(KeyError, match="declares no phrase 'old era'; it declares new era"):
        collocates(corpus("It rained."), "old era")
