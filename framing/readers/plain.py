"""A text file that is one article."""

from __future__ import annotations

from collections.abc import Iterator

from framing.readers.decode import decode
from framing.readers.markup import without_markup
from framing.readers.record import Problems, Record, Source


def read_plain(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the file as one article, character for character: line ends and blank space stay as they are.

    A file that holds tags or entities of HTML is a format of its own, and its text is what they stand around; that is
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
    yield Record(text, source.name)
