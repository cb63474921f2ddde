"""Nexis Uni and LexisNexis: many articles in one Word, RTF or text file.

Two layouts are known. The present one writes title, outlet and date on lines of their own, keyed lines,
``Body``, the text, ``Classification`` with keyed lines, ``End of Document``. The older one (text files) begins
each article with ``1 of 100 DOCUMENTS``, writes keys in capitals and breaks lines at a width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.dates import iso_date
from framing.readers.lines import Line, blocks, body, filled, keyed, numbered, split_after, unwrapped
from framing.readers.record import Problems, Record

_END = re.compile(r"\s*End of Document\s*$")
_OLD = re.compile(r"\s*\d+ of \d+ DOCUMENTS?\s*$")
_KEY = re.compile(r"([A-Z][A-Za-z]{2,20}(?:[ -][A-Za-z]{2,20})?):\s*(.*)")
_DATED = re.compile(
    r"\s*(?:[^\W\d_]{3,10}\.? \d{1,2},? \d{4}|\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.? (?:de )?\d{4}|\d{4}-\d\d-\d\d)"
)
_FURNITURE = re.compile(r"\s*(?:Page \d+ of \d+|Link to (?:PDF|Image|Original)\b.*|\d+ of \d+)\s*$")
_AFTER = ("graphic", "notes", "classification")
# An older variant still has the headline among the keys, and a line "BODY:" before the text.
_OLD_HEAD = re.compile(r"(?:HEADLINE|DATELINE|BYLINE|SECTION|HIGHLIGHT|SERIES): |BODY:$")
_OLD_TAIL = re.compile(
    r"(?:URL|GRAPHIC|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|SUBJECT|ORGANIZATION|PERSON|GEOGRAPHIC|COUNTRY|STATE|CITY|"
    r"TICKER|INDUSTRY|COMPANY|CORRECTION(?:-DATE)?|JOURNAL-CODE|TYPE|NOTES): |Copyright (?:©|\(c\))? ?\d{4} "
)
_KEPT = (
    "section",
    "length",
    "dateline",
    "highlight",
    "series",
    "graphic",
    "subject",
    "publication-type",
    "load-date",
)


def looks_nexis(text: str) -> bool:
    """Tell the layout by the lines that part its articles."""
    if re.search(r"(?m)^[ \t]*End of Document[ \t\r]*$", text):
        return bool(re.search(r"(?m)^[ \t]*Body[ \t\r]*$", text))
    return bool(re.search(r"(?m)^[ \t]*\d{1,6} of \d{1,6} DOCUMENTS?[ \t\r]*$", text) and "LENGTH: " in text)


def read_nexis(text: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an export; one whose layout is not understood is listed with its line."""
    lines = numbered(text)
    if not any(_END.match(line.text) for line in lines):
        yield from _old(lines, file, problems)
        return
    for stretch in split_after(lines, _END):
        if not filled(stretch):
            continue
        if not _END.match(stretch[-1].text):
            problems.add(
                file,
                filled(stretch)[0].number,
                None,
                "lines after the last 'End of Document'; left out.",
                "If an article stands here, the export broke off: download it again.",
            )
            continue
        record = _article(stretch[:-1], file, problems)
        if record:
            yield record


def _article(lines: Sequence[Line], file: str, problems: Problems) -> Record | None:
    start = next((n for n, line in enumerate(lines) if line.text.strip() == "Body"), None)
    head = [line for line in filled(lines[:start]) if not _FURNITURE.match(line.text)]
    # What the search was stands before the first article, and ends nowhere in particular: the header is told by its
    # date, the last line that begins with one.
    day = max((n for n, line in enumerate(head) if _DATED.match(line.text) and iso_date(line.text)), default=0)
    if start is None or day < 2:
        first = head[0].number if head else lines[0].number
        problem = "the layout is not understood from here: no title, outlet and date before a line 'Body'; left out."
        problems.add(file, first, "text", problem, "Export full documents, not a result list.")
        return None
    head, first = head[day - 2 :], head[day - 2].number
    known = keyed(head[3:], _KEY)
    end, tail = _end_of_body(lines, start)
    known |= {key: value for key, value in keyed(tail, _KEY).items() if key not in known}
    text = body(lines[start + 1 : end])
    fields = {name: line.text.strip() for name, line in zip(("title", "outlet", "date"), head, strict=False)}
    return _record(text, file, first, fields, known, problems)


def _end_of_body(lines: Sequence[Line], start: int) -> tuple[int, Sequence[Line]]:
    """Return where the body ends, and the lines after it: the headings that follow, or the closing keys."""
    closing = next(
        (n for n in range(len(lines) - 1, start, -1) if lines[n].text.strip().casefold() == "classification"),
        None,
    )
    if closing is None:
        closing = next((n for n in range(start + 1, len(lines)) if lines[n].text.startswith("Load-Date:")), len(lines))
    end = next((n for n in range(start + 1, closing) if lines[n].text.strip().casefold() in _AFTER), closing)
    return end, lines[end:]


def _old(lines: Sequence[Line], file: str, problems: Problems) -> Iterator[Record]:
    starts = [n for n, line in enumerate(lines) if _OLD.match(line.text)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        runs = blocks(lines[start + 1 : end])
        first = lines[start].number
        opening = next((n for n, run in enumerate(runs) if run[0].text.startswith("LENGTH:")), None)
        day = next((n for n, run in enumerate(runs[:4]) if iso_date(run[0].text.strip())), None)
        if opening is None or day is None:
            problems.add(
                file,
                first,
                "text",
                "the layout is not understood from here: no date or no line 'LENGTH:'; the article was left out.",
                "Export full documents as text.",
            )
            continue
        while opening + 1 < len(runs) and _OLD_HEAD.match(runs[opening + 1][0].text.strip()):
            opening += 1
        closing = next(
            (n for n in range(opening + 1, len(runs)) if _OLD_TAIL.match(runs[n][0].text.strip())), len(runs)
        )
        known = keyed(
            [Line(run[0].number, unwrapped(run)) for run in [*runs[day + 1 : opening + 1], *runs[closing:]]],
            _KEY,
        )
        titles = [unwrapped(run) for run in runs[day + 1 : opening] if not _KEY.match(run[0].text)]
        fields = {
            "outlet": runs[day - 1][0].text.strip() if day else "unknown",
            "date": runs[day][0].text.strip(),
        }
        if title := known.get("headline") or (titles[-1] if titles else None):
            fields["title"] = title
        text = "\n\n".join(unwrapped(run) for run in runs[opening + 1 : closing])
        record = _record(text, file, first, fields, known, problems)
        if record:
            yield record


def _record(
    text: str, file: str, line: int, fields: dict[str, str], known: dict[str, str], problems: Problems
) -> Record | None:
    if not text:
        problems.add(file, line, "text", "the body is empty; the article was left out.", "Download it in full.")
        return None
    if fields["outlet"] == "unknown":
        del fields["outlet"]
    fields |= {field: known[field] for field in ("byline", "language", "url") if known.get(field)}
    fields |= {key: known[key] for key in _KEPT if known.get(key)}
    return Record(text, file, line, fields)
