import io
import struct
import tracemalloc
import zipfile
from datetime import datetime

import pytest

from framing.readers.archive import TooLarge
from framing.readers.excel import read_excel
from framing.readers.record import Problems, Source


def xlsx(**sheets):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xls(rows):
    """Return the oldest Excel file there is (BIFF2): a header, text cells, an end."""
    pytest.importorskip("xlrd")
    records = [(0x0009, struct.pack("<HH", 2, 0x10))]
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            records.append((0x0004, struct.pack("<HHBBBB", n, m, 0, 0, 0, len(cell)) + cell.encode("ascii")))
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in [*records, (0x000A, b"")])


def records_of(data):
    problems = Problems()
    return list(read_excel(Source("a.xlsx", data), problems)), problems.rows


def test_rows_are_articles_and_dates_and_numbers_keep_their_sense():
    (record, other), problems = records_of(
        xlsx(
            All=[
                ["id", "outlet", "text", "date", "page"],
                [1, "Daily Example", "Rain fell.", datetime(2021, 6, 8), 3.0],
                [2, None, "Snow fell.", None, None],
            ]
        )
    )
    assert record.fields == {"id": 1, "outlet": "Daily Example", "date": datetime(2021, 6, 8), "page": 3}
    assert record.line == 2 and other.text == "Snow fell." and other.fields == {"id": 2} and problems == []


def test_lines_above_the_header_are_passed_over_and_a_sheet_without_one_is_told():
    records, problems = records_of(
        xlsx(Notes=[["Made by hand"]], All=[["Our corpus"], [], ["id", "text"], [1, "Rain."]])
    )
    assert [record.line for record in records] == [4]
    assert "the sheet 'Notes' has no row with names of columns" in problems[0][3]


def test_a_list_of_proquest_labels_articles_by_their_number():
    rows = [
        ["Title", "Abstract", "StoreId", "Authors", "pubdate", "pubtitle", "DocumentURL"],
        [
            "Rain closes harbour",
            "Short.",
            "2538000001",
            "Doe, Jane",
            "Jun 8, 2021",
            "Daily Example",
            "https://example.org/2538000001",
        ],
    ]
    (record,), problems = records_of(xls(rows))
    assert record.text is None and "no column holds the articles' text" in " ".join(row[3] for row in problems)
    assert {
        "id": "2538000001",
        "title": "Rain closes harbour",
        "outlet": "Daily Example",
        "byline": "Doe, Jane",
        "date": "Jun 8, 2021",
        "url": "https://example.org/2538000001",
    }.items() <= record.fields.items()


def test_a_bomb_in_a_book_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 20_000_000)
    with pytest.raises(TooLarge):
        records_of(content.getvalue())


def test_a_book_without_a_table_says_so():
    records, problems = records_of(xlsx(Notes=[["Nothing"]]))
    assert records == [] and "no sheet of the file could be read" in problems[-1][3]


FAR = '<c r="XFD{0}" t="inlineStr"><is><t>far</t></is></c>'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def with_sheet(data, xml):
    """The book with other XML for its first sheet."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return content.getvalue()


def row(number, *cells, more=""):
    inline = '<c r="{}{}" t="inlineStr"><is><t>{}</t></is></c>'
    shown = "".join(inline.format("AB"[n], number, cell) for n, cell in enumerate(cells))
    return f'<row r="{number}">{shown}{more}</row>'


def test_cells_far_from_the_others_cost_nothing():
    far = [row(n, f"a{n}", "Rain.", more=FAR.format(n)) for n in range(2, 302)]
    xml = SHEET.format(row(1, "id", "text") + "".join(far) + row(10**15, more=FAR.format(10**15)))
    data = with_sheet(xlsx(All=[["id"]]), xml)
    assert len(data) < 20_000
    records, _ = records_of(data)
    assert [record.line for record in records] == list(range(2, 302)) and records[0].fields == {"id": "a2"}


def test_cells_far_from_the_others_cost_nothing_in_an_older_book():
    rows = [(0, 0, "id"), (0, 1, "text"), (1, 0, "a"), (1, 1, "Rain."), (16_000, 255, "far")]
    records = [(0x0009, struct.pack("<HH", 2, 0x10))]
    for n, m, cell in rows:
        records.append((0x0004, struct.pack("<HHBBBB", n, m, 0, 0, 0, len(cell)) + cell.encode("ascii")))
    data = b"".join(struct.pack("<HH", kind, len(part)) + part for kind, part in [*records, (0x000A, b"")])
    tracemalloc.start()
    (record,), _ = records_of(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert record.text == "Rain." and peak < 30_000_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_book_that_defines_entities_is_refused_in_any_encoding(encoding):
    xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "Rain.">]>'
    xml += SHEET.format(row(1, "id", "text") + row(2, "a", "&b;"))
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    with pytest.raises(ValueError, match="entities"):
        records_of(with_sheet(xlsx(All=[["id"]]), (mark + xml).encode(encoding)))
