"""Media Cloud: a list of stories with their addresses and outlets, without their texts."""

from __future__ import annotations

from collections.abc import Iterator

from framing.readers.record import READ_AS, Problems, Record

# The columns of a story list; the older export says "stories_id" where the present one says "id".
_OWN = {"media_name", "publish_date", "title", "url"}
_FIELDS = {
    "id": "id",
    "stories_id": "id",
    "media_name": "outlet",
    "publish_date": "date",
    "title": "title",
    "url": "url",
    "language": "language",
    "text": "text",
    "story_text": "text",
}


def looks_mediacloud(columns: list[str]) -> bool:
    """Tell a story list by its columns."""
    return set(columns) >= _OWN and bool({"indexed_date", "stories_id", "media_id"} & set(columns))


def read_mediacloud(rows: list[tuple[int, dict[str, str]]], file: str, problems: Problems) -> Iterator[Record]:
    """Yield the stories of a list; without texts, which Media Cloud does not give, they label pages."""
    told = False
    for line, row in rows:
        fields = {_FIELDS.get(name, name): value for name, value in row.items() if (value or "").strip()}
        text = fields.pop("text", None)
        if text is None and not told:
            told = True
            problems.add(
                file,
                None,
                "text",
                "a Media Cloud export lists stories without their texts; its rows label "
                "articles of other files with the same url.",
                "Save the pages (HTML or WARC) beside it.",
                READ_AS,
            )
        yield Record(text, file, line, fields)
