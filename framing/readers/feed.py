"""RSS and Atom feeds, one article an item, and single articles in XML as trafilatura writes them (its own, TEI)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.readers.markup import without_markup
from framing.readers.record import Problems, Record, Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# The elements that hold the text, the fullest first.
_TEXT = ("encoded", "content", "description", "summary")
_FIELDS = {
    "title": ("title",),
    "date": ("pubDate", "published", "date", "updated"),
    "byline": ("creator", "author"),
    "url": ("link",),
    "id": ("guid", "id"),
}
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?>(?:<!--.{0,2000}?-->|<\?[^>]{0,500}\?>|<!DOCTYPE[^>\[]{0,500}>)\s*)*+"
    r"<(?:rss|feed|rdf:RDF)\b",
    re.S,
)
_XML = re.compile(r"\s*<\?xml\b")
_ARTICLE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?>(?:<!--.{0,2000}?-->|<\?[^>]{0,500}\?>)\s*)*+"
    r"<(?:doc\s[^<>]{0,5000}>\s*<main\b|TEI\b)",
    re.S,
)
_LINES = frozenset(("p", "head", "item", "ab", "quote", "row", "lb", "fw"))


def looks_feed(head: str) -> bool:
    """Tell a feed by its first element."""
    return bool(_FEED.match(head))


def looks_xml(head: str) -> bool:
    """Tell any XML by its declaration."""
    return bool(_XML.match(head))


def read_feed(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the items of a feed; the outlet is the feed's title. That a feed gives summaries only is listed."""
    from xml.etree import ElementTree

    if b"<!ENTITY" in source.data.replace(b"\0", b""):
        problem = "the feed defines entities of its own, which may stand for anything; it was left out."
        problems.add(source.name, None, None, problem, "Save the feed again.")
        return
    root = ElementTree.fromstring(source.data)
    channel = next((element for element in root.iter() if _name(element) in ("channel", "feed")), root)
    known = {"outlet": _text(_child(channel, ("title",))), "language": _text(_child(channel, ("language",)))}
    summaries = total = 0
    for number, item in enumerate((each for each in root.iter() if _name(each) in ("item", "entry")), start=1):
        fields = {name: value for name, value in known.items() if value}
        for name, tags in _FIELDS.items():
            if value := _value(_child(item, tags)):
                fields[name] = value
        body = _child(item, _TEXT)
        text = without_markup(_text(body)) if body is not None else ""
        total += 1
        summaries += body is not None and _name(body) in ("description", "summary")
        yield Record(text if text.strip() else None, source.name, number, fields)
    if summaries:
        problem = f"{summaries} of {total} items hold the feed's summary, which may be a part of the article."
        problems.add(source.name, None, "text", problem, "Save the pages that the feed names, and read those.")


def looks_article_xml(head: str) -> bool:
    """Tell an article in XML by its first elements."""
    return bool(_ARTICLE.match(head))


def read_article_xml(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the article of an XML file, a line for each paragraph; fields from attributes or from the TEI header."""
    from xml.etree import ElementTree

    root = ElementTree.fromstring(_without_entities(source.data))
    main = next((each for each in root.iter() if _name(each) in ("main", "body")), root)
    lines: list[str] = []
    _collect(main, lines)
    text = "\n".join(filled for line in lines if (filled := " ".join(line.split())))
    if not text:
        problems.add(source.name, None, "text", "the file holds no text; it was left out.", "Save the page again.")
        return
    known = root.attrib if _name(root) == "doc" else {}
    fields = {
        "title": known.get("title") or _tei(root, "title"),
        "byline": known.get("author") or _tei(root, "author"),
        "outlet": known.get("sitename") or _sigle(root) or _tei(root, "publisher") or known.get("hostname"),
        "date": known.get("date") or _tei(root, "date"),
        "url": known.get("url") or known.get("source") or _tei(root, "ptr"),
        "language": known.get("language"),
        "excerpt": known.get("excerpt"),
    }
    yield Record(text, source.name, None, {name: value for name, value in fields.items() if value})


def _tei(root: Element, name: str) -> str | None:
    """What the header of a TEI file says of the source that it was made from."""
    for place in ("sourceDesc", "publicationStmt", "titleStmt"):
        for part in (each for each in root.iter() if _name(each) == place):
            for each in part.iter():
                if _name(each) == name and (value := _text(each) or each.get("target", "")):
                    return value
    return None


def _sigle(root: Element) -> str | None:
    return next((_text(each) for each in root.iter() if _name(each) == "bibl" and each.get("type") == "sigle"), None)


def _collect(element: Element, lines: list[str]) -> None:
    """Add the text of an element to its line; each paragraph, heading, item or row begins a line of its own."""
    if _name(element) in _LINES or not lines:
        lines.append("")
    lines[-1] += element.text or ""
    for child in element:
        _collect(child, lines)
        if _name(child) in _LINES and _name(child) != "lb" and (child.tail or "").strip():
            lines.append("")
        lines[-1] += child.tail or ""


def _without_entities(data: bytes) -> bytes:
    """Return the bytes of an XML file, or raise `ValueError` where it defines entities that may grow without end."""
    if b"<!ENTITY" in data.replace(b"\0", b""):
        raise ValueError("the file defines entities of its own, which may stand for anything")
    return data


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(parent: Element, names: tuple[str, ...]) -> Element | None:
    """The first child that holds something under the first of the names."""
    for name in names:
        for child in parent:
            if _name(child) == name and (_text(child) or child.get("href")):
                return child
    return None


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _value(element: Element | None) -> str:
    if element is None:
        return ""
    return " ".join(without_markup(_text(element) or element.get("href", "")).split())
