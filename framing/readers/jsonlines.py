"""JSON Lines, and JSON that is one list of articles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from framing.readers.decode import decode, decoded_lines
from framing.readers.fields import match_columns
from framing.readers.record import Problems, Record, Source
from framing.readers.table import table_records

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]', re.DOTALL)  # a string, in which brackets mean nothing, or a bracket
_DEEPEST = 4  # objects around a list of articles
_LIFTED = ("text", "title", "date", "url", "byline", "language")
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


def read_jsonlines(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a file with one JSON object a line, or one list of objects.

    A list may be under a name, as in ``{"articles": [...]}``. What is not a JSON object is listed and the others
    read. A value that is itself an object is kept as metadata under its own name.
    """
    filled = (line for line in decoded_lines(source.data, source.name, Problems()) if line.strip())
    first = next(filled, "")
    one = _is_one(first)
    if one or first.lstrip().startswith("{") and next(filled, None) is None:
        text = decode(source.data, source.name, problems)
        rows = _whole(text, source.name, problems)
        if rows is None and one:
            rows = _objects(text, source.name, problems)
        if rows is not None:
            if not rows:
                return
            columns = dict.fromkeys(str(name) for _, row in rows for name in row)
            yield from table_records(list(columns), rows, source.name, problems)
            return
    # The lines are read twice: a column may be named in the last of them, and the whole need not be held.
    names = (str(name) for _, row in _lines(source, Problems()) for name in row)
    yield from table_records(list(dict.fromkeys(names)), _lines(source, problems), source.name, problems)


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


def _whole(text: str, file: str, problems: Problems) -> list[tuple[int, dict[str, Any]]] | None:
    """Return the objects of a text that is one JSON value holding a list of them, else None."""
    start = text.lstrip()[:1]
    if start not in ("[", "{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(value, dict):
        value = _turned(value) or _list_in(value) or [value]
    if value and all(isinstance(row, list) for row in value):
        problem = "its rows are lists without names, so that nobody knows which cell is the text; it was left out."
        problems.add(file, None, None, problem, 'Write objects: {"id": "…", "outlet": "…", "text": "…"}.')
        return []
    rows = [_lifted(row) for row in value if isinstance(row, dict)]
    return [(number, row) for number, row in enumerate(rows, start=1)]


def _list_in(value: dict[str, Any], depth: int = 0) -> list[dict[str, Any]] | None:
    """Return the one list of objects under a name, as services answer: ``{"response": {"results": […]}}``."""
    if "text" in match_columns(value):
        return None
    lists = [
        part
        for part in value.values()
        if isinstance(part, list) and part and all(isinstance(row, dict) for row in part)
    ]
    if len(lists) != 1:
        lists = [part for part in lists if {"text", "title", "url"} & match_columns(_lifted(part[0])).keys()]
    if len(lists) == 1:
        found: list[dict[str, Any]] = lists[0]
        return found
    inner = [part for part in value.values() if isinstance(part, dict)]
    deeper = [rows for part in inner if depth < _DEEPEST and (rows := _list_in(part, depth + 1))]
    return deeper[0] if len(deeper) == 1 else None


def _lifted(row: dict[str, Any]) -> dict[str, Any]:
    """Return an object with what objects inside it say of the article: ``{"fields": {"bodyText": "…"}}``.

    What is in the object itself counts first; an object that is a field itself, such as a source, is left whole.
    """
    known = match_columns(row)
    lifted = dict(row)
    for name, part in row.items():
        if not isinstance(part, dict) or name in known.values():
            continue
        for field, column in match_columns(part).items():
            if field in _LIFTED and field not in known and isinstance(part[column], (str, list)):
                known[field] = lifted[column] = part[column]
                lifted[name] = {key: value for key, value in lifted[name].items() if key != column}
    return lifted


def _is_one(first: str) -> bool:
    """Tell by its first line whether a file is one list, or one object over several lines."""
    first = first.strip()
    return first.startswith("[") or (first.startswith("{") and _tokens_balance(first) > 0)


def _tokens_balance(line: str) -> int:
    """Brackets that a line leaves open."""
    return sum(_STEP.get(token[0], 0) for token in _TOKEN.finditer(line))


def _objects(text: str, file: str, problems: Problems) -> list[tuple[int, dict[str, Any]]]:
    """Return each object of a list that can be read by itself; one that cannot is listed by its number."""
    rows: list[tuple[int, dict[str, Any]]] = []
    depth, number, within = 0, 0, 0
    start: int | None = None
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == "[" and not within and depth <= 1:
            within = depth + 1  # the depth at which its objects begin
        if sign == "{" and within and depth == within:
            start, number = token.start(), number + 1
        depth += _STEP.get(sign, 0)
        if sign == "}" and start is not None and depth == within:
            _add(text[start : token.end()], number, file, problems, rows)
            start = None
    if start is not None:
        _add(text[start:], number, file, problems, rows)
    return rows


def _lines(source: Source, problems: Problems) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the object of each line, with the line's number."""
    for number, line in enumerate(decoded_lines(source.data, source.name, problems), start=1):
        if line.strip():
            found: list[tuple[int, dict[str, Any]]] = []
            _add(line, number, source.name, problems, found)
            yield from found


def _add(part: str, number: int, file: str, problems: Problems, rows: list[tuple[int, dict[str, Any]]]) -> None:
    """Add the object that a part of the file holds, or list why there is none."""
    try:
        value = json.loads(part)
    except (ValueError, RecursionError) as error:
        deep = "it is nested too deeply" if isinstance(error, RecursionError) else "a number has too many digits"
        value = getattr(error, "msg", deep)
    if isinstance(value, dict):
        rows.append((number, _lifted(value)))
        return
    what = value if isinstance(value, str) and not part.lstrip().startswith('"') else "no object"
    problems.add(
        file,
        number,
        None,
        f"the line is not a JSON object ({what}); it was left out.",
        'Write one object a line: {"id": "…", "outlet": "…", "text": "…"}.',
    )
