"""Noun phrases and pronouns that may name a speaker."""

import pytest

from framing.measures.speakers.mentions import Mention, mentions, quoted
from framing.text.document import Document


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind) for m in mentions(Document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Monday Ann Hill said no.", ("Ann Hill", "name")),
        ("Former Kent mayor Ann Hill said no.", ("Former Kent mayor Ann Hill", "name")),
        ("It rained, Mrs. Hill said.", ("Mrs. Hill", "name")),
        ("It rained, the White House said.", ("the White House", "organisation")),
        ("It was late, the Department of Trade said.", ("the Department of Trade", "organisation")),
        ("Then a spokesman for the Example Group called.", ("a spokesman for the Example Group", "role")),
        ("It rained, residents said.", ("residents", "group")),
        ("In Kent several angry farmers said no.", ("several angry farmers", "group")),
        ("On Friday the report said so.", ("the report", "document")),
        ("It rained, he said.", ("he", "pronoun")),
        ("It rained, he’s saying.", ("he’s", "pronoun")),
        ("We met Ann Hill, who said no.", ("who", "relative")),
        ("On Friday the Kent senator said no.", ("the Kent senator", "role")),
    ],
)
def test_a_phrase_is_found_whole(text: str, expected: tuple[str, str]) -> None:
    assert expected in found(text)


def test_an_owner_is_a_mention_of_its_own() -> None:
    text = "On Friday Ann Hill's office said no."
    [owner] = [m for m in mentions(Document(text)) if m.possessive]
    assert text[owner.start : owner.end] == "Ann Hill's"
    assert ("Ann Hill's office", "group") in found(text)


def test_phrases_do_not_cross_punctuation_or_sentences() -> None:
    assert not [phrase for phrase, _ in found("They met Hill. Lee left, Day stayed.") if " " in phrase]


def test_head_and_word_numbers_agree_with_the_text() -> None:
    document = Document("Then Senator Ann Hill of Kent told the crowd of workers that they had won.")
    for m in mentions(document):
        assert (document.words[m.first][0], document.words[m.last - 1][1]) == (m.start, m.end)
        assert m.start <= m.head_start < m.head_end <= m.end
        assert m.first <= m.head < m.last


def test_mentions_come_in_order() -> None:
    starts = [m.start for m in mentions(Document("Ann Hill told Bob Lee that the board of Kent had met."))]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["", "…", "“”" * 3, "a", "N " * 2000, "the " * 2000, "Hill's " * 2000])
def test_odd_texts_end_without_an_error(text: str) -> None:
    assert all(isinstance(m, Mention) for m in mentions(Document(text)))


def test_a_role_of_several_words_and_its_name_are_one_mention():
    assert ("Example police Chief Bo Hill", "name") in found("Example police Chief Bo Hill said no.")
    assert ("WASHINGTON", "name") in found("WASHINGTON ― Ann Lee said no.")


def test_a_mention_in_quotation_marks_is_told_by_its_beginning():
    document = Document("Ann Lee met Bo Hill.")
    assert quoted(mentions(document), [(8, 15)]) == [False, True]


def test_that_after_whom_one_tells_is_no_relative():
    kinds = {text: [m.kind for m in mentions(Document(text))] for text in (
        "Hill told the mayor that talks failed.", "The mayor that said no left.")}  # fmt: skip
    assert list(kinds.values()) == [["name", "role"], ["role", "relative"]]


def test_a_title_may_be_the_end_of_a_word():
    (mention,) = mentions(Document("Vice-President Ann Lee slept."))
    assert (mention.kind, mention.head_end) == ("name", 22)
