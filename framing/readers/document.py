"""Text out of text, RTF, Word and HTML files, handed to the archive whose layout it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from framing.readers.decode import decode
from framing.readers.docx import office_text
from framing.readers.europresse import looks_europresse, read_europresse
from framing.readers.factiva import looks_factiva, looks_factiva_page, read_factiva, read_factiva_page
from framing.readers.html import html_lines
from framing.readers.integrum import looks_integrum, read_integrum
from framing.readers.nexis import looks_nexis, looks_nexis_page, read_nexis, read_nexis_page
from framing.readers.proquest import looks_proquest, looks_proquest_page, read_proquest, read_proquest_page
from framing.readers.record import Problems, Record, Source
from framing.readers.ris import looks_ris, read_ris
from framing.readers.rtf import rtf_text
from framing.readers.webpage import page_html

Export = Callable[[str, str, Problems], Iterator[Record]]
Layouts = tuple[tuple[str, Callable[[str], bool], Export], ...]
_MARKS = re.compile(r"Document [A-Za-z0-9]{15}|End of Document|\d DOCUMENTS?\b|_{20}|\bTY  - ")
# An article may quote one of these layouts' words; all of a layout's signs must be there.
_TEXTS: Layouts = (
    ("a Nexis export", looks_nexis, read_nexis),
    ("a Factiva export", looks_factiva, read_factiva),
    ("a ProQuest export", looks_proquest, read_proquest),
    ("a RIS file", looks_ris, read_ris),
)
# Layouts told by the tags of their pages, rather than by the lines that these show.
_PAGES: Layouts = (
    ("a Nexis export", looks_nexis_page, read_nexis_page),
    ("a Factiva export", looks_factiva_page, read_factiva_page),
    ("a ProQuest export", looks_proquest_page, read_proquest_page),
    ("a Europresse export", looks_europresse, read_europresse),
    ("an Integrum export", looks_integrum, read_integrum),
)


def export_of(text: str) -> tuple[str, Export] | None:
    """Return the name and the reader of the archive whose layout a text has, or None."""
    return _first(_TEXTS, text)


def export_of_page(html: str) -> tuple[str, Export] | None:
    """Return the name and the reader of the archive whose page this is, or None; see `export_of`."""
    if found := _first(_PAGES, html):
        return found
    # Pages that show the lines of a text export: the mark that parts its articles is cheap to look for.
    if not _MARKS.search(html):
        return None
    found = _first(_TEXTS, html_lines(html))
    return (found[0], lambda page, file, problems: found[1](html_lines(page), file, problems)) if found else None


# What each layout's files hold, in capitals or not: to name the one that an unknown file is nearest to.
_SIGNS = {
    "Nexis": r"of \d+ documents|load-date|end of document|lexisnexis|publication-type|^length: \d",
    "Factiva": r"factiva|dow jones|articleparagraph|^(?:hd|lp|td)\s|\b[a-z]{4,6}0{2,}\d{8}e",
    "ProQuest": r"proquest|^publication title:|^document url:|^full text:|_{40}",
    "Europresse": r"europresse|eureka\.cc|num[ée]ro de document|news·",
    "Integrum": r"integrum|\^ИС:",
    "Media Cloud": r"media ?cloud|stories_id",
    "RIS": r"^ty\s*-|^er\s*-",
}


def nearest_layout(text: str) -> str | None:
    """Return the known layout of which a text holds most signs, or None where it holds none.

    Examples
    --------
    >>> nearest_layout("LOAD-DATE: 8 June\\nLENGTH: 30 words"), nearest_layout("Rain fell.")
    ('Nexis', None)
    """
    counts = {
        name: len(set(re.findall(signs, text[:1_000_000], re.IGNORECASE | re.MULTILINE)))
        for name, signs in _SIGNS.items()
    }
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else None


def _first(layouts: Layouts, text: str) -> tuple[str, Export] | None:
    return next(((name, read) for name, looks, read in layouts if looks(text)), None)


def read_document(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of an RTF, Word or OpenDocument file: an archive's export, or else one article."""
    text = rtf_text(source.data) if source.data.startswith(b"{\\rtf") else office_text(source.data)
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
        page = page_html(source, problems)
        export = export_of_page(page)
    else:
        page = decode(source.data, source.name, problems)
        export = export_of(page)
    if export:
        yield from export[1](page, source.name, problems)
