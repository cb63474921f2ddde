"""A text file that is one article, with or without a block of fields before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.readers.decode import decode
from framing.readers.fields import match_columns
from framing.readers.markup import without_markup
from framing.readers.record import READ_AS, Problems, Record, Source

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n((?:[^\r\n]{0,2000}\r?\n){1,60}?)---[ \t]*(?:\r?\n)")
_FIELD = re.compile(r"([A-Za-z][\w .-]{0,40}):[ \t]*(.*)")


def read_plain(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the file as one article, character for character: line ends and blank space stay as they are.

    A file that holds tags or entities of HTML is a format of its own, and its text is what they are around; that is
    listed.
    """
    given = decode(source.data, source.name, problems)
    text = without_markup(given)
    if text != given:
        problems.add(
            source.name,
            None,
            "text",
            "the file holds tags or entities of HTML or XML; it was read as the text that they mark.",
            "Nothing, if the text reads well; else export it as plain text.",
        )
    if not text.strip():
        problems.add(
            source.name,
            None,
            "text",
            "the file is empty; it was left out.",
            "Put the article into it or remove it.",
        )
        return
    fields, text = _front_matter(text)
    if fields:
        problem = "the block of fields before the text was read as such; it is no part of the text."
        problems.add(source.name, None, None, problem, "Nothing, if that is right.", READ_AS)
    yield Record(text, source.name, None, fields)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of a block between two lines of hyphens, as scrapers and blogs write it, and the text after it.

    A block whose lines are not ``name: value``, or name no field that an article has, is text.
    """
    found = _FRONT.match(text)
    lines = (
        [line for line in found[1].splitlines() if line.strip() and not line.startswith((" ", "-", "#"))]
        if found
        else []
    )
    pairs = [match.groups() for line in lines if (match := _FIELD.fullmatch(line.rstrip()))]
    if not found or not pairs or len(pairs) < len(lines):
        return {}, text
    values = {name.strip(): value.strip().strip("\"'") for name, value in pairs}
    columns = match_columns(values)
    if not columns.keys() & {"title", "url", "date"}:
        return {}, text
    names = {column: field for field, column in columns.items() if field != "text"}
    fields = {names.get(name, name): value for name, value in values.items() if value not in ("", "null", "None")}
    return fields, text[found.end() :]
