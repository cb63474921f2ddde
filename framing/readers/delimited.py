"""CSV and TSV: one article a row, columns by their names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from framing.readers.decode import decode
from framing.readers.fields import match_columns
from framing.readers.gdelt import looks_gdelt, read_gdelt
from framing.readers.mediacloud import looks_mediacloud, read_mediacloud
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
    if looks_gdelt(text.partition("\n")[0].rstrip("\r").split("\t")):
        # GDELT writes its tab-separated files without quotation marks.
        yield from read_gdelt([(n, line.split("\t")) for n, line in _lines(text)], source.name, problems)
        return
    rows = _rows(text, source.name, problems)
    header = [name.strip() for name in rows[0][1]] if rows else []
    if looks_gdelt(header):
        yield from read_gdelt(rows, source.name, problems)
        return
    cells = [(line, _by_name(header, row)) for line, row in rows[1:]]
    if looks_mediacloud(header):
        yield from read_mediacloud(cells, source.name, problems)
    else:
        yield from table_records(header, cells, source.name, problems)


def looks_delimited(head: str) -> bool:
    """Tell whether the first line of a text is a header: two cells or more, two known names or 'text'."""
    first = next((line for line in head.splitlines() if line.strip()), "")
    cells = [name.strip().strip('"') for name in first.split(mark_of(first))]
    if looks_gdelt(cells) or looks_mediacloud(cells):
        return True
    known = match_columns(cells)
    return len(cells) > 1 and (len(known) > 1 or "text" in known) and all(len(name) < 60 for name in cells)


def _lines(text: str) -> list[tuple[int, str]]:
    return [(n, line.rstrip("\r")) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _rows(text: str, file: str, problems: Problems) -> list[tuple[int, list[str]]]:
    """Return the header and the rows that fit it, each with the number of its first line."""
    opening = re.match(r"(?:sep=.)?[ \t\r\n]*", text)  # Excel's own line, and blank ones
    skipped = text[: opening.end()].count("\n") if opening else 0
    text = text[opening.end() :] if opening else text
    mark = mark_of(text.partition("\n")[0])
    rows: list[tuple[int, list[str]]] = []
    former = csv.field_size_limit(2**31 - 1)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        line = 1
        for cells in reader:
            if any(cell.strip() for cell in cells) and _fits(cells, rows, line + skipped, file, problems):
                rows.append((line + skipped, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(
            file,
            line + skipped,
            None,
            f"the table cannot be read on from here: {error}.",
            "Export it again as CSV in UTF-8.",
        )
    finally:
        csv.field_size_limit(former)
    if len(rows) > 1 and text.count('"') % 2:
        problems.add(
            file,
            rows[-1][0],
            None,
            "a quotation mark is opened and never closed; all that follows may stand in one cell.",
            'Close it, or write a mark inside a cell twice ("").',
        )
    return rows


def _fits(cells: list[str], rows: list[tuple[int, list[str]]], line: int, file: str, problems: Problems) -> bool:
    width = len(rows[0][1]) if rows else len(cells)
    if not any(cell.strip() for cell in cells[width:]):
        return True
    problems.add(
        file,
        line,
        None,
        f"the row has {len(cells)} cells where the header has {width}; it was left out.",
        'Put quotation marks ("…") around a cell that holds the separator.',
    )
    return False


def _by_name(header: list[str], cells: list[str]) -> dict[str, Any]:
    # Of two columns of one name the first counts.
    return dict(zip(reversed(header), reversed((cells + [""] * len(header))[: len(header)]), strict=True))


def mark_of(first: str) -> str:
    """Return the separator that makes most known names of a header, then most cells."""

    def worth(mark: str) -> tuple[int, int]:
        cells = [name.strip().strip('"') for name in first.split(mark)]
        return sum(field in FIELDS for field in match_columns(cells)), len(cells)

    return max(_MARKS, key=worth)
