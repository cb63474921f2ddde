"""Which reader a file needs, told by its content; its ending decides only where content cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from framing.readers.archive import TooLarge, is_office, is_packed, is_tar, is_zip, tar_files, unpack, zip_files
from framing.readers.decode import decode, is_binary
from framing.readers.delimited import looks_delimited, read_delimited
from framing.readers.document import export_of, export_of_page, nearest_layout, read_document, read_export
from framing.readers.excel import read_excel
from framing.readers.extras import MissingExtra
from framing.readers.factiva import looks_factiva_xml, read_factiva_xml
from framing.readers.feed import looks_article_xml, looks_feed, looks_xml, read_article_xml, read_feed
from framing.readers.jsonlines import read_jsonlines
from framing.readers.mail import looks_mail, read_mail
from framing.readers.parquet import read_parquet
from framing.readers.pdf import read_pdf
from framing.readers.plain import read_plain
from framing.readers.record import Problems, Record, Source
from framing.readers.signs import not_known, reference_format, unknown_layout
from framing.readers.webarchive import read_webarchive
from framing.readers.webpage import is_mhtml, looks_fragment, looks_html, page_html, read_webpage

Reader = Callable[[Source, Problems], Iterator[Record]]
# First bytes of the formats that say what they are. The last: the older Excel, alone and in its container.
_SIGNS: tuple[tuple[bytes | tuple[bytes, ...], str, Reader], ...] = (
    (b"PAR1", "Parquet", read_parquet),
    (b"%PDF-", "PDF", read_pdf),
    (b"{\\rtf", "RTF", read_document),
    (b"WARC/", "a web archive", read_webarchive),
    ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x00\x04\x00", b"\x09\x08"), "Excel", read_excel),
)


def read_records(sources: Iterator[Source], problems: Problems) -> Iterator[Record]:
    """Yield the records of all files, one after another; a bad file is listed and the rest goes on."""
    for source in sources:
        name = "a packed file"
        try:
            if is_packed(source.data):
                source = unpack(source)
            if is_tar(source.data) or is_zip(source.data) and not is_office(source.data):
                members = tar_files if is_tar(source.data) else zip_files
                yield from read_records(members(source, problems), problems)
                continue
            name, reader = format_of(source)
            if reader is None:
                problems.add(source.name, None, None, f"{name}; framing does not read it.", "Export it as text or CSV.")
                continue
            before, found = len(problems.rows), 0
            for record in reader(source, problems):
                if record.line is None and (shown := unknown_layout(record.text or "")):
                    near = nearest_layout(record.text or "")
                    problems.add(source.name, None, "text", *not_known(shown, near))
                    continue
                found += 1
                yield record
            if not found and len(problems.rows) == before:
                problems.add(source.name, None, None, f"{name} in which no article was found.", "Open it and see.")
        except MissingExtra as missing:
            problems.add(source.name, None, None, f"{name}; it was left out.", f"{missing}.")
        except TooLarge as error:
            problems.add(
                source.name,
                None,
                None,
                f"{name} that grows too large to be news ({error}); it was left out.",
                "Unpack it yourself, and part it.",
            )
        except Exception as error:  # whatever a damaged file makes a library raise must not stop the others
            reason = f"{type(error).__name__}: {str(error)[:120]}"
            problems.add(
                source.name,
                None,
                None,
                f"{name} that is damaged ({reason}); it was left out.",
                "Open it in the program it came from and export it again.",
            )


def format_of(source: Source) -> tuple[str, Reader | None]:
    """Return the name of a file's format and its reader; no reader for what framing does not read.

    Examples
    --------
    >>> format_of(Source("export.txt", b'id,outlet,text\\n1,Daily Example,Rain.\\n'))[0]
    'a table'
    """
    data = source.data
    for sign, name, reader in _SIGNS:
        if data.startswith(sign):
            return name, reader
    if is_zip(data):
        kind = is_office(data)
        if kind == "ods":
            return "an OpenDocument sheet", None
        names = {"word": "Word", "odt": "an OpenDocument text"}
        return (names[kind], read_document) if kind in names else ("Excel", read_excel)
    if is_binary(data):
        return "a binary file", None
    if is_mhtml(data):
        return "a saved page", read_webpage
    head = decode(data[:200_000], source.name, Problems())
    if looks_html(head):
        return _page(page_html(source, Problems()))
    if looks_fragment(head) and (export := export_of_page(page_html(source, Problems()))):
        return export[0], read_export
    if looks_mail(head):
        return "a mail", read_mail
    if looks_feed(head):
        return "a feed", read_feed
    if looks_factiva_xml(head):
        return "a Factiva export", read_factiva_xml
    if looks_article_xml(head):
        return "an article in XML", read_article_xml
    if looks_xml(head) and not export_of_page(head):
        return "XML", None
    if references := reference_format(head):
        return references, None
    if re.match(r'\s*(?:\{\s*["}]|\[\s*(?:\{|\[\s*["\d]))', head):
        return "JSON Lines", read_jsonlines
    if looks_delimited(head) or source.suffix in (".csv", ".tsv"):
        return "a table", read_delimited
    if source.suffix in (".jsonl", ".ndjson", ".json"):
        return "JSON Lines", read_jsonlines
    export = export_of(head)
    return (export[0], read_export) if export else ("plain text", read_plain)


def _page(html: str) -> tuple[str, Reader]:
    """Tell an archive's export in HTML from a page of the web."""
    export = export_of_page(html)
    return (export[0], read_export) if export else ("a web page", read_webpage)
