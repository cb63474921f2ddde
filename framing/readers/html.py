"""HTML to lines, for exports whose layout is known: one line a block, cells of a row parted by tabs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(("script", "style", "head", "noscript", "template"))


def html_lines(html: str) -> str:
    """Return the text of a page, one line a block; no reading of what is article and what is not.

    Examples
    --------
    >>> html_lines("<p>Rain &amp; snow<br>fell.</p><table><tr><td><b>HD</b><td>Rain</table>")
    'Rain & snow\\nfell.\\nHD\\tRain'
    """
    parser = _Lines()
    # The parser seeks the end of every comment to the end of the page; what never ends is no comment, and text.
    ended = html.rfind("-->") + 1
    parser.feed(html[:ended] + html[ended:].replace("<!--", "&lt;!--"))
    parser.close()
    parser.end_line()
    return "\n".join(parser.lines)


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._parts: list[str] = []
        self._unseen = 0

    def end_line(self) -> None:
        # Blank space in HTML is one space; a no-break space is a character of the text and stays.
        line = re.sub(r"[ \t\r\n\f]+", " ", "".join(self._parts)).strip(" ").replace("\x1f", "\t")
        line = re.sub(r" *\t *", "\t", line).strip("\t")
        if line:
            self.lines.append(line)
        self._parts.clear()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            self.end_line()
        elif tag in ("td", "th"):
            self._parts.append("\x1f")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(data)
