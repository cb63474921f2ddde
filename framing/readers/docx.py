"""Word and OpenDocument texts to lines: one line a paragraph, read with the standard library.

The standard library is enough for what these files hold of text; python-docx and odfpy give the same lines at the cost
of two more packages.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from framing.readers.archive import bounded, is_office, refuse_entities

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "\u2011"}

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
# What stands in an OpenDocument text and is no part of it: notes, comments, deletions, the lists of an index.
_ASIDE = frozenset(
    (f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content", f"{_TEXT}sequence-decls",
     "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation")
)  # fmt: skip


def office_text(data: bytes) -> str:
    """Return the text of a Word or OpenDocument file."""
    return odt_text(data) if is_office(data) == "odt" else docx_text(data)


def docx_text(data: bytes) -> str:
    """Return the text of a .docx file, one line a paragraph; headers, footers and notes are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = bounded(archive, "word/document.xml")
    refuse_entities(io.BytesIO(xml))
    lines: list[str] = []
    parts: list[str] = []
    for event, element in ElementTree.iterparse(io.BytesIO(xml), events=("start", "end")):
        if event == "start":
            if element.tag == f"{_WORD}p":
                parts = []
        elif element.tag == f"{_WORD}t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            parts.append(_BREAKS[element.tag])
        elif element.tag == f"{_WORD}p":
            lines.extend("".join(parts).split("\n"))
            parts = []
            element.clear()
    return "\n".join(lines)


def odt_text(data: bytes) -> str:
    """Return the text of an .odt file, one line a paragraph; notes, comments and deletions are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = bounded(archive, "content.xml")
    refuse_entities(io.BytesIO(xml))
    root = ElementTree.fromstring(xml)
    body = next((each for each in root.iter() if each.tag.endswith("}body")), root)
    lines: list[str] = []

    def walk(element: ElementTree.Element, parts: list[str]) -> None:
        if element.tag in _ASIDE:
            return
        own = [] if element.tag in _PARAGRAPHS else parts
        own.append(element.text or "")
        for child in element:
            if child.tag == f"{_TEXT}s":
                own.append(" " * min(int(child.get(f"{_TEXT}c", "1")), 100))
            elif child.tag == f"{_TEXT}tab":
                own.append("\t")
            elif child.tag == f"{_TEXT}line-break":
                own.append("\n")
            else:
                walk(child, own)
            own.append(child.tail or "")
        if element.tag in _PARAGRAPHS:
            lines.extend("".join(own).split("\n"))

    walk(body, [])
    return "\n".join(lines)
