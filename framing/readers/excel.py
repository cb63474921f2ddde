"""Excel: one article a row of the first sheet that has a header."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from framing.readers.archive import check_office
from framing.readers.extras import needs
from framing.readers.fields import match_columns
from framing.readers.record import Problems, Record, Source
from framing.readers.table import table_records

Sheets = Iterable[tuple[str, Iterable[Sequence[Any]]]]


def read_excel(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an .xlsx file (needs openpyxl) or of the older .xls (needs xlrd).

    Every sheet is read whose first twenty rows hold a header, that is at least two names of fields; the
    others are listed. Formulas give the value last computed.
    """
    read_any = False
    for name, rows in _xlsx(source) if source.data.startswith(b"PK") else _xls(source):
        table = [(number, list(row)) for number, row in enumerate(rows, start=1)]
        header = next((n for n, (_, row) in enumerate(table[:20]) if _is_header(row)), None)
        if header is None:
            if any(any(cell is not None for cell in row) for _, row in table):
                problems.add(
                    source.name,
                    1,
                    None,
                    f"the sheet {name!r} has no row with names of columns; left out.",
                    "Write a first row with id, outlet, text.",
                )
            continue
        read_any = True
        columns = [str(cell).strip() if cell is not None else "" for cell in table[header][1]]
        cells = ((number, dict(zip(columns, row, strict=False))) for number, row in table[header + 1 :])
        yield from table_records(columns, cells, source.name, problems)
    if not read_any:
        problems.add(source.name, None, None, "no sheet of the file could be read.", "Save it as CSV in UTF-8.")


def _is_header(row: Sequence[Any]) -> bool:
    names = [cell for cell in row if isinstance(cell, str) and len(cell) < 60]
    found = match_columns(names)
    return len(found) > 1 or "text" in found


def _xlsx(source: Source) -> Sheets:
    with needs("openpyxl", "Excel files"):
        from openpyxl import load_workbook
    check_office(source.data)
    book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
    for sheet in book.worksheets:
        yield sheet.title, sheet.iter_rows(values_only=True)


def _xls(source: Source) -> Sheets:
    with needs("xlrd", "older Excel files"):
        import xlrd
    book = xlrd.open_workbook(file_contents=source.data, logfile=io.StringIO())
    for sheet in book.sheets():
        yield (
            sheet.name,
            ([_value(cell, book.datemode, xlrd) for cell in sheet.row(n)] for n in range(sheet.nrows)),
        )


def _value(cell: Any, datemode: int, xlrd: Any) -> Any:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    return xlrd.xldate_as_datetime(cell.value, datemode) if cell.ctype == xlrd.XL_CELL_DATE else cell.value
