"""Web archives (WARC): every page that was captured once."""

from __future__ import annotations

import io
from collections.abc import Iterator

from framing.readers.extras import needs
from framing.readers.record import READ_AS, Problems, Record, Source
from framing.readers.webpage import looks_html, page_html, read_webpage

_LARGEST_PAGE = 20 * 1024**2


def read_webarchive(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the article of each captured page, with its address and the day of its capture; needs warcio.

    Only successful answers that hold HTML are read. A page that was captured several times is read once, as
    it was captured first; the other captures are counted in one line of the problems.
    """
    with needs("warcio", "web archives"):
        from warcio.archiveiterator import ArchiveIterator
    seen: set[str] = set()
    again = number = 0
    for capture in ArchiveIterator(io.BytesIO(source.data)):
        if capture.rec_type != "response" or capture.http_headers is None:
            continue
        number += 1
        kind = capture.http_headers.get_header("Content-Type") or ""
        if capture.http_headers.get_statuscode() != "200" or "html" not in kind.lower():
            continue
        url = capture.rec_headers.get_header("WARC-Target-URI") or ""
        if url in seen:
            again += 1
            continue
        seen.add(url)
        data = capture.content_stream().read(_LARGEST_PAGE + 1)
        if len(data) > _LARGEST_PAGE:
            problems.add(source.name, number, "text", "a page of more than 20 MB; it was left out.", "Save it alone.")
            continue
        page = Source(source.name, data)
        if not looks_html(page_html(page, Problems())[:5000]):
            continue
        captured = (capture.rec_headers.get_header("WARC-Date") or "")[:10]
        for record in read_webpage(page, problems, url=url or None):
            yield Record(record.text, source.name, number, {**record.fields, "captured": captured})
    if again:
        problems.add(
            source.name,
            None,
            None,
            f"{again} captures of pages that were captured before; left out.",
            "Keep one archive a day if the changes between captures matter.",
            READ_AS,
        )
