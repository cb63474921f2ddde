"""CSV and TSV: one article a row, columns by their names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from framing.readers.decode import decoded_lines
from framing.readers.fields import match_columns
from framing.readers.gdelt import looks_gdelt, read_gdelt
from framing.readers.mediacloud import looks_mediacloud, read_mediacloud
from framing.readers.record import FIELDS, Problems, Record, Source
from framing.readers.table import table_records

# What trafilatura writes, without a header, its cells parted by tabs.
_TRAFILATURA = (
    "url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license", "pagetype",
)  # fmt: skip
_MARKS = (",", "\t", ";", "|")


def read_delimited(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a CSV or TSV file; columns may be parted by comma, tab, semicolon or bar.

    Cells may hold line breaks when they are quoted, and keep them as they are. A row with more cells than the
    header is left out and listed: its columns cannot be trusted. An opening quotation mark that is never
    closed is listed.
    """
    lines = decoded_lines(source.data, source.name, problems)
    opening = list(_opening(lines))
    first = opening[-1] if opening else ""
    if looks_gdelt(first.rstrip("\r\n").split("\t")):
        # GDELT writes its tab-separated files without quotation marks.
        text = "".join([*opening, *lines])
        yield from read_gdelt([(n, line.split("\t")) for n, line in _lines(text)], source.name, problems)
        return
    quotes = source.data.count(b'"') % 2 == 1
    mark = mark_of(first.rstrip("\r\n"))
    written = _writing(source.data, mark)
    if written["quotechar"] == "'" or "escapechar" in written:
        quotes = False
    rows = _rows(chain([first], lines), mark, written, len(opening) - 1, quotes, source.name, problems)
    header = [name.strip() for name in next(rows, (0, []))[1]]
    if _is_trafilatura(header):
        # The first row is an article; what is not known is written as "null".
        found = chain([(1, header)], rows)
        known = (
            (line, {name: None if cell == "null" else cell for name, cell in zip(_TRAFILATURA, row, strict=False)})
            for line, row in found
        )
        yield from table_records(list(_TRAFILATURA), known, source.name, problems)
        return
    if looks_gdelt(header):
        yield from read_gdelt([(1, header), *rows], source.name, problems)
        return
    cells = ((line, _by_name(header, row)) for line, row in rows)
    if looks_mediacloud(header):
        yield from read_mediacloud(list(cells), source.name, problems)
    else:
        yield from table_records(header, cells, source.name, problems)


def looks_delimited(head: str) -> bool:
    """Tell whether the first line of a text is a header: two cells or more, two known names or 'text'."""
    first = next((line for line in head.splitlines() if line.strip()), "")
    cells = [name.strip().strip('"') for name in first.split(mark_of(first))]
    if looks_gdelt(cells) or looks_mediacloud(cells) or first.startswith("http") and first.count("\t") > 6:
        return True
    known = match_columns(cells)
    return len(cells) > 1 and (len(known) > 1 or "text" in known) and all(len(name) < 60 for name in cells)


def _is_trafilatura(first: list[str]) -> bool:
    return len(first) == len(_TRAFILATURA) and first[0].startswith(("http://", "https://"))


def _lines(text: str) -> list[tuple[int, str]]:
    return [(n, line.rstrip("\r")) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _opening(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines up to the header: blank ones, and Excel's own that names the separator."""
    for number, line in enumerate(lines):
        yield line
        if line.strip() and not (number == 0 and re.fullmatch(r"sep=.\s*", line)):
            return


def _rows(
    lines: Iterable[str], mark: str, written: dict[str, Any], skipped: int, quotes: bool, file: str, problems: Problems
) -> Iterator[tuple[int, list[str]]]:
    """Yield the header and the rows that fit it, each with the number of its first line.

    `quotes` tells that the number of quotation marks in the file is odd.
    """
    former = csv.field_size_limit(2**31 - 1)
    width = None
    line = last = skipped + 1
    rows = 0
    try:
        reader = csv.reader(lines, delimiter=mark, **written)
        for cells in reader:
            if any(cell.strip() for cell in cells) and _fits(cells, width, line, file, problems):
                width = len(cells) if width is None else width
                last, rows = line, rows + 1
                yield line, cells
            line = reader.line_num + 1 + skipped
    except csv.Error as error:
        problems.add(
            file,
            line,
            None,
            f"the table cannot be read on from here: {error}.",
            "Export it again as CSV in UTF-8.",
        )
    finally:
        csv.field_size_limit(former)
    if rows > 1 and quotes:
        problems.add(
            file,
            last,
            None,
            "a quotation mark is opened and never closed; all that follows may be in one cell.",
            'Close it, or write a mark inside a cell twice ("").',
        )


def _writing(data: bytes, mark: str) -> dict[str, Any]:
    """Return how cells are quoted, by the beginning of the file.

    Single quotation marks are the file's own where cells begin and end with them and none does with double ones; a
    backslash escapes a mark where one is before a mark inside a cell and no mark is doubled there.
    """
    head, cut = data[:200_000], re.escape(mark.encode())
    single = len(re.findall(rb"'" + cut + rb"'", head))
    if single > 1 and not re.search(rb"(?:^|" + cut + rb')"', head, re.M):
        escaped = re.search(rb"[^'" + cut + rb"\r\n]\\'", head) and not re.search(rb"\w''\w", head)
        return {"quotechar": "'", **({"escapechar": "\\", "doublequote": False} if escaped else {})}
    if re.search(rb'\\"[^' + cut + rb"\r\n]", head) and not re.search(
        rb"[^" + cut + rb'\r\n]""[^' + cut + rb"\r\n]", head
    ):
        return {"quotechar": '"', "escapechar": "\\", "doublequote": False}
    return {"quotechar": '"'}


def _fits(cells: list[str], width: int | None, line: int, file: str, problems: Problems) -> bool:
    if width is None or not any(cell.strip() for cell in cells[width:]):
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
