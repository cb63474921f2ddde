"""Where sentences end in news copy."""

import pytest

from framing.text.sentences import glued, sentence_spans

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
    "days are words in small letters": ["He sat.", "Hill watched the sun.", "Lee was ill.", "Nobody came."],
    "clock times at the head": ["14.05 The vote began.", "14.12 Hill rose.", "9.20pm She left the U.S.", "9:31 No."],
    "a clock time with its own stop": ["14.05. The vote began.", "14.12. It ended."],
    "stammering": ["“I… I can’t say,” she said...", "A door shut."],
    "a stammered letter": ["“W… We went home,” he said.", "It rained."],
    "a hanging word": ["“But... Ann knows,” he said.", "It rained."],
}

# Sentences as scrapers glue them together.
GLUED = {
    "words": ["The mill shut in May.", "Its owner blamed rates.", "Nobody paid."],
    "years": ["It opened in 2009.", "The rest is known."],
    "marks that open": ["The mill shut.", "“It had to,” she said.", "“Why?” he asked."],
    "marks that close": ["“The mill will shut.”", "Hill agreed.", "“Nobody paid,”she said.", "Workers wept."],
    "straight marks": ["The mill shut.", '"It had to," she said.', "Lee left."],
    "brackets": ["The mill shut (in May).", "Lee left."],
    "the pronoun": ["The mill shut.", "I wept.", "I'd worked there."],
    "questions": ["Who pays?", "Nobody knows!", "Lee left."],
    "capitals": ["It joined NATO.", "NATO agreed.", "Lee left."],
    "an address": ["She wrote to example.com.", "The site was down."],
    "an address with a path": ["She wrote to https://example.com/a.", "The site was down."],
    "an abbreviation at the end": ["They met at 3 p.m.", "The door was shut."],
    "clock times": ["14.05 The vote began.", "14.12 Hill rose."],
}
WHOLE = (
    "It stands on bbc.co.uk and example.com today.",
    "He read News.Example.com and Example.Com daily.",
    "Dr.Hill, J.Smith and Lt.Col.Lee met J.R.Hill of the U.S.Army in St.Louis.",
    "It cost $3.5m, or 4.2.3 of No.5, and ran v2.Beta.",
    "Open Report.Docx, my.File.docx, setup.EXE or ASP.NET and Node.JS.",
    "Write to Ann.Lee@example.com or see https://example.com/Old.News/The.Mill today.",
    "1.The dam holds.",
    "A Ph.D.Candidate of the e.g.Example kind.",
    "As a young woman....I’d go.",
)


@pytest.mark.parametrize("case", CASES)
def test_sentences(case):
    text = " ".join(CASES[case])
    assert [text[a:b] for a, b in sentence_spans(text, 0, len(text))] == CASES[case]


def test_a_paragraph_is_the_limit():
    text = "One. Two. Three."
    assert [text[a:b] for a, b in sentence_spans(text, 5, 9)] == ["Two."]


@pytest.mark.parametrize("case", GLUED)
def test_glued_sentences_are_parted_and_told(case):
    text = "".join(GLUED[case])
    spans = sentence_spans(text, 0, len(text))
    assert [text[a:b] for a, b in spans] == GLUED[case]
    assert glued(text) == [start for start, _ in spans[1:]]


@pytest.mark.parametrize("text", WHOLE)
def test_addresses_initials_numbers_and_files_are_no_glued_sentences(text):
    assert glued(text) == []
    assert sentence_spans(text, 0, len(text)) == [(0, len(text))]
