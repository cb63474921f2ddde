"""Factiva: many articles in one RTF, HTML, XML or text file, with or without field codes.

Each article ends with ``Document`` (in the language of the interface) and its number. With codes, lines begin with
``HD`` (headline), ``BY``, ``PD`` (date), ``SN`` (source), ``LA``, ``LP`` (first paragraphs), ``TD`` (the rest);
without, the same follows in a fixed order. Pages name headline, author and paragraphs by the classes of their elements.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.corpus.dates import iso_date
from framing.readers.html import Block, html_blocks
from framing.readers.language import NAMES
from framing.readers.lines import Line, body, filled, numbered, split_after, trimmed
from framing.readers.record import Problems, Record, Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# The number of an article: a source's code, a date, nine letters and digits. Before it any one word for "document".
_NUMBER = r"[A-Za-z0-9]{2,12}(?:19|20)\d\d[01]\d[0-3]\d[A-Za-z0-9]{9}"
_ENDS = rf"(?:AN[ \t\u00a0]{{1,9}})?(?:Document ([A-Za-z0-9]{{15,40}})|[^\W\d_]{{2,15}} ?({_NUMBER}))"
_END = re.compile(rf"\s*{_ENDS}\s*$")
_CODE = re.compile(
    r"\s*(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|ART|CO|IN|NS|RE|IPC|IPD|PUB|AN|RF|CT|CLM)"
    r"(\t|\s{2}|\s*$| )(.*)"
)
# "877 words", "877 Wörter", "8165 字": told from other lines by the date that follows, whatever the language.
_WORDS = re.compile(r"\d[\d.,\u00a0]{0,10} ?[^\W\d_]{1,12}$")
_FACT = 120  # characters that a line about an article has at most
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?$")
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
        re.search(rf"(?m)^[ \t]*{_ENDS}[ \t\r]*$", text)
        and re.search(r"(?m)^[ \t]*(?:WC[ \t]{1,9})?\d[\d.,\u00a0]{0,10} ?[^\W\d_]{1,12}[ \t\r]*$|^HD\s", text)
    )


def looks_factiva_page(html: str) -> bool:
    """Tell a saved page by the classes that its paragraphs have."""
    return "articleParagraph" in html and "Headline" in html


def looks_factiva_xml(head: str) -> bool:
    """Tell the answer of Factiva's own service by its first elements."""
    return bool(re.match(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:\w+:)?ppsResponse\b", head, re.IGNORECASE))


def read_factiva(text: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an export; one whose layout is not understood is listed with its line."""
    for stretch in split_after(numbered(text), _END):
        lines = filled(stretch)
        end = _END.match(stretch[-1].text)
        if not lines:
            continue
        if not end:
            if _length_at(lines) is not None:
                _left_out(
                    file, lines[0].number, "no line 'Document …' ends the article",
                    "The export broke off: download it again.", problems,
                )  # fmt: skip
            continue
        coded = sum(bool(re.match(r"\s*(HD|PD|SN|LP|TD)(\s|$)", line.text)) for line in lines) >= 3
        fields, text_lines = _coded(stretch[:-1]) if coded else _plain(stretch[:-1])
        yield from _record(end, fields, text_lines, file, lines[0].number, problems)


def read_factiva_page(html: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a saved page, by the classes of its elements."""
    article: list[Block] = []
    for number, block in enumerate(html_blocks(html), start=1):
        if ".article" not in block.marks:
            continue  # the page's own head, menus and the summary of the search
        article.append(block)
        if end := _END.match(block.text):
            lines = [Line(number, each.text) for each in article]
            coded = any(".index" in each.marks for each in article)
            fields, text = _coded(lines[:-1]) if coded else _marked(article[:-1], number)
            yield from _record(end, fields, text, file, number - len(article) + 1, problems)
            article = []
    if any(".articleparagraph" in block.marks for block in article):
        _left_out(
            file, None, "no line 'Document …' ends the last article", "The page broke off: save it again.", problems
        )


def read_factiva_xml(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an answer of Factiva's service in XML."""
    from xml.etree import ElementTree

    from framing.readers.archive import refuse_entities

    refuse_entities(io.BytesIO(source.data))
    root = ElementTree.fromstring(source.data)
    for number, article in enumerate((each for each in root.iter() if _name(each) == "article"), start=1):
        fields = {field: value for field, name in _XML.items() if (value := " ".join(_texts(article, name)))}
        names = {_name(each): each for each in article}
        text = "\n".join(
            paragraph for part in ("leadParagraph", "tailParagraphs") if part in names
            for paragraph in _texts(names[part], "paragraph") or _texts(names[part], part)
        )  # fmt: skip
        if text:
            yield Record(text, source.name, number, fields)
        else:
            _left_out(source.name, number, "no text is in it", "Export the full article.", problems)


# Elements of the XML by the fields that they hold.
_XML = {
    "id": "accessionNo", "title": "headline", "byline": "byline", "date": "publicationDate", "outlet": "sourceName",
    "language": "baseLanguage", "section": "sectionName", "length": "wordCount", "page": "pages", "rights": "copyright",
    "source code": "sourceCode", "notes": "notes",
}  # fmt: skip


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _texts(parent: Element, name: str) -> list[str]:
    """The texts of the elements of one name, each without the line breaks of the file."""
    found = (" ".join("".join(each.itertext()).split()) for each in parent.iter() if _name(each) == name)
    return [text for text in found if text]


def _record(
    end: re.Match[str], fields: dict[str, str], lines: list[Line] | None, file: str, number: int, problems: Problems
) -> Iterator[Record]:
    if lines is None or not body(lines):
        why = "no line tells the number of words, or no text follows"
        _left_out(file, number, why, "Export the full article, with its indexing if possible.", problems)
        return
    yield Record(body(lines), file, number, {"id": end[1] or end[2], **fields})


def _left_out(file: str, number: int | None, why: str, remedy: str, problems: Problems) -> None:
    problem = f"the layout is not understood from here: {why}; the article was left out."
    problems.add(file, number, "text", problem, remedy)


def _length_at(lines: Sequence[Line]) -> int | None:
    """Return where the number of words is: what follows it is the date, or it says *words*."""
    for n, line in enumerate(lines):
        text = line.text.strip()
        if _WORDS.match(text):
            after = next((each.text.strip() for each in lines[n + 1 :] if each.text.strip()), "")
            if text.casefold().endswith(" words") or (len(after) < 40 and iso_date(after)):
                return n
    return None


def _marked(article: Sequence[Block], number: int) -> tuple[dict[str, str], list[Line]]:
    """Return the fields and the text of an article whose elements tell what they are."""
    fields: dict[str, str] = {}
    head = [block for block in article if ".articleparagraph" not in block.marks]
    title = [
        n for n, block in enumerate(head) if "#hd" in block.marks or any(m.endswith("headline") for m in block.marks)
    ]
    author = [block.text for block in head if ".author" in block.marks]
    if title:
        fields["title"] = " ".join(head[n].text for n in title)
        if title[0]:
            fields["section"] = "; ".join(block.text for block in head[: title[0]])
    if author:
        fields["byline"] = "; ".join(author)
    after = [
        Line(number, block.text) for block in head[(title[-1] + 1 if title else 0) :] if ".author" not in block.marks
    ]
    at = _length_at(after)
    if at is not None:
        fields |= _facts(after, at)[0]
        if at:
            fields["credit"] = "; ".join(line.text for line in after[:at])
    else:
        day = next((n for n, line in enumerate(after) if len(line.text) < 40 and iso_date(line.text)), None)
        fields |= _facts(after, day - 1)[0] if day is not None else {}
    if code := next(
        (mark[1:3] for block in article for mark in block.marks if re.fullmatch(r"\.[a-z]{2}article", mark)), ""
    ):
        fields["language"] = code
    return fields, [Line(number, block.text) for block in article if ".articleparagraph" in block.marks]


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
    at = _length_at(lines)
    if at is None:
        return {}, None
    head = [line.text.strip() for line in filled(lines[:at])]
    fields = {}
    if len(head) > 1 and _is_section(head[0]):
        fields["section"] = head.pop(0)
    if len(head) > 1 and _is_byline(head[-1]):
        fields["byline"] = head.pop()
    if head:
        fields["title"] = " ".join(head)
    facts, n = _facts(lines, at)
    return fields | facts, list(lines[n:])


def _facts(lines: Sequence[Line], at: int) -> tuple[dict[str, str], int]:
    """Return what is under the title from the number of words on, in its fixed order, and where it ends."""
    fields = {"length": lines[at].text.strip()} if at >= 0 else {}
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
        elif len(text) > _FACT:
            break  # a paragraph: this export tells neither language nor rights
        elif text and not _TIME.match(text):
            named.append(text)
        n += 1
    if named:
        fields["outlet"] = named[0]
    return fields, n


def _is_section(line: str) -> bool:
    words = line.casefold().replace("&", " ").split()
    return len(words) <= 3 and bool(_SECTIONS.intersection(words))


def _is_byline(line: str) -> bool:
    """Tell names from a headline's words: "By …", or few words that all begin large."""
    words = [word for word in line.split() if word.casefold() not in ("and", "de", "van", "of", "in", "for", "-", "|")]
    return line.casefold().startswith("by ") or (len(words) <= 8 and all(word[0].isupper() for word in words))
