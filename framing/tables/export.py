"""Tables for other programs: one Excel workbook, and a script with which R reads the CSV files as they were written."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping

import pandas as pd

from framing.tables.cells import guarded

CELL, ROWS = 32_000, 1_048_575  # characters of a cell and rows of a sheet that Excel can hold
CUT = " […]"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # characters that XML cannot hold
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_CLASSES = {"string": "character", "integer": "integer", "number": "numeric", "boolean": "logical"}
_R = """# Reads these tables into R as they were measured: tables <- source("read.R", chdir = TRUE)$value
# Ids such as 000 stay text, and the ' that keeps a spreadsheet from running a text as a formula is taken away, so that
# a text has as many characters as its span. Packages are not needed.
local({
  unguarded <- function(x) ifelse(grepl("^'+[^']", x) & substr(sub("^'+", "", x), 1, 1) %in% signs, substring(x, 2), x)
  signs <- c(@signs)
  classes <- list(
@classes
  )
  sapply(names(classes), simplify = FALSE, FUN = function(name) {
    table <- read.csv(paste0(name, ".csv"), colClasses = unname(classes[[name]]), na.strings = "",
                      check.names = FALSE, encoding = "UTF-8")
    texts <- vapply(table, is.character, logical(1))
    table[texts] <- lapply(table[texts], unguarded)
    names(table) <- unguarded(names(table))
    table
  })
})
"""


def workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """Return an Excel workbook with a sheet for each table, the same bytes every time; needs openpyxl.

    Texts are text whatever they begin with. A text that is too long for a cell is cut, and ends in ``[…]``.

    Raises
    ------
    ValueError
        If a table has more rows than a sheet can hold.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError:
        raise ImportError("Excel files need openpyxl: pip install 'framing[archives]'") from None
    file = Workbook(write_only=True)
    for name, table in tables.items():
        if len(table) > ROWS:
            raise ValueError(f"The table {name!r} has {len(table):,} rows, and Excel holds {ROWS:,}: save it as CSV.")
        sheet = file.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(table.columns))
        for row in table.astype(object).where(table.notna(), None).itertuples(index=False):
            cells = []
            for value in row:
                text = isinstance(value, str)
                cell = WriteOnlyCell(sheet, _held(value) if text else value)
                if text:
                    cell.data_type, cell.quotePrefix, cell.number_format = "s", True, "@"
                cells.append(cell)
            sheet.append(cells)
    buffer = io.BytesIO()
    file.save(buffer)
    return timeless(buffer.getvalue())


def _held(text: str) -> str:
    text = _CONTROL.sub("\ufffd", text)
    return text if len(text) <= CELL else text[:CELL] + CUT


def timeless(data: bytes) -> bytes:
    """Return the same workbook without the moment it was written at."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _WRITTEN.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            new.writestr(member, content)
    return buffer.getvalue()


def r_script(types: Mapping[str, Mapping[str, str]], signs: str) -> str:
    """Return the R script that reads the CSV files of some tables.

    Parameters
    ----------
    types : mapping of str to mapping of str to str
        For each table, its columns with their types: string, integer, number or boolean.
    signs : str
        Signs that are guarded at the beginning of a cell.

    Examples
    --------
    >>> "article_id = \\"character\\"" in r_script({"tone": {"article_id": "string"}}, "=+")
    True
    """
    lines = []
    for name, columns in types.items():
        pairs = [f"{_r_name(guarded(column))} = {json.dumps(_CLASSES[kind])}" for column, kind in columns.items()]
        lines.append(f"    {_r_name(name)} = c({', '.join(pairs)})")
    written = ", ".join(json.dumps(sign, ensure_ascii=True) for sign in signs)
    return _R.replace("@signs", written).replace("@classes", ",\n".join(lines))


def _r_name(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) else json.dumps(name, ensure_ascii=True)
