"""Integrum, an archive of Russian media: one page with keyed lines over each article. Its sheets are tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.corpus.dates import iso_date
from framing.readers.html import Block, html_blocks
from framing.readers.record import Problems, Record

_KEY = re.compile(r"\^(\w{2}):\s*(.*)")
_KEYS = {"ИС": "outlet", "ДТ": "date", "АВ": "byline", "ЗГ": "title", "РБ": "section", "НР": "issue", "ГД": "year"}
_INDENT = re.compile(r"[ \t]{2,}\S")


def looks_integrum(html: str) -> bool:
    """Tell the layout by its keys for source and date."""
    return "^ИС:" in html and "^ДТ:" in html


def read_integrum(html: str, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a page; the list of titles before them is no article."""
    blocks = html_blocks(html)
    starts = [n for n, block in enumerate(blocks) if block.text.startswith("^ИС:")]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(blocks)], strict=True), start=1):
        fields, at = _keys(blocks, start, end)
        text = "\n\n".join(_paragraphs(blocks[at:end], fields.get("title", "")))
        if text:
            yield Record(text, file, number, fields)
        else:
            problem = "the layout is not understood from here: no text follows the keys; the article was left out."
            problems.add(file, number, "text", problem, "Save the articles in full.")


def _keys(blocks: Sequence[Block], start: int, end: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    at = start
    while at < end and (match := _KEY.match(blocks[at].text)):
        name = _KEYS.get(match[1], match[1])
        fields[name] = iso_date(match[2]) or match[2].strip() if name == "date" else match[2].strip()
        at += 1
    return {name: value for name, value in fields.items() if value}, at


def _paragraphs(blocks: Sequence[Block], title: str) -> list[str]:
    """Return paragraphs whose lines were broken at a width; an indent begins a new one."""
    paragraphs: list[str] = []
    for block in blocks:
        line = " ".join(block.text.split())
        if not paragraphs and " ".join(title.split()) == line:
            continue
        if "pre" in block.marks and paragraphs and not _INDENT.match(block.text):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
    return paragraphs
