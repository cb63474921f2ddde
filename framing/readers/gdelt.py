"""GDELT: lists of articles (DOC API), of the knowledge graph (GKG) or of events, all without texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.readers.record import READ_AS, Problems, Record

# Places of the columns in the files that GDELT publishes without a header, by their number of columns.
_GKG = {1: "date", 3: "outlet", 4: "url"}
_EVENTS = {58: {1: "date", 57: "url"}, 61: {1: "date", 60: "url"}}
# Names in the exports that have a header: the DOC API's and BigQuery's.
_FIELDS = {
    "url": "url",
    "title": "title",
    "date": "date",
    "seendate": "date",
    "domain": "outlet",
    "language": "language",
    "documentidentifier": "url",
    "sourcecommonname": "outlet",
    "sourceurl": "url",
    "sqldate": "date",
}
_HEADERS = (
    {"url", "mobileurl", "date", "title"},
    {"documentidentifier", "sourcecommonname"},
    {"globaleventid", "sourceurl"},
)


def looks_gdelt(first: Sequence[str]) -> bool:
    """Tell a list by its first row: names of columns, or a GKG or event number where there are no names."""
    names = {cell.strip().strip("\ufeff").casefold() for cell in first}
    return any(header <= names for header in _HEADERS) or _places(first) is not None


def read_gdelt(rows: Sequence[tuple[int, Sequence[str]]], file: str, problems: Problems) -> Iterator[Record]:
    """Yield one record an address; GDELT gives no texts, so the rows label pages with the same url."""
    places = _places(rows[0][1])
    if places is None:
        names = [cell.strip().strip("\ufeff") for cell in rows[0][1]]
        places = {n: _FIELDS.get(name.casefold(), name) for n, name in enumerate(names)}
        rows = rows[1:]
    problems.add(
        file,
        None,
        "text",
        "a GDELT export lists articles without their texts; its rows label articles of other files with the same url.",
        "Save the pages (HTML or WARC) beside it.",
        READ_AS,
    )
    seen: set[str] = set()
    for line, cells in rows:
        fields = {field: cells[n] for n, field in places.items() if n < len(cells) and cells[n].strip()}
        if "url" in fields and fields["url"] not in seen:
            seen.add(fields["url"])
            yield Record(None, file, line, fields)


def _places(first: Sequence[str]) -> dict[int, str] | None:
    if len(first) >= 15 and re.fullmatch(r"\d{14}-T?\d+", first[0]):
        return _GKG
    if len(first) in _EVENTS and re.fullmatch(r"\d{6,12}", first[0]) and re.fullmatch(r"\d{8}", first[1]):
        return _EVENTS[len(first)]
    return None
