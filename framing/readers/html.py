"""HTML to lines, for exports whose layout is known: one line a block, cells of a row parted by tabs."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

_DEEPEST = 200  # elements inside one another; a page that nests more is broken, and its text is read all the same

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
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# An end tag that closes nothing inside these belongs to a page whose tags do not match; it closes nothing.
_SCOPES = frozenset(("article", "div", "footer", "header", "section", "table", "td", "th", "body", "aside"))


class Block(NamedTuple):
    """A run of text between two breaks of a page, and what its elements are called.

    `marks` holds the names, classes and ids of all elements around its beginning, in small letters: ``p``,
    ``.headline``, ``#hd``. `goes_on` is True where only a line break parts it from the block before.
    """

    text: str
    marks: frozenset[str]
    goes_on: bool = False


def html_lines(html: str) -> str:
    """Return the text of a page, one line a block; no reading of what is article and what is not.

    Examples
    --------
    >>> html_lines("<p>Rain &amp; snow<br>fell.</p><table><tr><td><b>HD</b><td>Rain</table>")
    'Rain & snow\\nfell.\\nHD\\tRain'
    """
    return "\n".join(block.text for block in html_blocks(html))


def html_blocks(html: str) -> list[Block]:
    """Return the blocks of a page, each with the elements that it is in.

    Inside ``pre``, where line breaks mean what they show, each line is a block, its indent kept.

    Examples
    --------
    >>> [block.text for block in html_blocks("<p class='a'>Rain<p>Snow") if ".a" in block.marks]
    ['Rain']
    """
    parser = _Blocks()
    # The parser seeks the end of every comment to the end of the page; what never ends is no comment, and text.
    ended = html.rfind("-->") + 1
    parser.feed(html[:ended] + html[ended:].replace("<!--", "&lt;!--"))
    parser.close()
    parser.end_line()
    return parser.blocks


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._open: list[tuple[str, frozenset[str]]] = [("", frozenset())]  # elements, each with all marks so far
        self._parts: list[str] = []
        self._marks: frozenset[str] | None = None  # of the line, once a word of it was met
        self._goes_on = False
        self._unseen = 0

    def end_line(self, indented: bool = False) -> None:
        # Blank space in HTML is one space; a no-break space is a character of the text and stays.
        line = "".join(self._parts)
        if not indented:
            line = re.sub(r"[ \t\r\n\f]+", " ", line).strip(" ").replace("\x1f", "\t")
            line = re.sub(r" *\t *", "\t", line).strip("\t")
        if line.strip():
            self.blocks.append(Block(line.rstrip(), self._marks or self._open[-1][1], self._goes_on))
            self._goes_on = False
        self._parts.clear()
        self._marks = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BLOCKS:
            before = len(self.blocks)
            self.end_line()
            self._goes_on = tag == "br" and (self._goes_on or len(self.blocks) > before)
        elif tag in ("td", "th"):
            self._parts.append("\x1f")
        if tag in _VOID:
            return
        if tag == "p":
            self._close("p")  # a paragraph ends where the next one begins
        names = {tag}
        for name, value in attrs:
            if value and name in ("class", "id"):
                names.update(("." if name == "class" else "#") + part for part in value.lower().split())
        if len(self._open) < _DEEPEST:
            self._open.append((tag, self._open[-1][1] | names))

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BLOCKS:
            self.end_line()
            self._goes_on = False
        self._close(tag)

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        marks = self._open[-1][1]
        if "pre" in marks:
            *lines, data = data.split("\n")
            for line in lines:
                self._parts.append(line)
                self.end_line(indented=True)
        if self._marks is None and not data.isspace():
            self._marks = marks
        self._parts.append(data)

    def _close(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            name = self._open[place][0]
            if name == tag:
                del self._open[place:]
                return
            if name in _SCOPES and tag not in _SCOPES:
                return
