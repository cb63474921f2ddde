"""Word documents to lines: one line a paragraph, read with the standard library."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from framing.readers.archive import bounded, refuse_entities

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "\u2011"}


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
