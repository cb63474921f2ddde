"""Transcripts and interviews without quotation marks."""

import pytest

from framing import Document
from framing.text.transcript import speaker_label, turns, unread_turns

LAYOUTS = {
    "questions and answers": "Bo Hill runs the mill.\n\nQ: Who pays?\n\nA: Nobody pays.",
    "with full stops": "Bo Hill runs the mill.\n\nQ. Who pays?\n\nA. Nobody pays.",
    "bare letters": "Bo Hill runs the mill.\n\nQ Who pays?\n\nA Nobody pays.",
    "bold letters": "Bo Hill runs the mill.\n\n**Q:** Who pays?\n\n**A:** Nobody pays.",
    "a pair that is named before": "Bo Hill met the Echo.\n\nEcho: Who pays?\n\nBo Hill: Nobody pays.",
    "labels that come back": "A hearing\n\nHOST: Who pays?\n\nHILL: Nobody pays.\n\nHOST: Thank you.",
    "within a paragraph": "HOST: Who pays? REP. BO HILL (R-UTAH): Nobody pays. HOST: Thank you.",
    "times before labels": "[10:02] Host: Who pays?\n\n[10:03] Bo Hill: Nobody pays.\n\n[10:04] Host: Thank you.",
}
NO_LAYOUTS = {
    "a headline": "Union: too late\n\nThe union said so on Monday, when the offer came.",
    "a list": "The concert\n\nTime: 8 pm\n\nPlace: the hall\n\nTime: 9 pm\n\nPlace: the park",
    "marks after the labels": "HILL: “We won.”\n\nLEE: “We lost.”\n\nHILL: “Again.”",
    "a fact check": "Claim: The mill is shut.\n\nFact: It is open.\n\nClaim: Nobody works there.\n\nFact: Ten do.",
    "forecasts": "Aries: You will rest.\n\nLeo: You will win.\n\nVirgo: You will wait.",
    "counts": "Hill: 45.\n\nLee: 41.\n\nHill: 12.\n\nLee: 11.",
    "an article at the head": "A dam was shut.\n\nA mill burned down.\n\nWho pays is not known.",
}


@pytest.mark.parametrize("case", LAYOUTS)
def test_turns_are_read_where_the_layout_is_clear(case):
    text = LAYOUTS[case]
    found = turns(Document(text))
    assert [text[t.start : t.end] for t in found][:2] == ["Who pays?", "Nobody pays."]
    assert not unread_turns(Document(text))


@pytest.mark.parametrize("case", NO_LAYOUTS)
def test_lists_headlines_and_fact_checks_are_no_transcripts(case):
    assert turns(Document(NO_LAYOUTS[case])) == [] == unread_turns(Document(NO_LAYOUTS[case]))


def test_a_turn_goes_on_in_paragraphs_without_a_label_but_not_in_the_reporters_words():
    text = "Q: Who?\n\nA: Nobody.\n\nNot now.\n\nQ: Why?\n\nA: It rained.\n\nHe laughed.\n\nQ: So?\n\nA: No."
    found = turns(Document(text))
    assert [text[t.start : t.end] for t in found if t.continued] == ["Not now."]
    assert "He laughed." not in [text[t.start : t.end] for t in found]


def test_an_interview_that_is_not_clear_is_told():
    text = "Nobody is introduced here.\n\nReporter: Who pays?\n\nWorker: Nobody pays."
    assert turns(Document(text)) == [] and len(unread_turns(Document(text))) == 2


@pytest.mark.parametrize(
    "line, name", [("* Union: ", "Union"), ("- Mayor Bo Hill: ", "Mayor Bo Hill"), ("HILL: ", "HILL")]
)
def test_labels_stand_behind_bullets_or_none(line, name):
    start, end = speaker_label(line, 0, len(line))
    assert line[start:end] == name


@pytest.mark.parametrize("line", ["* Time: ", "the union: ", "Photo: ", "Union said: no, ", "Watch: "])
def test_other_lines_are_no_labels(line):
    assert speaker_label(line, 0, len(line)) is None
