from archive_layouts import RIS

from framing.readers.record import Problems
from framing.readers.ris import looks_ris, read_ris


def records_of(text):
    problems = Problems()
    return list(read_ris(text, "export.ris", problems)), problems.rows


def test_an_entry_labels_an_article_whose_text_stands_elsewhere():
    (record,), problems = records_of(RIS)
    assert record.text is None and record.fields == {
        "title": "Rain closes harbour",
        "outlet": "Daily Example",
        "date": "2021/06/08",
        "byline": "Doe, Jane; Roe, John",
        "url": "https://www.proquest.com/docview/2538000001",
        "id": "2538000001",
        "language": "English",
        "abstract": "The harbour was\nshut.",
    }
    assert problems == []


def test_an_entry_with_full_text_is_an_article():
    (record,), _ = records_of(RIS.replace("ER  -", "FT  - The harbour was shut on Monday.\nER  - "))
    assert record.text == "The harbour was shut on Monday."


def test_lines_out_of_place_and_a_broken_end_are_told():
    records, problems = records_of("stray\n" + RIS + RIS.partition("LA")[0])
    assert len(records) == 2 and [row[1] for row in problems] == [1, 14]


def test_a_first_tag_tells_the_layout():
    assert looks_ris("\n" + RIS) and not looks_ris("TYPE - NEWS")


def test_an_entry_with_one_blank_after_its_tags_is_read():
    text = "TY - NEWS\nTI - Pier shut\nJF - Example Post\nFT - The council shut the pier.\nER - \n"
    assert looks_ris(text)
    (record,), problems = records_of(text)
    assert record.text == "The council shut the pier." and record.fields["outlet"] == "Example Post" and problems == []


def test_a_line_of_a_text_that_looks_like_a_loose_tag_stays_in_it():
    (record,), _ = records_of("TY  - NEWS\nFT  - The pier is shut.\nUS - a reader said.\nER  - \n")
    assert record.text == "The pier is shut.\nUS - a reader said."
