"""Rows of any table to records: the part that CSV, Excel, JSON Lines, Parquet and data frames share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from framing.corpus.study_values import nearest
from framing.readers.fields import cell, match_columns, others
from framing.readers.markup import without_markup
from framing.readers.record import FIELDS, READ_AS, Problems, Record

_ADDRESS = re.compile(r"https?://[^\s/]+/\S*")
# Names under which scrapers keep the parts of a text, in the order of the page.
_PARTS = frozenset(
    (
        "summary",
        "sections",
        "headline",
        "heading",
        "title",
        "paragraphs",
        "paragraph",
        "text",
        "body",
        "content",
        "rendered",
    )
)


def table_records(
    columns: Sequence[str], rows: Iterable[tuple[int, Mapping[str, Any]]], file: str, problems: Problems
) -> Iterator[Record]:
    """Yield one record a row, with its columns under framing's names.

    Parameters
    ----------
    columns : sequence of str
        Names as the file gives them.
    rows : iterable of (int, mapping)
        Line or row number from 1, and the cells by column.
    file : str
        Name for messages.
    problems : Problems
        Receives what was guessed (a synonym) or missing.
    """
    found = match_columns(columns)
    _tell_columns(columns, found, file, problems)
    if "text" not in found and "url" not in found and "title" not in found:
        return
    taken = set(found.values())
    rest = [column for column in columns if column not in taken and str(column).strip()]
    texts, outlets = others("text", columns)[1:], others("outlet", columns)[1:]
    marked = 0
    instead: dict[str, int] = {}
    for line, row in rows:
        fields: dict[str, Any] = {}
        for field, column in found.items():
            value = cell(row.get(column))
            if value is not None and field != "text":
                fields[field] = without_markup(value) if isinstance(value, str) and field != "url" else value
        for column in rest:
            value = cell(row.get(column))
            if value is not None:
                fields[str(column)] = value
        _part_address(fields, row, outlets)
        text = cell(row.get(found["text"])) if "text" in found else None
        if text is None and (other := next((name for name in texts if cell(row.get(name)) is not None), None)):
            text = cell(row.get(other))
            fields.pop(other, None)
            instead[other] = instead.get(other, 0) + 1
        if text is None and "text" in found:
            if fields:
                problems.add(
                    file,
                    line,
                    "text",
                    "the text is empty; the article was left out.",
                    f"Fill the column {found['text']!r} of this row.",
                )
            continue
        if isinstance(text, (list, dict)):
            text = _paragraphs(text)
            if text is None:
                problems.add(
                    file,
                    line,
                    "text",
                    f"the text is an object with names of its own ({_shown(row.get(found['text']))}); it was left out.",
                    "Put the article's words alone into this column.",
                )
                continue
        if text is not None and not isinstance(text, str):
            problems.add(
                file,
                line,
                "text",
                f"the text is no text but {_shown(text)}; it was read as its characters.",
                "Put the article's words in this column.",
            )
            text = str(text)
        plain = without_markup(text) if text is not None else None
        marked += plain != text
        yield Record(plain, file, line, fields)
    for column, count in instead.items():
        problem = f"{found['text']!r} is empty in {count} rows; there the column {column!r} was read as 'text'."
        problems.add(file, None, "text", problem, "Nothing, if that is right.", READ_AS)
    if marked:
        problems.add(
            file,
            None,
            "text",
            f"{marked} texts hold tags or entities of HTML or XML; they were read as the text that these mark.",
            "Nothing, if the texts read well; else export plain text.",
        )


def _part_address(fields: dict[str, Any], row: Mapping[str, Any], outlets: Sequence[str]) -> None:
    """Take an address that is where the outlet should be for the address; another column may name the outlet."""
    outlet = fields.get("outlet")
    if not isinstance(outlet, str) or not _ADDRESS.fullmatch(outlet.strip()):
        return
    address = fields.pop("outlet")
    fields.setdefault("url", address)
    for column in outlets:
        name = cell(row.get(column))
        if name is not None and not _ADDRESS.fullmatch(str(name).strip()):
            fields["outlet"] = name
            fields.pop(column, None)
            return


def _tell_columns(columns: Sequence[str], found: Mapping[str, str], file: str, problems: Problems) -> None:
    for field, column in found.items():
        if str(column).strip().casefold() != field:
            problems.add(
                file,
                None,
                field,
                f"the column {column!r} was read as {field!r}.",
                f"Name it {field!r}, or leave it if that is right.",
                READ_AS,
            )
    for column in columns:
        missing = [field for field in FIELDS if field not in found]
        near = nearest(str(column), missing)
        if column not in found.values() and near:
            problems.add(
                file,
                None,
                str(column),
                f"unknown column {column!r}, kept as metadata.{near}",
                "Rename the column if so.",
            )
    if "text" not in found:
        shown = ", ".join(map(repr, list(columns)[:12]))
        links = "url" in found or "title" in found
        problems.add(
            file,
            None,
            "text",
            f"no column holds the articles' text; there are {shown}.",
            "Add a column 'text'."
            + (" Until then the rows label articles of other files with the same url or id." if links else ""),
        )


def _paragraphs(value: Any) -> str | None:
    """Return a text that comes in parts, one paragraph a part; None where a part is no part of a text by its name."""
    parts: list[str] = []

    def collect(part: Any) -> bool:
        if isinstance(part, str):
            parts.extend([part] if part.strip() else [])
            return True
        if isinstance(part, list):
            return all(collect(each) for each in part)
        return isinstance(part, dict) and set(part) <= _PARTS and all(collect(each) for each in part.values())

    return "\n\n".join(parts) if collect(value) and parts else None


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"
