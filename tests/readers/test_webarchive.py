import gzip

import pytest
from archive_layouts import PAGE, STORY

from framing.readers.record import Problems, Source
from framing.readers.webarchive import read_webarchive

pytest.importorskip("trafilatura", exc_type=ImportError)
pytest.importorskip("warcio")


def warc(captures, packed=False):
    """Return a web archive with one answer for each (url, status, kind, body)."""
    content = b""
    for url, status, kind, body in captures:
        answer = f"HTTP/1.0 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-06-09T12:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        content += gzip.compress(record) if packed else record
    return content


CAPTURES = [
    ("https://example.org/rain", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
    ("https://example.org/rain", "200 OK", "text/html", PAGE.encode()),
    ("https://example.org/gone", "404 Not Found", "text/html", PAGE.encode()),
    ("https://example.org/x.png", "200 OK", "image/png", b"x"),
]


@pytest.mark.parametrize("packed", [False, True])
def test_each_page_is_read_once_with_its_address_and_day_of_capture(packed):
    problems = Problems()
    (record,) = read_webarchive(Source("crawl.warc", warc(CAPTURES, packed)), problems)
    assert STORY[0] in record.text and record.line == 1
    assert record.fields["url"] == "https://example.org/rain" and record.fields["captured"] == "2021-06-09"
    assert problems.rows[0][3].startswith("1 captures")
