"""Which reader a file needs, told by its content; its ending decides only where content cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from framing.readers.decode import decode, is_binary
from framing.readers.delimited import looks_delimited, read_delimited
from framing.readers.jsonlines import read_jsonlines
from framing.readers.parquet import read_parquet
from framing.readers.plain import read_plain
from framing.readers.record import Problems, Record, Source

Reader = Callable[[Source, Problems], Iterator[Record]]


def format_of(source: Source) -> tuple[str, Reader | None]:
    """Return the name of a file's format and its reader; no reader for what framing does not read.

    Examples
    --------
    >>> format_of(Source("export.txt", b'id,outlet,text\\n1,Daily Example,Rain.\\n'))[0]
    'CSV'
    """
    data = source.data
    if data.startswith(b"PAR1"):
        return "Parquet", read_parquet
    if is_binary(data):
        return "a binary file", None
    head = decode(data[:60_000], source.name, Problems())
    start = head.lstrip()
    if start.startswith(("{", "[")) and re.match(r'\{\s*["}]|\[\s*\{', start):
        return "JSON Lines", read_jsonlines
    if looks_delimited(head) or source.suffix in (".csv", ".tsv"):
        return "CSV", read_delimited
    if source.suffix in (".jsonl", ".ndjson", ".json"):
        return "JSON Lines", read_jsonlines
    return "plain text", read_plain
