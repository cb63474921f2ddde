"""A sheet as an Excel workbook: text cells, drop-down values, the codebook beside it, the same bytes every time."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from framing.coding.codebooks import Codebook
from framing.tables.export import timeless

WIDTHS = {"row": 14, "target": 18, "before": 40, "text": 60, "after": 40, "comment": 30}
LONGEST = 32_000  # characters that a cell of a workbook can hold, less a little
CUT = " […] (longer than a cell: read the rest in the article)"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # characters that XML cannot hold


def workbook(header: Sequence[str], rows: Sequence[Sequence[str]], book: Codebook) -> bytes:
    """The bytes of a workbook with the sheets ``units`` and ``codebook``.

    Parameters
    ----------
    header : sequence of str
        Columns; those that are variables of the codebook get its values as a drop-down.
    rows : sequence of sequences of str
    book : Codebook
    """
    from framing.readers.extras import needs

    with needs("openpyxl", "and writing coding sheets"):
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

    file = Workbook()
    units = file.active
    units.title = "units"
    _fill(units, [header, *rows])
    places = _codebook(file.create_sheet("codebook"), book)
    for number, name in enumerate(header, 1):
        letter = get_column_letter(number)
        units.column_dimensions[letter].width = WIDTHS.get(name, 16)
        units[f"{letter}1"].font = Font(bold=True)
        if name in places and rows:
            # A range of the codebook sheet: a list written out is limited to 255 characters and may hold no comma.
            low, high = places[name]
            choice = DataValidation(type="list", formula1=f"codebook!$E${low}:$E${high}", allow_blank=True)
            choice.showErrorMessage = True
            choice.error = "Choose a value of the codebook, or leave the cell empty."
            units.add_data_validation(choice)
            choice.add(f"{letter}2:{letter}{len(rows) + 1}")
    for line in units.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    units.freeze_panes = "B2"
    buffer = io.BytesIO()
    file.save(buffer)
    return timeless(buffer.getvalue())


def _codebook(page: object, book: Codebook) -> dict[str, tuple[int, int]]:
    """Write the codebook; the lines that hold each variable's values, in the column E."""
    table = book.table
    _fill(page, [list(table.columns), *table.fillna("").to_numpy().tolist()])
    lines: dict[str, tuple[int, int]] = {}
    for line, name in enumerate(table["variable"], 2):
        lines[name] = (lines.get(name, (line, line))[0], line)
    return lines


def _fill(page: object, rows: Sequence[Sequence[str]]) -> None:
    """Write cells as text, whatever they begin with."""
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            text = _CONTROL.sub("�", value)
            if len(text) > LONGEST:
                text = text[:LONGEST] + CUT
            cell = page.cell(line, column)  # type: ignore[attr-defined]
            cell.number_format = "@"  # what a coder types stays as typed: "+1" is no number
            if text:
                cell.value = text
                cell.data_type = "s"
                cell.quotePrefix = True
