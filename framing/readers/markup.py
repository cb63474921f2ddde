"""Tags and entities of HTML and XML inside texts that come as plain text: table cells, text files, feeds, mails."""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from framing.readers.html import html_lines

# A closing tag of any name, an opening one of a name that is often left open, a comment, a CDATA section.
_TAG = re.compile(
    r"</[A-Za-z][\w:.-]{0,40}\s*>|<(?:br|hr|img|p|li|div|h[1-6]|td|tr)(?:\s[^<>]{0,2000})?/?>|<!--|<!\[CDATA\[",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6]|tr)(?:\s[^<>]{0,2000})?/?>", re.IGNORECASE)
# "<" that opens no tag, as in "x < y" or "<jo@example.org>".
_NO_TAG = re.compile(r"<(?!/?[A-Za-z][\w:.-]{0,40}(?:\s[^<>]{0,2000})?/?\s*>|!--|!\w|\?\w)")
_INLINE = re.compile(r"<(?:script|style)\b[^<>]*>.*?</(?:script|style)\s*>|<!--.*?-->|<[/!?]?\w[^<>]*>", re.S | re.I)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,30}));")


def has_tags(text: str) -> str | None:
    """Return the first tag of HTML or XML in a text, or None."""
    found = _TAG.search(text) if "<" in text else None
    return found[0] if found else None


def without_markup(text: str) -> str:
    """Return a text without tags and entities; a text that has none comes back as it is.

    Each block of HTML becomes a line. Line breaks are kept where no tag says what a paragraph is. Text that was escaped
    twice (``&lt;p&gt;``) is read twice.

    Examples
    --------
    >>> without_markup("<p>Rain &amp; snow <b>fell</b>.</p><p>It was x &lt; y.</p>")
    'Rain & snow fell.\\nIt was x < y.'
    >>> without_markup("Rain\\n\\nIt <em>fell</em>.")
    'Rain\\n\\nIt fell.'
    """
    for _ in range(2):
        if has_tags(text):
            text = _without_tags(_CDATA.sub(r"\1", text))
        elif "&" in text and (changed := _ENTITY.sub(_character, text)) != text:
            text = changed
        else:
            break
    return text


def _without_tags(text: str) -> str:
    text = _NO_TAG.sub("&lt;", text)
    if _BLOCK.search(text):
        return html_lines(text)
    return _ENTITY.sub(_character, _INLINE.sub("", text))


def _character(match: re.Match[str]) -> str:
    """What an entity stands for; what only looks like one stays, and so does the number of no character."""
    found = unescape(match[0]) if match[1] is None or f"{match[1]};" in html5 else match[0]
    return match[0] if found in ("", "\ufffd") else found
