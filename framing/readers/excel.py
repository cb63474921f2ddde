"""Excel: one article a row of the first sheet that has a header."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from framing.readers.archive import check_office
from framing.readers.extras import needs
from framing.readers.fields import match_columns
from framing.readers.record import Problems, Record, Source
from framing.readers.table import table_records

Rows = Iterable[tuple[int, Sequence[Any]]]
Sheets = Iterable[tuple[str, Callable[[int, int], Rows]]]  # a sheet's rows from one on, with so many columns at most
_HEAD = 20  # rows that hold something, one of which is the header
_ROWS = 1_048_576  # that Excel can have; a file may claim any number
_COLUMNS = 1000  # in which the header's names are sought


def read_excel(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an .xlsx file (needs openpyxl) or of the older .xls (needs xlrd).

    Every sheet is read of which one of the first twenty rows is a header, that is at least two names of fields; the
    others are listed. Formulas give the value last computed.
    """
    read_any = False
    for name, rows in _xlsx(source) if source.data.startswith(b"PK") else _xls(source):
        first = list(islice(_numbered(rows(1, _COLUMNS)), _HEAD))
        header = next((place for place, (_, row) in enumerate(first) if _is_header(row)), None)
        if header is None:
            if first:
                problems.add(
                    source.name,
                    1,
                    None,
                    f"the sheet {name!r} has no row with names of columns; left out.",
                    "Write a first row with id, outlet, text.",
                )
            continue
        read_any = True
        number, cells = first[header]
        columns = [str(cell).strip() if cell is not None else "" for cell in cells]
        while columns and not columns[-1]:
            columns.pop()
        # Cells far to the right belong to no column, and are not even counted.
        found = _numbered(rows(number + 1, len(columns)))
        table = ((line, dict(zip(columns, row, strict=False))) for line, row in found)
        yield from table_records(columns, table, source.name, problems)
    if not read_any:
        problems.add(source.name, None, None, "no sheet of the file could be read.", "Save it as CSV in UTF-8.")


def _numbered(rows: Rows) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows that hold something, with their numbers; a sheet may have a million others."""
    empty = None
    for number, row in rows:
        if row is empty:  # openpyxl gives one and the same for rows that the file leaves out
            continue
        if any(cell is not None for cell in row):
            yield number, row
        else:
            empty = row


def _is_header(row: Sequence[Any]) -> bool:
    names = [cell for cell in row if isinstance(cell, str) and len(cell) < 60]
    found = match_columns(names)
    return len(found) > 1 or "text" in found


def _xlsx(source: Source) -> Sheets:
    with needs("openpyxl", "Excel files"):
        from openpyxl import load_workbook
    check_office(source.data)
    book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)

    def rows(sheet: Any, first: int, columns: int) -> Rows:
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        found = sheet.iter_rows(min_row=first, max_row=_ROWS, max_col=max(columns, 1), values_only=True)
        return enumerate(found, start=first)

    for sheet in book.worksheets:
        yield sheet.title, partial(rows, sheet)


def _xls(source: Source) -> Sheets:
    with needs("xlrd", "older Excel files"):
        import xlrd
    # Ragged: a row is as long as its last cell, not as the longest row of the sheet.
    book = xlrd.open_workbook(file_contents=source.data, logfile=io.StringIO(), ragged_rows=True)

    def rows(sheet: Any, first: int, columns: int) -> Rows:
        for n in range(first - 1, sheet.nrows):
            yield n + 1, [_value(cell, book.datemode, xlrd) for cell in sheet.row_slice(n, 0, columns)]

    for sheet in book.sheets():
        yield sheet.name, partial(rows, sheet)


def _value(cell: Any, datemode: int, xlrd: Any) -> Any:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    return xlrd.xldate_as_datetime(cell.value, datemode) if cell.ctype == xlrd.XL_CELL_DATE else cell.value
