"""Newspapers' pages as PDF: their text layer."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from framing.corpus.dates import iso_date
from framing.readers.extras import needs, quiet
from framing.readers.record import Problems, Record, Source


def read_pdf(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the text layer of a PDF as one article; needs pypdf.

    Columns come in the order in which the file draws them; lines end where the page ends them. A scan without
    a text layer holds no text and is listed.
    """
    with needs("pypdf", "PDF"):
        from pypdf import PdfReader
    with quiet("pypdf"):
        document = PdfReader(io.BytesIO(source.data))
    if document.is_encrypted and not document.decrypt(""):
        problems.add(
            source.name,
            None,
            "text",
            "the PDF is locked with a password; it was left out.",
            "Print it to an open PDF.",
        )
        return
    with quiet("pypdf"):
        pages = [page.extract_text() for page in document.pages]
    for number, text in enumerate(pages, start=1):
        if not text.strip() and any(text.strip() for text in pages):
            problems.add(
                source.name,
                number,
                "text",
                f"page {number} has no text layer; nothing was read from it.",
                "Run text recognition (OCR) on it.",
            )
    text = "\n\n".join(text for text in pages if text.strip())
    if not text.strip():
        problems.add(
            source.name,
            None,
            "text",
            "the PDF has no text layer: it holds pictures of pages; it was left out.",
            "Run text recognition (OCR) on it and save the PDF with its text.",
        )
        return
    known: Mapping[str, Any] = document.metadata or {}
    fields = {}
    if title := str(known.get("/Title") or "").strip():
        fields["file_title"] = title  # what a program called the file, seldom the headline on the page
    made = str(known.get("/CreationDate") or "").removeprefix("D:")
    if day := iso_date(made[:8]):
        fields["created"] = day
    yield Record(text, source.name, None, fields)
