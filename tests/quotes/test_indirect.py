"""Reported clauses: what is found, where it begins and ends, and whose it is."""

from __future__ import annotations

import pytest

from framing.document import Document
from framing.quotes.indirect import Indirect, indirect
from framing.quotes.marks import marked


def reported(text: str) -> list[tuple[str, str, str]]:
    """Clause, cue and source of each reported clause."""
    document = Document(text)
    spans = [(span.start, span.end) for span in marked(document)]
    return [
        (
            text[i.start : i.end],
            text[i.cue_start : i.cue_end],
            text[i.source_start : i.source_end] if i.source_end >= 0 else "",
        )
        for i in indirect(document, spans)
    ]


@pytest.mark.parametrize(
    ("text", "clause", "cue", "source"),
    [
        ("The mayor said the bridge would open in May.", "the bridge would open in May", "said", "The mayor"),
        ("Ann Lee said that the dam was safe.", "that the dam was safe", "said", "Ann Lee"),
        (
            "The bridge would open in May, the mayor said.",
            "The bridge would open in May",
            "said",
            "the mayor",
        ),
        ("The bridge would open in May, said Ann Lee.", "The bridge would open in May", "said", "Ann Lee"),
        ("Ann Lee told reporters that the dam was safe.", "that the dam was safe", "told", "Ann Lee"),
        (
            "Bo Hill believes the harvest will fail this year.",
            "the harvest will fail this year",
            "believes",
            "Bo Hill",
        ),
        ("Bo Hill wants to sell the farm.", "to sell the farm", "wants", "Bo Hill"),
        ("Aides said they had discussed the new road.", "they had discussed the new road", "said", "Aides"),
    ],
)
def test_the_clause_its_cue_and_its_source(text: str, clause: str, cue: str, source: str) -> None:
    assert (clause, cue, source) in reported(text)


def test_according_to_points_backwards_and_its_source_follows() -> None:
    [(clause, cue, source)] = reported("The harvest will fail this year, according to a report by the ministry.")
    assert clause == "The harvest will fail this year"
    assert cue == "according"
    assert source == "a report by the ministry"


def test_a_report_within_a_report_is_found_twice() -> None:
    found = reported("Officials said they believe that residents want to know more.")
    assert [(clause, source) for clause, _, source in found] == [
        ("they believe that residents want to know more", "Officials"),
        ("to know more", "residents"),
    ]


@pytest.mark.parametrize(
    "source", ["The president of the firm", "A spokesman for the mayor", "Residents of the valley"]
)
def test_the_source_is_the_whole_phrase(source: str) -> None:
    assert reported(f"{source} said that the road was safe.")[0][2] == source


def test_plain_events_are_not_reported() -> None:
    assert reported("The bus left the station at noon. It rained all day on the empty square.") == []


def test_words_in_marks_are_left_to_the_quotations() -> None:
    text = "“He said the bridge would open in May,” the mayor said."
    assert reported(text) == []


def test_no_two_clauses_share_more_than_half_of_both() -> None:
    text = (
        "The mayor said on Monday that officials believed residents feared the dam would break. Ann Hill said she "
        "hoped that it would rain, and Bo Lee said that he wanted the council to announce what it had decided."
    )
    spans = [(i.start, i.end) for i in indirect(Document(text), [])]
    assert len(spans) > 2
    for n, (a, b) in enumerate(spans):
        for c, d in spans[n + 1 :]:
            assert 2 * (min(b, d) - max(a, c)) < max(b - a, d - c)


def test_rows_are_in_order_and_confidence_is_a_chance() -> None:
    found = indirect(Document("Ann Lee said it rained. Bo Hill said it snowed."), [])
    assert [row.start for row in found] == sorted(row.start for row in found)
    assert all(isinstance(row, Indirect) and 0 < row.confidence <= 1 for row in found)


@pytest.mark.parametrize("text", ["", "#", ".", "said", "said said said", "He said", ", said", "\n\n", "“said”"])
def test_scraps_do_no_harm(text: str) -> None:
    assert all(row.start < row.end for row in indirect(Document(text), []))


def test_a_long_text_without_a_stop_is_read() -> None:
    assert indirect(Document("he said they said it was so and " * 4000), [])
