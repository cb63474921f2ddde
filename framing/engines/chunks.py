"""A file of any size as chunks of articles, read once and never held whole."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from framing.readers.extras import needs
from framing.readers.record import Problems, Record
from framing.readers.table import table_records

STREAMED = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_CELL = 2**31 - 1  # an article is one cell; csv's own limit is 128 kB


class Chunk(NamedTuple):
    """Records of one part: its number from 0, what was wrong in reading them, and a hash of all they hold."""

    number: int
    records: list[Record]
    problems: list[tuple[str, int | None, str | None, str, str]]
    digest: str


def chunks(path: Path, size: int) -> Iterator[Chunk]:
    """Cut a CSV, TSV, JSON Lines or Parquet file into chunks of `size` articles.

    Ids are made unique over the whole file: one that is used already gets a number, and one that is missing is made
    from the text; both are listed. The same rows give the same chunks, whatever was read before.

    Raises
    ------
    ValueError
        If the file is of another format.
    """
    if path.suffix.lower() not in STREAMED:
        raise ValueError(f"{path.name}: an archive is measured in parts from {', '.join(STREAMED)}, not from this.")
    problems = Problems()
    records = _unique(_records(path, problems), problems)
    number = 0
    while held := list(islice(records, size)):
        digest = hashlib.sha256()
        for record in held:
            digest.update(json.dumps([record.text, dict(record.fields)], sort_keys=True, default=str).encode())
        yield Chunk(number, held, problems.rows, digest.hexdigest())
        problems.rows = []
        number += 1
    if problems.rows:
        yield Chunk(number, [], problems.rows, "")


def _records(path: Path, problems: Problems) -> Iterator[Record]:
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        yield from _parquet(path, problems)
        return
    # A byte that is no UTF-8 is read as U+FFFD here: one bad byte must not stop a million rows.
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        if suffix in _DELIMITERS:
            yield from _delimited(lines, _DELIMITERS[suffix], path.name, problems)
        else:
            yield from _json(lines, path.name, problems)


def _delimited(lines: Iterable[str], mark: str, file: str, problems: Problems) -> Iterator[Record]:
    csv.field_size_limit(_CELL)
    reader = csv.reader((line.replace("\0", "\ufffd") for line in lines), delimiter=mark)
    header = [name.strip() for name in next(reader, [])]

    def rows() -> Iterator[tuple[int, Mapping[str, Any]]]:
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                problems.add(
                    file, line, None, f"the row has {len(cells)} cells where the header has {len(header)}; left out.",
                    'Put quotation marks ("…") around a cell that holds the separator.',
                )  # fmt: skip
            elif cells:
                yield line, dict(zip(header, cells, strict=False))
            line = reader.line_num + 1

    yield from table_records(header, rows(), file, problems)


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
        yield from table_records(names, [(number, row)], file, told)
        problems.rows += [found for found in told.rows if found[1] is not None or names not in known]
        known.add(names)


def _parquet(path: Path, problems: Problems) -> Iterator[Record]:
    with needs("pyarrow", "Parquet"):
        import pyarrow.parquet as pq
    line = 1
    for batch in pq.ParquetFile(path).iter_batches(batch_size=1000):
        rows = batch.to_pylist()
        told = Problems()
        yield from table_records(batch.schema.names, list(enumerate(rows, line)), path.name, told)
        problems.rows += [found for found in told.rows if found[1] is not None or line == 1]
        line += len(rows)


def _unique(records: Iterable[Record], problems: Problems) -> Iterator[Record]:
    """Every record with an id of its own; eight bytes of each id are kept, so that millions fit in memory."""
    seen: set[bytes] = set()
    for record in records:
        if record.text is None:
            continue
        own = str(record.fields.get("id") or "").strip()
        if not own:
            own = "a" + hashlib.sha256(record.text.encode("utf-8", "replace")).hexdigest()[:10]
            problems.add(record.file, record.line, "id", f"no id; {own!r} was made from the text.", "Add an id.")
        id, times = own, 1
        while (key := hashlib.blake2b(id.encode("utf-8", "replace"), digest_size=8).digest()) in seen:
            times += 1
            id = f"{own}-{times}"
        seen.add(key)
        if times > 1:
            problems.add(
                record.file, record.line, "id", f"the id {own!r} is used already; this article became {id!r}.",
                "Give each article an id of its own.",
            )  # fmt: skip
        yield Record(record.text, record.file, record.line, {**record.fields, "id": id})
