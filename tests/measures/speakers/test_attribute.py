"""Which mention speaks. A manual by example: the text, the quoted words, the speaker, the cue."""

import pytest

from framing.measures.speakers.attribute import attribute
from framing.measures.speakers.mentions import mentions
from framing.text.document import Document

CASES = [
    ("“We will rebuild,” Ann Hill said.", "We will rebuild,", "Ann Hill", "said"),
    ("“We will rebuild,” said Ann Hill.", "We will rebuild,", "Ann Hill", "said"),
    ("“We will rebuild,” said Ann Hill, who lost her home.", "We will rebuild,", "Ann Hill", "said"),
    ("“We will rebuild,” Ann Hill, a doctor, said.", "We will rebuild,", "Ann Hill", "said"),
    ("“We will rebuild,” Ann Hill told Bob Lee.", "We will rebuild,", "Ann Hill", "told"),
    ("Ann Hill told Bob Lee that it was “a mess”.", "a mess", "Ann Hill", "told"),
    ("Ann Hill asked Bob Lee: “Will you come?”", "Will you come?", "Ann Hill", "asked"),
    ("The plan is “a mess”, according to Ann Hill.", "a mess", "Ann Hill", "according to"),
    ("According to Ann Hill, the plan is “a mess”.", "a mess", "Ann Hill", "According to"),
    ("Ann Hill called the plan “a mess”.", "a mess", "Ann Hill", "called"),
    ("Ann Hill met Bob Lee on Monday and called the plan “a mess”.", "a mess", "Ann Hill", "called"),
    ("Ann Hill rejected the offer, saying it was “a mess”.", "a mess", "Ann Hill", "saying"),
    ("“We heard nothing,” residents said.", "We heard nothing,", "residents", "said"),
    ("“We heard nothing,” a spokesman for the mayor said.", "We heard nothing,", "a spokesman for the mayor", "said"),
    ("“Taxes fell,” the report said.", "Taxes fell,", "the report", "said"),
    ("“Taxes fell,” the White House said in a statement.", "Taxes fell,", "the White House", "said"),
    ("The storm hit Kent. “We heard nothing,” she said.", "We heard nothing,", "she", "said"),
]


def speaker_and_cue(text: str, *quoted: str) -> list[tuple[str | None, str | None]]:
    document = Document(text)
    spans, place = [], 0
    for words in quoted:
        start = text.index(words, place)
        place = start + len(words)
        spans.append((start, place))
    marks, found = mentions(document), []
    for given in attribute(document, spans):
        mention = marks[given.mention] if given.mention is not None else None
        cue = text[given.cue_start : given.cue_end] if given.cue_start is not None else None
        found.append((text[mention.start : mention.end] if mention else None, cue))
    return found


@pytest.mark.parametrize(("text", "quoted", "speaker", "cue"), CASES)
def test_speaker_and_cue(text: str, quoted: str, speaker: str, cue: str) -> None:
    assert speaker_and_cue(text, quoted) == [(speaker, cue)]


def test_a_paragraph_that_is_only_a_quotation_goes_on_from_the_one_before() -> None:
    text = "“We came early,” Ann Hill said.\n\n“We stayed late.”"
    assert [s for s, _ in speaker_and_cue(text, "We came early,", "We stayed late.")] == ["Ann Hill"] * 2


def test_a_second_quotation_of_the_sentence_has_the_same_speaker() -> None:
    text = "“We came early,” Ann Hill said, “and stayed late.”"
    assert [s for s, _ in speaker_and_cue(text, "We came early,", "and stayed late.")] == ["Ann Hill"] * 2


def test_two_speakers_in_turn() -> None:
    text = "“Is it late?” Ann Hill asked.\n\n“No,” Bob Lee replied."
    assert [s for s, _ in speaker_and_cue(text, "Is it late?", "No,")] == ["Ann Hill", "Bob Lee"]


def test_a_transcript_names_its_speakers_inside_the_marks() -> None:
    text = "“HILL: Will you come?”\n\n“LEE: No, Ann Hill, we will not.”"
    given = speaker_and_cue(text, "HILL: Will you come?", "LEE: No, Ann Hill, we will not.")
    assert [speaker for speaker, _ in given] == ["HILL", "LEE"]


@pytest.mark.parametrize("text", [
    "The plan, said Ms Hill, was ‘daft’.",
    "The new quay, said Ms Hill, is ‘the best in the north’.",
    "The council, Ms Hill said, was ‘utterly deaf’.",
])  # fmt: skip
def test_who_is_named_within_the_sentence_that_ends_in_the_quotation(text: str) -> None:
    quoted = text[text.index("‘") + 1 : text.index("’")]
    assert [speaker for speaker, _ in speaker_and_cue(text, quoted)] == ["Ms Hill"]


def test_confidence_is_a_probability() -> None:
    document = Document("“We won,” Ann Hill said. The “big one” came.")
    given = attribute(document, [(1, 8), (30, 37)])
    assert all(0 < g.confidence < 1 for g in given)


def test_no_quotation_no_speaker() -> None:
    assert attribute(Document("It rained."), []) == []


def test_a_quotation_alone_has_no_speaker() -> None:
    [given] = attribute(Document("“We won.”"), [(1, 8)])
    assert given.mention is None
