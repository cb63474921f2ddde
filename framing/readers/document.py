"""Text out of text, RTF, Word and HTML files, handed to the archive whose layout it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from framing.readers.decode import decode
from framing.readers.docx import docx_text
from framing.readers.factiva import looks_factiva, read_factiva
from framing.readers.html import html_lines
from framing.readers.nexis import looks_nexis, read_nexis
from framing.readers.proquest import looks_proquest, read_proquest
from framing.readers.record import Problems, Record, Source
from framing.readers.ris import looks_ris, read_ris
from framing.readers.rtf import rtf_text
from framing.readers.webpage import page_html

Export = Callable[[str, str, Problems], Iterator[Record]]
# An article may quote one of these layouts' words; all of a layout's signs must be there.
_EXPORTS: tuple[tuple[str, Callable[[str], bool], Export], ...] = (
    ("a Nexis export", looks_nexis, read_nexis),
    ("a Factiva export", looks_factiva, read_factiva),
    ("a ProQuest export", looks_proquest, read_proquest),
    ("a RIS file", looks_ris, read_ris),
)


def export_of(text: str) -> tuple[str, Export] | None:
    """Return the name and the reader of the archive whose layout a text has, or None."""
    return next(((name, read) for name, looks, read in _EXPORTS if looks(text)), None)


def read_document(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an RTF or Word file: an archive's export, or else one article."""
    text = rtf_text(source.data) if source.data.startswith(b"{\\rtf") else docx_text(source.data)
    export = export_of(text)
    if export:
        yield from export[1](text, source.name, problems)
    elif text.strip():
        yield Record(text, source.name)
    else:
        problems.add(source.name, None, "text", "the document holds no text; it was left out.", "Remove it.")


def read_export(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a text or HTML file that is known to be an archive's export."""
    if source.data.lstrip()[:1] == b"<":
        text = html_lines(page_html(source, problems))
    else:
        text = decode(source.data, source.name, problems)
    export = export_of(text)
    if export:
        yield from export[1](text, source.name, problems)
