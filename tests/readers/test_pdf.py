import pytest
from archive_layouts import pdf

from framing.readers.pdf import read_pdf
from framing.readers.record import Problems, Source

pytest.importorskip("pypdf")


def records_of(data):
    problems = Problems()
    return list(read_pdf(Source("page.pdf", data), problems)), problems.rows


def test_the_text_layer_is_read_page_by_page():
    (record,), problems = records_of(pdf("The harbour was shut.", "Ships wait."))
    assert record.text == "The harbour was shut.\n\nShips wait." and problems == []


def test_a_page_without_text_is_told_by_its_number():
    (record,), problems = records_of(pdf("The harbour was shut.", ""))
    assert record.text == "The harbour was shut." and problems[0][1] == 2 and "no text layer" in problems[0][3]


def test_a_scan_is_left_out_and_told():
    records, problems = records_of(pdf("", ""))
    assert records == [] and "holds pictures of pages" in problems[0][3]
