"""A text folded for matching, with the way back to its own characters.

Case, accents, typographic variants, white space and brackets make no difference to whether a phrase is there.
Folding maps one character to one, but for runs of white space and brackets; the few places where the length changes
are kept, so that every hit leads back to `[start, end)` of the unaltered text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PARAGRAPH = "\n"  # stands for a blank line; no phrase runs over it
DASH = "\x16"  # stands for every dash, which parts words where a hyphen joins them

# Runs of white space that are not one plain space, brackets around letters, and what typography leaves inside words.
# One set of characters heads the pattern, which lets the search skip from one to the next; what follows turns single
# white space away.
_ODD = re.compile(r"[\s\[\](){}\u00ad\u200b-\u200d\u2060\ufeff](?<! (?!\s))(?:(?<=\s)\s++|(?<!\s))")
_BRACKETED = re.compile(r"(?:\[[^\[\]\n]{1,60}+\]|\([^()\n]{1,60}+\))(?!\w)")
_HYPHEN = re.compile(r"-(?=\w)(?<=\w-)")
_OTHER = re.compile(r"[^ -~]")
_STRAIGHT = {
    "’": "'", "‘": "'", "ʼ": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": DASH, "–": DASH, "—": DASH, "−": DASH,
}  # fmt: skip


class Folded(NamedTuple):
    """`text` is the folded text; `places` and `shifts` lead a place in it back to the original."""

    text: str
    places: list[int]
    shifts: list[int]

    def original(self, place: int) -> int:
        """Offset in the original text of the folded character at `place`."""
        return place + self.shifts[bisect_right(self.places, place) - 1]

    def at(self, offsets: Iterable[int]) -> Iterator[int]:
        """Place in the folded text of the first character at each offset or after it; offsets come in order."""
        i, last = 0, len(self.places) - 1
        for offset in offsets:
            while i < last and self.places[i + 1] + self.shifts[i + 1] <= offset:
                i += 1
            here = max(offset - self.shifts[i], self.places[i])
            yield min(here, self.places[i + 1]) if i < last else here


class Closed(NamedTuple):
    """A stretch of folded text with bracketed insertions left out; `cuts` are the places where they stood."""

    text: str
    cuts: list[int]
    places: list[int]
    shifts: list[int]  # to places in the folded text

    def folded(self, place: int) -> int:
        """Place in the whole folded text of the character at `place`."""
        return place + self.shifts[bisect_right(self.places, place) - 1]

    def crosses(self, start: int, end: int) -> bool:
        """Does ``[start, end)`` touch a place where an insertion stood?"""
        first = bisect_left(self.cuts, start)
        return first < len(self.cuts) and self.cuts[first] <= end


class _Table(dict[int, str]):
    """Folds a character at its first sight and remembers it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            folded = " "
        elif character in _STRAIGHT:
            folded = _STRAIGHT[character]
        else:
            base = unicodedata.normalize("NFKD", character.lower())[:1]
            folded = base if base and not unicodedata.combining(base) else character
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Fold `text`: lower case, no accents, straight marks, single spaces, no brackets; each dash is `DASH`.

    Examples
    --------
    >>> folded = fold("A ‘New\\n  Éra’")
    >>> folded.text, folded.original(folded.text.index("era"))
    ("a 'new era'", 9)
    """
    # What lies between the odd places is folded one to one; a space, a paragraph break or nothing is put in theirs.
    folded = _one_to_one(text)
    pieces: list[str] = []
    places, shifts = [0], [0]
    reached = length = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        piece = match.group()
        put = "" if not piece.isspace() else PARAGRAPH if piece.count("\n") > 1 else " "
        pieces += (folded[reached:start], put)
        length += start - reached + len(put)
        reached = end
        if places[-1] == length:
            shifts[-1] = end - length
        else:
            places.append(length)
            shifts.append(end - length)
    pieces.append(folded[reached:])
    return Folded("".join(pieces), places, shifts)


def lowered(word: str) -> str:
    """A word as word lists and dictionaries hold it: lower case, its apostrophe straight.

    Examples
    --------
    >>> lowered("Don’t")
    "don't"
    """
    return word.lower().replace("’", "'").replace("ʼ", "'")


def as_term(word: str) -> str:
    """A word as it is counted: `lowered`, without the *'s* of a possessive.

    Examples
    --------
    >>> as_term("Mexico’s")
    'mexico'
    """
    return lowered(word).removesuffix("'s")


def without_hyphens(folded: str) -> str:
    """Folded text with a space in place of each hyphen that joins two words, and its dashes straight; nothing moves.

    Examples
    --------
    >>> without_hyphens(fold("a climate-crisis summit - or–not").text)
    'a climate crisis summit - or-not'
    """
    return with_straight_dashes(_HYPHEN.sub(" ", folded) if "-" in folded else folded)


def with_straight_dashes(folded: str) -> str:
    """Folded text with a hyphen for every dash, as patterns see it.

    Examples
    --------
    >>> with_straight_dashes(fold("1990–1995").text)
    '1990-1995'
    """
    return folded.replace(DASH, "-")


def without_bracketed(text: str, folded: Folded, reach: int | None) -> list[Closed]:
    """The stretches of `folded` text about bracketed insertions, without these: `reach` characters on both sides.

    Insertions that are closer to one another are in one stretch. Without `reach` it is the whole text.

    Examples
    --------
    >>> text = "It is a new [and better] era."
    >>> [closed.text for closed in without_bracketed(text, fold(text), 4)]
    [' new era']
    """
    if "[" not in text and "(" not in text:
        return []
    edges: list[int] = []
    for match in _BRACKETED.finditer(text):
        start = match.start()
        while start and text[start - 1].isspace():  # the space before it goes with it
            start -= 1
        edges += (start, match.end())
    places = list(folded.at(edges))
    holes = zip(places[::2], places[1::2], strict=True)
    groups: list[list[tuple[int, int]]] = []
    for hole in holes:
        if groups and (reach is None or hole[0] - groups[-1][-1][1] < 2 * reach):
            groups[-1].append(hole)
        else:
            groups.append([hole])
    return [_closed(folded.text, group, len(text) if reach is None else reach) for group in groups]


def _closed(text: str, holes: list[tuple[int, int]], reach: int) -> Closed:
    begin = max(0, holes[0][0] - reach)
    pieces, cuts, places, shifts, length = [], [], [0], [begin], 0
    for start, end in holes:
        pieces.append(text[begin:start])
        length += start - begin
        cuts.append(length)
        places.append(length)
        shifts.append(end - length)
        begin = end
    pieces.append(text[begin : begin + reach])
    return Closed("".join(pieces), cuts, places, shifts)


def _one_to_one(text: str) -> str:
    """Every character folded to one; the few that are not ASCII are looked up once each, which is fast in C."""
    folded = text.lower()
    if len(folded) != len(text):  # a capital that lowers to two characters, such as İ
        return text.translate(_TABLE)
    for character in sorted({*_OTHER.findall(folded)}):
        folded = folded.replace(character, _TABLE[ord(character)])
    return folded
