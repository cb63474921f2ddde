"""Rows of a large file as records, one at a time; a row that cannot be read is listed, and the rest goes on."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.readers.decode import CP1252, MARKS
from framing.readers.delimited import mark_of
from framing.readers.extras import needs
from framing.readers.record import Problems, Record
from framing.readers.table import table_records

STREAMED = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_ROW = 60_000_000  # characters; in a longer row of a CSV file a quotation mark was never closed
_ESCAPED = re.compile("[\udc80-\udcff]")


def records(path: Path, problems: Problems) -> Iterator[tuple[Record, float]]:
    """Every row as a record, with the share of the file that was read so far."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        yield from _parquet(path, problems)
        return
    size = path.stat().st_size or 1
    with path.open("rb") as file:
        opening = file.read(4)
        file.seek(0)
        encoding = next((name for mark, name in MARKS if opening.startswith(mark)), "utf-8")
        # Bytes that are no UTF-8 come as lone surrogates, and are read as Windows-1252 line by line.
        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        with io.TextIOWrapper(file, encoding, errors, newline="") as text:
            lines = _decoded(text, path.name, problems)
            found = _json(lines, path.name, problems) if "json" in suffix else _delimited(lines, path.name, problems)
            for record in found:
                yield record, file.tell() / size


def _decoded(file: Iterable[str], name: str, problems: Problems) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        if number == 1:
            line = line.removeprefix("\ufeff")
        if _ESCAPED.search(line):
            problems.add(
                name, number, "text", "the line is not UTF-8; what is not was read as Windows-1252 (cp1252).",
                "Save the file as UTF-8, or check that accents and quotation marks are right.",
            )  # fmt: skip
            line = line.translate(CP1252)
        yield line


def _delimited(lines: Iterator[str], file: str, problems: Problems) -> Iterator[Record]:
    first = next(lines, "")
    mark = mark_of(first.rstrip("\r\n"))
    header = [name.strip() for name in next(csv.reader([first], delimiter=mark), [])]
    yield from table_records(header, _cells(lines, header, mark, file, problems), file, problems)


def _cells(
    lines: Iterator[str], header: list[str], mark: str, file: str, problems: Problems
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Rows with the number of their first line; where a quotation mark is never closed, the next line begins a row."""
    former = csv.field_size_limit(2**31 - 1)  # an article is one cell; csv's own limit is 128 kB
    again: deque[str] = deque()  # lines that stood behind such a mark
    held: list[str] = []  # lines of the row that is being read
    ended = False

    def fed() -> Iterator[str]:
        nonlocal ended
        length = 0
        while length <= _ROW:
            line = again.popleft() if again else next(lines, None)
            if line is None:
                ended = True
                return
            length = length + len(line) if held else len(line)
            held.append(line)
            yield line.replace("\0", "\ufffd")

    number = 2
    try:
        while again or not ended:
            for cells in csv.reader(fed(), delimiter=mark):
                if len(held) > 1 and sum(line.count('"') for line in held) % 2:
                    problems.add(
                        file, number, None, "a quotation mark is opened and never closed; the line was left out.",
                        'Close it, or write a mark inside a cell twice ("").',
                    )  # fmt: skip
                    again.extendleft(reversed(held[1:]))
                    del held[1:]
                elif any(cell.strip() for cell in cells[len(header) :]):
                    problems.add(
                        file, number, None,
                        f"the row has {len(cells)} cells where the header has {len(header)}; it was left out.",
                        'Put quotation marks ("…") around a cell that holds the separator.',
                    )  # fmt: skip
                elif cells:
                    yield number, dict(zip(header, cells, strict=False))
                number += len(held)
                held.clear()
    finally:
        csv.field_size_limit(former)


def _json(lines: Iterable[str], file: str, problems: Problems) -> Iterator[Record]:
    """Each line's own names are its columns, so that a name met late is not lost."""
    known: set[tuple[str, ...]] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            problems.add(
                file, number, None, "the line is not a JSON object; it was left out.",
                'Write one object a line: {"id": "…", "outlet": "…", "text": "…"}.',
            )  # fmt: skip
            continue
        names = tuple(map(str, row))
        # What is said of the columns is said once for each set of them.
        told = Problems()
        found = list(table_records(names, [(number, row)], file, told))
        if not found and all(line is None for _, line, *_ in told.rows):
            remedy = "Give it under the name 'text'."
            problems.add(file, number, "text", "the line has no text; it was left out.", remedy)
        yield from found
        problems.rows += [one for one in told.rows if one[1] is not None or names not in known]
        known.add(names)


def _parquet(path: Path, problems: Problems) -> Iterator[tuple[Record, float]]:
    with needs("pyarrow", "Parquet"):
        import pyarrow.parquet as pq
    line = 1
    with pq.ParquetFile(path) as file:
        total = max(1, file.metadata.num_rows)
        for batch in file.iter_batches(batch_size=1000):
            rows = batch.to_pylist()
            told = Problems()
            for record in table_records(batch.schema.names, list(enumerate(rows, line)), path.name, told):
                yield record, (record.line or 0) / total
            problems.rows += [found for found in told.rows if found[1] is not None or line == 1]
            line += len(rows)
