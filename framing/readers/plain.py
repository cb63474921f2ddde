"""A text file that is one article."""

from __future__ import annotations

from collections.abc import Iterator

from framing.readers.decode import decode
from framing.readers.record import Problems, Record, Source


def read_plain(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the file as one article, character for character: line ends and blank space stay as they are."""
    text = decode(source.data, source.name, problems)
    if not text.strip():
        problems.add(
            source.name,
            None,
            "text",
            "the file is empty; it was left out.",
            "Put the article into it or remove it.",
        )
        return
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.add(
            source.name,
            line,
            "text",
            "the text holds NUL characters; they were kept.",
            "Export the article again; such characters are a sign of a damaged file.",
        )
    yield Record(text, source.name)
