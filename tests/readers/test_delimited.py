import pytest

from framing.readers.delimited import looks_delimited, read_delimited
from framing.readers.record import Problems, Source


def rows_of(text, name="a.csv"):
    problems = Problems()
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_delimited(Source(name, data), problems)), problems.rows


def test_columns_become_fields_and_the_rest_metadata():
    (record,), problems = rows_of("id,outlet,text,section\n007,Daily Example,Rain fell.,World\n")
    assert record.text == "Rain fell." and record.line == 2 and problems == []
    assert record.fields == {"id": "007", "outlet": "Daily Example", "section": "World"}


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_the_separator_is_found(mark):
    (record,), _ = rows_of(f"id{mark}text\n1{mark}Rain fell.\n")
    assert record.text == "Rain fell."


def test_line_breaks_inside_a_cell_stay_and_lines_are_counted_through_them():
    records, _ = rows_of('id,text\r\n1,"Rain\r\nfell.\n"\r\n2,Snow fell.\r\n')
    assert records[0].text == "Rain\r\nfell.\n" and [record.line for record in records] == [2, 5]


def test_synonyms_are_used_and_told():
    (record,), problems = rows_of("Headline,Body,Newspaper\nRain,Rain fell.,Daily Example\n")
    assert record.text == "Rain fell." and record.fields == {"title": "Rain", "outlet": "Daily Example"}
    assert [row[2] for row in problems] == ["outlet", "text", "title"]


def test_an_unknown_column_near_a_known_one_is_told():
    (record,), problems = rows_of("id,txet,text,outlte\n1,x,Rain fell.,Daily Example\n")
    assert record.fields["outlte"] == "Daily Example"
    assert "unknown column 'outlte', kept as metadata. Did you mean 'outlet'?" in problems[0][3]


def test_no_column_of_text_is_told_with_the_nearest_and_gives_nothing():
    records, problems = rows_of("id,txt\n1,Rain fell.\n")
    assert records == [] and "Did you mean 'text'?" in problems[0][3]
    assert "no column holds the articles' text; there are 'id', 'txt'" in problems[1][3]


def test_a_row_with_too_many_cells_is_left_out_and_the_rest_read():
    records, problems = rows_of("id,text\n1,Rain, and snow\n2,Snow fell.,\n")
    assert [record.fields["id"] for record in records] == ["2"]
    assert problems[0][1] == 2 and "3 cells where the header has 2" in problems[0][3]


def test_an_empty_text_is_left_out_and_listed():
    records, problems = rows_of("id,text\n1,\n2,  \n\n3,Snow fell.\n")
    assert len(records) == 1 and [row[1] for row in problems] == [2, 3]


def test_a_mark_that_is_never_closed_is_told():
    _, problems = rows_of('id,text\n1,Rain.\n2,"Snow\n3,Hail.\n')
    assert problems[0][1] == 3 and "never closed" in problems[0][3]


def test_a_cell_longer_than_a_book_is_read():
    (record,), _ = rows_of("id,text\n1," + "rain " * 100_000 + "\n")
    assert len(record.text) == 500_000


def test_excel_s_own_csv_is_read():
    (record,), problems = rows_of("\ufeffsep=;\r\nid;text\r\n1;Café\r\n".encode("utf-8"))
    assert record.text == "Café" and record.line == 3 and problems == []
    (record,), _ = rows_of("id\ttext\r\n1\tCafé\r\n".encode("utf-16"))
    assert record.text == "Café"


def test_prose_with_commas_is_no_table():
    assert not looks_delimited("Rain fell on the harbour, the port, and the town.\nMore, much more, fell.")
    assert not looks_delimited("Source, date and title\n\nThe story")
    assert looks_delimited("id,text\n")


@pytest.mark.parametrize("text", [
    "id,text\n'a','Rain, and snow'\n'b','It''s cold'\n'c','x'\n",
    "'id','text'\n'a','Rain, and snow'\n'b','It\\'s cold'\n'c','x'\n",
    'id,text\na,"Rain, and snow"\nb,"It\'s cold"\nc,x\n',
])  # fmt: skip
def test_cells_in_single_quotes(text):
    records, problems = rows_of(text)
    assert [record.text for record in records] == ["Rain, and snow", "It's cold", "x"] and problems == []


def test_marks_escaped_by_a_backslash():
    records, problems = rows_of('id,text\na,"He said \\"no\\", and left"\nb,"Rain, too"\n')
    assert [record.text for record in records] == ['He said "no", and left', "Rain, too"] and problems == []


def test_a_scraper_s_table_without_a_header():
    row = "https://e.org/{}\tnull\tf1\te.org\tRain\tnull\t2021-06-08\t\"Rain\nfell.\"\tnull\tnull\t\n"
    records, _ = rows_of(row.format(1) + row.format(2))
    assert [record.fields["url"][-1] for record in records] == ["1", "2"] and records[0].text == "Rain\nfell."
