"""What exports of news archives share: many articles in one run of lines, keyed lines around each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# What newspapers' own systems leave under a story.
ADDRESS = re.compile(r"\s*[\"<(]?((?:https?://|www\.)[^\s\"<>()]{4,500})[\">)]?\s*$")
_PICTURE = re.compile(
    r"\s*(?:(?:PHOTO|PICTURE|IMAGE|CHART|MAP|GRAPHIC|DRAWING|DIAGRAM|VIDEO|TABLE|GRAPH)S?|Photos?|Pictures?|Graphics?)"
    r"(?: BY| \(\d+\))?:"
)
_RELATED = re.compile(
    r"\s*(?:Related (?:Articles?|Coverage|Content|Stories|Links?)|More (?:Coverage|Articles))\s*:?\s*$"
)
_LIST = 25  # lines that a list of related articles has at most


class Line(NamedTuple):
    """One line of a file: its number from 1, and its text without the line end."""

    number: int
    text: str


def numbered(text: str) -> list[Line]:
    r"""Return the lines of a text; ``\n``, ``\r\n``, ``\r`` and form feeds end a line."""
    return [Line(number, line) for number, line in enumerate(re.split(r"\r\n|[\n\r\f]", text), start=1)]


def split_after(lines: Iterable[Line], end: re.Pattern[str]) -> Iterator[list[Line]]:
    """Yield stretches of lines, each with the line that ends it; the last one may lack it."""
    stretch: list[Line] = []
    for line in lines:
        stretch.append(line)
        if end.match(line.text):
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def filled(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that hold more than blank space."""
    return [line for line in lines if line.text.strip()]


def trimmed(lines: Sequence[Line]) -> list[Line]:
    """Return lines without the blank ones around them."""
    shown = [n for n, line in enumerate(lines) if line.text.strip()]
    return list(lines[shown[0] : shown[-1] + 1]) if shown else []


def body(lines: Sequence[Line]) -> str:
    """Return lines as one text, without the blank lines around them."""
    return "\n".join(line.text for line in trimmed(lines))


def blocks(lines: Iterable[Line], alone: re.Pattern[str] | None = None) -> list[list[Line]]:
    """Return runs of lines parted by blank ones; a line that `alone` matches is a run of its own."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        if alone is not None and alone.match(line.text):
            runs += [[line], []]
        elif line.text.strip():
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def unwrapped(block: Iterable[Line]) -> str:
    """Return one paragraph whose lines were broken at a width as one line."""
    return " ".join(line.text.strip() for line in block)


def keyed(lines: Iterable[Line], pattern: re.Pattern[str]) -> dict[str, str]:
    """Return ``key: value`` lines by their key in small letters; `pattern` has groups for both."""
    found: dict[str, str] = {}
    for line in lines:
        if match := pattern.match(line.text.strip()):
            found.setdefault(match[1].strip().casefold(), match[2].strip())
    return found


def story(lines: Sequence[Line]) -> tuple[list[Line], dict[str, str]]:
    r"""Return the lines of the story, and what newspapers' systems left under it: an address, pictures, other articles.

    Examples
    --------
    >>> kept, under = story(numbered("Rain fell.\n\nhttps://example.org/rain\nPHOTO: A pier."))
    >>> len(kept), under["url"], under["graphic"]
    (1, 'https://example.org/rain', 'PHOTO: A pier.')
    """
    kept, found = list(lines), {}
    related = next(
        (n for n in range(len(kept) - 1, max(0, len(kept) - _LIST), -1) if _RELATED.match(kept[n].text)), None
    )
    under: list[str] = []
    if related is not None:
        found["related"] = "; ".join(line.text.strip(" •·\t") for line in filled(kept[related + 1 :]))
        under += [line.text.strip() for line in filled(kept[related:])]
        del kept[related:]
    pictures: list[str] = []
    while kept:
        line = kept[-1].text
        if address := ADDRESS.match(line):
            if re.search(r"[^/:]/[^/]", address[1]):  # a page, not a whole site
                found["url"] = address[1]
        elif _PICTURE.match(line):
            pictures.insert(0, line.strip())
        elif line.strip():
            break
        if line.strip():
            under.insert(0, line.strip())
        kept.pop()
    if pictures:
        found["graphic"] = " ".join(pictures)
    if under:
        found["tail"] = "\n".join(under)
    return kept, found
