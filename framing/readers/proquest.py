"""ProQuest: many articles in one text file, parted by lines of underscores, each with keyed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.readers.lines import Line, body, filled, keyed, numbered, split_after
from framing.readers.record import Problems, Record

_RULE = re.compile(r"\s*_{20,}\s*$")
_NUMBER = re.compile(r"\s*Document \d+ of \d+\s*$")
# The keys that an export writes around the text; a line of the article may begin with a word and a colon too.
_KEYS = (
    "Author",
    "Publication info",
    "Abstract",
    "Links",
    "Full text",
    "Subject",
    "Location",
    "People",
    "Company / organization",
    "Identifier / keyword",
    "Classification",
    "Credit",
    "Illustration",
    "Title",
    "Publication title",
    "Pages",
    "First page",
    "Number of pages",
    "Publication year",
    "Publication date",
    "Publication subject",
    "Section",
    "Column",
    "Edition",
    "Dateline",
    "Publisher",
    "Place of publication",
    "Country of publication",
    "ISSN",
    "Source type",
    "Language of publication",
    "Document type",
    "Document feature",
    "ProQuest document ID",
    "Document URL",
    "Copyright",
    "Last updated",
    "Database",
    "Word count",
    "Accession number",
)
_KEY = re.compile(rf"({'|'.join(map(re.escape, _KEYS))}): ?(.*)")
# What stands before the first article and after the last one.
_FURNITURE = r"Report Information from ProQuest|Contact us|\W*(?:©|Copyright)|Bibliography|Table of contents"
_FIELDS = {
    "title": "title",
    "publication title": "outlet",
    "publication date": "date",
    "document url": "url",
    "author": "byline",
    "language of publication": "language",
    "proquest document id": "id",
}
_KEPT = (
    "abstract",
    "section",
    "edition",
    "dateline",
    "subject",
    "location",
    "people",
    "first page",
    "document type",
    "place of publication",
    "database",
)


def looks_proquest(text: str) -> bool:
    """Tell the layout by its rules of underscores and its own keys."""
    return bool(
        re.search(r"(?m)^_{20,}[ \t\r]*$", text) and re.search(r"(?m)^(?:ProQuest document ID|Full [Tt]ext):", text)
    )


def read_proquest(text: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an export; one without its full text is listed and left out."""
    for stretch in split_after(numbered(text), _RULE):
        lines = [line for line in stretch if not _RULE.match(line.text) and not _NUMBER.match(line.text)]
        shown = filled(lines)
        if not any(_KEY.match(line.text) for line in shown):
            if shown and not re.match(
                _FURNITURE,
                shown[0].text.strip(),
                re.IGNORECASE,
            ):
                problems.add(
                    file,
                    shown[0].number,
                    None,
                    "the layout is not understood from here to the next rule; it was left out.",
                    "If an article stands here, export it again as text.",
                )
            continue
        known = keyed(shown, _KEY)
        article = _full_text(lines)
        fields = {name: known[key] for key, name in _FIELDS.items() if known.get(key)}
        if "title" not in fields and not _KEY.match(shown[0].text):
            fields["title"] = shown[0].text.strip()
        fields |= {key: known[key] for key in _KEPT if known.get(key)}
        if "outlet" in fields:
            fields["outlet"] = fields["outlet"].partition(";")[0].strip()
        if not article:
            problems.add(
                file,
                shown[0].number,
                "text",
                "the entry has no full text; it was left out.",
                "Choose 'full text' when exporting, where the licence has it.",
            )
            continue
        yield Record(article, file, shown[0].number, fields)


def _full_text(lines: list[Line]) -> str:
    start = next((n for n, line in enumerate(lines) if line.text.startswith(("Full text:", "Full Text:"))), None)
    if start is None:
        return ""
    end = next((n for n in range(start + 1, len(lines)) if _KEY.match(lines[n].text)), len(lines))
    opening = Line(lines[start].number, lines[start].text[len("Full text:") :].lstrip())
    return body([opening, *lines[start + 1 : end]])
