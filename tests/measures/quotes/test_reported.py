"""Reported speech by rule: which clauses are rows, where they begin and end, and whose they are."""

from __future__ import annotations

import pytest

import framing
from framing.measures.quotes.marks import marked
from framing.measures.quotes.reported import Reported, reported
from framing.text.document import Document


def rows(text: str) -> list[tuple[str, str | None, str | None]]:
    """Clause, cue and source of each row."""
    document = Document(text)
    found = reported(document, [span for span in marked(document) if not span.depth])
    return [
        (
            text[row.start : row.end],
            None if row.cue_start is None else text[row.cue_start : row.cue_end],
            None if row.source_start is None else text[row.source_start : row.source_end],
        )
        for row in found
    ]


@pytest.mark.parametrize(
    ("text", "clause", "cue", "source"),
    [
        ("The mayor said the bridge would open in May.", "the bridge would open in May", "said", "The mayor"),
        ("Ann Lee said that the dam was safe.", "the dam was safe", "said", "Ann Lee"),
        ("The bridge would open in May, the mayor said.", "The bridge would open in May", "said", "the mayor"),
        ("The bridge would open in May, said Ann Lee.", "The bridge would open in May", "said", "Ann Lee"),
        ("The bridge will open, Ann Lee said on Monday.", "The bridge will open", "said", "Ann Lee"),
        ("Ann Lee, a painter, told reporters on Friday that it rained.", "it rained", "told", "Ann Lee"),
        ("A reader, Bo Hill, told the court the seal was broken.", "the seal was broken", "told", "Bo Hill"),
        ("According to Ann Lee, a vet, the barn burned down.", "the barn burned down", "According to", "Ann Lee"),
        ("The barn burned down, according to Ann Lee.", "The barn burned down", "according to", "Ann Lee"),
        ("In a statement, the port said that it was closed.", "it was closed", "said", "the port"),
        ("Bo Hill was quoted as saying that the barn was his.", "the barn was his", "saying", "Bo Hill"),
        ("The paper quoted Bo Hill as saying that the barn was his.", "the barn was his", "saying", "Bo Hill"),
        ("Bo Hill denied that he had sold it.", "he had sold it", "denied", "Bo Hill"),
        ("Bo Hill denied selling the barn.", "selling the barn", "denied", "Bo Hill"),
        ("Bo Hill promised to mend the roof.", "to mend the roof", "promised", "Bo Hill"),
        ("Bo Hill asked whether the roof would hold.", "whether the roof would hold", "asked", "Bo Hill"),
        ("Bo Hill said the vet doesn’t come here.", "the vet doesn’t come here", "said", "Bo Hill"),
        ("A clerk said claims were being paid.", "claims were being paid", "said", "A clerk"),
        ("Two people who were in the barn said it shook.", "it shook", "said", "Two people"),
    ],
)
def test_the_clause_its_cue_and_its_source(text: str, clause: str, cue: str, source: str) -> None:
    assert rows(text) == [(clause, cue, source)]


@pytest.mark.parametrize(
    "text",
    [
        "Bo Hill did not say who had sold the barn.",
        "Bo Hill declined to say whether the barn was sold.",
        "The clerk refused to confirm that talks had begun.",
        "The port has yet to announce when it will open.",
        "No official said the road was closed.",
        "Bo Hill left without saying that he was tired.",
    ],
)
def test_what_nobody_said_is_no_row(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Brokers expect prices to fall and believe that rents have peaked.",
        "Bo Hill wants to sell the barn, and Ann Lee hopes that he will.",
        "Figures show that rents fell. The poll suggests tenants are tired.",
        "A new survey says that tenants are tired.",
        "Rents fell, according to official figures.",
        "Just 40 percent said they were tired.",
        "The move suggests that the port will close.",
        "Judge Ann Lee questioned the clerk, Bo Hill, for an hour.",
        "The claims that were made in May reached the court.",
        "The bus left the station at noon. It rained all day on the empty square.",
    ],
)
def test_beliefs_plans_evidence_and_events_are_no_rows(text: str) -> None:
    assert rows(text) == []


def test_the_clause_around_marks_is_a_row_that_spans_them() -> None:
    text = "Bo Hill said the barn was “a ruin” and would be sold."
    assert rows(text) == [("the barn was “a ruin” and would be sold", "said", "Bo Hill")]
    assert rows("Bo Hill said the barn was “a ruin”.")[0][0] == "the barn was “a ruin”"


def test_what_stands_wholly_in_marks_is_no_row() -> None:
    assert rows("Bo Hill said that “the barn is a ruin”.") == []
    assert rows("“The barn is a ruin,” Bo Hill said.") == []
    assert rows("“Bo said the barn was sold in May,” the clerk said.") == []


def test_an_interrupted_clause_has_a_row_for_each_long_part() -> None:
    text = "The barn that burned in May, Ann Lee said, would be built again soon."
    assert [row[0] for row in rows(text)] == ["The barn that burned in May", "would be built again soon"]
    assert [row[0] for row in rows("The barn, Ann Lee said, would be built again soon.")] == [
        "would be built again soon"
    ]


def test_who_is_named_comes_before_according_to() -> None:
    text = "The boy had run, the officer said, according to court papers."
    assert rows(text) == [("The boy had run", "said", "the officer")]


def test_a_clause_ends_where_the_reporter_goes_on() -> None:
    text = "Ann Lee said the barn was hers, but Bo Hill denied that it was."
    assert [(clause, source) for clause, _, source in rows(text)] == [
        ("the barn was hers", "Ann Lee"),
        ("it was", "Bo Hill"),
    ]
    assert rows("Ann Lee said it was late, adding that the bus had gone.")[1] == (
        "the bus had gone",
        "adding",
        "Ann Lee",
    )
    assert rows("Ann Lee, who said the barn was hers, left the court.") == [("the barn was hers", "said", "who")]


def test_a_report_within_a_report_has_a_row_of_its_own() -> None:
    found = rows("Officials said that Ann Lee had told them that the barn was hers.")
    assert [(clause, source) for clause, _, source in found] == [
        ("Ann Lee had told them that the barn was hers", "Officials"),
        ("the barn was hers", "Ann Lee"),
    ]


def test_a_label_reports_in_a_list_alone() -> None:
    found = rows("What they say:\n\n• Minister Ann Lee: the barn is safe\n\n• Union: it will fall")
    assert [(clause, cue) for clause, cue, _ in found] == [("the barn is safe", None), ("it will fall", None)]
    assert rows("Update: the barn is safe.") == []


@pytest.mark.parametrize(
    "source",
    ["The president of the firm", "A spokesman for the mayor", "Residents of the valley", "People close to Bo"],
)
def test_the_source_is_the_whole_phrase(source: str) -> None:
    assert rows(f"{source} said that the road was safe.")[0][2] == source


def test_rows_are_in_order_and_confidence_is_a_chance() -> None:
    found = reported(Document("Ann Lee said it rained. Bo Hill said it snowed."), [])
    assert [row.start for row in found] == sorted(row.start for row in found)
    assert all(isinstance(row, Reported) and row.kind == "indirect" and 0 < row.confidence <= 1 for row in found)


@pytest.mark.parametrize("text", ["", "#", ".", "said", "said said said", "He said", ", said", "\n\n", "“said”", "• :"])
def test_scraps_do_no_harm(text: str) -> None:
    assert all(row.start < row.end for row in reported(Document(text), []))


def test_a_long_text_without_a_stop_is_read() -> None:
    assert reported(Document("he said they said it was so and " * 4000), [])


@pytest.mark.parametrize(
    "text", ["No official said the road was closed.", "None of the ministers said the dam was safe."]
)
def test_the_encoder_too_gives_no_row_for_what_nobody_said(text: str) -> None:
    assert "indirect" not in framing.quotations(text)["kind"].tolist()
