"""RIS, as ProQuest and reference managers write it: what is known of articles, seldom their text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.readers.lines import numbered
from framing.readers.record import Problems, Record

_TAG = re.compile(r"\ufeff?([A-Z][A-Z0-9])  -(?: (.*)|$)")
# As some programs write it; such a line may stand in a text as well, so an entry must begin and end like one.
_LOOSE = re.compile(r"\ufeff?([A-Z][A-Z0-9])[ \t]{0,3}-(?:[ \t]?(.*)|$)")
# For each field the tags that may hold it, most telling first.
_FIELDS = {
    "title": ("T1", "TI"),
    "outlet": ("JF", "T2", "JO", "JA"),
    "date": ("DA", "Y1", "PY"),
    "byline": ("AU", "A1"),
    "url": ("UR", "L2"),
    "id": ("AN", "ID"),
    "language": ("LA",),
}
_TEXT = ("FT",)
_KEPT = {
    "N2": "abstract",
    "AB": "abstract",
    "SP": "page",
    "CY": "place of publication",
    "KW": "subject",
    "DB": "database",
}


def looks_ris(text: str) -> bool:
    """Tell the layout by its first tag."""
    return bool(
        re.match(r"\s*TY  - ", text)
        or (re.match(r"\s*TY[ \t]{0,3}-[ \t]?[A-Z]{3,8}[ \t\r]*\n", text) and re.search(r"(?m)^ER[ \t]{0,3}-", text))
    )


def read_ris(text: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the entries; those without a text label articles of other files with the same id or url."""
    values: dict[str, list[str]] = {}
    first, tag = 1, ""
    pattern = _TAG if re.match(r"\s*TY  - ", text) else _LOOSE
    for line in numbered(text):
        match = pattern.match(line.text)
        if match and match[1] == "ER":
            yield _record(values, file, first)
            values, tag = {}, ""
        elif match:
            if match[1] == "TY":
                values, first = {}, line.number
            tag = match[1]
            values.setdefault(tag, []).append((match[2] or "").strip())
        elif tag and line.text.strip():
            values[tag][-1] += "\n" + line.text
        elif line.text.strip():
            problems.add(
                file,
                line.number,
                None,
                "the line has no RIS tag; it was left out.",
                "Export the entry again.",
            )
    if values:
        problems.add(
            file,
            first,
            None,
            "the entry does not end with 'ER'; it was read as far as it goes.",
            "The export broke off: download it again.",
        )
        yield _record(values, file, first)


def _record(values: dict[str, list[str]], file: str, line: int) -> Record:
    fields = {}
    for field, tags in _FIELDS.items():
        found = next((values[tag] for tag in tags if any(values.get(tag, []))), None)
        if found:
            fields[field] = "; ".join(part for part in found if part).strip("/")
    for tag, name in _KEPT.items():
        if any(values.get(tag, [])):
            fields.setdefault(name, "; ".join(values[tag]))
    text = next(("\n".join(values[tag]) for tag in _TEXT if any(values.get(tag, []))), None)
    return Record(text, file, line, fields)
