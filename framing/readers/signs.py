"""What in a text shows that it is more, or less, than one article: many articles at once, or a format's own signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.readers.decode import CONTROL
from framing.readers.html import html_lines
from framing.readers.markup import has_tags

LONGEST = 10_000  # words; longer than all but a few articles of any newspaper
# What an archive prints once for each article, and from how many on a text holds several. An article bears one number;
# a page of one article may repeat its copyright.
_ONCE = (
    ("'N of M DOCUMENTS'", 2, re.compile(
        r"(?mi)^[ \t]*\d{1,6} (?:of|von|de|di|van) \d{1,6} do[ck]ument[a-z]{0,2}[ \t\r]*$")),
    ("accession numbers", 2, re.compile(
        r"(?m)^[ \t]*(?:(?:AN[ \t]+)?(?:Document|Dokument|Documento)[ \t]+(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{15,40}"
        r"|(?:Accession (?:number|no\.?)|ProQuest document ID)[ \t]*:?[ \t]*\S+)[ \t\r]*$", re.I)),
    ("lines 'Load-Date'", 2, re.compile(r"(?mi)^[ \t]*load-date:")),
    ("copyright lines", 3, re.compile(r"(?mi)^[ \t]*(?:copyright\b|©|\(c\))[^\r\n]{0,120}\b(?:19|20)\d\d\b")),
)  # fmt: skip
_SAID = {
    "'N of M DOCUMENTS'": ("document", "dokument"),
    "accession numbers": ("document", "dokument", "accession"),
    "lines 'Load-Date'": ("load-date",),
    "copyright lines": ("copyright", "©", "(c)"),
}
# After a blank line or a rule a short line that holds a name and a whole date, as archives write it over each article.
_HEADS = re.compile(
    r"(?m)(?:^[ \t]*\r?\n|^_{10,}[ \t]*\r?\n)(?=[^\r\n]{8,120}$)[^\r\n]*?[^\W\d_]{3}[^\r\n]*?"
    r"(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.? [^\W\d_]{3,10} \d{4}|[^\W\d_]{3,10} \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)"
)
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
# A short line with a whole date and the number of a page, as press services write it over each article.
_PAGED = re.compile(
    r"(?m)^(?=[^\r\n]{12,140}$)[^\r\n]{3,100}?(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\.? [^\W\d_]{3,10} \d{4}"
    r"|[^\W\d_]{3,10} \d{1,2}, \d{4})[^\r\n]{0,40}?(?:Seite|page|pp?\.|S\.|blz\.?|pág\.?|pag\.?) ?:? ?\d"
)
_DAYS = re.compile(
    r"(?m)^[ \t]*(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d|\d{1,2}\.? [^\W\d_]{3,10} \d{4})[ \t\r]*$"
)
_RULES = re.compile(r"(?m)^[ \t]*_{30,}[ \t\r]*$")
_DIFFERENT = ("'N of M DOCUMENTS'", "accession numbers")  # one that stands twice is that of one article
# Elements that a page has once for each of its articles; a list of links to others gives them few words.
_ELEMENT = re.compile(r"<(?:div|article|section|li|td)\b[^<>]{0,500}\b(?:id|class)\s*=\s*[\"']?article\b", re.I)
_ELEMENTS, _WORDS = 3, 100
_BIBTEX = re.compile(r"\s*(?>%[^\n]{0,500}\n\s*)*+@[A-Za-z]{3,20}\s*\{\s*[^\s,{}]{1,200}\s*,")
_ENDNOTE = re.compile(r"\s*%0 [^\r\n]+\r?\n%[A-Z0-9] ")
_BASE64 = re.compile(r"(?m)(?:^[A-Za-z0-9+/]{60,}={0,2}[ \t\r]*\n){3}")


def many_articles(text: str) -> str | None:
    """Return what shows that a text is many articles, or None.

    Examples
    --------
    >>> many_articles("1 of 2 DOCUMENTS\\nRain fell.\\n2 of 2 DOCUMENTS\\nIt snowed.")
    "'N of M DOCUMENTS' 2 times"
    """
    folded = text.lower()  # to look for a word is ten times as fast as a pattern
    for name, least, pattern in _ONCE:
        if not any(word in folded for word in _SAID[name]):
            continue
        count = len(set(pattern.findall(text))) if name in _DIFFERENT else len(pattern.findall(text))
        if count >= least:
            return f"{name} {count} times"
    count = _length(text) if len(text) > 2 * LONGEST else 0
    return f"{count:,} words" if count > LONGEST else None


def _length(text: str) -> int:
    """Words of a text; where words are not parted by blanks, two characters count as one."""
    return max(len(text.split()), len(_IDEOGRAPHS.findall(text)) // 2)


def unknown_layout(text: str) -> str | None:
    """Return what shows that a file is an export of many articles whose layout no reader knows, or None.

    A long text alone is no such sign, unless it is longer than any article; nor are a few lines of rights.

    Examples
    --------
    >>> unknown_layout("Rain fell.") is None
    True
    """
    shown = many_articles(text)
    if shown is None:
        rules = len(_RULES.findall(text))
        if rules >= 3:
            return f"{rules} rules of underscores"
        if (pages := len(_PAGED.findall(text))) >= 5:
            return f"{pages} short lines with a date and a page"
        days = _DAYS.findall(text)
        if len(days) >= 8 and len(set(days)) <= len(days) / 2:  # a chronology has each day once
            return f"{len(days)} lines that are a date, most of them again and again"
        heads = len(_HEADS.findall(text)) if len(text) > 15_000 else 0
        return f"{heads} short lines that begin with a name and a date" if heads >= 5 else None
    if not shown.endswith(" words"):
        return shown
    return shown if _length(text) > 3 * LONGEST or len(_HEADS.findall(text)) >= 5 else None


def not_known(shown: str, near: str | None) -> tuple[str, str]:
    """Return the problem and the remedy of a file of many articles whose layout no reader knows."""
    nearest = f"the nearest known one is {near}" if near else "none of the known ones is near"
    return (
        f"its layout is unknown: it seems to hold many articles ({shown}), and {nearest}; it was left out.",
        "Export it in a layout that framing reads (see the documentation: layouts), or save one article a file.",
    )


def several(shown: str) -> tuple[str, str]:
    """Return the problem and the remedy of a text that is many articles."""
    return (
        f"it seems to hold many articles ({shown}) but was read as one.",
        "Export it in a layout that framing reads (see the documentation: layouts), or one article a file.",
    )


def many_in_page(html: str) -> str | None:
    """Return what shows that a page is many articles, or None."""
    shown = many_articles(html_lines(html))
    if shown:
        return shown
    starts = [match.start() for match in _ELEMENT.finditer(html)]
    parts = (html_lines(html[a:b]) for a, b in zip(starts, [*starts[1:], None], strict=False))
    full = sum(len(part.split()) >= _WORDS for part in parts)
    return f"{full} elements that are called 'article'" if full >= _ELEMENTS else None


def reference_format(text: str) -> str | None:
    """Return the name of the format of references that a text is in, or None."""
    return "BibTeX" if _BIBTEX.match(text) else "EndNote" if _ENDNOTE.match(text) else None


def format_signs(text: str) -> Iterator[tuple[str, str]]:
    """Yield what in a text is no word of an article but of a file's format, each with its remedy."""
    if found := CONTROL.findall(text):
        names = ", ".join(f"U+{ord(character):04X}" for character in sorted(set(found))[:5])
        yield (
            f"the text holds {len(found)} control characters ({names}); they were kept.",
            "Export the article again; such characters are left over from a PDF or a word processor.",
        )
    if tag := has_tags(text):
        yield f"the text holds tags ({tag[:30]}), whose names are measured as words.", "Export it as plain text."
    if name := reference_format(text):
        yield f"the text is a {name} entry, not an article.", "Give the article's text, or leave it out."
    if _BASE64.search(text):
        yield "the text holds a file in base64, whose letters are measured as words.", "Remove it from the text."
