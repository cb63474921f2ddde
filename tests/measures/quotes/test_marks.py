"""Quotation marks to spans."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.measures.quotes.marks import Marked, marked
from framing.text.document import Document

ROOT = Path(__file__).resolve().parents[3]
SEEDS = sorted((ROOT / "seeds").glob("0*.txt"))
REFERENCE = ROOT / "data" / "harris-mexico-2021" / "reference" / "quotations.csv"


def outer(text: str) -> list[str]:
    return [text[span.start : span.end] for span in marked(Document(text)) if span.depth == 0]


def read(path: Path) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_seeds_give_every_reference_span_and_no_other(path: Path) -> None:
    with open(REFERENCE, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["article_id"] == path.name[:3]]
    wanted = sorted((int(row["start"]), int(row["end"])) for row in rows)
    assert [(span.start, span.end) for span in marked(Document(read(path))) if not span.depth] == wanted


def test_a_stretch_knows_its_marks_and_its_style() -> None:
    text = "She said “so” and ‘no’."
    first, second = marked(Document(text))
    assert first == Marked(10, 12, 9, 13, "double", True, 0, False)
    assert (second.style, text[second.outer_start : second.outer_end]) == ("single", "‘no’")


def test_white_space_inside_the_marks_is_left_out() -> None:
    assert outer('He said " it is late " twice.') == ["it is late"]


def test_a_mark_inside_another_pair_has_a_depth() -> None:
    text = "“He said ‘never’ to me,” she said."
    assert [(text[span.start : span.end], span.depth) for span in marked(Document(text))] == [
        ("He said ‘never’ to me,", 0),
        ("never", 1),
    ]


def test_a_quotation_over_paragraphs_gives_one_stretch_in_each() -> None:
    spans = marked(Document("“One.\n\n“Two.\n\n“Three,” she said."))
    assert [(span.closed, span.continued) for span in spans] == [(False, False), (False, True), (True, True)]


def test_a_quotation_may_run_on_without_a_new_mark() -> None:
    text = "“One is enough.\n\nTwo is more,” she said."
    assert outer(text) == ["One is enough.", "Two is more,"]
    assert [span.continued for span in marked(Document(text))] == [False, True]


def test_a_lost_mark_costs_its_own_paragraph_at_most() -> None:
    paragraphs = [
        '"It rains," Hill said. "It pours."',
        'Marsh called it "a flood", no less.',
        '"Nobody asked us," she said.',
        'The "grey zone" is closed.',
    ]
    whole = "\n\n".join(paragraphs)
    spans = [(span.start, span.end) for span in marked(Document(whole))]
    starts = [whole.index(paragraph) for paragraph in paragraphs]
    for place in (i for i, letter in enumerate(whole) if letter == '"'):
        own = max(start for start in starts if start <= place)
        stop = min((start for start in starts if start > place), default=len(whole))
        text = whole[:place] + whole[place + 1 :]
        found = {(span.start, span.end) for span in marked(Document(text))}
        for start, end in spans:
            if not own <= start < stop:
                shift = 1 if start > place else 0
                assert (start - shift, end - shift) in found, text


def test_no_apostrophe_is_a_mark() -> None:
    assert outer("The workers' union and the Joneses' boat: 'tis the '90s, rock 'n' roll, 6' 2\" of it.") == []


def test_a_tag_s_attributes_are_no_quotation() -> None:
    assert outer('<a href="page" title="the harbour">Hill</a> said "so".') == ["so"]


@pytest.mark.parametrize(
    "text",
    ['"' * 10**6, '" ' * 500_000, "“”" * 500_000, "'" * 10**6, "\\" * 10**6, "&" * 10**6, "<a " * 333_333],
    ids=["straight", "spaced", "curly", "apostrophes", "backslashes", "entities", "tags"],
)
def test_a_megabyte_of_marks_is_an_ornament(text: str) -> None:
    assert marked(Document(text)) == []


def test_a_long_line_of_quotations_is_read_in_one_pass() -> None:
    assert len(marked(Document('"ab cd ef gh" ' * 5000))) == 5000


@given(st.text(alphabet="\"“”'‘’«»„`ab s.,?!\n\\&<é�", max_size=80))
@settings(max_examples=300, deadline=None)
def test_spans_hold_on_any_text(text: str) -> None:
    around: list[Marked] = []
    for span in marked(Document(text)):
        assert 0 <= span.outer_start <= span.start < span.end <= span.outer_end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        around = [other for other in around if other.end > span.start]
        assert span.depth == len(around)
        around.append(span)


@pytest.mark.parametrize("text", ["", "#", '"', "''", "“", "”", '""', "\n\n", "a"])
def test_texts_with_nothing_in_marks(text: str) -> None:
    assert marked(Document(text)) == []
