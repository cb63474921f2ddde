"""Europresse: many articles in one page, whose elements are named by their classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.corpus.dates import iso_date
from framing.readers.html import Block, html_blocks
from framing.readers.record import Problems, Record

_OUTLET, _HEAD, _TITLE = ".docpublicationname", ".docheader", ".titrearticlevisu"
# The line that ends an article: "Numéro de document : news·20060315·LM·0q1503", in the language of the interface.
_NUMBER = re.compile(r"[^\W\d_][\w .°’']{2,40} ?: ?((?:news|web|press|pub)\s?·\s?\S{8,60})$", re.IGNORECASE)
_RIGHTS = re.compile(r"\s*(?:©|\(c\)|Copyright\b)", re.IGNORECASE)
_ISSUE = re.compile(r",? (?:no|n°|num[eé]ro|vol|issue)\b.*$", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|, )(?:pp?\.|pages?|S\.) ?(\S+)$")
_NAME = 60  # characters that a line of names has at most


def looks_europresse(html: str) -> bool:
    """Tell the layout by the classes of its publication and its title."""
    folded = html.lower()
    return "docpublicationname" in folded and "titrearticlevisu" in folded


def read_europresse(html: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a page; one without a text is listed."""
    blocks = html_blocks(html)
    starts = [
        n for n, block in enumerate(blocks) if _OUTLET in block.marks and (not n or _OUTLET not in blocks[n - 1].marks)
    ]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(blocks)], strict=True), start=1):
        article = blocks[start:end]
        close = next((n for n, block in enumerate(article) if _NUMBER.match(block.text)), None)
        fields, text = _fields(article[:close])
        if close is not None and (found := _NUMBER.match(article[close].text)):
            fields["id"] = found[1]
        if text:
            yield Record("\n".join(text), file, number, fields)
        else:
            problem = "the layout is not understood from here: no text follows the title; the article was left out."
            problems.add(file, number, "text", problem, "Save the articles in full.")


def _fields(article: Sequence[Block]) -> tuple[dict[str, str], list[str]]:
    outlet = " ".join(block.text for block in article if _OUTLET in block.marks)
    head = " ".join(block.text for block in article if _HEAD in block.marks)
    fields = {"outlet": _ISSUE.sub("", outlet).strip()}
    if page := _PAGE.search(head):
        fields["page"] = page[1]
    if day := iso_date(head):
        fields["date"] = day
    parts = head.split(",")
    if len(parts) > 1 and not iso_date(parts[0]):
        fields["section"] = parts[0].strip()
    titles = [n for n, block in enumerate(article) if _TITLE in block.marks]
    if not titles:
        return fields, []
    fields["title"] = " ".join(article[n].text for n in titles)
    over = [b.text for b in article[: titles[0]] if not b.marks & {_OUTLET, _HEAD}]
    if over:
        fields["kicker"] = "; ".join(over)
    after = list(article[titles[-1] + 1 :])
    # The later layout has elements for head, text and foot; in the earlier one a short line under the title is the
    # author.
    names = [b for b in after if "header" in b.marks]
    if any("header" in b.marks for b in article):
        text = [b for b in after if not b.marks & {"header", "aside", "footer"}]
        notes = [b.text for b in after if "aside" in b.marks]
        if notes:
            fields["notes"] = " ".join(notes)
    else:
        names = after[:1] if len(after) > 1 and _is_name(after[0].text) and not after[1].goes_on else []
        text = after[len(names) :]
    if names:
        fields["byline"] = "; ".join(b.text for b in names)
    rights = next((n for n, b in enumerate(text) if _RIGHTS.match(b.text)), None)
    if rights is not None:
        fields["rights"] = text[rights].text
        text = text[:rights]
    return fields, [b.text for b in text]


def _is_name(line: str) -> bool:
    """Tell a line that can only be names: short, no sentence, most of its words with capitals."""
    words = [
        word for word in re.findall(r"[^\W\d_]{2,}", line) if word.casefold() not in ("et", "and", "de", "avec", "par")
    ]
    return (
        len(line) <= _NAME and line[-1:] not in ".!?…:" and 0 < len(words) <= 8 and all(w[0].isupper() for w in words)
    )
