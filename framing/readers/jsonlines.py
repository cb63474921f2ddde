"""JSON Lines, and JSON that is one list of articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from framing.readers.decode import decode
from framing.readers.fields import match_columns
from framing.readers.record import Problems, Record, Source
from framing.readers.table import table_records


def read_jsonlines(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a file with one JSON object a line, or one list of objects.

    A list may stand under a name, as in ``{"articles": [...]}``. Lines that are not JSON objects are listed
    and the others read. A value that is itself an object is kept as metadata under its own name.
    """
    text = decode(source.data, source.name, problems)
    rows = _whole(text)
    if rows is None:
        rows = []
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                value = getattr(error, "msg", "it is nested too deeply")
            if isinstance(value, dict):
                rows.append((number, value))
            else:
                what = value if isinstance(value, str) and not line.lstrip().startswith('"') else "no object"
                problems.add(
                    source.name,
                    number,
                    None,
                    f"the line is not a JSON object ({what}); it was left out.",
                    'Write one object a line: {"id": "…", "outlet": "…", "text": "…"}.',
                )
    columns = list(dict.fromkeys(str(name) for _, row in rows for name in row))
    yield from table_records(columns, rows, source.name, problems)


def _turned(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the rows of a data frame that pandas wrote column by column (its default), by row, or split; else None."""
    names, rows = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(rows, list) and all(isinstance(row, list) for row in rows):
        return [dict(zip(map(str, names), row, strict=False)) for row in rows]
    parts = list(value.values())
    if not parts or not all(isinstance(part, dict) for part in parts):
        return None
    if match_columns(value).keys() & {"text", "title", "url"}:
        labels = dict.fromkeys(label for part in parts for label in part)
        return [{name: part.get(label) for name, part in value.items()} for label in labels]
    return parts if all("text" in match_columns(map(str, part)) for part in parts) else None


def _whole(text: str) -> list[tuple[int, dict[str, Any]]] | None:
    """Return the objects of a text that is one JSON value holding a list of them, else None."""
    start = text.lstrip()[:1]
    if start not in ("[", "{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        lists = [
            part
            for part in value.values()
            if isinstance(part, list) and part and all(isinstance(row, dict) for row in part)
        ]
        value = _turned(value) or (lists[0] if len(lists) == 1 and "text" not in value else [value])
    rows = [row for row in value if isinstance(row, dict)]
    return [(number, row) for number, row in enumerate(rows, start=1)]
