"""What an article prints about its copy is found, and what only begins like it is not."""

import pytest

from framing.measures.selection.credits import credit_spans
from framing.text.document import Document

STORY = "The harbour was shut on Monday after the storm, and nobody knew for how long it would be."


def credits(text):
    return [text[a:b] for a, b in credit_spans(Document(text))]


LINES = [
    "By Ann Lee", "Reporting by Ann Lee in Paris", "Copyright 2021 The Example", "Source: Reuters",
    "Ann Lee/Getty Images", "Lee Photo via Getty Images, FILE",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_credit_is_found(line):
    assert line in credits(f"{STORY}\n\n{line}")


def test_a_sentence_that_begins_like_a_credit_and_reports_something_is_none():
    assert credits("By Monday the roads were open again to all traffic.\n\n" + STORY) == []


def test_a_row_of_hyphens_is_read_once():
    assert credits(f"{STORY}\n\nBy Ann lee {'-' * 300}") == ["By Ann lee " + "-" * 300]


def test_a_sentence_that_names_a_picture_agency_is_no_credit():
    assert credits(f"{STORY}\n\nAnn Lee works for Getty Images.") == []
