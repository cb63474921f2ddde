"""Factiva: many articles in one RTF, HTML or text file, with or without field codes.

Each article ends with ``Document`` and its number. With codes, lines begin with ``HD`` (headline), ``BY``,
``PD`` (date), ``SN`` (source), ``LA``, ``LP`` (first paragraphs), ``TD`` (the rest); without, the same fields
follow in a fixed order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.dates import iso_date
from framing.readers.language import NAMES
from framing.readers.lines import Line, body, filled, numbered, split_after, trimmed
from framing.readers.record import Problems, Record

_END = re.compile(r"\s*(?:AN\s+)?Document ([A-Za-z0-9]{15,40})\s*$")
_CODE = re.compile(
    r"\s*(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|RF|CT|CLM)"
    r"(\t|\s{2}|\s*$| )(.*)"
)
_WORDS = re.compile(r"\d[\d.,\u00a0]{0,10} words$", re.IGNORECASE)
_RIGHTS = re.compile(r"\s*(?:\(c\)|©|Copyright\b)", re.IGNORECASE)
_LANGUAGES = {name.casefold() for name in NAMES.values()}
_SECTIONS = frozenset(
    "news business world sport sports opinion editorial features politics national international general main front "
    "finance markets comment analysis local metro letters life culture money tech technology".split()
)
_FIELDS = {"HD": "title", "BY": "byline", "PD": "date", "SN": "outlet", "LA": "language"}
_KEPT = {
    "SE": "section",
    "WC": "length",
    "ED": "edition",
    "PG": "page",
    "ET": "time",
    "SC": "source code",
    "CY": "rights",
    "NS": "subjects",
    "RE": "regions",
    "IN": "industries",
    "CO": "companies",
    "ART": "graphic",
}


def looks_factiva(text: str) -> bool:
    """Tell the layout by the line that ends an article and one that tells its length or headline."""
    return bool(
        re.search(r"(?m)^[ \t]*(?:AN[ \t]{1,9})?Document [A-Za-z0-9]{15,40}[ \t\r]*$", text)
        and re.search(r"(?mi)^[ \t]*(?:WC[ \t]{1,9})?\d[\d.,\u00a0]{0,10} words[ \t\r]*$|^HD\s", text)
    )


def read_factiva(text: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an export; one whose layout is not understood is listed with its line."""
    for stretch in split_after(numbered(text), _END):
        lines = filled(stretch)
        end = _END.match(stretch[-1].text)
        if not lines:
            continue
        if not end:
            if any(_WORDS.match(line.text.strip()) for line in lines):
                problems.add(
                    file,
                    lines[0].number,
                    "text",
                    "the layout is not understood from here: no line 'Document …' ends the article; it was left out.",
                    "The export broke off: download it again.",
                )
            continue
        coded = sum(bool(re.match(r"\s*(HD|PD|SN|LP|TD)(\s|$)", line.text)) for line in lines) >= 3
        fields, text_lines = _coded(stretch[:-1]) if coded else _plain(stretch[:-1])
        if text_lines is None or not body(text_lines):
            problems.add(
                file,
                lines[0].number,
                "text",
                "the layout is not understood from here: no line tells the number of "
                "words, or no text follows; the article was left out.",
                "Export the full article, with its indexing if possible.",
            )
            continue
        yield Record(body(text_lines), file, lines[0].number, {"id": end[1], **fields})


def _coded(lines: Sequence[Line]) -> tuple[dict[str, str], list[Line] | None]:
    values: dict[str, list[Line]] = {}
    code = ""
    for line in lines:
        match = _CODE.match(line.text)
        # Inside the text a code stands apart from what follows it; "IN PARIS" opens a paragraph.
        if match and not (match[2] == " " and {"LP", "TD"} & set(values)):
            code = match[1]
            values.setdefault(code, []).append(Line(line.number, match[3].strip()))
        elif code:
            values[code].append(line)
    joined = {code: " ".join(line.text.strip() for line in filled(part)) for code, part in values.items()}
    fields = {name: joined[code] for code, name in [*_FIELDS.items(), *_KEPT.items()] if joined.get(code)}
    lead, rest = trimmed(values.get("LP", [])), trimmed(values.get("TD", []))
    return fields, [*lead, *([Line(0, "")] if lead and rest else []), *rest]


def _plain(lines: Sequence[Line]) -> tuple[dict[str, str], list[Line] | None]:
    at = next((n for n, line in enumerate(lines) if _WORDS.match(line.text.strip())), None)
    if at is None:
        return {}, None
    head = [line.text.strip() for line in filled(lines[:at])]
    fields = {"length": lines[at].text.strip()}
    if len(head) > 1 and _is_section(head[0]):
        fields["section"] = head.pop(0)
    if len(head) > 1 and _is_byline(head[-1]):
        fields["byline"] = head.pop()
    if head:
        fields["title"] = " ".join(head)
    named: list[str] = []
    n = at + 1
    while n < len(lines) and len(named) < 9:
        text = lines[n].text.strip()
        if _RIGHTS.match(text):
            fields["rights"] = text
            n += 1
            break
        if text.casefold() in _LANGUAGES:
            fields["language"] = text
            if not any(_RIGHTS.match(line.text) for line in filled(lines[n + 1 : n + 4])[:1]):
                n += 1
                break
        elif text and "date" not in fields and iso_date(text):
            fields["date"] = text
        elif text and not re.fullmatch(r"\d{1,2}:\d\d(?: [AP]M)?", text):
            named.append(text)
        n += 1
    if named:
        fields["outlet"] = named[0]
    return fields, list(lines[n:])


def _is_section(line: str) -> bool:
    words = line.casefold().replace("&", " ").split()
    return len(words) <= 3 and bool(_SECTIONS.intersection(words))


def _is_byline(line: str) -> bool:
    """Tell names from a headline's words: "By …", or few words that all begin large."""
    words = [word for word in line.split() if word.casefold() not in ("and", "de", "van", "of", "in", "for", "-", "|")]
    return line.casefold().startswith("by ") or (len(words) <= 8 and all(word[0].isupper() for word in words))
