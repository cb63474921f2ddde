"""Saved web pages: the article in the page, found by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.corpus.dates import iso_date
from framing.readers.decode import decode
from framing.readers.extras import needs, quiet
from framing.readers.record import Problems, Record, Source
from framing.readers.signs import many_articles, many_in_page, several

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([A-Za-z0-9_-]{3,30})", re.IGNORECASE)
# Names by which a page's metadata says that a date is the one of publication, in a tag or in schema.org's JSON.
_PUBLISHED = re.compile(
    r"article:published|og:published|date_?published|\bdc(?:terms)?\.(?:date\b|issued|created)|pub(?:lish|lication)?_?date|"
    r"parsely-pub-date|sailthru\.date",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(?:meta|time)\b([^<>]{0,1000})>", re.IGNORECASE)
_VALUE = re.compile(r"(?:content|datetime)\s*=\s*[\"']([^\"'<>]{8,60})", re.IGNORECASE)
_JSON = re.compile(r"[\"']datePublished[\"']\s*:\s*[\"']([^\"'<>]{8,60})")
# Below this number of characters what is left of a page is a menu's word or a notice about cookies.
_SHORTEST = 100
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->")


def read_webpage(source: Source, problems: Problems, url: str | None = None) -> Iterator[Record]:
    """Yield the article of an HTML page, or of a page saved whole (MHTML); needs trafilatura.

    Menus, comments and what is beside the article are left out: what counts as the article is
    trafilatura's reading of the page, and paragraphs come one a line. Title, author, date, site name and
    address are taken from the page's own metadata where it has them.
    """
    with needs("trafilatura", "web pages"):
        from trafilatura import bare_extraction
    html = page_html(source, problems)
    if match := _SAVED_FROM.search(html[:4000]):
        url = url or match[1]
    # The library's own latest date is today; a result must not hang on the day it was made.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    with quiet("trafilatura"), quiet("htmldate"):
        page = bare_extraction(
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=dates,
        )
    found = {} if page is None else page if isinstance(page, dict) else page.as_dict()
    text = found.get("text") or ""
    if len(text.strip()) < _SHORTEST:
        problems.add(
            source.name,
            None,
            "text",
            "no article was found in the page; it was left out.",
            "Copy the article's text into a .txt file.",
        )
        return
    # What shows in the text itself is listed with every other text.
    if not many_articles(text) and (shown := many_in_page(html)):
        problems.add(source.name, None, "text", *several(shown))
    fields = {
        name: found[key]
        for name, key in (
            ("title", "title"),
            ("byline", "author"),
            ("date", "date"),
            ("outlet", "sitename"),
            ("url", "url"),
            ("language", "language"),
        )
        if found.get(key)
    }
    if url:
        fields["url"] = url
    if day := fields.get("date"):
        fields["date_evidence"] = "stated" if _states(html, str(day)) else "guessed"
    yield Record(text, source.name, None, fields)


def _states(html: str, day: str) -> bool:
    """Tell whether a page names this day as the one of its publication, rather than leaving it to be guessed.

    Such a name is in the page's metadata (Open Graph, Dublin Core, schema.org) or in a `time` element for it.
    """
    tags = (match[1] for match in _TAG.finditer(html) if _PUBLISHED.search(match[1]))
    found = [value[1] for tag in tags for value in _VALUE.finditer(tag)] + _JSON.findall(html)
    return any(iso_date(value) == day for value in found)


def page_html(source: Source, problems: Problems) -> str:
    """Return the HTML of a page or of the first page in an MHTML file, decoded as the page says."""
    data = source.data
    if is_mhtml(data):
        import email  # a heavy part of the standard library, and few pages come as mail
        import email.policy

        message = email.message_from_bytes(data, policy=email.policy.default)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        if part is None:
            return ""
        content = part.get_payload(decode=True)
        data = content if isinstance(content, bytes) else b""
    match = _CHARSET.search(data[:4000])
    try:
        # What is UTF-8 is so by no chance, whatever an old page says of itself.
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        pass
    if match:
        name = match[1].decode("ascii").lower()
        try:
            return data.decode("cp1252" if name in ("iso-8859-1", "latin-1", "latin1") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, source.name, problems)


def is_mhtml(data: bytes) -> bool:
    """Tell a page saved with its pictures by the head of the mail that it is."""
    head = data[:4000].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def looks_html(head: str) -> bool:
    """Tell a page by its first tags."""
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?><!--.{0,500}?-->\s*)*+"
            r"<(?:!doctype html|html|head|body|title|meta|link)\b",
            head,
            re.IGNORECASE | re.DOTALL,
        )
    )


def looks_fragment(head: str) -> bool:
    """Tell a piece that was cut out of a page by its first tag."""
    return bool(
        re.match(
            r"\s*(?>(?:<!--.{0,500}?-->\s*)*+)<(?:div|p|table|form|article|section|span|a|b|h\d)\b", head, re.I | re.S
        )
    )
