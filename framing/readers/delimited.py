"""CSV and TSV: one article a row, columns by their names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from framing.readers.decode import decode
from framing.readers.fields import match_columns
from framing.readers.record import FIELDS, Problems, Record, Source
from framing.readers.table import table_records

_MARKS = (",", "\t", ";", "|")


def read_delimited(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a CSV or TSV file; columns may be parted by comma, tab, semicolon or bar.

    Cells may hold line breaks when they are quoted, and keep them as they are. A row with more cells than the
    header is left out and listed: its columns cannot be trusted. An opening quotation mark that is never
    closed is listed.
    """
    text = decode(source.data, source.name, problems)
    header, rows = _rows(text, source.name, problems)
    yield from table_records(header, rows, source.name, problems)


def looks_delimited(head: str) -> bool:
    """Tell whether the first line of a text is a header: two cells or more, two known names or 'text'."""
    first = next((line for line in head.splitlines() if line.strip()), "")
    cells = [name.strip().strip('"') for name in first.split(_mark_of(first))]
    known = match_columns(cells)
    return len(cells) > 1 and (len(known) > 1 or "text" in known) and all(len(name) < 60 for name in cells)


def _rows(text: str, file: str, problems: Problems) -> tuple[list[str], list[tuple[int, dict[str, Any]]]]:
    text = re.sub(r"\A(?:[ \t]*\r?\n)+", "", text) if text[:1].isspace() else text
    skipped = 0
    if match := re.match(r"sep=(.)\r?\n", text):  # a line that Excel writes for itself
        text, skipped = text[match.end() :], 1
    mark = _mark_of(text.partition("\n")[0])
    former = csv.field_size_limit(2**31 - 1)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        header = [name.strip() for name in next(reader, [])]
        rows: list[tuple[int, dict[str, Any]]] = []
        line = reader.line_num + 1
        for cells in reader:
            kept = _row(cells, header, line + skipped, file, problems)
            if kept:
                rows.append((line + skipped, kept))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(
            file,
            reader.line_num,
            None,
            f"the table cannot be read on from here: {error}.",
            "Export it again as CSV in UTF-8.",
        )
    finally:
        csv.field_size_limit(former)
    if rows and text.count('"') % 2:
        problems.add(
            file,
            rows[-1][0],
            None,
            "a quotation mark is opened and never closed; all that follows may stand in one cell.",
            'Close it, or write a mark inside a cell twice ("").',
        )
    return header, rows


def _row(
    cells: list[str], header: list[str], line: int, file: str, problems: Problems
) -> dict[str, Any] | None:
    if not any(cell.strip() for cell in cells):
        return None
    if any(cell.strip() for cell in cells[len(header) :]):
        problems.add(
            file,
            line,
            None,
            f"the row has {len(cells)} cells where the header has {len(header)}; it was left out.",
            'Put quotation marks ("…") around a cell that holds the separator.',
        )
        return None
    row: dict[str, Any] = {}
    for name, value in zip(header, cells, strict=False):
        row.setdefault(name, value)
    return row


def _mark_of(first: str) -> str:
    """Return the separator that makes most known names of a header, then most cells."""

    def worth(mark: str) -> tuple[int, int]:
        cells = [name.strip().strip('"') for name in first.split(mark)]
        return sum(field in FIELDS for field in match_columns(cells)), len(cells)

    return max(_MARKS, key=worth)
