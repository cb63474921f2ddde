from framing.readers.record import Problems
from framing.readers.table import table_records


def records_of(columns, *rows):
    problems = Problems()
    cells = [(n, dict(zip(columns, row, strict=True))) for n, row in enumerate(rows, start=2)]
    return list(table_records(columns, cells, "a.csv", problems)), problems.rows


def test_known_columns_become_fields_and_the_others_stay_under_their_names():
    (record,), _ = records_of(["ID", "Text", "Desk"], ["1", "Rain.", "World"])
    assert record.text == "Rain." and record.fields == {"id": "1", "Desk": "World"}


def test_rows_without_texts_are_kept_as_labels_where_an_address_or_title_stands():
    (record,), problems = records_of(["url", "outlet"], ["https://example.org/rain", "Example"])
    assert record.text is None and "label articles of other files" in problems[0][4]
    assert records_of(["outlet"], ["Example"])[0] == []


def test_a_text_that_is_no_text_is_told():
    (record,), problems = records_of(["text"], [12])
    assert record.text == "12" and "no text but 12" in problems[0][3]


def test_an_object_is_no_text_and_left_out():
    records, problems = records_of(["text"], [{"a": "x"}])
    assert records == [] and "an object with names of its own" in problems[0][3]


def test_a_text_in_parts_is_read_as_paragraphs():
    parts = {"summary": ["Rain."], "sections": [{"headline": [], "paragraphs": ["It fell.", "It <b>rained</b>."]}]}
    assert records_of(["text"], [parts])[0][0].text == "Rain.\n\nIt fell.\n\nIt rained."
    assert records_of(["text"], [["One.", "Two."]])[0][0].text == "One.\n\nTwo."
