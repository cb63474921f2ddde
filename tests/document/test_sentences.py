"""Where sentences end in news copy."""

import pytest

from framing.document.sentences import sentence_spans

CASES = {
    "titles": ["Mr. Hill met Sen. Ann Lee.", "They spoke."],
    "country before a title": ["U.S. Rep. Ann Lee voted no.", "He did not."],
    "country at the end": ["She came to the U.S.", "He stayed."],
    "initials": ["J. R. Hill and John F. Lee spoke.", "Nobody heard."],
    "decimals and money": ["It cost $3.5 million, 4.2 percent more.", "Nobody paid."],
    "time of day inside": ["They met at 3 p.m. on Monday.", "It rained."],
    "company inside": ["Example Inc. reported losses.", "Shares fell."],
    "number sign": ["She was No. 2 on the list.", "He was first."],
    "the answer no": ["He said no.", "She agreed."],
    "ellipsis inside": ["It is dangerous … and we need time.", "We wait."],
    "ellipsis between": ["He waited…", "Nobody came."],
    "mark after the stop": ['"We lost."', '"We know."'],
    "curly mark after the stop": ["“We lost.” The room was silent.".split(" The")[0], "The room was silent."],
    "question with its attribution": ["“Really?” Hill asked.", "Lee nodded."],
    "question and answer": ["Why?", "Because it rained."],
    "a stray stop": ["They support projects. ."],
    "bracketed capital": ["It ended.", "[T]he rest is known."],
    "bare year": ["It began in 2020.", "In 2021 it ended."],
    "the pronoun": ["So did I.", "They left."],
}


@pytest.mark.parametrize("case", CASES)
def test_sentences(case):
    text = " ".join(CASES[case])
    assert [text[a:b] for a, b in sentence_spans(text, 0, len(text))] == CASES[case]


def test_a_paragraph_is_the_limit():
    text = "One. Two. Three."
    assert [text[a:b] for a, b in sentence_spans(text, 5, 9)] == ["Two."]
