"""JSON Lines, and JSON that is one list of articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from framing.readers.decode import decode, decoded_lines
from framing.readers.record import Problems, Record, Source
from framing.readers.table import table_records


def read_jsonlines(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a file with one JSON object a line, or one list of objects.

    A list may stand under a name, as in ``{"articles": [...]}``. Lines that are not JSON objects are listed
    and the others read. A value that is itself an object is kept as metadata under its own name.
    """
    rows = _whole(source.data, source.name, problems)
    if rows is not None:
        columns = dict.fromkeys(str(name) for _, row in rows for name in row)
        yield from table_records(list(columns), rows, source.name, problems)
        return
    # The lines are read twice: a column may be named in the last of them, and the whole need not be held.
    names = (str(name) for _, row in _objects(source, Problems()) for name in row)
    yield from table_records(list(dict.fromkeys(names)), _objects(source, problems), source.name, problems)


def _objects(source: Source, problems: Problems) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file with one in each line, with the line's number; other lines are listed."""
    for number, line in enumerate(decoded_lines(source.data, source.name, problems), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            value = getattr(error, "msg", "it is nested too deeply")
        if isinstance(value, dict):
            yield number, value
        else:
            what = value if isinstance(value, str) and not line.lstrip().startswith('"') else "no object"
            problems.add(
                source.name,
                number,
                None,
                f"the line is not a JSON object ({what}); it was left out.",
                'Write one object a line: {"id": "…", "outlet": "…", "text": "…"}.',
            )


def _whole(data: bytes, file: str, problems: Problems) -> list[tuple[int, dict[str, Any]]] | None:
    """Return the objects of a file that is one JSON value holding a list of them, else None."""
    lines = (line for line in decoded_lines(data, file, Problems()) if line.strip())
    first = next(lines, "")
    if first.lstrip()[:1] not in ("[", "{") or (_is_object(first) and next(lines, None)):
        return None
    told = Problems()
    try:
        value = json.loads(decode(data, file, told))
    except (ValueError, RecursionError):
        return None
    problems.rows += told.rows
    if isinstance(value, dict):
        lists = [
            part
            for part in value.values()
            if isinstance(part, list) and part and all(isinstance(row, dict) for row in part)
        ]
        value = lists[0] if len(lists) == 1 and "text" not in value else [value]
    rows = [row for row in value if isinstance(row, dict)]
    return [(number, row) for number, row in enumerate(rows, start=1)]


def _is_object(line: str) -> bool:
    """Tell whether a line is a JSON object by itself, so that the next one is another."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
