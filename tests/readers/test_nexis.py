import pytest
from archive_layouts import NEXIS, NEXIS_COVER, NEXIS_OLD, NEXIS_SHORT

from framing.readers.nexis import looks_nexis, read_nexis
from framing.readers.record import Problems


def records_of(text):
    problems = Problems()
    return list(read_nexis(text, "export.txt", problems)), problems.rows


def test_many_articles_in_one_file_each_with_its_fields():
    (first, second), problems = records_of(NEXIS_COVER + NEXIS + NEXIS_SHORT)
    assert first.text == "The harbour was shut on Monday.\n\n“We wait,” the harbour master said."
    assert first.line == 16 and second.text == "Snow fell on the town."
    expected = {
        "title": "Rain closes harbour",
        "outlet": "Daily Example (Sampletown)",
        "byline": "By Jane Doe",
        "date": "June 8, 2021 Tuesday",
        "section": "WORLD; Pg. 3",
        "language": "ENGLISH",
    }
    assert expected.items() <= first.fields.items()
    assert second.fields["outlet"] == "Sample Wire" and problems == []


def test_an_article_that_is_not_understood_is_listed_with_its_line_and_the_rest_read():
    broken = "A result list entry\nDaily Example\nEnd of Document\n"
    records, problems = records_of(broken + NEXIS_SHORT)
    assert len(records) == 1
    assert problems[0][:3] == ("export.txt", 1, "text") and "the layout is not understood from here" in problems[0][3]


def test_an_export_that_broke_off_is_told():
    records, problems = records_of(NEXIS_SHORT + "Half an article\nDaily Example\n")
    assert len(records) == 1 and problems[0][1] == 14 and "after the last" in problems[0][3]


def test_a_body_may_hold_the_words_of_the_layout():
    text = NEXIS_SHORT.replace("Snow fell", "Note: the body of a sailor\n\nGraphic: a drawing\n\nSnow fell")
    (record,), _ = records_of(text)
    assert record.text.startswith("Note: the body") and record.text.endswith("Snow fell on the town.")


def test_the_older_layouts_are_read_and_their_lines_joined():
    (record, other), problems = records_of(NEXIS_OLD)
    assert record.text == (
        "The harbour was shut on Monday after a night of rain that nobody in the town had expected.\n\n"
        "Ships wait outside."
    )
    assert record.fields["title"] == "Rain closes harbour; ships wait"
    assert record.fields["outlet"] == "The Daily Example" and record.fields["byline"] == "By JANE DOE"
    assert record.fields["language"] == "ENGLISH" and len(problems) == 1
    assert other.text == "Snow fell on the town." and other.fields["byline"] == "John Roe"
    assert other.fields["title"] == "Snow follows rain, and the town is glad"
    assert other.fields["outlet"] == "The Sample Post" and other.fields["date"] == "May 31, 2021 Sunday"


@pytest.mark.parametrize(
    "text",
    [
        "The body was found.\nEnd of Document\n",
        "Body\n\nSome prose.",
        "",
        "\n" * 100_000,
        " " * 1_000_000,
        "1 of 2 " * 50_000,
    ],
)
def test_prose_is_no_export(text):
    assert not looks_nexis(text)
