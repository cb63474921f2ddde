import pytest
from archive_layouts import FACTIVA, FACTIVA_CODED, FACTIVA_PAGE

from framing.readers.factiva import looks_factiva, read_factiva
from framing.readers.html import html_lines
from framing.readers.record import Problems


def records_of(text):
    problems = Problems()
    return list(read_factiva(text, "export.txt", problems)), problems.rows


def test_the_layout_without_codes():
    (record,), problems = records_of(FACTIVA)
    assert record.text.startswith("SAMPLETOWN (Sample) - The harbour") and record.text.endswith("master said.")
    expected = {
        "id": "SMPL000020210608eh68001xy",
        "title": "Rain closes harbour",
        "byline": "By Jane Doe",
        "date": "8 June 2021",
        "outlet": "Sample News Service",
        "language": "English",
    }
    assert expected.items() <= record.fields.items() and problems == []


def test_the_layout_with_codes_keeps_capitals_in_the_text():
    (record,), problems = records_of(FACTIVA_CODED)
    assert record.text.split("\n\n") == ["Snow fell on the town.", "IN SAMPLETOWN nobody was surprised."]
    expected = {
        "id": "DEXA000020210609eh6900001",
        "title": "Snow follows rain",
        "outlet": "Daily Example",
        "date": "9 June 2021",
        "byline": "By John Roe",
        "section": "World",
    }
    assert expected.items() <= record.fields.items() and problems == []


def test_a_saved_page_of_factiva():
    (record,), _ = records_of(html_lines(FACTIVA_PAGE))
    assert record.text == "The harbour was shut.\n“We wait,” he said."
    assert record.fields["title"] == "Rain closes harbour" and record.fields["outlet"] == "Daily Example"


def test_both_layouts_in_one_file_and_one_that_is_not_understood():
    unknown = "Only a headline\nDocument ABCD000020210608eh6800001\n"
    records, problems = records_of(FACTIVA.partition("\nSearch")[0] + unknown + FACTIVA_CODED)
    assert len(records) == 2
    assert problems[0][2] == "text" and "number of words" in problems[0][3] and problems[0][1] == 17


def test_an_export_that_broke_off_is_told():
    _, problems = records_of(FACTIVA_CODED + FACTIVA.partition("Document SMPL")[0])
    assert "no line 'Document …'" in problems[0][3]


@pytest.mark.parametrize("head, title, byline, section", [
    ("Rain closes harbour\nBy Jane Doe", "Rain closes harbour", "By Jane Doe", None),
    ("Rain closes harbour\nJane Doe and John Roe", "Rain closes harbour", "Jane Doe and John Roe", None),
    ("World News\nRain closes harbour", "Rain closes harbour", None, "World News"),
    ("Business & Finance\nRain closes harbour\nJane Doe", "Rain closes harbour", "Jane Doe", "Business & Finance"),
    ("Rain closes harbour\n-- ships wait outside for days", "Rain closes harbour -- ships wait outside for days", None,
     None),
    ("Rain", "Rain", None, None),
])  # fmt: skip
def test_what_stands_over_the_number_of_words(head, title, byline, section):
    (record,), _ = records_of(FACTIVA.replace("World News\nRain closes harbour\nBy Jane Doe", head))
    assert [record.fields.get(name) for name in ("title", "byline", "section")] == [title, byline, section]


@pytest.mark.parametrize("text", ["He said 300 words.\nDocument 17\n", "", " " * 1_000_000, "1 1" * 300_000])
def test_prose_is_no_export(text):
    assert not looks_factiva(text)
