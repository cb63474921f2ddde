"""ProQuest: many articles in one text file, page or mail, parted by rules, each with keyed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.readers.html import html_blocks
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
    "Alternate title",
    "Author affiliation",
    "Correspondence author",
    "Corporate author",
    "Contributor",
    "Correction date",
    "Correction",
    "Notes",
    "Issue",
    "Volume",
    "Volume/Issue",
    "Page count",
    "Page",
    "Year",
    "Date",
    "Start page",
    "DOI",
    "e-ISSN",
    "ISBN",
    "Source attribution",
    "Source details",
    "Rights",
    "Place of Publication, Publisher",
    "Production note",
    "Publication history",
    "Online publication date",
    "Number of references",
    "References",
    "Sources",
    "Classification code",
    "NAICS",
    "Ticker symbol",
    "Person",
    "Places",
    "Geographic",
    "MeSH",
    "Keyword",
    "Caption",
    "Graphic",
    "Byline",
    "Supplement",
    "Special section",
    "Series",
    "Distribution",
    "Language",
)
_KEY = re.compile(rf"({'|'.join(map(re.escape, _KEYS))}): ?(.*)")
# Any key, known or not: what stands between two known ones in the last run of keys is no text.
_ANY = re.compile(r"[A-Za-z][A-Za-z /()&-]{1,40}: |Illustration\s*$")
# What stands before the first article and after the last one.
_FURNITURE = (
    r"Report Information from ProQuest|Contact us|\W*(?:©|Copyright)|Bibliography|Table of contents|"
    r"All documents are reproduced|Please do not reply"
)
_CLOSES = re.compile(r"(?:Database|Last updated|Copyright|Document URL|ProQuest document ID): ")
_FOOT = 12  # lines
_BUTTON = re.compile(r"\s*Enlarge this image\.?\s*$")
# The anchor that opens each article of a page or a mail.
_ANCHOR = re.compile(r"<a\b[^<>]{0,300}\bname\s*=\s*[\"']?DocID_", re.IGNORECASE)
_LAYOUT = ("ProQuest document ID:", "Publication title:", "Publication date:")
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


def looks_proquest_page(html: str) -> bool:
    """Tell a page, or the part of a mail, by the anchor over each article and the keys of the layout."""
    return bool(_ANCHOR.search(html)) and any(key in html for key in _LAYOUT)


def read_proquest_page(html: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an export in HTML, whose anchors part them as rules part those of a text."""
    ruled = _ANCHOR.sub(lambda match: f"<p>{'_' * 60}</p>{match[0]}", html)
    yield from read_proquest("\n\n".join(block.text for block in html_blocks(ruled)), file, problems)


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
                    "If an article is here, export it again as text.",
                )
            continue
        article, around = _full_text(lines)
        known = keyed(around, _KEY)
        fields = {name: known[key] for key, name in _FIELDS.items() if known.get(key)}
        opens = shown[0].text.strip()
        if not _KEY.match(opens) and ("title" not in fields or fields["title"].casefold() == opens.casefold()):
            fields["title"] = opens
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


def _full_text(lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the text and the lines around it.

    The text ends where the last run of keyed paragraphs begins: a paragraph of the article may look like a key too.
    Each key is once in that run; of one that is there twice the first is the article's.
    """
    start = next((n for n, line in enumerate(lines) if line.text.startswith(("Full text:", "Full Text:"))), None)
    if start is None:
        return "", filled(lines)
    rest = lines[start + 1 :]
    under = [False] * len(rest)  # by a key, or by the lines of its value
    for n, line in enumerate(rest):
        under[n] = bool(_KEY.match(line.text) or _ANY.match(line.text) or (n and under[n - 1] and line.text.strip()))
    # Under the last article stands the foot of the page, or of the mail.
    last = max((n for n, line in enumerate(rest) if _CLOSES.match(line.text)), default=-1)
    if 0 <= last < len(rest) - 1 and len(filled(rest[last + 1 :])) <= _FOOT:
        rest, under = rest[: last + 1], under[: last + 1]
    end = len(rest)
    while end and (under[end - 1] or not rest[end - 1].text.strip()):
        end -= 1
    keys = [(n, match[1]) for n in range(end, len(rest)) if (match := _KEY.match(rest[n].text))]
    pictures = next((n for n in range(end, len(rest)) if rest[n].text.strip() == "Illustration"), len(rest))
    end = min(keys[0][0], pictures) if keys else len(rest)
    while keys and keys[0][1] in [name for _, name in keys[1:]]:
        keys.pop(0)
        end = keys[0][0]
    opening = Line(lines[start].number, lines[start].text[len("Full text:") :].lstrip())
    text = [line for line in (opening, *rest[:end]) if not _BUTTON.match(line.text)]
    return body(text), filled([*lines[:start], *rest[end:]])
